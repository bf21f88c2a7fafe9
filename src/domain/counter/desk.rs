//! The staff view: sign in, see the queue, decide, print, export, lock.

use super::pad::{PIN_MAX, PIN_MIN, Pad};
use super::state::{Desk, DeskPage, Offer, Print, State, Step, is_done};
use super::{Counter, Effect};
use crate::booking::{Contact, Slip, SlipState, Stage, Verdict};
use crate::call::CallEnd;
use crate::device::RequestId;
use crate::policy::Clause;
use crate::protocol::{Answer, Case, Question};
use crate::staff::{Pin, Role};
use crate::touch::Span;
use crate::touch::{Thing, Touch};
use crate::view::{ExportState, Notice, SignInTrouble};

/// The clauses by which the staff can refuse, in the policy's order: first what an inspection finds.
pub(super) const CLAUSES: [Clause; 12] = [
    Clause::CarelessDamage,
    Clause::ComponentMissing,
    Clause::Apparel,
    Clause::Consumable,
    Clause::Electronics,
    Clause::Car,
    Clause::Media,
    Clause::Computer,
    Clause::MadeToOrder,
    Clause::EvidenceServiceCenter,
    Clause::EvidenceMedical,
    Clause::DeadlineChangeOfMind,
];

impl Counter {
    /// The door in the card of the bell. A visit on screen waits behind the staff view.
    pub(super) fn open_door(&mut self, state: State) -> Step {
        // Whoever has just been served may be so still when the door was opened by mistake.
        let closed = if let State::Home { offer, .. } = &state { *offer } else { None };
        let behind = match state {
            State::Visit(visit) => Some(visit),
            state @ (State::HandOver(_) | State::Starting { .. } | State::SurveyOpening { .. } | State::Desk(_)) => {
                return Step::Stay(state);
            }
            State::Survey(survey) => {
                self.end_survey(&survey, None);
                None
            }
            _ => None,
        };
        self.notice = None;
        self.door_opens();
        let waits_for = Some(self.ask(Question::Staff));
        let page =
            DeskPage::SignIn { names: Vec::new(), listed: false, picked: None, pin: Pad::default(), trouble: None };
        let desk =
            Desk { behind, page, who: None, closed, rows: Vec::new(), missed: Vec::new(), list_page: 0, waits_for };
        Step::Enter(State::Desk(Box::new(desk)))
    }

    /// Locks the staff view. The customer whose visit was decided is asked how it was, if they say that they are there;
    /// nobody of the staff sees it.
    pub(super) fn lock(&mut self, desk: Desk, somebody: bool) -> Step {
        // Whoever only looked at the door still waits for the staff.
        let call = self.call.take_if(|_| somebody && desk.who.is_none());
        let step = self.leave_desk(desk, somebody);
        self.call = self.call.take().or(call);
        step
    }

    fn leave_desk(&mut self, desk: Desk, somebody: bool) -> Step {
        if let DeskPage::Case { print: Print::Noting(slip, _), .. } = &desk.page {
            // Noted as being sent, and never sent.
            self.note_slip(slip, SlipState::NotPrinted);
        }
        match (desk.behind, desk.closed) {
            (Some(mut visit), _) if somebody => {
                self.notice = None;
                if let Some((waits_for, _)) = &mut visit.reopening {
                    // The answer may have come while the staff view lay over it.
                    *waits_for = self.ask(Question::Reopen { order: visit.order.facts.number.clone() });
                }
                Step::Enter(State::Visit(visit))
            }
            (behind, closed) => {
                if let Some(visit) = behind {
                    self.wipe(&visit);
                }
                self.home_offering(closed.filter(|_| somebody))
            }
        }
    }

    pub(super) fn show_queue(&mut self, mut desk: Box<Desk>) -> Step {
        desk.page = DeskPage::Queue;
        desk.waits_for = Some(self.ask(Question::Queue));
        Step::Enter(State::Desk(desk))
    }

    pub(super) fn desk_touched(&mut self, mut desk: Box<Desk>, touch: Touch) -> Step {
        match std::mem::replace(&mut desk.page, DeskPage::Queue) {
            DeskPage::SignIn { names, listed, picked, pin, trouble } => {
                let page = DeskPage::SignIn { names, listed, picked, pin, trouble };
                self.sign_in_touched(desk, page, touch)
            }
            DeskPage::Queue => self.queue_touched(desk, touch),
            DeskPage::Case { case, print, phone } => self.case_touched(desk, case, print, phone, touch),
            DeskPage::Missed(calls) => self.missed_touched(desk, calls, touch),
            DeskPage::RefuseWhy { case, picked } => self.refuse_touched(desk, case, picked, touch),
            DeskPage::Export { picked, state, waits_for } => self.export_touched(desk, picked, state, waits_for, touch),
            DeskPage::Devices { findings, waits_for } => self.devices_touched(desk, findings, waits_for, touch),
        }
    }

