//! Calls to which nobody came.

use super::{Desk, Hands, Page, Then};
use crate::call::MissedCall;
use crate::protocol::{CallQuestion, Question};
use crate::touch::Touch;
use crate::view::{DeskScreen, MissedView, Page as ListPage};

/// Those that are shown.
#[derive(Debug)]
pub(super) struct Missed {
    calls: Vec<MissedCall>,
    at: u16,
}

impl Missed {
    pub(super) fn new(calls: Vec<MissedCall>) -> Missed {
        Missed { calls, at: 0 }
    }

    fn page(&self, hands: &Hands) -> ListPage {
        hands.page(self.at, self.calls.len())
    }

    pub(super) fn screen(&self, hands: &Hands) -> DeskScreen {
        DeskScreen::Missed(MissedView { calls: self.calls.clone(), page: self.page(hands), now: hands.now.wall })
    }
}

impl Desk {
    /// Who has seen the calls takes them from everybody's list: those of the page that was read, and no others.
    pub(super) fn missed_touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        let Page::Missed(missed) = &mut self.page else { return Then::Stay };
        let page = missed.page(hands);
        match touch {
            Touch::Back => return self.show_queue(hands),
            Touch::NextPage => missed.at = (page.at + 1).min(page.of - 1),
            Touch::PreviousPage => missed.at = page.at.saturating_sub(1),
            Touch::Main => {
                let Some(who) = &self.who else { return self.show_queue(hands) };
                let seen: Vec<_> = page.of_list(&missed.calls).iter().map(|call| call.key).collect();
                missed.calls.retain(|call| !seen.contains(&call.key));
                let (staff, at) = (who.id, hands.now.wall);
                hands.ask(Question::Call(CallQuestion::Seen { calls: seen, staff, at }));
                if missed.calls.is_empty() {
                    return self.show_queue(hands);
                }
                missed.at = page.at.min(hands.pages(missed.calls.len()) - 1);
                return Then::Enter;
            }
            _ => {}
        }
        Then::Stay
    }
}
