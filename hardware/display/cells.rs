//! A line of a display that knows ASCII only.

/// Cells of a line.
const CELLS: usize = 20;

/// 20 printable ASCII characters and nothing else: whatever a text holds, no byte of it is a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells([u8; CELLS]);

impl Cells {
    /// `text` in the middle of the line. Other characters than printable ASCII become `?`; what is too long is cut off.
    #[must_use]
    pub fn centred(text: &str) -> Self {
        let mut cells = [b' '; CELLS];
        let start = (CELLS - text.chars().count().min(CELLS)) / 2;
        for (cell, c) in cells[start..].iter_mut().zip(text.chars()) {
            *cell = u8::try_from(c).ok().filter(|byte| matches!(byte, b' '..=b'~')).unwrap_or(b'?');
        }
        Self(cells)
    }

    /// The characters.
    #[must_use]
    pub fn bytes(&self) -> &[u8; CELLS] {
        &self.0
    }
}

/// An empty line.
impl Default for Cells {
    fn default() -> Self {
        Self([b' '; CELLS])
    }
}
