//! What is seen of the shop, not of a visit.

use chrono::NaiveDate;

use crate::device::ExportEnd;
use crate::finding::Finding;
use crate::touch::{ManageTouch, Span};

/// A screen about the shop.
#[derive(Clone, Debug, PartialEq)]
pub enum ManageScreen {
    /// export a period: `Pick` one of the periods, then `Main`.
    Export(ExportView),
    /// how everything is that the counter needs: `Main` looks again.
    Devices {
        /// The worst first; none while a look is under way.
        findings: Vec<Finding>,
        /// Whether one is.
        looking: bool,
    },
}

impl ManageScreen {
    pub(super) fn touched(&self, at: usize) -> Option<ManageTouch> {
        match self {
            ManageScreen::Export(_) => Span::ALL.get(at).copied().map(ManageTouch::Span),
            ManageScreen::Devices { .. } => None,
        }
    }
}

/// The export page.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportView {
    /// First and last day of what can be picked: today, the last seven days, this month, the month before.
    pub periods: [(NaiveDate, NaiveDate); 4],
    /// Picked.
    pub picked: Span,
    /// What happened.
    pub state: ExportState,
}

/// How an export stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportState {
    /// Nothing yet.
    Ready,
    /// Under way.
    Writing,
    /// Done, or not.
    Ended(ExportEnd),
}
