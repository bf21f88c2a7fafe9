//! An SSD1306 as its data sheet has it; what it does not know is an error.

use super::bus::Sent;

pub struct Ssd1306 {
    pub ram: [[u8; 128]; 8],
    pub on: bool,
    charge_pump: bool,
    horizontal: bool,
    columns: (u8, u8),
    pages: (u8, u8),
    at: (u8, u8),
    /// Set where the module is mounted upside down: columns and rows run the other way.
    turned: (bool, bool),
}

impl Ssd1306 {
    /// After power on: dark, its memory full of anything.
    pub fn new() -> Self {
        let ram = [[0x5a; 128]; 8];
        let (columns, pages) = ((0, 127), (0, 7));
        Self {
            ram,
            on: false,
            charge_pump: false,
            horizontal: false,
            columns,
            pages,
            at: (0, 0),
            turned: (false, false),
        }
    }

    /// Whether the person in front sees a lit dot there.
    pub fn is_lit(&self, x: u32, y: u32) -> bool {
        let x = if self.turned.0 { x } else { 127 - x } as usize;
        let y = if self.turned.1 { y } else { 63 - y } as usize;
        self.on && self.charge_pump && self.ram[y / 8][x] >> (y % 8) & 1 == 1
    }

    pub fn take(&mut self, sent: Vec<Sent>) {
        for sent in sent {
            match sent {
                Sent::Data(bytes) => bytes.into_iter().for_each(|byte| self.data(byte)),
                Sent::Commands(bytes) => {
                    let mut rest = bytes.as_slice();
                    while !rest.is_empty() {
                        rest = self.command(rest);
                    }
                }
            }
        }
    }

    fn data(&mut self, byte: u8) {
        assert!(self.horizontal, "this bench knows horizontal addressing only");
        let (column, page) = self.at;
        self.ram[usize::from(page)][usize::from(column)] = byte;
        self.at.0 = if column == self.columns.1 { self.columns.0 } else { column + 1 };
        if column == self.columns.1 {
            self.at.1 = if page == self.pages.1 { self.pages.0 } else { page + 1 };
        }
    }

    /// Section 9, table 9-1.
    fn command<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        match bytes {
            [0x20, 0, rest @ ..] => {
                self.horizontal = true;
                rest
            }
            [0x21, first, last, rest @ ..] if first <= last && *last < 128 => {
                (self.columns, self.at.0) = ((*first, *last), *first);
                rest
            }
            [0x22, first, last, rest @ ..] if first <= last && *last < 8 => {
                (self.pages, self.at.1) = ((*first, *last), *first);
                rest
            }
            [0x8d, pump @ (0x10 | 0x14), rest @ ..] => {
                self.charge_pump = *pump == 0x14;
                rest
            }
            [0xa0 | 0xa1, rest @ ..] => {
                self.turned.0 = bytes[0] == 0xa1;
                rest
            }
            [0xc0 | 0xc8, rest @ ..] => {
                self.turned.1 = bytes[0] == 0xc8;
                rest
            }
            [0xae | 0xaf, rest @ ..] => {
                self.on = bytes[0] == 0xaf;
                rest
            }
            // 64 rows, no offset, first row first, alternative COM pins: anything else is another panel.
            [0xa8, 0x3f, rest @ ..] | [0xd3, 0, rest @ ..] | [0x40, rest @ ..] | [0xda, 0x12, rest @ ..] => rest,
            [0xd5 | 0x81 | 0xd9, _, rest @ ..] => rest,
            [0xdb, 0x00 | 0x20 | 0x30, rest @ ..] => rest,
            // Follow RAM, not inverse, no operation.
            [0xa4 | 0xa6 | 0xe3, rest @ ..] => rest,
            other => panic!("no command of the SSD1306: {other:02x?}"),
        }
    }
}
