//! What the staff see.

use super::{Desk, Hands, Page};
use crate::device::Device;
use crate::moment::Trust;
use crate::staff::Role;
use crate::view::{DeskScreen, QueueView, Screen};

impl Desk {
    /// The screen, and whether somebody waits for what its main action has begun.
    pub(in super::super) fn screen(&self, hands: &Hands) -> (Screen, bool) {
        let screen = match &self.page {
            Page::SignIn(sign_in) => sign_in.screen(),
            Page::Queue => self.queue_screen(hands),
            Page::Case(page) => page.screen(hands),
            Page::Missed(missed) => missed.screen(hands),
            Page::RefuseWhy(page) => page.screen(hands),
        };
        (Screen::Desk(screen), self.awaited().is_some())
    }

    fn queue_screen(&self, hands: &Hands) -> DeskScreen {
        let (name, role) = match &self.who {
            Some(who) => (who.name.clone(), who.role),
            None => (String::new(), Role::Clerk),
        };
        DeskScreen::Queue(QueueView {
            name,
            role,
            rows: self.queue.rows.clone(),
            page: self.queue.page(hands),
            now: hands.now.wall,
            missed: self.queue.missed.len(),
            down: down_now(hands),
            clock_doubtful: hands.now.trust != Trust::Trusted,
        })
    }
}

/// The devices that are down now, and that the shop has.
fn down_now(hands: &Hands) -> Vec<Device> {
    let mut down = hands.down.clone();
    if !hands.setup.scanner {
        down.remove(&Device::Scanner);
    }
    if hands.silent {
        down.insert(Device::Ledger);
    }
    down.into_iter().collect()
}
