//! Dots or text.

use std::str::FromStr;

use crate::printer::target::Target;

/// How a slip is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As dots: every letter, the same on every printer. For USB, networks and quick serial lines.
    Raster,
    /// As text, in the printer's own letters; what it lacks as dots. For slow serial lines: a twentieth of the bytes.
    Text,
}

/// Why a word is no way of sending.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no mode of a printer: write raster or text")]
pub struct NoMode(String);

impl FromStr for Mode {
    type Err = NoMode;

    fn from_str(text: &str) -> Result<Self, NoMode> {
        match text {
            "raster" => Ok(Self::Raster),
            "text" => Ok(Self::Text),
            _ => Err(NoMode(text.to_owned())),
        }
    }
}

/// Below this many bits per second a slip as dots takes longer than a customer waits: 90 KB are 23 s at 38,400.
const RASTER_BAUD_MIN: u32 = 57_600;

impl Mode {
    /// What suits the way to a printer.
    #[must_use]
    pub fn for_target(target: &Target) -> Self {
        match target {
            Target::Serial { baud, .. } if *baud < RASTER_BAUD_MIN => Self::Text,
            Target::Serial { .. } | Target::Device(_) | Target::Tcp(_) | Target::File(_) => Self::Raster,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_one_of_two_words() {
        assert_eq!(["raster", "text"].map(str::parse), [Ok(Mode::Raster), Ok(Mode::Text)]);
        assert_eq!("Text".parse::<Mode>(), Err(NoMode("Text".into())));
    }
}
