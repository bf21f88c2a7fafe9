//! The technician's page: how everything is that the counter needs.

use super::{Effect, Hands, Then};
use crate::device::RequestId;
use crate::finding::Finding;
use crate::touch::Touch;
use crate::view::ManageScreen;

/// No findings while a look is under way.
#[derive(Debug)]
pub(super) struct Devices {
    findings: Vec<Finding>,
    looking: Option<RequestId>,
}

impl Devices {
    /// Begins at once: nobody opens it for anything else.
    pub(super) fn look(hands: &mut Hands) -> Devices {
        let id = hands.request();
        hands.effect(Effect::Examine(id));
        Devices { findings: Vec::new(), looking: Some(id) }
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        match touch {
            // Also while a look is under way: what it finds is then nobody's.
            Touch::Back => return Then::Back,
            Touch::Main if self.looking.is_none() => *self = Devices::look(hands),
            _ => {}
        }
        Then::Stay
    }

    /// The worst first; as they were found otherwise.
    pub(super) fn examined(&mut self, hands: &mut Hands, id: RequestId, mut found: Vec<Finding>) {
        if self.looking.take_if(|looking| *looking == id).is_some() {
            found.sort_by_key(|finding| std::cmp::Reverse(finding.mark));
            self.findings = found;
            hands.somebody_is_there();
        }
    }

    pub(super) fn screen(&self) -> ManageScreen {
        ManageScreen::Devices { findings: self.findings.clone(), looking: self.looking.is_some() }
    }
}
