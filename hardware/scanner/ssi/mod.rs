//! Simple Serial Interface (SSI), the answered packets of Zebra's scanners.
//!
//! From Zebra's manuals (Simple Serial Interface Programmer's Guide, 72E-40451; DS8108 Product Reference Guide,
//! chapter 5; SE955 Integration Guide, chapter 10; DS9908 Product Reference Guide, table 17):
//! - A packet is length, opcode, source (0 scanner, 4 host), status, data and a checksum of two bytes, the high one
//!   first: the two's complement of the sum of all bytes before it. The length, at most 255, leaves the checksum out.
//! - Status bit 0 says sent again, bit 1 that more packets of the message follow.
//! - Each packet is answered with CMD_ACK or CMD_NAK. Unanswered for 2 s (as delivered; 9.9 s at most), the scanner
//!   sends twice more with bit 0 set, and gives up.
//! - DECODE_DATA carries the kind of code and its data, in which a prefix, a suffix and an AIM identifier stand where
//!   the scanner is set to send them. As delivered it sends plain text: packets are switched on (parameter 238).
//!
//! Not in there: waking a sleeping scanner and RTS/CTS. The host only answers, to a scanner that has just spoken.

mod converse;
mod packet;
mod symbologies;

use std::time::{Duration, Instant};

use super::framer::FRAME_BYTES_MAX;
use super::listen::Unreadable;
use super::noise;
use crate::code::Code;

use packet::{CHECKSUM_BYTES, Found, HEADER_BYTES, look};

pub use converse::converse;
pub use packet::{Answer, PACKET_BYTES_MAX, opcode, packet, source, status};

/// Silence after which what is no whole packet is damaged; long before the scanner sends again.
pub const DAMAGE_GAP: Duration = Duration::from_millis(100);

/// A packet that comes later than this, and is not sent again, begins a message: the scanner has given the one before
/// up, for which it takes 6 s at least (three sendings, 2 s each). Within a message the next packet follows at once.
const MESSAGE_GAP: Duration = Duration::from_secs(5);

/// Fewest plain characters of a burst that are taken for a code of a scanner without packets.
const PLAIN_CHARACTERS_MIN: usize = 4;

/// What came of some bytes or of silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// To be sent to the scanner at once.
    Answer(Answer),
    /// A code was scanned, or something that is none.
    Scan(Result<Code, Unreadable>),
}

/// The host's side of SSI: bytes and time in, answers and codes out. Owns no port and no clock.
#[derive(Debug, Default)]
pub struct Ssi {
    /// What may be the beginning of a packet; never a whole one.
    bytes: Vec<u8>,
    message: Message,
    /// The data of the last packet that was taken: sent again, it is no second scan.
    taken: Vec<u8>,
    taken_at: Option<Instant>,
    last_byte: Option<Instant>,
    /// A packet came damaged and was not yet refused.
    damaged: bool,
    /// A damaged packet was refused since the last one that was taken: what is sent again is not yet known.
    refused: bool,
    burst: Burst,
}

/// The data of a code that comes in several packets.
#[derive(Debug, Default)]
struct Message {
    data: Vec<u8>,
    is_too_long: bool,
}

/// What came between two silences, beside packets.
#[derive(Debug, Default)]
struct Burst {
    plain: usize,
    other: usize,
}

impl Ssi {
    /// Takes `bytes` that were read at `now`.
    pub fn take(&mut self, now: Instant, bytes: &[u8], mut heard: impl FnMut(Heard)) {
        if !bytes.is_empty() {
            self.last_byte = Some(now);
        }
        for part in bytes.chunks(PACKET_BYTES_MAX) {
            self.bytes.extend_from_slice(part);
            self.understand(now, false, &mut heard);
        }
    }

    /// Says that at `now` the line was found silent: what is damaged is refused, and the scanner sends it again.
    pub fn tick(&mut self, now: Instant, mut heard: impl FnMut(Heard)) {
        if self.last_byte.is_none_or(|last| now.saturating_duration_since(last) < DAMAGE_GAP) {
            return;
        }
        self.last_byte = None;
        self.understand(now, true, &mut heard);
        let burst = std::mem::take(&mut self.burst);
        if std::mem::take(&mut self.damaged) {
            self.refused = true;
            heard(Heard::Answer(Answer::Resend));
        } else if burst.plain >= PLAIN_CHARACTERS_MIN && burst.other == 0 {
            heard(Heard::Scan(Err(Unreadable::NotPacketed)));
        }
    }

    /// Takes packets out of the bytes, and noise between them. In `silence` no part of a packet will become whole.
    fn understand(&mut self, now: Instant, silence: bool, heard: &mut impl FnMut(Heard)) {
        let bytes = std::mem::take(&mut self.bytes);
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            at += match look(rest) {
                Found::Packet(length) => {
                    self.packet(now, &rest[..length], heard);
                    length + CHECKSUM_BYTES
                }
                Found::Part if !silence => break,
                Found::Damaged | Found::Part if rest.len() >= HEADER_BYTES => {
                    self.damaged = true;
                    1
                }
                Found::Damaged | Found::Part | Found::Noise => {
                    self.burst.noise(rest[0]);
                    1
                }
            };
        }
        self.bytes.extend_from_slice(&bytes[at..]);
    }

    fn packet(&mut self, now: Instant, packet: &[u8], heard: &mut impl FnMut(Heard)) {
        self.burst.other += 1;
        let [_, opcode, _, status, data @ ..] = packet else {
            return;
        };
        match (*opcode, data) {
            // The scanner answers; it was asked nothing.
            (opcode::CMD_ACK | opcode::CMD_NAK, _) => {}
            (opcode::EVENT, _) => heard(Heard::Answer(Answer::Ack)),
            (opcode::DECODE_DATA, [kind, text @ ..]) => {
                heard(Heard::Answer(Answer::Ack));
                let is_sent_again = status & status::RETRANSMIT != 0;
                let before = self.taken_at.replace(now);
                if is_sent_again && !self.damaged && !self.refused && self.taken == data {
                    return;
                }
                let is_late = before.is_none_or(|before| now.saturating_duration_since(before) > MESSAGE_GAP);
                if !is_sent_again && is_late {
                    self.message = Message::default();
                }
                (self.damaged, self.refused) = (false, false);
                self.taken.clear();
                self.taken.extend_from_slice(data);
                self.message.add(text);
                if status & status::CONTINUES == 0 {
                    heard(Heard::Scan(std::mem::take(&mut self.message).read(*kind)));
                }
            }
            _ => heard(Heard::Answer(Answer::BadContext)),
        }
    }
}

impl Message {
    fn add(&mut self, text: &[u8]) {
        if self.data.len() + text.len() > FRAME_BYTES_MAX {
            self.is_too_long = true;
            self.data.clear();
        } else if !self.is_too_long {
            self.data.extend_from_slice(text);
        }
    }

    fn read(self, kind: u8) -> Result<Code, Unreadable> {
        if self.is_too_long {
            return Err(Unreadable::TooLong);
        }
        noise::code(&symbologies::frame(kind, self.data))
    }
}

impl Burst {
    fn noise(&mut self, byte: u8) {
        match byte {
            b' '..=b'~' => self.plain += 1,
            b'\r' | b'\n' => {}
            _ => self.other += 1,
        }
    }
}
