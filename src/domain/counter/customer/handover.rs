//! Into the ledger, then onto paper, never the other way round.
//!
//! A visit goes through three rows: it is **booked** (it holds its units, and nobody finds it), it is **shown** (from
//! then on it is the customer's, for ever), and how its slip ended is noted. The customer sees the number only after the
//! second row is known to be there. Whoever is told "not booked" is told so because one of the first two rows was not
//! known to be there in time; then the visit is to be **void**, before the ledger is asked anything else, and however
//! late a row comes into being. Across a power cut the rows say it: a visit that was booked and never shown is void from
//! the next start on, and no number that anybody saw is ever void. One moment is left in which no row can decide: the
//! power fails after the row "shown" came too late and before the visit could be made void. Its slip is then in doubt,
//! and so it stands before the staff, who decide; nothing of it prints by itself.

use std::time::Duration;

use super::thanks::{self, Thanks};
use super::visit::Visit;
use super::{Customer, Hands, Stand, Step, Then, Wait};
use crate::booking::{Booked, Place, Slip, SlipState, VisitKey};
use crate::call::Cause;
use crate::device::RequestId;
use crate::judge::Decision;
use crate::protocol::{Answer, Question, VisitAnswer, VisitQuestion};
use crate::view::Notice;
use crate::visit_no::VisitNo;

/// A visit on its way into the ledger and onto paper.
#[derive(Debug)]
pub(super) enum HandOver {
    Booking {
        visit: Box<Visit>,
        wait: Wait,
    },
    /// The ledger notes that the visit is shown, and that its slip is being sent; only then it is.
    Showing {
        visit: Box<Booked>,
        slip: SlipState,
        /// The two rows of a visit are one wait.
        wait: Wait,
    },
    Printing {
        slip: Box<Slip>,
        id: RequestId,
        since: Duration,
    },
}

impl Visit {
    /// Books the visit. One in which everything is refused is booked only because its customer wants the staff, and
    /// then it waits for them, or paper, and then it is closed at once.
    pub(super) fn book(self: Box<Visit>, hands: &mut Hands, decision: Decision, wants_staff: bool) -> Step {
        let booking = Box::new(self.booking(hands, decision, wants_staff));
        let wait = hands.wait_for(Question::Visit(VisitQuestion::Book(booking)));
        Step::Enter(Stand::HandOver(HandOver::Booking { visit: self, wait }))
    }

    /// It was not booked as it was: the order is read again, and the visit stands at that place then.
    fn comes_back(mut self: Box<Visit>, hands: &mut Hands, why: Notice, place: Place) -> Step {
        hands.say(why);
        self.reopen(hands, place);
        hands.somebody_is_there();
        Step::Enter(Stand::Visit(self))
    }
}

impl HandOver {
    fn stays(self) -> Step {
        Step::Stay(Stand::HandOver(self))
    }

    pub(super) fn answered(self, hands: &mut Hands, id: RequestId, answer: Answer) -> Step {
        match self {
            HandOver::Booking { visit, wait } if wait.id == id => match answer {
                Answer::Visit(VisitAnswer::Booked(booked)) => is_booked(hands, *booked, wait.since),
                Answer::Visit(VisitAnswer::Void) => not_booked(hands, visit.key),
                Answer::Visit(VisitAnswer::Taken(no)) => {
                    let why = Notice::Taken(visit.name(no));
                    visit.comes_back(hands, why, Place::Choose)
                }
                // The customer reads the new answer, and confirms that.
                Answer::Visit(VisitAnswer::Changed) => visit.comes_back(hands, Notice::OrderChanged, Place::Answer),
                _ => HandOver::Booking { visit, wait }.stays(),
            },
            HandOver::Showing { visit, slip, wait } if wait.id == id => match answer {
                Answer::Done => is_shown(hands, *visit, slip),
                _ => not_booked(hands, visit.booking.key),
            },
            handover @ (HandOver::Booking { .. } | HandOver::Showing { .. } | HandOver::Printing { .. }) => {
                handover.stays()
            }
        }
    }

    pub(super) fn unanswered(self, hands: &mut Hands) -> Step {
        match self {
            HandOver::Booking { visit, .. } => not_booked(hands, visit.key),
            HandOver::Showing { visit, .. } => not_booked(hands, visit.booking.key),
            printing @ HandOver::Printing { .. } => printing.stays(),
        }
    }

    pub(super) fn awaited(&self) -> Option<Wait> {
        match self {
            HandOver::Booking { wait, .. } | HandOver::Showing { wait, .. } => Some(*wait),
            HandOver::Printing { .. } => None,
        }
    }

    /// The number, once the visit is the customer's.
    pub(super) fn number(&self) -> Option<VisitNo> {
        match self {
            HandOver::Booking { .. } | HandOver::Showing { .. } => None,
            HandOver::Printing { slip, .. } => Some(slip.visit.number),
        }
    }
}

/// Committed, and nobody has seen it yet.
fn is_booked(hands: &mut Hands, visit: Booked, since: Duration) -> Step {
    let slip = match () {
        () if !hands.setup.paper => SlipState::Paperless,
        () if !hands.prints() => SlipState::NotPrinted,
        () => SlipState::Sending,
    };
    let wait = hands.wait_on(Question::Visit(VisitQuestion::Shown { key: visit.booking.key, slip }), since);
    HandOver::Showing { visit: Box::new(visit), slip, wait }.stays()
}

/// From here on the visit is the customer's, whatever happens to the paper.
fn is_shown(hands: &mut Hands, visit: Booked, slip: SlipState) -> Step {
    if slip != SlipState::Sending {
        return thanks::thank(hands, visit, slip);
    }
    let slip = Box::new(Slip { copy: 1, visit });
    let id = hands.print(&slip);
    HandOver::Printing { slip, id, since: hands.uptime() }.stays()
}

/// Nobody knows whether the ledger has a row of it, or it never will. Whoever loses a visit by it gets the staff.
fn not_booked(hands: &mut Hands, key: VisitKey) -> Step {
    hands.ask(Question::Visit(VisitQuestion::Void(key)));
    unsaved(hands)
}

/// Says truly that the visit is lost.
pub(super) fn unsaved(hands: &mut Hands) -> Step {
    hands.ring(Cause::NotBooked);
    hands.somebody_is_there();
    Step::Enter(Stand::Unsaved)
}

impl Customer {
    /// The printer is done with the slip of the visit in front.
    pub(in super::super) fn printed(&mut self, hands: &mut Hands, id: RequestId, end: SlipState) -> Then {
        self.step(|_, stand| match stand {
            Stand::HandOver(handover) => match handover {
                HandOver::Printing { slip, id: printing, .. } if printing == id => {
                    hands.note_slip(&slip, end);
                    thanks::thank(hands, slip.visit, end)
                }
                handover => handover.stays(),
            },
            stand => Step::Stay(stand),
        })
    }

    /// A slip that was in doubt is printed after all.
    pub(in super::super) fn printed_late(&mut self, visit: VisitNo, copy: u32) {
        if let Stand::Thanks(thanks) = &mut self.stand {
            let Thanks { visit: booked, slip } = &mut **thanks;
            if (booked.number, 1) == (visit, copy) {
                *slip = SlipState::Printed;
            }
        }
    }

    /// The slip that the printer works on, and since when.
    pub(in super::super) fn printing(&self) -> Option<(RequestId, Duration, &Slip)> {
        let Stand::HandOver(handover) = &self.stand else { return None };
        match handover {
            HandOver::Printing { slip, id, since } => Some((*id, *since, slip)),
            HandOver::Booking { .. } | HandOver::Showing { .. } => None,
        }
    }
}
