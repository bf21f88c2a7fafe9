//! Solomon SSD1322, 480 × 128 dots of four bits, of which a panel has 256 × 64 in the middle. Names are those of its
//! data sheet, section 9.

use super::glass::{Glass, Trouble};
use super::{Frame, HEIGHT, Message, Wire, draw};

const SET_COLUMN_ADDRESS: u8 = 0x15;
const WRITE_RAM: u8 = 0x5c;
const SET_ROW_ADDRESS: u8 = 0x75;
const SET_REMAP: u8 = 0xa0;
const SET_START_LINE: u8 = 0xa1;
const SET_DISPLAY_OFFSET: u8 = 0xa2;
const NORMAL_DISPLAY: u8 = 0xa6;
const EXIT_PARTIAL_DISPLAY: u8 = 0xa9;
const FUNCTION_SELECTION: u8 = 0xab;
const DISPLAY_ON: u8 = 0xaf;
const SET_PHASE_LENGTH: u8 = 0xb1;
const SET_CLOCK: u8 = 0xb3;
const DISPLAY_ENHANCEMENT_A: u8 = 0xb4;
const SET_SECOND_PRECHARGE: u8 = 0xb6;
const DEFAULT_GRAY_SCALE: u8 = 0xb9;
const SET_PRECHARGE_VOLTAGE: u8 = 0xbb;
const SET_VCOMH: u8 = 0xbe;
const SET_CONTRAST: u8 = 0xc1;
const MASTER_CONTRAST: u8 = 0xc7;
const SET_MULTIPLEX_RATIO: u8 = 0xca;
const DISPLAY_ENHANCEMENT_B: u8 = 0xd1;
const SET_COMMAND_LOCK: u8 = 0xfd;

const WIDTH: u32 = 256;
/// Columns of four dots left of the panel: (480 - 256) / 2 / 4.
const COLUMN_OFFSET: u8 = 28;
/// A lit dot's two nibbles' worth of light: the brightest of 16.
const LIT: u8 = 0xf;

/// Sent before every frame: a panel that lost its power comes back, and one that did not shows no change. Commands have
/// their arguments as data.
const SETUP: [(u8, &[u8]); 21] = [
    // Unlock.
    (SET_COMMAND_LOCK, &[0x12]),
    (SET_CLOCK, &[0x91]),
    (SET_MULTIPLEX_RATIO, &[HEIGHT as u8 - 1]),
    (SET_DISPLAY_OFFSET, &[0]),
    (SET_START_LINE, &[0]),
    // Column by column, the left dot in the high nibble, rows from the other end, two COM lines at once.
    (SET_REMAP, &[0x14, 0x11]),
    // Internal VDD regulator.
    (FUNCTION_SELECTION, &[0x01]),
    (DISPLAY_ENHANCEMENT_A, &[0xa0, 0xfd]),
    (SET_CONTRAST, &[0x9f]),
    (MASTER_CONTRAST, &[0x0f]),
    (DEFAULT_GRAY_SCALE, &[]),
    (SET_PHASE_LENGTH, &[0xe2]),
    (DISPLAY_ENHANCEMENT_B, &[0x82, 0x20]),
    (SET_PRECHARGE_VOLTAGE, &[0x1f]),
    (SET_SECOND_PRECHARGE, &[0x08]),
    (SET_VCOMH, &[0x07]),
    (NORMAL_DISPLAY, &[]),
    (EXIT_PARTIAL_DISPLAY, &[]),
    (SET_COLUMN_ADDRESS, &[COLUMN_OFFSET, COLUMN_OFFSET + (WIDTH / 4) as u8 - 1]),
    (SET_ROW_ADDRESS, &[0, HEIGHT as u8 - 1]),
    (WRITE_RAM, &[]),
];

/// An SSD1322 at `W`.
#[derive(Debug)]
pub struct Ssd1322<W>(pub W);

impl<W: Wire> Ssd1322<W> {
    /// Writes a whole frame, then lights the panel.
    ///
    /// # Errors
    /// When the bus does not carry it.
    pub fn paint(&mut self, frame: &Frame) -> Result<(), Trouble> {
        for (command, arguments) in SETUP {
            self.0.commands(&[command])?;
            if !arguments.is_empty() {
                self.0.data(arguments)?;
            }
        }
        let nibble = |x: u32, y: u32| if frame.is_lit(x, y) { LIT } else { 0 };
        let pair = |x: u32, y: u32| nibble(x, y) << 4 | nibble(x + 1, y);
        let bytes: Vec<u8> = (0..HEIGHT).flat_map(|y| (0..WIDTH).step_by(2).map(move |x| pair(x, y))).collect();
        self.0.data(&bytes)?;
        self.0.commands(&[DISPLAY_ON])
    }
}

impl<W: Wire> Glass for Ssd1322<W> {
    fn show(&mut self, message: &Message) -> Result<(), Trouble> {
        self.paint(&draw(message, WIDTH))
    }

    /// Nothing comes back over SPI.
    fn touch(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}
