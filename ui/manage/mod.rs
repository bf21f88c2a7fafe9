//! The pages of whoever looks after the machine: one file a page.

mod devices;
mod export;

use domain::view::ManageScreen;

use crate::shown::Shown;
use crate::speaker::Speaker;

/// Sets the page of a screen.
pub(crate) fn show(speaker: &Speaker<'_>, screen: &ManageScreen) -> Shown {
    match screen {
        ManageScreen::Export(export) => export::show(speaker, export),
        ManageScreen::Devices { findings, looking } => devices::show(speaker, findings, *looking),
    }
}
