//! What the staff do with the shop, not with a visit. It lies over the desk, and goes back to it.

mod devices;
mod export;

use std::time::Duration;

use super::Effect;
use super::face::{EASY, Weight, Weights};
use super::hands::Hands;
use crate::device::{ExportEnd, RequestId};
use crate::finding::Finding;
use crate::staff::Role;
use crate::touch::{ManageTouch, Touch};
use crate::view::ManageScreen;
use devices::Devices;
use export::Export;

/// See the module.
#[derive(Debug)]
pub(super) struct Manage(Page);

#[derive(Debug)]
enum Page {
    Export(Export),
    Devices(Devices),
}

/// What the part leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    Back,
}

impl Manage {
    /// Opens a page for somebody of that role; none where they may not.
    pub(super) fn open(hands: &mut Hands, role: Role, page: ManageTouch) -> Option<Manage> {
        match page {
            ManageTouch::Export if role != Role::Manager => None,
            ManageTouch::Export | ManageTouch::Span(_) => Some(Manage(Page::Export(Export::new()))),
            ManageTouch::Devices => Some(Manage(Page::Devices(Devices::look(hands)))),
        }
    }

    pub(super) fn touched(&mut self, hands: &mut Hands, touch: Touch) -> Then {
        match &mut self.0 {
            Page::Export(export) => export.touched(hands, touch),
            Page::Devices(devices) => devices.touched(hands, touch),
        }
    }

    /// Whether the staff may go on to a visit: what is under way is seen through.
    pub(super) fn may_be_left(&self) -> bool {
        self.heard_at().is_none()
    }

    /// When the export under way was last heard of.
    pub(super) fn heard_at(&self) -> Option<Duration> {
        match &self.0 {
            Page::Export(export) => export.heard_at(),
            Page::Devices(_) => None,
        }
    }

    /// An export goes on.
    pub(super) fn export_goes_on(&mut self, hands: &Hands, id: RequestId) -> Then {
        if let Page::Export(export) = &mut self.0 {
            export.goes_on(hands, id);
        }
        Then::Stay
    }

    /// An export has ended.
    pub(super) fn exported(&mut self, hands: &mut Hands, id: RequestId, end: ExportEnd) -> Then {
        if let Page::Export(export) = &mut self.0 {
            export.ended(hands, id, end);
        }
        Then::Stay
    }

    /// The stick has not been heard of for too long.
    pub(super) fn given_up(&mut self, hands: &mut Hands) -> Then {
        if let Page::Export(export) = &mut self.0 {
            export.given_up(hands);
        }
        Then::Stay
    }

    /// Everything was looked at.
    pub(super) fn examined(&mut self, hands: &mut Hands, id: RequestId, found: Vec<Finding>) -> Then {
        if let Page::Devices(devices) = &mut self.0 {
            devices.examined(hands, id, found);
        }
        Then::Stay
    }

    pub(super) fn weights(&self) -> Weights {
        match &self.0 {
            Page::Export(_) => Weights { main: Weight::Deliberate, ..EASY },
            Page::Devices(_) => EASY,
        }
    }

    pub(super) fn screen(&self, hands: &Hands) -> ManageScreen {
        match &self.0 {
            Page::Export(export) => export.screen(hands),
            Page::Devices(devices) => devices.screen(),
        }
    }
}
