//! What a person should see, as plain data: names, sums and dates, never sentences.

mod customer;
mod desk;
pub mod display;
mod frame;
mod manage;
mod notice;
mod page;
mod screen;
mod survey;

use std::time::Duration;

pub use customer::*;
pub use desk::*;
pub use frame::*;
pub use manage::*;
pub use notice::{Card, Notice};
pub use page::Page;
pub use screen::Screen;
pub use survey::SurveyScreen;

use crate::language::Language;
use crate::touch::Press;

/// Everything on the panel.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Grows when another screen is entered.
    pub serial: u32,
    /// Grows when another screen is entered, and when a card comes or goes; a touch names the one on which it began.
    pub face: u32,
    /// Language of every word.
    pub language: Language,
    /// How it looks.
    pub looks: Looks,
    /// What stands around the screen.
    pub frame: Frame,
    /// Something that happened, said where it happened, until the next touch or scan.
    pub notice: Option<Notice>,
    /// The staff are being called, and nobody has come yet.
    pub bell: bool,
    /// What is in the centre.
    pub screen: Screen,
    /// A card over the screen.
    pub card: Option<Card>,
}

/// Longer than any screen asks for.
const LEISURE: Duration = Duration::from_secs(3_600);

impl Press {
    /// A press by somebody who has read `view` to its end.
    #[must_use]
    pub fn at_leisure(view: &View) -> Press {
        Press { face: view.face, stood: LEISURE, rest: LEISURE }
    }
}

/// The tools' settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Larger.
    pub large: bool,
    /// High contrast.
    pub contrast: bool,
    /// Controls in the lower part of the panel.
    pub low: bool,
}
