//! The staff's desk: sign in, see the queue, decide, print, lock.

mod case;
mod missed;
mod print;
mod queue;
mod refuse;
mod show;
mod sign_in;

use std::time::Duration;

use super::Effect;
use super::face::{EASY, Weight, Weights};
use super::hands::{Hands, Wait};
use crate::booking::{Slip, SlipState};
use crate::device::RequestId;
use crate::protocol::{Answer, CallQuestion, DeskAnswer, DeskQuestion, Question};
use crate::staff::{Role, Staff};
use crate::touch::{DeskTouch, Touch};
use crate::view::Notice;
use crate::visit_no::VisitNo;
use case::CasePage;
use missed::Missed;
use queue::Queue;
use refuse::RefuseWhy;
use sign_in::SignIn;

/// See the module.
#[derive(Debug)]
pub(super) struct Desk {
    /// Who is signed in.
    who: Option<Staff>,
    page: Page,
    queue: Queue,
    /// The visit that was decided last in this sitting, and until when its survey is offered.
    decided: Option<(VisitNo, Duration)>,
    /// A visit that was scanned or touched is being read; it opens over whatever page is shown.
    opening: Option<Wait>,
}

#[derive(Debug)]
enum Page {
    SignIn(SignIn),
    Queue,
    Case(Box<CasePage>),
    Missed(Missed),
    RefuseWhy(Box<RefuseWhy>),
}

/// What the part leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    Enter,
    /// Somebody has signed in, and another screen is entered.
    SignedIn,
    Lock,
}

/// What hangs on a touch.
pub(super) fn weight(touch: DeskTouch) -> Weight {
    match touch {
        DeskTouch::Staff(_) | DeskTouch::Clause(_) => Weight::Light,
        DeskTouch::Visit(_) | DeskTouch::Missed | DeskTouch::Refuse => Weight::Main,
        DeskTouch::ShowPhone => Weight::Deliberate,
        DeskTouch::Approve | DeskTouch::Print | DeskTouch::ClockIsRight => Weight::Final,
    }
}

impl Desk {
    /// Nobody is signed in yet. A survey that was being offered is offered on, when they only looked.
    pub(super) fn open(hands: &mut Hands, offered: Option<(VisitNo, Duration)>) -> Desk {
        Desk {
            who: None,
            page: Page::SignIn(SignIn::ask(hands)),
            queue: Queue::default(),
            decided: offered,
            opening: None,
        }
    }

    /// Who is signed in.
    pub(super) fn who(&self) -> Option<&Staff> {
        self.who.as_ref()
    }

    /// Whoever stands at the queue, by what they may do.
    pub(super) fn at_queue(&self) -> Option<Role> {
        self.who().filter(|_| matches!(self.page, Page::Queue)).map(|who| who.role)
    }

    /// Another page comes over the queue: a case or a queue that comes late must not take it away.
    pub(super) fn leaves_queue(&mut self) {
        self.queue.reading = None;
        self.opening = None;
    }

    /// The screens are locked; whose survey may be offered.
    pub(super) fn leave(&mut self, hands: &mut Hands) -> Option<(VisitNo, Duration)> {
        if let Page::Case(page) = &self.page {
            page.leave(hands);
        }
        self.decided
    }

    pub(super) fn show_queue(&mut self, hands: &mut Hands) -> Then {
        self.opening = None;
        self.queue.read(hands);
        self.enter(Page::Queue)
    }

    fn enter(&mut self, page: Page) -> Then {
        self.page = page;
        Then::Enter
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        match &mut self.page {
            Page::SignIn(sign_in) => sign_in.touched(hands, touch),
            Page::Queue => self.queue_touched(hands, touch),
            Page::Case(_) => self.case_touched(hands, touch),
            Page::Missed(_) => self.missed_touched(hands, touch),
            Page::RefuseWhy(_) => self.refuse_touched(hands, touch),
        }
    }

    /// Opens a visit. What is under way is seen through on its own page.
    pub(super) fn open_case(&mut self, hands: &mut Hands, number: VisitNo) -> Then {
        let busy = match &self.page {
            Page::Case(page) => page.is_busy() || self.opening.is_some(),
            Page::RefuseWhy(page) => page.deciding.is_some() || self.opening.is_some(),
            Page::SignIn(_) | Page::Queue | Page::Missed(_) => false,
        };
        if !busy {
            self.queue.reading = None;
            self.opening = Some(hands.wait_for(Question::Desk(DeskQuestion::Case(number))));
        }
        Then::Stay
    }

