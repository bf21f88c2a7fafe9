//! Reads one open port until it fails.

use std::io::{self, Read};
use std::time::Instant;

use super::framer::{Frame, Framer};
use super::noise;
use crate::code::Code;

/// Why a frame is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Noise, or a scanner without any terminator that never pauses.
    #[error("more than 4096 bytes without an end: check the scanner's terminator (CR) and speed")]
    TooLong,
    /// A scanner whose profile says packets sends text.
    #[error("the scanner sends plain text, not packets: scan `Send Packeted Decode Data`, or set another profile")]
    NotPacketed,
    /// The scanner says that it read nothing.
    #[error("the scanner reports that it read nothing: switch its no-read message off")]
    NoRead,
    /// The line has seven data bits and a parity bit; this host reads eight.
    #[error("the line sends seven data bits and a parity bit: set the scanner to eight data bits, no parity (8N1)")]
    Parity,
    /// No text in any encoding.
    #[error("noise, no text: check the scanner's speed, data bits and parity (8N1)")]
    Noise,
}

impl Unreadable {
    /// Whether nobody who holds a code to the scanner has done anything: it is the technician's, and no customer's.
    #[must_use]
    pub fn is_of_the_line(self) -> bool {
        matches!(self, Self::NoRead | Self::Parity | Self::Noise)
    }
}

/// One frame of the scanner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The code, or why there is none.
    pub code: Result<Code, Unreadable>,
    /// When the frame's end was read.
    pub framed_at: Instant,
}

/// Reads `port` until it fails, handing every complete code to `seen`. A read time-out only means that nobody is
/// scanning, and that a code without terminator is complete; the port's time-out is best 10 ms.
pub fn listen(mut port: impl Read, mut seen: impl FnMut(Scan)) -> io::Error {
    let mut framer = Framer::default();
    let mut bytes = [0; 1024];
    loop {
        let read = port.read(&mut bytes);
        let framed_at = Instant::now();
        let found = |frame| {
            let code = match frame {
                Frame::Complete(bytes) => noise::code(&bytes),
                Frame::TooLong => Err(Unreadable::TooLong),
            };
            seen(Scan { code, framed_at });
        };
        match read {
            Ok(0) => return io::ErrorKind::UnexpectedEof.into(),
            Ok(count) => framer.push(framed_at, &bytes[..count], found),
            Err(e) if matches!(e.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
                framer.tick(framed_at, found);
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return e,
        }
    }
}
