//! Reads one open port until it fails.

use std::io::{self, Read};
use std::time::Instant;

use super::code::Code;
use super::framer::{Frame, Framer};

/// Why a frame is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Noise, or a scanner without any terminator that never pauses.
    #[error("more than 4096 bytes without an end: check the scanner's terminator (CR) and speed")]
    TooLong,
    /// A scanner whose profile says packets sends text.
    #[error("the scanner sends plain text, not packets: scan `Send Packeted Decode Data`, or set another profile")]
    NotPacketed,
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
                Frame::Complete(bytes) => Ok(Code::read(&bytes)),
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
