//! What the customer's screens wait for, and what becomes of it.

use super::visit::Visit;
use super::{Customer, Hands, Stand, Step, Then, Wait, handover};
use crate::booking::Draft;
use crate::moment::Trust;
use crate::protocol::{Question, VisitQuestion};
use crate::view::Notice;

impl Customer {
    /// What the customer waits for.
    pub(in super::super) fn awaited(&self) -> Option<Wait> {
        match &self.stand {
            Stand::Number(pad) => pad.finding,
            Stand::Which(which) => which.reading,
            Stand::Visit(visit) => visit.reopening.map(|(wait, _)| wait),
            Stand::HandOver(handover) => handover.awaited(),
            Stand::Home { .. } | Stand::NoReceipt | Stand::Status(_) | Stand::Thanks(_) | Stand::Unsaved => None,
        }
    }

    /// The ledger has not answered in time what is awaited: the screen says what was not done.
    pub(in super::super) fn unanswered(&mut self, hands: &mut Hands) -> Then {
        self.step(|_, stand| match stand {
            Stand::Number(mut pad) => {
                pad.finding = None;
                hands.say(Notice::NoAnswer);
                Step::Stay(Stand::Number(pad))
            }
            Stand::Which(mut which) => {
                which.reading = None;
                hands.say(Notice::NoAnswer);
                Step::Stay(Stand::Which(which))
            }
            Stand::Visit(visit) => {
                visit.wipe(hands);
                handover::unsaved(hands)
            }
            Stand::HandOver(handover) => handover.unanswered(hands),
            Stand::Home { .. } | Stand::NoReceipt | Stand::Status(_) | Stand::Thanks(_) | Stand::Unsaved => {
                Step::Stay(stand)
            }
        })
    }

    /// Whether a visit of before the restart goes on. An old one does not, nor one of a time that nobody vouches for.
    pub(in super::super) fn resumes(&mut self, hands: &mut Hands, draft: Draft) -> bool {
        let age = (hands.now.wall - draft.at).to_std().ok();
        let fresh = age.is_some_and(|age| age < hands.setup.patience.idle);
        let resumes = hands.now.trust == Trust::Trusted && fresh;
        if resumes {
            self.stand = Stand::Visit(Visit::resume(hands, draft));
        } else {
            hands.ask(Question::Visit(VisitQuestion::Wipe(draft.key)));
        }
        resumes
    }
}
