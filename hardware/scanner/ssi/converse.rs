//! Reads and answers one open port until it fails.

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use super::super::listen::Scan;
use super::{Heard, Ssi};

/// Longest wait for the port to take an answer. An answer that does not go out makes the scanner send again.
const ANSWER_WAIT: Duration = Duration::from_millis(500);

/// Reads `port` until it fails, answers its packets, and hands every scan to `seen`. A read time-out means that
/// nobody is scanning; the port's time-out is best 10 ms.
pub fn converse(mut port: impl Read + Write, mut seen: impl FnMut(Scan)) -> io::Error {
    let mut ssi = Ssi::default();
    let mut bytes = [0; 1024];
    loop {
        let read = port.read(&mut bytes);
        let framed_at = Instant::now();
        let mut answers = Vec::new();
        let heard = |heard| match heard {
            Heard::Answer(answer) => answers.extend(answer.packet()),
            Heard::Scan(code) => seen(Scan { code, framed_at }),
        };
        match read {
            Ok(0) => return io::ErrorKind::UnexpectedEof.into(),
            Ok(count) => ssi.take(framed_at, &bytes[..count], heard),
            Err(e) if is_pause(&e) => ssi.tick(framed_at, heard),
            Err(e) => return e,
        }
        if let Err(e) = send(&mut port, &answers, framed_at + ANSWER_WAIT) {
            return e;
        }
    }
}

fn is_pause(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

/// Sends byte by byte: a port that says it is ready has room for one, and a longer write could wait for ever.
fn send(port: &mut impl Write, bytes: &[u8], deadline: Instant) -> io::Result<()> {
    let mut rest = bytes;
    while let [byte, later @ ..] = rest {
        match port.write(&[*byte]) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(_) => rest = later,
            Err(e) if !is_pause(&e) => return Err(e),
            Err(_) if Instant::now() >= deadline => {
                tracing::warn!(bytes = rest.len(), "the scanner does not take its answer");
                return Ok(());
            }
            Err(_) => {}
        }
    }
    Ok(())
}