    fn sign_in_touched(&mut self, mut desk: Box<Desk>, mut page: DeskPage, touch: Touch) -> Step {
        if touch == Touch::Back {
            return self.lock(*desk, true);
        }
        if let DeskPage::SignIn { names, picked, pin, trouble, .. } = &mut page
            && desk.waits_for.is_none()
        {
            match touch {
                Touch::Pick(Thing::Staff(who)) if names.iter().any(|staff| staff.id == who) => {
                    *picked = Some(who);
                    *pin = Pad::default();
                    *trouble = None;
                }
                Touch::Digit(digit) if picked.is_some() => pin.digit(digit, PIN_MAX),
                Touch::Erase => pin.erase(),
                Touch::Main if pin.0.len() >= PIN_MIN => {
                    if let Some(staff) = *picked {
                        let pin = Pin(std::mem::take(&mut pin.0));
                        let attempt = self.new_key();
                        let (at, uptime) = (self.now.wall, self.now.uptime);
                        desk.waits_for = Some(self.ask(Question::SignIn { staff, pin, at, uptime, attempt }));
                    }
                }
                _ => {}
            }
        }
        desk.page = page;
        Step::Stay(State::Desk(desk))
    }

    fn queue_touched(&mut self, mut desk: Box<Desk>, touch: Touch) -> Step {
        let last = self.pages(desk.rows.len()) - 1;
        match touch {
            Touch::Back => return self.lock(*desk, true),
            Touch::NextPage => desk.list_page = (desk.list_page + 1).min(last),
            Touch::PreviousPage => desk.list_page = desk.list_page.saturating_sub(1),
            Touch::Pick(Thing::Visit(number)) => return self.open_case(desk, number),
            Touch::Missed if !desk.missed.is_empty() => {
                desk.waits_for = None;
                desk.list_page = 0;
                desk.page = DeskPage::Missed(std::mem::take(&mut desk.missed));
                return Step::Enter(State::Desk(desk));
            }
            Touch::Export if desk.who.as_ref().is_some_and(|who| who.role == Role::Manager) => {
                // A case or a queue that comes late must not take the page away from a running export.
                desk.waits_for = None;
                desk.page = DeskPage::Export { picked: Span::Today, state: ExportState::Ready, waits_for: None };
                return Step::Enter(State::Desk(desk));
            }
            Touch::Export => self.notice = Some(Notice::ManagersOnly),
            Touch::Devices => return self.open_devices(desk),
            Touch::ClockIsRight => {
                if let Some(who) = &desk.who {
                    let staff = who.id;
                    self.ask(Question::ClockConfirmed { staff, at: self.now.wall });
                    self.out.push(Effect::TrustClock);
                }
            }
            _ => {}
        }
        Step::Stay(State::Desk(desk))
    }

    fn case_touched(
        &mut self,
        mut desk: Box<Desk>,
        case: Box<Case>,
        mut print: Print,
        phone: Option<Contact>,
        touch: Touch,
    ) -> Step {
        let idle = matches!(print, Print::None) && desk.waits_for.is_none();
        match touch {
            Touch::Back if idle => return self.show_queue(desk),
            Touch::Approve | Touch::Main if idle && case.stage == Stage::Waiting => {
                desk.waits_for = Counter::approval(&case).and_then(|verdict| self.decide(&desk, &case, verdict));
            }
            Touch::Refuse if idle && case.stage == Stage::Waiting => {
                desk.page = DeskPage::RefuseWhy { case, picked: None };
                desk.list_page = 0;
                return Step::Enter(State::Desk(desk));
            }
            Touch::Print if idle && self.setup.paper => {
                let mut visit = case.visit.clone();
                if case.stage != Stage::Waiting {
                    // Paper says what is paid, or was refused, not what once was promised or is still to come.
                    visit.booking.decision = case.decision().clone();
                    visit.booking.wants_staff = false;
                }
                let slip = Box::new(Slip { copy: case.copy + 1, visit });
                let id = self.ask(Question::NewCopy { visit: slip.visit.number, copy: slip.copy });
                print = Print::Queueing(slip, id);
            }
            Touch::ShowPhone if idle && phone.is_none() && case.phone_until.is_some() => {
                if let Some(who) = &desk.who {
                    let (visit, staff, at) = (case.visit.number, who.id, self.now.wall);
                    let look = self.new_key();
                    desk.waits_for = Some(self.ask(Question::Contact { visit, staff, at, look }));
                }
            }
            _ => {}
        }
        desk.page = DeskPage::Case { case, print, phone };
        Step::Stay(State::Desk(desk))
    }

    fn decide(&mut self, desk: &Desk, case: &Case, verdict: Verdict) -> Option<RequestId> {
        let staff = desk.who.as_ref()?.id;
        Some(self.ask(Question::Decide { visit: case.visit.number, verdict, staff, at: self.now.wall }))
    }

