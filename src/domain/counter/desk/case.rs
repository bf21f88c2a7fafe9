//! One visit before the staff.

use super::print::Print;
use super::refuse::RefuseWhy;
use super::{Desk, Hands, Page, Then, Wait};
use crate::booking::{Contact, SlipState, Stage, Verdict};
use crate::device::RequestId;
use crate::protocol::{Answer, Case, DeskAnswer, DeskQuestion, Question};
use crate::settlement;
use crate::staff::StaffId;
use crate::touch::{DeskTouch, Touch};
use crate::view::{CaseView, DeskScreen, Notice};
use crate::visit_no::VisitNo;

#[derive(Debug)]
pub(super) struct CasePage {
    pub case: Box<Case>,
    pub print: Print,
    /// Its customer's telephone number, while it is looked at.
    phone: Option<Contact>,
    deciding: Option<Wait>,
    reading_phone: Option<Wait>,
}

impl CasePage {
    pub(super) fn new(case: Box<Case>, deciding: Option<Wait>) -> Box<CasePage> {
        Box::new(CasePage { case, print: Print::None, phone: None, deciding, reading_phone: None })
    }

    /// Whether anything is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.is_printing() || self.deciding.is_some() || self.reading_phone.is_some()
    }

    pub(super) fn awaited(&self) -> Option<Wait> {
        self.deciding.or(self.reading_phone).or(self.print.awaited())
    }

    pub(super) fn unanswered(&mut self, hands: &mut Hands, id: RequestId) {
        self.deciding.take_if(|wait| wait.id == id);
        self.reading_phone.take_if(|wait| wait.id == id);
        self.print_unanswered(hands, id);
    }

    pub(super) fn screen(&self, hands: &Hands) -> DeskScreen {
        DeskScreen::Case(Box::new(CaseView {
            case: (*self.case).clone(),
            printing: self.is_printing(),
            paper: hands.setup.paper,
            phone: self.phone.clone(),
        }))
    }

    fn show_phone(&mut self, hands: &mut Hands, staff: StaffId) {
        let (visit, at, look) = (self.case.visit.number, hands.now.wall, hands.new_key());
        self.reading_phone = Some(hands.wait_for(Question::Desk(DeskQuestion::Contact { visit, staff, at, look })));
    }

    /// What else than a decision was asked on the page is answered.
    fn answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) {
        if self.reading_phone.take_if(|wait| wait.id == id).is_none() {
            self.print_answered(hands, id, &answer);
        } else if let Answer::Desk(DeskAnswer::Contact(contact)) = answer {
            self.phone_read(hands, contact);
        }
    }

    fn phone_read(&mut self, hands: &mut Hands, contact: Option<Contact>) {
        if contact.is_none() {
            self.case.phone_until = None;
            hands.say(Notice::PhoneDestroyed);
        }
        self.phone = contact;
    }

    /// A slip that was in doubt is printed after all.
    pub(super) fn printed_late(&mut self, visit: VisitNo, copy: u32) {
        if (self.case.visit.number, self.case.copy, self.case.slip) == (visit, copy, SlipState::InDoubt) {
            self.case.slip = SlipState::Printed;
        }
    }
}

/// Asks the ledger to decide a visit.
pub(super) fn decide(hands: &mut Hands, case: &Case, verdict: Verdict, staff: StaffId) -> Wait {
    let decide = DeskQuestion::Decide { visit: case.visit.number, verdict, staff, at: hands.now.wall };
    hands.wait_for(Question::Desk(decide))
}

impl Desk {
    /// A visit with what an approval would settle now, or a refusal has left.
    pub(super) fn show_case(&mut self, hands: &Hands, mut case: Box<Case>) -> Then {
        settlement::reckon(&hands.setup.book, &hands.setup.calendar, &mut case, hands.now.today());
        self.enter(Page::Case(CasePage::new(case, None)))
    }

    pub(super) fn case_touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        let Page::Case(page) = &mut self.page else { return Then::Stay };
        if page.is_busy() || self.opening.is_some() {
            return Then::Stay;
        }
        let Some(staff) = self.who.as_ref().map(|who| who.id) else { return Then::Stay };
        let waits = page.case.stage == Stage::Waiting;
        match touch {
            Touch::Back => return self.show_queue(hands),
            Touch::Main | Touch::Desk(DeskTouch::Approve) if waits => {
                page.deciding =
                    settlement::approval(&page.case).map(|verdict| decide(hands, &page.case, verdict, staff));
            }
            Touch::Desk(DeskTouch::Refuse) if waits => {
                let why = RefuseWhy::new(page.case.clone());
                return self.enter(Page::RefuseWhy(Box::new(why)));
            }
            Touch::Desk(DeskTouch::Print) if hands.setup.paper => page.print_copy(hands),
            Touch::Desk(DeskTouch::ShowPhone) if page.phone.is_none() && page.case.phone_until.is_some() => {
                page.show_phone(hands, staff);
            }
            _ => {}
        }
        Then::Stay
    }

    /// The visit that the answer decides.
    fn decides(&mut self, id: RequestId) -> Option<VisitNo> {
        let (deciding, case) = match &mut self.page {
            Page::Case(page) => (&mut page.deciding, &page.case),
            Page::RefuseWhy(page) => (&mut page.deciding, &page.case),
            Page::SignIn(_) | Page::Queue | Page::Missed(_) => return None,
        };
        deciding.take_if(|wait| wait.id == id).map(|_| case.visit.number)
    }

    /// The ledger has answered what was asked on a visit's page, or on the page that refuses it.
    pub(super) fn case_answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) -> Then {
        let Some(visit) = self.decides(id) else {
            if let Page::Case(page) = &mut self.page {
                page.answered(hands, id, answer);
            }
            return Then::Stay;
        };
        match answer {
            Answer::Desk(DeskAnswer::Decided(_)) => {
                self.decided = Some((visit, hands.uptime() + hands.setup.patience.offer));
                hands.say(Notice::Saved);
                self.show_queue(hands)
            }
            Answer::Desk(DeskAnswer::Changed) => {
                // Nobody approves a sum that was not on screen.
                hands.say(Notice::OrderChanged);
                self.opening = Some(hands.wait_for(Question::Desk(DeskQuestion::Case(visit))));
                Then::Stay
            }
            Answer::Desk(DeskAnswer::NotOpen) => {
                hands.say(Notice::DecidedMeanwhile);
                self.show_queue(hands)
            }
            _ => Then::Stay,
        }
    }
}
