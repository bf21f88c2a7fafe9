//! Laws of what only the staff may do.

use domain::booking::VisitKey;
use domain::protocol::{CallQuestion, DeskAnswer, DeskQuestion};
use domain::staff::{Role, StaffId};

use super::*;
use crate::shop::PIN;

/// Who is signed in, and what the ledger was told of PINs.
#[derive(Default)]
pub(super) struct SignedIn {
    pub(super) who: Option<Staff>,
    wrong_pins: BTreeMap<StaffId, u32>,
    attempts: BTreeSet<VisitKey>,
}

impl Laws {
    pub(super) fn session(&mut self, step: &Step<'_>) {
        if let Event::Answered(_, Answer::Desk(DeskAnswer::SignedIn(staff, _))) = step.event
            && !step.unmatched
            && is_sign_in(&step.before.screen)
        {
            self.staff.who = Some(staff.clone());
        }
        if !is_staffs(&step.after.screen) {
            self.staff.who = None;
        }
    }

    /// 14.
    pub(super) fn staff_question(&self, question: &Question) -> Lawful {
        let by = match question {
            Question::Desk(
                DeskQuestion::Decide { staff, .. }
                | DeskQuestion::ClockConfirmed { staff, .. }
                | DeskQuestion::Contact { staff, .. },
            )
            | Question::Call(CallQuestion::Seen { staff, .. }) => Some(*staff),
            Question::Desk(DeskQuestion::NewCopy { .. }) => None,
            Question::Desk(
                DeskQuestion::Staff | DeskQuestion::SignIn { .. } | DeskQuestion::Queue | DeskQuestion::Case(_),
            ) => return Ok(()),
            Question::Call(CallQuestion::Made { .. } | CallQuestion::Ended { .. }) => return Ok(()),
            Question::Boot { .. } | Question::PrinterCleared | Question::Slip { .. } => return Ok(()),
            Question::Visit(_) | Question::Survey(_) => return Ok(()),
        };
        // What was asked first while somebody was signed in is asked again until it is answered.
        if self.open.values().any(|(open, _)| open == question) {
            return Ok(());
        }
        let who = self.staff.who.as_ref().map(|who| who.id);
        hold(Law::StaffOnly, who.is_some() && by.is_none_or(|by| Some(by) == who), || {
            format!("{question:?} by {who:?}")
        })
    }

    /// 14, of effects.
    pub(super) fn staff_effect(&self, effect: &Effect) -> Lawful {
        let who = self.staff.who.as_ref();
        match effect {
            Effect::Ask(_, question) => self.staff_question(question),
            Effect::Export { .. } => {
                hold(Law::StaffOnly, who.is_some_and(|who| who.role == Role::Manager), || format!("export for {who:?}"))
            }
            Effect::Examine(_) => hold(Law::StaffOnly, who.is_some(), || "nobody of the staff examines".to_owned()),
            Effect::TrustClock => {
                hold(Law::StaffOnly, who.is_some(), || "the clock was confirmed by nobody".to_owned())
            }
            Effect::Print(..) | Effect::Ring | Effect::Hush => Ok(()),
        }
    }

    /// 14: five wrong PINs lock, and only the right one opens.
    pub(super) fn pins(&mut self, question: &Question, answer: &Answer) -> Lawful {
        let Question::Desk(DeskQuestion::SignIn { staff, pin, attempt, .. }) = question else { return Ok(()) };
        if !self.staff.attempts.insert(*attempt) {
            return Ok(());
        }
        let wrong = self.staff.wrong_pins.entry(*staff).or_default();
        let is_wrong = matches!(answer, Answer::Desk(DeskAnswer::WrongPin { .. }));
        *wrong = if is_wrong { *wrong + 1 } else { 0 };
        let right = pin.0 == PIN || !matches!(answer, Answer::Desk(DeskAnswer::SignedIn(..)));
        hold(Law::StaffOnly, *wrong < 5 && right, || format!("{wrong} wrong PINs do not lock"))
    }
}
