//! A copy of a visit's slip: queued, then noted as being sent, then sent, as at the counter.

use std::time::Duration;

use super::case::CasePage;
use super::{Hands, Wait};
use crate::booking::{Slip, SlipState, Stage};
use crate::device::RequestId;
use crate::protocol::{Answer, DeskQuestion, Question};

/// A print that the staff asked for.
#[derive(Debug)]
pub(super) enum Print {
    None,
    Queueing(Box<Slip>, Wait),
    Noting(Box<Slip>, Wait),
    Printing(Box<Slip>, RequestId, Duration),
}

impl Print {
    pub(super) fn awaited(&self) -> Option<Wait> {
        match self {
            Print::Queueing(_, wait) | Print::Noting(_, wait) => Some(*wait),
            Print::None | Print::Printing(..) => None,
        }
    }
}

impl CasePage {
    pub(super) fn is_printing(&self) -> bool {
        !matches!(self.print, Print::None)
    }

    pub(super) fn print_copy(&mut self, hands: &mut Hands) {
        let mut visit = self.case.visit.clone();
        if self.case.stage != Stage::Waiting {
            // Paper says what is paid, or was refused, not what once was promised or is still to come.
            visit.booking.decision = self.case.decision().clone();
            visit.booking.wants_staff = false;
        }
        let slip = Box::new(Slip { copy: self.case.copy + 1, visit });
        let copy = DeskQuestion::NewCopy { visit: slip.visit.number, copy: slip.copy };
        self.print = Print::Queueing(slip, hands.wait_for(Question::Desk(copy)));
    }

    pub(super) fn print_answered(&mut self, hands: &mut Hands, id: RequestId, answer: &Answer) {
        self.print = match std::mem::replace(&mut self.print, Print::None) {
            Print::Queueing(slip, wait) if wait.id == id => match answer {
                Answer::Done => {
                    self.case.copy = slip.copy;
                    let noted = hands.wait_for(Question::slip(&slip, SlipState::Sending));
                    Print::Noting(slip, noted)
                }
                _ => Print::None,
            },
            Print::Noting(slip, wait) if wait.id == id && matches!(answer, Answer::Done) => {
                let printing = hands.print(&slip);
                Print::Printing(slip, printing, hands.uptime())
            }
            print @ (Print::None | Print::Queueing(..) | Print::Noting(..) | Print::Printing(..)) => print,
        };
    }

    pub(super) fn print_unanswered(&mut self, hands: &mut Hands, id: RequestId) {
        if self.print.awaited().is_none_or(|wait| wait.id != id) {
            return;
        }
        self.leave(hands);
        self.print = Print::None;
    }

    /// Noted as being sent, perhaps, and never sent.
    pub(super) fn leave(&self, hands: &mut Hands) {
        if let Print::Noting(slip, _) = &self.print {
            hands.note_slip(slip, SlipState::NotPrinted);
        }
    }

    pub(super) fn printed(&mut self, hands: &mut Hands, id: RequestId, end: SlipState) {
        if let Print::Printing(slip, printing, _) = &self.print
            && *printing == id
        {
            hands.note_slip(slip, end);
            self.case.slip = end;
            self.print = Print::None;
        }
    }

    /// The slip that the printer works on, and since when.
    pub(super) fn printing(&self) -> Option<(RequestId, Duration, &Slip)> {
        match &self.print {
            Print::Printing(slip, id, since) => Some((*id, *since, slip)),
            Print::None | Print::Queueing(..) | Print::Noting(..) => None,
        }
    }
}
