//! An open way to a printer. Nothing here waits longer than its deadline.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, read, write};
use serialport::{SerialPort, TTYPort};

use super::target::Target;

/// Bytes given to the kernel at once: a write of this size to a stalled serial line does not hold the thread.
const WRITE_BYTES_MAX: usize = 512;

/// How often the serial line's queue is looked at while it drains.
const DRAIN_LOOK: Duration = Duration::from_millis(5);
/// How often a driver that reads nothing is read again.
const READ_LOOK: Duration = Duration::from_millis(5);

/// Why no way to the printer opens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No such device.
    #[error("{target} is not there: switch the printer on and check its cable")]
    Missing {
        /// As configured.
        target: String,
    },
    /// Another program has it.
    #[error("{target} is in use by another program: end it")]
    Busy {
        /// As configured.
        target: String,
    },
    /// No rights.
    #[error("{target} may not be opened: add this user to the groups `lp` and `dialout` and log in again")]
    Forbidden {
        /// As configured.
        target: String,
    },
    /// Network.
    #[error("{target} does not answer ({reason}): check the printer's network cable and address")]
    Unreachable {
        /// As configured.
        target: String,
        /// The system's word.
        reason: String,
    },
    /// Anything else.
    #[error("{target} cannot be opened ({reason})")]
    Other {
        /// As configured.
        target: String,
        /// The system's word.
        reason: String,
    },
}

/// How a write or an answer ended before its time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkEnd {
    /// The deadline came first.
    #[error("the printer takes no more data")]
    Stalled,
    /// Unplugged, switched off, connection closed.
    #[error("the printer has gone ({0}): check its cable and power")]
    Vanished(String),
}

/// An open printer.
#[derive(Debug)]
pub struct Link {
    fd: OwnedFd,
    /// Holds a serial port's settings and lock, and knows its queue.
    tty: Option<TTYPort>,
    answers: bool,
    /// Whether reading nothing means that the other end has closed. The USB printer driver reads nothing when there is
    /// nothing.
    ends: bool,
}

impl Link {
    /// Opens `target` within `wait`.
    ///
    /// # Errors
    /// With what to do about it.
    pub fn open(target: &Target, wait: Duration) -> Result<Self, OpenError> {
        let name = target.to_string();
        let file = |path: &Path, flags| {
            open(path, flags | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NONBLOCK, Mode::from(0o644))
                .map_err(|e| opening(&name, e.into()))
        };
        match target {
            Target::Serial { path, baud } => {
                // Opened before the lock, which keeps later openers out; the lock's own descriptor may block.
                let fd = file(path, OFlags::RDWR)?;
                let tty =
                    TTYPort::open(&serialport::new(path.to_string_lossy(), *baud)).map_err(|e| match e.kind() {
                        serialport::ErrorKind::NoDevice => OpenError::Busy { target: name.clone() },
                        serialport::ErrorKind::Io(kind) => opening(&name, kind.into()),
                        _ => OpenError::Other { target: name.clone(), reason: e.to_string() },
                    })?;
                Ok(Self { fd, tty: Some(tty), answers: true, ends: true })
            }
            // A driver without a way back lets itself be opened for writing only.
            Target::Device(path) => match file(path, OFlags::RDWR) {
                Ok(fd) => Ok(Self { fd, tty: None, answers: true, ends: false }),
                Err(OpenError::Missing { target }) => Err(OpenError::Missing { target }),
                Err(_) => Ok(Self { fd: file(path, OFlags::WRONLY)?, tty: None, answers: false, ends: false }),
            },
            Target::File(path) => {
                let fd = file(path, OFlags::WRONLY | OFlags::CREATE | OFlags::APPEND)?;
                Ok(Self { fd, tty: None, answers: false, ends: false })
            }
            Target::Tcp(host) => {
                let fd = connected(host, wait)
                    .map_err(|e| OpenError::Unreachable { target: name, reason: e.to_string() })?;
                Ok(Self { fd, tty: None, answers: true, ends: true })
            }
        }
    }

    /// Whether this way can bring answers back.
    #[must_use]
    pub fn answers(&self) -> bool {
        self.answers
    }

    /// From now on no answer is expected: for printers wired one way.
    pub fn expect_no_answers(&mut self) {
        self.answers = false;
    }

