//! An open way to a printer. Nothing here waits longer than its deadline.

use std::collections::VecDeque;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, read, write};
use serialport::{SerialPort, TTYPort};

use super::open::{OpenError, connected, connecting, opening};
use super::target::Target;
use crate::traffic::Tap;

/// Bytes given to the kernel at once: a write of this size to a stalled serial line does not hold the thread.
const WRITE_BYTES_MAX: usize = 512;

/// Bytes read at once; what a printer says is short.
const READ_BYTES_MAX: usize = 64;

/// How often a serial line's queue is looked at while it drains.
pub(super) const DRAIN_LOOK: Duration = Duration::from_millis(5);

/// How often a driver that reads nothing is read again.
const READ_LOOK: Duration = Duration::from_millis(5);

/// How long after its end a network connection is looked at again: a peer that had not taken everything says so at once.
const RESET_WAIT: Duration = Duration::from_millis(100);

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
    target: Target,
    fd: OwnedFd,
    /// Holds a serial port's settings and lock, and knows its queue.
    tty: Option<TTYPort>,
    answers: bool,
    /// Whether reading nothing means that the other end has closed. The USB printer driver reads nothing when there is
    /// nothing.
    ends: bool,
    /// Read and not taken yet.
    inbox: VecDeque<u8>,
    tap: Option<Tap>,
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
        let link = |fd, tty, answers, ends| Self {
            target: target.clone(),
            fd,
            tty,
            answers,
            ends,
            inbox: VecDeque::new(),
            tap: None,
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
                Ok(link(fd, Some(tty), true, true))
            }
            // A driver without a way back lets itself be opened for writing only.
            Target::Device(path) => match file(path, OFlags::RDWR) {
                Ok(fd) => Ok(link(fd, None, true, false)),
                Err(OpenError::Missing { target }) => Err(OpenError::Missing { target }),
                Err(_) => Ok(link(file(path, OFlags::WRONLY)?, None, false, false)),
            },
            Target::File(path) => {
                Ok(link(file(path, OFlags::WRONLY | OFlags::CREATE | OFlags::APPEND)?, None, false, false))
            }
            Target::Tcp(host) => {
                let fd = connected(host, wait).map_err(|e| connecting(&name, &e))?;
                Ok(link(fd, None, true, true))
            }
        }
    }

    /// Opens the same way anew, in place of this one.
    ///
    /// # Errors
    /// As of [`Link::open`]; this one is as it was then.
    pub fn reopen(&mut self, wait: Duration) -> Result<(), OpenError> {
        let mut next = Self::open(&self.target, wait)?;
        next.answers &= self.answers;
        next.tap = self.tap.clone();
        *self = next;
        Ok(())
    }

    /// Whether the way is a network connection, which may end although the printer is well.
    #[must_use]
    pub fn is_network(&self) -> bool {
        matches!(self.target, Target::Tcp(_))
    }

    /// Whether a network connection that has ended was closed by a printer that had taken everything it was sent: a
    /// peer that closes with bytes unread, or that gets some afterwards, resets the connection.
    #[must_use]
    pub fn ended_in_order(&self) -> bool {
        std::thread::sleep(RESET_WAIT);
        let mut polled = [PollFd::new(&self.fd, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        self.is_network()
            && poll(&mut polled, Some(&now)).is_ok()
            && !polled[0].revents().intersects(PollFlags::NVAL | PollFlags::ERR | PollFlags::HUP)
    }

    /// Records from now on what goes to the printer and what comes back.
    pub fn record(&mut self, tap: Tap) {
        self.tap = Some(tap);
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
            sent += self.write_some(&bytes[sent..]).map_err(|end| (end, sent))?;
            if sent < bytes.len() {
                self.wait(PollFlags::OUT, deadline).map_err(|end| (end, sent))?;
            }
        }
        Ok(())
    }

    /// Writes what the system takes at once, at most 512 bytes; how many, 0 where it takes none.
    ///
    /// # Errors
    /// When the printer has gone.
    pub fn write_some(&mut self, bytes: &[u8]) -> Result<usize, LinkEnd> {
        let next = &bytes[..bytes.len().min(WRITE_BYTES_MAX)];
        match write(&self.fd, next) {
            Ok(count) => {
                if let Some(tap) = &self.tap {
                    tap.to(&next[..count]);
                }
                Ok(count)
            }
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            Err(e) => Err(vanished(e)),
        }
    }

    /// Waits until the printer takes bytes or says something.
    ///
    /// # Errors
    /// [`LinkEnd::Stalled`] when `deadline` comes first.
    pub fn wait_for_room_or_word(&self, deadline: Instant) -> Result<(), LinkEnd> {
        self.wait(if self.answers { PollFlags::OUT | PollFlags::IN } else { PollFlags::OUT }, deadline)
    }

    /// Waits until the printer says something or ends the connection, until `deadline` at most.
    ///
    /// # Errors
    /// When the printer has gone.
    pub fn wait_for_word(&self, deadline: Instant) -> Result<(), LinkEnd> {
        match self.wait(PollFlags::IN, deadline) {
            Err(LinkEnd::Stalled) => Ok(()),
            other => other,
        }
    }

    /// Whether this way can tell when the system has sent what it took: a serial line can. Over any other one some of a
    /// slip may still be on its way, or wait before the printer, although nothing is left to write.
    #[must_use]
    pub fn tells_when_sent(&self) -> bool {
        self.tty.is_some()
    }

    /// Whether a serial line has sent what the system took. Other ways cannot tell and say yes.
    ///
    /// # Errors
    /// When the port has gone.
    pub fn is_drained(&self) -> Result<bool, LinkEnd> {
        let Some(tty) = &self.tty else { return Ok(true) };
        tty.bytes_to_write().map(|waiting| waiting == 0).map_err(|e| LinkEnd::Vanished(e.to_string()))
    }

    /// Waits until a serial line has sent what the system took.
    ///
    /// # Errors
    /// [`LinkEnd::Stalled`] when `deadline` comes first.
    pub fn drain(&self, deadline: Instant) -> Result<(), LinkEnd> {
        while !self.is_drained()? {
            if Instant::now() >= deadline {
                return Err(LinkEnd::Stalled);
            }
            std::thread::sleep(DRAIN_LOOK);
        }
        Ok(())
    }

    /// Throws away what the system has not sent yet: of a serial line at once, which keeps closing from waiting for a
    /// stalled printer, of a network connection when it is closed.
    pub fn discard(&mut self) {
        let _ = match &self.tty {
            Some(_) => rustix::termios::tcflush(&self.fd, rustix::termios::QueueSelector::OFlush),
            // A way that is no socket refuses.
            None => rustix::net::sockopt::set_socket_linger(&self.fd, Some(Duration::ZERO)),
        };
    }

    /// The next byte from the printer until `deadline`; `None` when none came.
    ///
    /// # Errors
    /// When the printer has gone.
    pub fn read_byte(&mut self, deadline: Instant) -> Result<Option<u8>, LinkEnd> {
        let mut bytes = [0; READ_BYTES_MAX];
        while self.inbox.is_empty() {
            match read(&self.fd, &mut bytes[..]) {
                Ok(0) if self.ends => return Err(LinkEnd::Vanished("connection closed".into())),
                Ok(0) if Instant::now() >= deadline => return Ok(None),
                Ok(0) => std::thread::sleep(READ_LOOK),
                Ok(count) => {
                    if let Some(tap) = &self.tap {
                        tap.from(&bytes[..count]);
                    }
                    self.inbox.extend(&bytes[..count]);
                }
                Err(Errno::AGAIN | Errno::INTR) => match self.wait(PollFlags::IN, deadline) {
                    Ok(()) => {}
                    Err(LinkEnd::Stalled) => return Ok(None),
                    Err(end) => return Err(end),
                },
                Err(e) => return Err(vanished(e)),
            }
        }
        Ok(self.inbox.pop_front())
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
            // What was said before the end is read first.
            Ok(_) if polled[0].revents().contains(PollFlags::IN) => Ok(()),
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
        // Closing a serial line waits for a stalled printer unless nothing waits to be sent.
        if !self.is_drained().unwrap_or(true) {
            self.discard();
        }
    }
}

fn vanished(e: Errno) -> LinkEnd {
    LinkEnd::Vanished(io::Error::from(e).to_string())
}
