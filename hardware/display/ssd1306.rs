//! Solomon SSD1306, 128 × 64 dots of one bit. Names and values are those of its data sheet, section 9 and the
//! application note's start-up.

use super::glass::{Glass, Trouble};
use super::{Frame, HEIGHT, Message, Wire, draw};

const SET_MEMORY_ADDRESSING_MODE: u8 = 0x20;
const SET_COLUMN_ADDRESS: u8 = 0x21;
const SET_PAGE_ADDRESS: u8 = 0x22;
const SET_DISPLAY_START_LINE: u8 = 0x40;
const SET_CONTRAST: u8 = 0x81;
const CHARGE_PUMP: u8 = 0x8d;
const SET_SEGMENT_REMAP: u8 = 0xa1;
const FOLLOW_RAM: u8 = 0xa4;
const NORMAL_DISPLAY: u8 = 0xa6;
const SET_MULTIPLEX_RATIO: u8 = 0xa8;
const DISPLAY_ON: u8 = 0xaf;
const SET_COM_SCAN_DIRECTION: u8 = 0xc8;
const SET_DISPLAY_OFFSET: u8 = 0xd3;
const SET_CLOCK: u8 = 0xd5;
const SET_PRECHARGE: u8 = 0xd9;
const SET_COM_PINS: u8 = 0xda;
const SET_VCOMH: u8 = 0xdb;
const NOP: u8 = 0xe3;

const WIDTH: u32 = 128;
const PAGES: u32 = HEIGHT / 8;

/// Sent before every frame: a panel that lost its power comes back, and one that did not shows no change. The first
/// column and row are those at the connector's far side, as the modules are mounted.
const SETUP: [u8; 29] = [
    SET_CLOCK,
    0x80,
    SET_MULTIPLEX_RATIO,
    HEIGHT as u8 - 1,
    SET_DISPLAY_OFFSET,
    0,
    SET_DISPLAY_START_LINE,
    CHARGE_PUMP,
    0x14,
    SET_SEGMENT_REMAP,
    SET_COM_SCAN_DIRECTION,
    SET_COM_PINS,
    0x12,
    SET_CONTRAST,
    0xcf,
    SET_PRECHARGE,
    0xf1,
    SET_VCOMH,
    0x30,
    FOLLOW_RAM,
    NORMAL_DISPLAY,
    // Horizontal: column after column, page after page, over the whole panel.
    SET_MEMORY_ADDRESSING_MODE,
    0,
    SET_COLUMN_ADDRESS,
    0,
    WIDTH as u8 - 1,
    SET_PAGE_ADDRESS,
    0,
    PAGES as u8 - 1,
];

/// An SSD1306 at `W`.
#[derive(Debug)]
pub struct Ssd1306<W>(pub W);

impl<W: Wire> Ssd1306<W> {
    /// Writes a whole frame, then lights the panel.
    ///
    /// # Errors
    /// When the bus does not carry it.
    pub fn paint(&mut self, frame: &Frame) -> Result<(), Trouble> {
        let column = |page: u32, x: u32| {
            // The lowest bit is the highest dot.
            (0..8).fold(0, |byte, y| byte | u8::from(frame.is_lit(x, page * 8 + y)) << y)
        };
        let bytes: Vec<u8> = (0..PAGES).flat_map(|page| (0..WIDTH).map(move |x| column(page, x))).collect();
        self.0.commands(&SETUP)?;
        self.0.data(&bytes)?;
        self.0.commands(&[DISPLAY_ON])
    }
}

impl<W: Wire> Glass for Ssd1306<W> {
    fn show(&mut self, message: &Message) -> Result<(), Trouble> {
        self.paint(&draw(message, WIDTH))
    }

    fn touch(&mut self) -> Result<(), Trouble> {
        self.0.commands(&[NOP])
    }
}
