//! An SSD1322 as its data sheet has it, with a panel of 256 × 64 dots in its middle; what it does not know is an error.

use super::bus::Sent;

pub struct Ssd1322 {
    /// Rows of 120 columns of four dots.
    ram: Vec<[[u8; 4]; 120]>,
    pub on: bool,
    unlocked: bool,
    remap: Option<[u8; 2]>,
    columns: (u8, u8),
    rows: (u8, u8),
    at: (u8, u8),
    /// The command and its arguments so far.
    command: (u8, Vec<u8>),
    /// First byte of a column's two.
    half: Option<u8>,
}

impl Ssd1322 {
    /// After power on: dark, its memory full of anything.
    pub fn new() -> Self {
        let ram = vec![[[9; 4]; 120]; 128];
        let (columns, rows) = ((0, 119), (0, 127));
        let command = (0xe3, Vec::new());
        Self { ram, on: false, unlocked: false, remap: None, columns, rows, at: (0, 0), command, half: None }
    }

    /// How bright the dot is that the person in front sees there: 0 to 15.
    pub fn light(&self, x: u32, y: u32) -> u8 {
        assert_eq!(self.remap, Some([0x14, 0x11]), "how panels of 256 × 64 are wired");
        let (column, dot) = (28 + x as usize / 4, x as usize % 4);
        if self.on { self.ram[y as usize][column][dot] } else { 0 }
    }

    pub fn take(&mut self, sent: Vec<Sent>) {
        for sent in sent {
            match sent {
                Sent::Commands(bytes) => bytes.into_iter().for_each(|byte| self.begin(byte)),
                Sent::Data(bytes) if self.command.0 == 0x5c => bytes.into_iter().for_each(|byte| self.write(byte)),
                Sent::Data(bytes) => {
                    self.command.1.extend(bytes);
                    self.argument();
                }
            }
        }
    }

    fn begin(&mut self, command: u8) {
        let wanted = arguments(self.command.0);
        assert_eq!(self.command.1.len(), wanted, "arguments of {:02x}", self.command.0);
        assert!(self.unlocked || command == 0xfd, "locked");
        self.command = (command, Vec::new());
        match command {
            0x5c => (self.at, self.half) = ((self.columns.0, self.rows.0), None),
            0xae | 0xaf => self.on = command == 0xaf,
            _ => {}
        }
        arguments(command);
    }

    fn argument(&mut self) {
        match (self.command.0, self.command.1.as_slice()) {
            (0xfd, [0x12]) => self.unlocked = true,
            (0x15, [first, last]) if first <= last && *last < 120 => self.columns = (*first, *last),
            (0x75, [first, last]) if first <= last && *last < 128 => self.rows = (*first, *last),
            (0xa0, [remap, lines]) => self.remap = Some([*remap, *lines]),
            (0xca, [rows]) => assert_eq!(*rows, 63, "rows of the panel"),
            (0xa1 | 0xa2, [row]) => assert_eq!(*row, 0),
            (command, given) => assert!(given.len() <= arguments(command), "{command:02x} {given:02x?}"),
        }
    }

    /// Two bytes are a column, the left dot in the high nibble.
    fn write(&mut self, byte: u8) {
        let Some(first) = self.half.take() else {
            self.half = Some(byte);
            return;
        };
        let (column, row) = self.at;
        self.ram[usize::from(row)][usize::from(column)] = [first >> 4, first & 15, byte >> 4, byte & 15];
        self.at.0 = if column == self.columns.1 { self.columns.0 } else { column + 1 };
        if column == self.columns.1 {
            self.at.1 = if row == self.rows.1 { self.rows.0 } else { row + 1 };
        }
    }
}

/// How many arguments a command has (section 8, table 8-1).
fn arguments(command: u8) -> usize {
    match command {
        0x5c | 0xa4 | 0xa6 | 0xa9 | 0xae | 0xaf | 0xb9 | 0xe3 => 0,
        0xa1 | 0xa2 | 0xab | 0xb1 | 0xb3 | 0xb6 | 0xbb | 0xbe | 0xc1 | 0xc7 | 0xca | 0xfd => 1,
        0x15 | 0x75 | 0xa0 | 0xb4 | 0xd1 => 2,
        other => panic!("no command of the SSD1322: {other:02x}"),
    }
}