    fn refuse_touched(
        &mut self,
        mut desk: Box<Desk>,
        case: Box<Case>,
        mut picked: Option<Clause>,
        touch: Touch,
    ) -> Step {
        match touch {
            Touch::Back => {
                desk.page = DeskPage::Case { case, print: Print::None, phone: None };
                return Step::Enter(State::Desk(desk));
            }
            Touch::NextPage => desk.list_page = (desk.list_page + 1).min(self.pages(CLAUSES.len()) - 1),
            Touch::PreviousPage => desk.list_page = desk.list_page.saturating_sub(1),
            Touch::Pick(Thing::Clause(clause)) if CLAUSES.contains(&clause) => picked = Some(clause),
            Touch::Main if desk.waits_for.is_none() => {
                if let Some(clause) = picked {
                    desk.waits_for = self.decide(&desk, &case, Verdict::Refuse(clause));
                }
            }
            _ => {}
        }
        desk.page = DeskPage::RefuseWhy { case, picked };
        Step::Stay(State::Desk(desk))
    }

    pub(super) fn desk_answered(&mut self, mut desk: Box<Desk>, id: RequestId, answer: Answer) -> Step {
        if desk.waits_for != Some(id) {
            return self.print_answered(desk, id, &answer);
        }
        desk.waits_for = None;
        match answer {
            Answer::StaffList(list) => {
                if let DeskPage::SignIn { names, listed, trouble, .. } = &mut desk.page {
                    *trouble = list.is_empty().then_some(SignInTrouble::NoStaff);
                    (*names, *listed) = (list, true);
                }
            }
            Answer::SignedIn(staff, wrong) => {
                self.end_call(CallEnd::Taken(staff.id));
                desk.who = Some(staff);
                self.notice = (!wrong.is_empty()).then_some(Notice::WrongPins(wrong));
                (self.misses, self.typing_rests_until) = (0, std::time::Duration::ZERO);
                self.forgive_guesses();
                return self.show_queue(desk);
            }
            Answer::WrongPin { left } => desk.trouble(SignInTrouble::WrongPin { left }),
            Answer::Locked { until } => desk.trouble(SignInTrouble::Locked { until }),
            Answer::Queue(rows, missed) => {
                desk.list_page = desk.list_page.min(self.pages(rows.len()) - 1);
                (desk.rows, desk.missed) = (rows, missed);
            }
            Answer::Contact(contact) => {
                if let DeskPage::Case { case, phone, .. } = &mut desk.page {
                    if contact.is_none() {
                        case.phone_until = None;
                        self.notice = Some(Notice::PhoneDestroyed);
                    }
                    *phone = contact;
                }
            }
            Answer::Case(mut case) => {
                self.reckon(&mut case);
                desk.page = DeskPage::Case { case, print: Print::None, phone: None };
                return Step::Enter(State::Desk(desk));
            }
            Answer::Decided(_) => {
                if let DeskPage::Case { case, .. } | DeskPage::RefuseWhy { case, .. } = &desk.page {
                    let until = self.now.uptime + self.setup.patience.offer;
                    desk.closed = Some(Offer { visit: case.visit.number, until });
                }
                self.notice = Some(Notice::Saved);
                return self.show_queue(desk);
            }
            Answer::Changed => {
                // Nobody approves a sum that was not on screen.
                self.notice = Some(Notice::OrderChanged);
                if let DeskPage::Case { case, .. } | DeskPage::RefuseWhy { case, .. } = &desk.page {
                    desk.waits_for = Some(self.ask(Question::Case(case.visit.number)));
                }
            }
            Answer::NotOpen => {
                self.notice = Some(Notice::DecidedMeanwhile);
                return self.show_queue(desk);
            }
            _ => {}
        }
        Step::Stay(State::Desk(desk))
    }

    /// A copy is queued, then noted as being sent, then sent: as at the counter.
    fn print_answered(&mut self, mut desk: Box<Desk>, id: RequestId, answer: &Answer) -> Step {
        if let DeskPage::Case { print, case, .. } = &mut desk.page {
            *print = match std::mem::replace(print, Print::None) {
                Print::Queueing(slip, waits_for) if waits_for == id => match answer {
                    Answer::Done => {
                        case.copy = slip.copy;
                        let noted = self.note_slip(&slip, SlipState::Sending);
                        Print::Noting(slip, noted)
                    }
                    _ => Print::None,
                },
                Print::Noting(slip, waits_for) if waits_for == id && is_done(answer) => {
                    let printing = self.request();
                    self.out.push(Effect::Print(printing, slip.clone()));
                    Print::Printing(slip, printing, self.now.uptime)
                }
                other => other,
            };
        }
        Step::Stay(State::Desk(desk))
    }

    pub(super) fn desk_printed(&mut self, mut desk: Box<Desk>, id: RequestId, end: SlipState) -> Step {
        if let DeskPage::Case { print, case, .. } = &mut desk.page
            && let Print::Printing(slip, waits_for, _) = print
            && *waits_for == id
        {
            self.note_slip(slip, end);
            case.slip = end;
            *print = Print::None;
        }
        Step::Stay(State::Desk(desk))
    }
}

impl Desk {
    fn trouble(&mut self, what: SignInTrouble) {
        if let DeskPage::SignIn { trouble, .. } = &mut self.page {
            *trouble = Some(what);
        }
    }
}