    pub(super) fn answered(&mut self, hands: &mut Hands, id: RequestId, answer: Answer) -> Then {
        if self.opening.take_if(|wait| wait.id == id).is_some() {
            return self.opened(hands, answer);
        }
        match &mut self.page {
            Page::SignIn(_) => self.sign_in_answered(hands, id, answer),
            Page::Queue => self.queue_answered(hands, id, answer),
            Page::Case(_) | Page::RefuseWhy(_) => self.case_answered(hands, id, answer),
            Page::Missed(_) => Then::Stay,
        }
    }

    fn opened(&mut self, hands: &mut Hands, answer: Answer) -> Then {
        match answer {
            Answer::Desk(DeskAnswer::Case(case)) => self.show_case(hands, case),
            Answer::Desk(DeskAnswer::NotOpen) => {
                hands.say(Notice::DecidedMeanwhile);
                self.show_queue(hands)
            }
            _ => Then::Stay,
        }
    }

    /// What the staff wait for.
    pub(super) fn awaited(&self) -> Option<Wait> {
        self.opening.or(match &self.page {
            Page::SignIn(sign_in) => sign_in.awaited(),
            Page::Queue => self.queue.reading,
            Page::Case(page) => page.awaited(),
            Page::RefuseWhy(page) => page.deciding,
            Page::Missed(_) => None,
        })
    }

    /// The ledger has not answered in time what is awaited.
    pub(super) fn unanswered(&mut self, hands: &mut Hands, id: RequestId, question: Option<Question>) -> Then {
        let is = |wait: &mut Wait| wait.id == id;
        if self.opening.take_if(is).is_none() {
            match &mut self.page {
                Page::SignIn(sign_in) => sign_in.unanswered(id),
                Page::Queue => drop(self.queue.reading.take_if(is)),
                Page::Case(page) => page.unanswered(hands, id),
                Page::RefuseWhy(page) => drop(page.deciding.take_if(is)),
                Page::Missed(_) => {}
            }
        }
        let doubtful = question.is_some_and(|question| keeps_something(&question));
        hands.say(if doubtful { Notice::PerhapsNotSaved } else { Notice::NoAnswer });
        Then::Stay
    }

    /// Whether a slip is being printed.
    pub(super) fn prints(&self) -> bool {
        matches!(&self.page, Page::Case(page) if page.is_printing())
    }

    pub(super) fn printed(&mut self, hands: &mut Hands, id: RequestId, end: SlipState) -> Then {
        if let Page::Case(page) = &mut self.page {
            page.printed(hands, id, end);
        }
        Then::Stay
    }

    /// A slip that was in doubt is printed after all.
    pub(super) fn printed_late(&mut self, visit: VisitNo, copy: u32) {
        if let Page::Case(page) = &mut self.page {
            page.printed_late(visit, copy);
        }
    }

    /// The slip that the printer works on, and since when.
    pub(super) fn printing(&self) -> Option<(RequestId, Duration, &Slip)> {
        if let Page::Case(page) = &self.page { page.printing() } else { None }
    }

    pub(super) fn weights(&self) -> Weights {
        match &self.page {
            Page::SignIn(_) => EASY,
            // Locking lets the customer whose visit was decided be asked.
            Page::Queue => Weights { back: Weight::Deliberate, ..EASY },
            Page::Case(_) | Page::RefuseWhy(_) => Weights { main: Weight::Final, ..EASY },
            // It takes them from every list.
            Page::Missed(_) => Weights { main: Weight::Final, ..EASY },
        }
    }
}

/// Whether the staff have to look again whether the ledger has kept it.
fn keeps_something(question: &Question) -> bool {
    match question {
        Question::Desk(question) => match question {
            DeskQuestion::Decide { .. } | DeskQuestion::NewCopy { .. } => true,
            DeskQuestion::Staff
            | DeskQuestion::SignIn { .. }
            | DeskQuestion::Queue
            | DeskQuestion::Case(_)
            | DeskQuestion::Contact { .. }
            | DeskQuestion::ClockConfirmed { .. } => false,
        },
        Question::Slip { .. } => true,
        Question::Call(CallQuestion::Made { .. } | CallQuestion::Ended { .. } | CallQuestion::Seen { .. }) => false,
        Question::Boot { .. } | Question::PrinterCleared | Question::Visit(_) | Question::Survey(_) => false,
    }
}
