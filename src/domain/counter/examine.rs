//! What a technician is told: each thing that the counter needs, how it is, and what to do.

use crate::finding::Finding;

use super::state::{Desk, DeskPage, State, Step};
use super::{Counter, Effect};
use crate::device::RequestId;
use crate::touch::Touch;

impl Counter {
    /// Opens the page and begins at once: nobody opens it for anything else.
    pub(super) fn open_devices(&mut self, mut desk: Box<Desk>) -> Step {
        // A case or a queue that comes late must not take the page away.
        desk.waits_for = None;
        desk.page = DeskPage::Devices { findings: Vec::new(), waits_for: Some(self.examine()) };
        Step::Enter(State::Desk(desk))
    }

    fn examine(&mut self) -> RequestId {
        let id = self.request();
        self.out.push(Effect::Examine(id));
        id
    }

    pub(super) fn devices_touched(
        &mut self,
        mut desk: Box<Desk>,
        mut findings: Vec<Finding>,
        mut waits_for: Option<RequestId>,
        touch: Touch,
    ) -> Step {
        match touch {
            // Also while a look is under way: what it finds is then nobody's.
            Touch::Back => return self.show_queue(desk),
            Touch::Main if waits_for.is_none() => {
                findings.clear();
                waits_for = Some(self.examine());
            }
            _ => {}
        }
        desk.page = DeskPage::Devices { findings, waits_for };
        Step::Stay(State::Desk(desk))
    }

    /// The worst first; as they were found otherwise.
    pub(super) fn examined(&mut self, state: State, id: RequestId, mut found: Vec<Finding>) -> Step {
        let State::Desk(mut desk) = state else { return Step::Stay(state) };
        if let DeskPage::Devices { findings, waits_for } = &mut desk.page
            && *waits_for == Some(id)
        {
            found.sort_by_key(|finding| std::cmp::Reverse(finding.mark));
            (*findings, *waits_for) = (found, None);
            self.active_at = self.now.uptime;
        }
        Step::Stay(State::Desk(desk))
    }
}
