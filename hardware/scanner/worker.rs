//! The thread that owns the scanner's port.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serialport::TTYPort;

use super::listen::{Scan, listen};
use super::port::PortSpec;
use super::profile::Framing;
use super::ssi::converse;
use crate::seldom::Seldom;
use crate::traffic::Tap;

/// How long one read waits; also how late a gap is noticed.
const READ_TIMEOUT: Duration = Duration::from_millis(10);
const RETRY_MIN: Duration = Duration::from_millis(50);
const RETRY_MAX: Duration = Duration::from_secs(1);
/// How often its coming and going is said before it is counted.
const SAID_MAX: u64 = 5;

/// Where the scanner is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannerConfig {
    /// Its port.
    pub port: PortSpec,
    /// Bits per second; 8 data bits, no parity, one stop bit. A USB scanner ignores it.
    pub baud: u32,
    /// How it is read.
    pub framing: Framing,
    /// Where everything that it says is recorded: personal data, for technicians only; see [`crate::traffic`].
    pub record: Option<PathBuf>,
}

/// What the scanner's thread tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScannerNews {
    /// The port is open.
    Up {
        /// As configured.
        port: String,
    },
    /// The port cannot be opened or has gone; said once per outage, and again when the reason changes.
    Down {
        /// As configured.
        port: String,
        /// In words, with what to do.
        reason: String,
    },
    /// A code was scanned.
    Seen(Scan),
}

/// Stops waiting at once when told.
#[derive(Debug, Default)]
struct Stop {
    told: AtomicBool,
    lock: Mutex<()>,
    bell: Condvar,
}

impl Stop {
    fn is_told(&self) -> bool {
        self.told.load(Ordering::Acquire)
    }

    fn tell(&self) {
        let _guard = self.lock.lock();
        self.told.store(true, Ordering::Release);
        self.bell.notify_all();
    }

    fn wait(&self, time: Duration) {
        if let Ok(guard) = self.lock.lock()
            && !self.is_told()
        {
            let _ = self.bell.wait_timeout(guard, time);
        }
    }
}

/// A running scanner. Dropping it ends its thread and closes the port.
#[derive(Debug)]
pub struct Scanner {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Scanner {
    /// Starts a thread that opens the port, listens, and reopens it for ever with pauses of 50 to 1,000 ms.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(config: ScannerConfig, tell: impl FnMut(ScannerNews) + Send + 'static) -> io::Result<Self> {
        let stop = Arc::new(Stop::default());
        let seen_by_thread = Arc::clone(&stop);
        let thread =
            thread::Builder::new().name("scanner".into()).spawn(move || run(&config, &seen_by_thread, tell))?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        self.stop.tell();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(config: &ScannerConfig, stop: &Stop, mut tell: impl FnMut(ScannerNews)) {
    let port = config.port.to_string();
    let tap = Tap::of(config.record.as_deref(), "scanner");
    let mut pause = RETRY_MIN;
    let mut last_reason = String::new();
    let mut seldom = Seldom::new(SAID_MAX);
    while !stop.is_told() {
        let reason = match open(config) {
            Ok(tty) => {
                let opened_at = Instant::now();
                seldom.happened("up", opened_at).say(|times| tracing::info!(port, times, "scanner up"));
                tell(ScannerNews::Up { port: port.clone() });
                last_reason.clear();
                let port = UntilStopped { tty, stop, tap: tap.as_ref() };
                let seen = |scan| tell(ScannerNews::Seen(scan));
                let end = match config.framing {
                    Framing::Lines => listen(port, seen),
                    Framing::Ssi => converse(port, seen),
                };
                if stop.is_told() {
                    return;
                }
                // A port that comes and goes by itself is left in peace for longer and longer.
                if opened_at.elapsed() >= RETRY_MAX {
                    pause = RETRY_MIN;
                }
                format!("the scanner was unplugged or switched off ({end}): check its cable")
            }
            Err(reason) => reason,
        };
        if reason != last_reason {
            let said = seldom.happened(&reason, Instant::now());
            said.say(|times| tracing::warn!(port, reason, times, "scanner down"));
            tell(ScannerNews::Down { port: port.clone(), reason: reason.clone() });
            last_reason = reason;
        }
        stop.wait(pause);
        pause = (pause * 2).min(RETRY_MAX);
    }
}

/// Opens the port for a moment: whether a scanner could be read now.
///
/// # Errors
/// In words, with what to do.
pub fn probe(config: &ScannerConfig) -> Result<(), String> {
    open(config).map(drop)
}

/// Opens the port for this process alone.
fn open(config: &ScannerConfig) -> Result<TTYPort, String> {
    let spec = &config.port;
    let missing = || format!("{spec} is not there: plug the scanner in, and look in /dev/serial/by-id for its name");
    let device = spec.device(Path::new("/sys")).ok_or_else(missing)?;
    let builder = serialport::new(device.to_string_lossy(), config.baud).timeout(READ_TIMEOUT);
    TTYPort::open(&builder).map_err(|e| match e.kind() {
        _ if !device.exists() => missing(),
        serialport::ErrorKind::Io(io::ErrorKind::PermissionDenied) => {
            format!("{spec} may not be opened: add this user to the group `dialout` and log in again")
        }
        // What serialport says when TIOCEXCL or the lock is another's.
        serialport::ErrorKind::NoDevice => {
            format!("{spec} is in use by another program: end it (ModemManager must ignore this port)")
        }
        _ => format!("{spec} cannot be opened ({e}): check that it is the scanner's serial port"),
    })
}

/// A port whose reading and writing end when the thread is told to stop.
struct UntilStopped<'a> {
    tty: TTYPort,
    stop: &'a Stop,
    tap: Option<&'a Tap>,
}

impl UntilStopped<'_> {
    fn open(&mut self) -> io::Result<&mut TTYPort> {
        if self.stop.is_told() { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(&mut self.tty) }
    }
}

impl Read for UntilStopped<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.open()?.read(bytes)?;
        if let Some(tap) = self.tap {
            tap.from(&bytes[..count]);
        }
        Ok(count)
    }
}

impl Write for UntilStopped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.open()?.write(bytes)?;
        if let Some(tap) = self.tap {
            tap.to(&bytes[..count]);
        }
        Ok(count)
    }

    /// Nothing: bytes that were written are the kernel's, and waiting for them to leave has no deadline.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
