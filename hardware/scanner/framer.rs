//! Cuts a scanner's byte stream into frames.

use std::time::{Duration, Instant};

/// Most bytes a frame may have; the limit is ours (the longest QR code has 2,953).
pub const FRAME_BYTES_MAX: usize = 4096;

/// Silence on the line that ends a frame of a scanner without terminator.
pub const IDLE_GAP: Duration = Duration::from_millis(30);

const STX: u8 = 0x02;
const ETX: u8 = 0x03;
const ACK: u8 = 0x06;
const XON: u8 = 0x11;
const XOFF: u8 = 0x13;
const NAK: u8 = 0x15;

/// Most bytes of a checksum behind ETX: one, or two hexadecimal digits.
const CHECKSUM_BYTES_MAX: usize = 2;

/// What the framer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The bytes between two terminators, without them; never empty, at most [`FRAME_BYTES_MAX`].
    Complete(Vec<u8>),
    /// More than [`FRAME_BYTES_MAX`] bytes came without a terminator; the rest up to the next one is swallowed.
    TooLong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// At CR or LF.
    AtLine,
    /// At ETX: between STX and ETX a line break is data.
    AtEtx,
}

/// Bytes and time in, frames out. Owns no port and no clock.
///
/// Terminators: CR, LF, CR LF, STX…ETX and silence of [`IDLE_GAP`]. GS (0x1D) is data. ACK, NAK, XON and XOFF outside
/// a frame belong to the line's own talk, and so do one or two bytes that follow an ETX at once: a checksum. Empty frames are nothing, therefore CR LF is one end, however it is read.
#[derive(Debug)]
pub struct Framer {
    bytes: Vec<u8>,
    ends: Ends,
    swallowing: bool,
    /// The last byte but those of `bytes` was the ETX of a frame: they may be its checksum.
    behind_etx: bool,
    last_byte: Option<Instant>,
}

impl Default for Framer {
    fn default() -> Self {
        Self {
            bytes: Vec::with_capacity(FRAME_BYTES_MAX),
            ends: Ends::AtLine,
            swallowing: false,
            behind_etx: false,
            last_byte: None,
        }
    }
}

impl Framer {
    /// Takes `bytes` that were read at `now`; `found` hears every frame that they complete.
    ///
    /// Bytes alone never end a frame by its gap: they may have waited in the kernel behind a busy processor.
    /// Only a [`tick`](Self::tick) does.
    pub fn push(&mut self, now: Instant, bytes: &[u8], mut found: impl FnMut(Frame)) {
        if !bytes.is_empty() {
            self.last_byte = Some(now);
        }
        for &byte in bytes {
            self.take(byte, &mut found);
        }
    }

    /// Says that at `now` the line was found silent.
    pub fn tick(&mut self, now: Instant, mut found: impl FnMut(Frame)) {
        let silent = self.last_byte.is_some_and(|last| now.saturating_duration_since(last) >= IDLE_GAP);
        if silent {
            self.end(&mut found);
            self.last_byte = None;
        }
    }

    fn take(&mut self, byte: u8, found: &mut impl FnMut(Frame)) {
        let outside = self.bytes.is_empty() && !self.swallowing && self.ends == Ends::AtLine;
        let is_begun = self.ends == Ends::AtEtx && self.bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        match (byte, self.ends) {
            // What began with a checksum of the value of STX begins again.
            (STX, _) if outside || self.is_checksum() || (is_begun && !self.swallowing) => {
                self.bytes.clear();
                self.behind_etx = false;
                self.ends = Ends::AtEtx;
            }
            (ACK | NAK | XON | XOFF | ETX, _) if outside => {}
            (ETX, Ends::AtEtx) | (b'\r' | b'\n', Ends::AtLine) => self.end(found),
            _ if self.swallowing => {}
            _ if self.bytes.len() == FRAME_BYTES_MAX => {
                self.bytes.clear();
                self.swallowing = true;
                found(Frame::TooLong);
            }
            _ => self.bytes.push(byte),
        }
    }

    /// Whether what has come since an ETX is no more than a checksum.
    fn is_checksum(&self) -> bool {
        self.behind_etx && (1..=CHECKSUM_BYTES_MAX).contains(&self.bytes.len())
    }

    fn end(&mut self, found: &mut impl FnMut(Frame)) {
        if self.is_checksum() {
            self.bytes.clear();
        }
        self.behind_etx = self.ends == Ends::AtEtx && !self.bytes.is_empty();
        if self.ends == Ends::AtEtx {
            // Some set-ups send STX data CR LF ETX.
            while matches!(self.bytes.last(), Some(b'\r' | b'\n')) {
                self.bytes.pop();
            }
        }
        if !self.bytes.is_empty() {
            found(Frame::Complete(self.bytes.clone()));
        }
        self.bytes.clear();
        self.ends = Ends::AtLine;
        self.swallowing = false;
    }
}
