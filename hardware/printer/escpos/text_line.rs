//! One line of text as a printer is sent it: commands, and text between them that can be none.

use super::ks_text::KsText;

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;
const LF: u8 = 0x0a;

/// Columns of one `ESC *` at most: the high byte of their number stays 0, which some printers do not read. Pictures side
/// by side print as one.
const IMAGE_COLUMNS_MAX: usize = 255;

/// A column of 24 dots in an [`ESC *`](TextLine::bit_image), the top dot highest in the first byte.
pub type Column = [u8; 3];

/// A line up to its line feed. It is one piece of a [`Job`](super::Job): the printer prints it as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextLine(Vec<u8>);

impl TextLine {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Letters at the print position.
    #[must_use]
    pub fn text(mut self, text: &KsText) -> Self {
        self.0.extend_from_slice(text.bytes());
        self
    }

    /// `ESC $`: the print position in dots from the left edge. Some cheap printers ignore it behind text.
    #[must_use]
    pub fn absolute_position(self, dots: u16) -> Self {
        let [low, high] = dots.to_le_bytes();
        self.command(&[ESC, b'$', low, high])
    }

    /// `GS !`: letters `times` as wide and as high, 1 to 8.
    #[must_use]
    pub fn character_size(self, times: u8) -> Self {
        let less = times.clamp(1, 8) - 1;
        self.command(&[GS, b'!', less << 4 | less])
    }

    /// `ESC E`: bold.
    #[must_use]
    pub fn emphasized(self, on: bool) -> Self {
        self.command(&[ESC, b'E', on.into()])
    }

    /// `GS B`: white on black, spaces too.
    #[must_use]
    pub fn reversed(self, on: bool) -> Self {
        self.command(&[GS, b'B', on.into()])
    }

    /// `ESC * 33`: a picture 24 dots high at the print position, among the letters: for those that a printer lacks.
    #[must_use]
    pub fn bit_image(self, columns: &[Column]) -> Self {
        columns.chunks(IMAGE_COLUMNS_MAX).fold(self, |line, columns| {
            let [low, high] = (columns.len() as u16).to_le_bytes();
            let mut line = line.command(&[ESC, b'*', 33, low, high]);
            line.0.extend(columns.iter().flatten());
            line
        })
    }

    /// `ESC 3` and `LF`: prints the line; the next begins `dots` below its top, or below its letters where they are
    /// higher.
    pub(super) fn fed(self, dots: Option<u8>) -> Vec<u8> {
        let mut bytes = match dots {
            Some(dots) => self.command(&[ESC, b'3', dots]).0,
            None => self.0,
        };
        bytes.push(LF);
        bytes
    }

    fn command(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }
}
