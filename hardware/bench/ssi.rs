//! A scanner that speaks Zebra's SSI: it waits for answers, and sends again.

use std::io;
use std::time::{Duration, Instant};

use super::scanner::SimulatedScanner;
use crate::scanner::ssi::{opcode, packet, source, status};

/// How long it waits for an answer: the longest that a real one can be set to.
const RESPONSE_WAIT: Duration = Duration::from_millis(9900);
/// How often it sends at most (DS9908 Product Reference Guide, page 249: "two times after the initial send").
const SENDINGS_MAX: u32 = 3;

/// What goes wrong on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mishap {
    /// Nothing.
    #[default]
    None,
    /// The answer to the first sending does not arrive.
    AnswerLost,
    /// A bit of the first sending turns over.
    Damaged,
    /// The first sending breaks off in the middle.
    BrokenOff,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivery {
    /// How often it was sent.
    pub sendings: u32,
    /// How often it was refused.
    pub refusals: u32,
    /// Whether it was taken at last.
    pub is_taken: bool,
}

impl SimulatedScanner {
    /// Scans a code of `kind` (SSI's number of a symbology) in one packet, and sends again until it is taken.
    ///
    /// # Errors
    /// As of [`scan`](Self::scan).
    pub fn scan_ssi(&self, kind: u8, data: impl AsRef<[u8]>, mishap: Mishap) -> io::Result<Delivery> {
        self.deliver(&[&[kind], data.as_ref()].concat(), 0, mishap)
    }

    /// Scans a code too long for one packet: parts of `part_bytes`, each sent until it is taken. The delivery is
    /// that of the last part.
    ///
    /// # Errors
    /// As of [`scan`](Self::scan).
    pub fn scan_ssi_in_parts(&self, kind: u8, data: &[u8], part_bytes: usize) -> io::Result<Delivery> {
        let mut delivery = Delivery::default();
        let mut parts = data.chunks(part_bytes.max(1)).peekable();
        while let Some(part) = parts.next() {
            let more = if parts.peek().is_some() { status::CONTINUES } else { 0 };
            delivery = self.deliver(&[&[kind], part].concat(), more, Mishap::None)?;
        }
        Ok(delivery)
    }

    fn deliver(&self, data: &[u8], more: u8, mishap: Mishap) -> io::Result<Delivery> {
        let mut delivery = Delivery::default();
        while delivery.sendings < SENDINGS_MAX && !delivery.is_taken {
            let is_first = delivery.sendings == 0;
            let again = if is_first { 0 } else { status::RETRANSMIT };
            let mut bytes = packet(opcode::DECODE_DATA, source::DECODER, more | again, data);
            match mishap {
                Mishap::Damaged if is_first => bytes[5] ^= 0x10,
                Mishap::BrokenOff if is_first => bytes.truncate(bytes.len() / 2),
                _ => {}
            }
            self.send(&bytes)?;
            delivery.sendings += 1;
            let answer = self.answer()?;
            if mishap == Mishap::AnswerLost && is_first {
                continue;
            }
            match answer {
                Some(opcode::CMD_ACK) => delivery.is_taken = true,
                Some(opcode::CMD_NAK) => delivery.refusals += 1,
                _ => {}
            }
        }
        Ok(delivery)
    }

    /// The opcode of the host's next packet, if it comes in time and whole.
    fn answer(&self) -> io::Result<Option<u8>> {
        let deadline = Instant::now() + RESPONSE_WAIT;
        let mut bytes = Vec::new();
        while Instant::now() < deadline {
            let mut more = [0; 64];
            let count = self.receive(&mut more, deadline.saturating_duration_since(Instant::now()))?;
            bytes.extend_from_slice(&more[..count]);
            if let [length, opcode, source::HOST, 0, ..] = bytes[..]
                && let Some(body) = bytes.get(4..usize::from(length))
                && bytes.get(..usize::from(length) + 2) == Some(&packet(opcode, source::HOST, 0, body))
            {
                return Ok(Some(opcode));
            }
        }
        Ok(None)
    }
}
