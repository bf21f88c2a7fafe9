//! What a printer says of itself.

const DLE: u8 = 0x10;
const EOT: u8 = 0x04;
const GS: u8 = 0x1d;

/// `DLE EOT n`: what a printer is asked in real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// n = 1: on line or not.
    Printer = 1,
    /// n = 2: why off line.
    OfflineCause = 2,
    /// n = 3: what error.
    ErrorCause = 3,
    /// n = 4: paper sensors.
    Paper = 4,
}

impl Ask {
    /// All four, in the order in which their answers explain each other.
    pub const ALL: [Self; 4] = [Self::Printer, Self::OfflineCause, Self::ErrorCause, Self::Paper];
}

/// `transmit real-time status`. Must not be sent inside a band.
#[must_use]
pub fn transmit_real_time_status(ask: Ask) -> [u8; 3] {
    [DLE, EOT, ask as u8]
}

/// Whether a byte is an answer to `DLE EOT`: its fixed bits are those of the manual. Automatic status back is not.
#[must_use]
pub(super) fn is_real_time_status(byte: u8) -> bool {
    byte & 0x93 == 0x12
}

/// `GS a 0xff`: from now on the printer says by itself, in four bytes, what changes in its state.
pub const ENABLE_AUTOMATIC_STATUS_BACK: [u8; 3] = [GS, b'a', 0xff];

/// `GS r 1`: the paper sensors, answered in the order of the buffer: the answer means that everything before it was
/// processed. A printer that is off line does not execute it.
pub const TRANSMIT_PAPER_SENSOR_STATUS: [u8; 3] = [GS, b'r', 1];

/// `DLE ENQ 2`: clears the receive and print buffers and goes on after an error, in real time. Many printers heed it
/// only while they report an error that a person can mend.
pub const CLEAR_AND_RECOVER: [u8; 3] = [DLE, 0x05, 2];

/// What the answers to [`Ask::ALL`] or a packet of automatic status say, each field one fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // One for each bit of the manual.
pub struct Status {
    /// Does not print now, for one of the reasons below or for its own.
    pub offline: bool,
    /// The cover is open.
    pub cover_open: bool,
    /// Paper ran out while printing, or the sensor sees none.
    pub paper_end: bool,
    /// The roll is nearly used up; it still prints.
    pub paper_near_end: bool,
    /// The blade is jammed.
    pub cutter: bool,
    /// Power off and a repair.
    pub unrecoverable: bool,
    /// Overheated head or voltage; passes by itself.
    pub auto_recoverable: bool,
    /// Some error, unnamed.
    pub error: bool,
}

impl Status {
    /// Adds the answer to one question; `false` when `byte` is no such answer.
    pub fn learn(&mut self, ask: Ask, byte: u8) -> bool {
        if !is_real_time_status(byte) {
            return false;
        }
        let has = |bit: u8| byte & bit != 0;
        match ask {
            Ask::Printer => self.offline |= has(0x08),
            Ask::OfflineCause => {
                self.cover_open |= has(0x04);
                self.paper_end |= has(0x20);
                self.error |= has(0x40);
            }
            Ask::ErrorCause => {
                self.cutter |= has(0x08);
                self.unrecoverable |= has(0x20);
                self.auto_recoverable |= has(0x40);
            }
            Ask::Paper => {
                self.paper_near_end |= has(0x0c);
                self.paper_end |= has(0x60);
            }
        }
        true
    }

    /// What a packet of automatic status says; the fourth byte is reserved (manual of `GS a`).
    pub(super) fn of_packet([printer, error, paper, _]: [u8; 4]) -> Self {
        Self {
            offline: printer & 0x08 != 0,
            cover_open: printer & 0x20 != 0,
            paper_end: paper & 0x0c != 0,
            paper_near_end: paper & 0x03 != 0,
            cutter: error & 0x08 != 0,
            unrecoverable: error & 0x20 != 0,
            auto_recoverable: error & 0x40 != 0,
            error: error & 0x04 != 0,
        }
    }

    /// Why it does not print, the cause that a person can mend first; `None` when it is ready.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        [
            (self.cover_open, Trouble::CoverOpen),
            (self.paper_end, Trouble::NoPaper),
            (self.cutter, Trouble::Cutter),
            (self.unrecoverable, Trouble::Broken),
            (self.auto_recoverable, Trouble::Overheated),
            (self.error || self.offline, Trouble::Offline),
        ]
        .into_iter()
        .find_map(|(is_so, trouble)| is_so.then_some(trouble))
    }
}

/// Why a printer that answers does not print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Trouble {
    /// Cover.
    #[error("the printer's cover is open: close it")]
    CoverOpen,
    /// Paper.
    #[error("the printer has no paper: put in a new roll")]
    NoPaper,
    /// Blade.
    #[error("the cutter is jammed: switch the printer off, remove the paper at the blade, switch it on")]
    Cutter,
    /// Unrecoverable.
    #[error("the printer reports a fault that it cannot recover from: switch it off and on, then call for repair")]
    Broken,
    /// Auto-recoverable.
    #[error("the print head is too hot: it goes on by itself after a pause")]
    Overheated,
    /// Anything else.
    #[error("the printer is off line: press its feed button or switch it off and on")]
    Offline,
}

impl Trouble {
    /// Whether a person's hand may be where the printer moves.
    #[must_use]
    pub fn is_at_the_blade(self) -> bool {
        matches!(self, Self::Cutter | Self::Broken)
    }
}
