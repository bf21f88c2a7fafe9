//! What waits for the staff.

use super::missed::Missed;
use super::{Desk, Effect, Hands, Page, Then, Wait};
use crate::call::MissedCall;
use crate::device::RequestId;
use crate::protocol::{Answer, DeskAnswer, DeskQuestion, Question, QueueRow};
use crate::touch::{DeskTouch, Touch};
use crate::view::Page as ListPage;

/// As it was read last.
#[derive(Debug, Default)]
pub(super) struct Queue {
    pub rows: Vec<QueueRow>,
    /// Calls to which nobody came.
    pub missed: Vec<MissedCall>,
    at: u16,
    pub reading: Option<Wait>,
}

impl Queue {
    pub(super) fn read(&mut self, hands: &mut Hands) {
        self.reading = Some(hands.wait_for(Question::Desk(DeskQuestion::Queue)));
    }

    pub(super) fn page(&self, hands: &Hands) -> ListPage {
        hands.page(self.at, self.rows.len())
    }
}

impl Desk {
    pub(super) fn queue_touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        let last = hands.pages(self.queue.rows.len()) - 1;
        match touch {
            Touch::Back => return Then::Lock,
            Touch::NextPage => self.queue.at = (self.queue.at + 1).min(last),
            Touch::PreviousPage => self.queue.at = self.queue.at.saturating_sub(1),
            Touch::Desk(DeskTouch::Visit(number)) => return self.open_case(hands, number),
            Touch::Desk(DeskTouch::Missed) if !self.queue.missed.is_empty() => {
                self.leaves_queue();
                let calls = std::mem::take(&mut self.queue.missed);
                return self.enter(Page::Missed(Missed::new(calls)));
            }
            Touch::Desk(DeskTouch::ClockIsRight) => {
                if let Some(who) = &self.who {
                    let (staff, at) = (who.id, hands.now.wall);
                    hands.ask(Question::Desk(DeskQuestion::ClockConfirmed { staff, at }));
                    hands.effect(Effect::TrustClock);
                }
            }
            _ => {}
        }
        Then::Stay
    }

    pub(super) fn queue_answered(&mut self, hands: &Hands, id: RequestId, answer: Answer) -> Then {
        if self.queue.reading.take_if(|wait| wait.id == id).is_some()
            && let Answer::Desk(DeskAnswer::Queue(rows, missed)) = answer
        {
            self.queue.at = self.queue.at.min(hands.pages(rows.len()) - 1);
            (self.queue.rows, self.queue.missed) = (rows, missed);
        }
        Then::Stay
    }
}