    /// Writes all of `bytes` until `deadline`.
    ///
    /// # Errors
    /// How it ended, and how many bytes the system had taken by then.
    pub fn write_all(&mut self, bytes: &[u8], deadline: Instant) -> Result<(), (LinkEnd, usize)> {
        let mut sent = 0;
        while sent < bytes.len() {
            let next = &bytes[sent..(sent + WRITE_BYTES_MAX).min(bytes.len())];
            match write(&self.fd, next) {
                Ok(count) => sent += count,
                Err(Errno::AGAIN | Errno::INTR) => {
                    self.wait(PollFlags::OUT, deadline).map_err(|end| (end, sent))?;
                }
                Err(e) => return Err((vanished(e), sent)),
            }
            if sent < bytes.len() && Instant::now() >= deadline {
                return Err((LinkEnd::Stalled, sent));
            }
        }
        Ok(())
    }

    /// Waits until a serial line has sent what the system took. Other ways cannot tell and answer at once.
    ///
    /// # Errors
    /// When `deadline` comes first or the port has gone.
    pub fn drain(&mut self, deadline: Instant) -> Result<(), LinkEnd> {
        let Some(tty) = &self.tty else { return Ok(()) };
        loop {
            match tty.bytes_to_write() {
                Ok(0) => return Ok(()),
                Ok(_) if Instant::now() >= deadline => return Err(LinkEnd::Stalled),
                Ok(_) => std::thread::sleep(DRAIN_LOOK),
                Err(e) => return Err(LinkEnd::Vanished(e.to_string())),
            }
        }
    }

    /// Throws away what waits in a serial line's queue, so that closing it cannot wait for a stalled printer. The bytes
    /// thrown away.
    pub fn discard(&mut self) -> usize {
        let Some(tty) = &self.tty else { return 0 };
        let waiting = tty.bytes_to_write().unwrap_or(0) as usize;
        let _ = rustix::termios::tcflush(&self.fd, rustix::termios::QueueSelector::OFlush);
        waiting
    }

    /// The next byte from the printer until `deadline`; `None` when none came.
    ///
    /// # Errors
    /// When the printer has gone.
    pub fn read_byte(&mut self, deadline: Instant) -> Result<Option<u8>, LinkEnd> {
        let mut byte = [0];
        loop {
            match read(&self.fd, &mut byte[..]) {
                Ok(0) if self.ends => return Err(LinkEnd::Vanished("connection closed".into())),
                Ok(0) if Instant::now() >= deadline => return Ok(None),
                Ok(0) => std::thread::sleep(READ_LOOK),
                Ok(_) => return Ok(Some(byte[0])),
                Err(Errno::AGAIN | Errno::INTR) => match self.wait(PollFlags::IN, deadline) {
                    Ok(()) => {}
                    Err(LinkEnd::Stalled) => return Ok(None),
                    Err(end) => return Err(end),
                },
                Err(e) => return Err(vanished(e)),
            }
        }
    }

    fn wait(&self, what: PollFlags, deadline: Instant) -> Result<(), LinkEnd> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(LinkEnd::Stalled);
        }
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() };
        let mut polled = [PollFd::new(&self.fd, what)];
        match poll(&mut polled, Some(&timeout)) {
            Ok(0) => Err(LinkEnd::Stalled),
            Ok(_) if polled[0].revents().intersects(PollFlags::NVAL | PollFlags::ERR | PollFlags::HUP) => {
                Err(LinkEnd::Vanished("hung up".into()))
            }
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(e) => Err(vanished(e)),
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.discard();
    }
}

fn vanished(e: Errno) -> LinkEnd {
    LinkEnd::Vanished(io::Error::from(e).to_string())
}

fn opening(target: &str, e: io::Error) -> OpenError {
    let target = target.to_owned();
    match e.kind() {
        io::ErrorKind::NotFound => OpenError::Missing { target },
        io::ErrorKind::PermissionDenied => OpenError::Forbidden { target },
        io::ErrorKind::ResourceBusy => OpenError::Busy { target },
        _ => match Errno::from_io_error(&e) {
            Some(Errno::NODEV | Errno::NXIO) => OpenError::Missing { target },
            _ => OpenError::Other { target, reason: e.to_string() },
        },
    }
}

fn connected(host: &str, wait: Duration) -> io::Result<OwnedFd> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in host.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, wait) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                stream.set_nonblocking(true)?;
                return Ok(stream.into());
            }
            Err(e) => last = e,
        }
    }
    Err(last)
}
