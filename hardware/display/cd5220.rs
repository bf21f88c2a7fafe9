//! Vacuum fluorescent display of two lines of 20 cells (CD5220 standard mode).

use std::time::{Duration, Instant};

use super::glass::{Glass, Trouble};
use super::{Cells, Message};
use crate::printer::{Link, LinkEnd};

/// `CLR`: also the only way out of the string mode that `ESC Q` enters.
const CLR: &[u8] = &[0x0c];
/// `ESC @`
const INITIALISE: &[u8] = &[0x1b, b'@'];
/// `ESC Q A`, `ESC Q B`: 20 cells follow, then `CR`.
const WRITE: [&[u8]; 2] = [&[0x1b, b'Q', b'A'], &[0x1b, b'Q', b'B']];
const CR: &[u8] = &[0x0d];

/// 51 bytes take 53 ms at 9,600 baud, 0.4 s at 1,200.
const WRITE_WAIT: Duration = Duration::from_secs(2);

/// An open display.
pub(super) struct Cd5220 {
    link: Link,
    /// Writing over what stands does not flicker; only a display that was just opened is cleared.
    cleared: bool,
}

impl Cd5220 {
    pub(super) fn new(link: Link) -> Self {
        Self { link, cleared: false }
    }
}

fn lines(cells: &[Cells; 2]) -> Vec<u8> {
    WRITE.iter().zip(cells).flat_map(|(write, cells)| [*write, cells.bytes(), CR].concat()).collect()
}

impl Glass for Cd5220 {
    fn show(&mut self, message: &Message) -> Result<(), Trouble> {
        let first = if self.cleared { Vec::new() } else { [CLR, INITIALISE].concat() };
        let bytes = [first, lines(&message.cells)].concat();
        let deadline = Instant::now() + WRITE_WAIT;
        // Closing the link throws away what still waits in the port.
        let written = self.link.write_all(&bytes, deadline).map_err(|(end, _)| end);
        written.and_then(|()| self.link.drain(deadline)).map_err(|end| match end {
            LinkEnd::Stalled => Trouble::Stalled,
            LinkEnd::Vanished(reason) => Trouble::Silent { reason },
        })?;
        self.cleared = true;
        Ok(())
    }

    /// Nothing comes back from it.
    fn touch(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}
