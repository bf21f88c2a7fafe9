//! One slip on one open printer, and the truth about it.

use std::time::{Duration, Instant};

use super::escpos::{self, Ask, Job, Status, Trouble};
use super::transport::{Link, LinkEnd, OpenError};

/// How long a printer may take for one status answer; real ones take 10 to 200 ms, a busy computer adds its own.
const ANSWER_WAIT: Duration = Duration::from_millis(1500);

const STALE_BYTES_MAX: usize = 4096;

/// Why a slip was not printed, or is in doubt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It said so itself.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// No status answer.
    #[error("the printer does not answer: switch it off and on and check its cable")]
    Silent,
    /// Stalled or gone.
    #[error(transparent)]
    Link(#[from] LinkEnd),
    /// Could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// What became of a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was sent and drained, and the printer answered afterwards that it is ready. Where no answer can come
    /// (a device written one way, a plain file) it only means that the system took every byte.
    Printed,
    /// Some of it went out: there may be a slip, a piece of one, or none.
    InDoubt {
        /// In words.
        why: Why,
    },
    /// Not a byte of it went out.
    NotPrinted {
        /// In words.
        why: Why,
    },
}

/// An open printer and what it is owed from a slip that broke off.
#[derive(Debug)]
pub struct Press {
    link: Link,
    owed: usize,
}

impl Press {
    /// A press on `link`. `owed` is what [`Press::owed`] said of the link before it, 0 at first.
    #[must_use]
    pub fn new(link: Link, owed: usize) -> Self {
        Self { link, owed }
    }

    /// Bytes of the band in which the last slip broke off. The printer may still wait for them, and would take the
    /// beginning of the next slip for dots of this one. They are sent white, and cut off, before the next slip; a
    /// printer that was switched off meanwhile ignores zeros.
    #[must_use]
    pub fn owed(&self) -> usize {
        self.owed
    }

    /// Asks all four questions; `None` when no answer can come back.
    ///
    /// # Errors
    /// [`Why::Silent`] when an answer is missing, [`Why::Link`] when the printer has gone.
    pub fn status(&mut self) -> Result<Option<Status>, Why> {
        if !self.link.answers() {
            return Ok(None);
        }
        // Answers that came too late for an earlier question. A device that never stops talking is no printer.
        for _ in 0..STALE_BYTES_MAX {
            if self.link.read_byte(Instant::now())?.is_none() {
                break;
            }
        }
        let mut status = Status::default();
        for ask in Ask::ALL {
            let deadline = Instant::now() + ANSWER_WAIT;
            self.link.write_all(&escpos::transmit_real_time_status(ask), deadline).map_err(|(end, _)| end)?;
            loop {
                match self.link.read_byte(deadline)? {
                    Some(byte) if status.learn(ask, byte) => break,
                    Some(_) if Instant::now() < deadline => {}
                    Some(_) | None => return Err(Why::Silent),
                }
            }
        }
        Ok(Some(status))
    }

    /// Prints `job` within `deadline` (the status questions before and after come on top, at most 6 s each).
    pub fn print(&mut self, job: &Job, deadline: Duration) -> Outcome {
        if let Err(why) = self.pay(Instant::now() + deadline).and_then(|()| self.ready()) {
            return Outcome::NotPrinted { why };
        }
        let deadline = Instant::now() + deadline;
        let longest = job.pieces().iter().map(Vec::len).max().unwrap_or_default();
        let mut any = false;
        for piece in job.pieces() {
            if let Err((end, sent)) = self.link.write_all(piece, deadline) {
                self.link.discard();
                // What the system took need not have arrived: a USB cable loses what is under way.
                self.owed = if any || sent > 0 { longest } else { 0 };
                let why = self.reason(end);
                return if any || sent > 0 { Outcome::InDoubt { why } } else { Outcome::NotPrinted { why } };
            }
            any = true;
        }
        let settled = self.link.drain(deadline).map_err(Why::from).and_then(|()| self.ready());
        match settled {
            Ok(()) => Outcome::Printed,
            Err(why) => Outcome::InDoubt { why },
        }
    }

    /// The status for an idle look, after ending a broken-off band within `wait`; of a printer that cannot answer nothing
    /// bad is known.
    ///
    /// # Errors
    /// As of [`Press::status`].
    pub fn health(&mut self, wait: Duration) -> Result<Status, Why> {
        self.pay(Instant::now() + wait)?;
        Ok(self.status()?.unwrap_or_default())
    }

    fn ready(&mut self) -> Result<(), Why> {
        match self.status()?.and_then(|status| status.trouble()) {
            Some(trouble) => Err(trouble.into()),
            None => Ok(()),
        }
    }

    /// Ends a broken-off band in white and cuts it off.
    fn pay(&mut self, deadline: Instant) -> Result<(), Why> {
        if self.owed == 0 {
            return Ok(());
        }
        let white = vec![0; self.owed];
        if let Err((end, sent)) = self.link.write_all(&white, deadline) {
            self.owed -= sent;
            return Err(end.into());
        }
        self.owed = 0;
        let mut cut = Job::default();
        cut.feed_and_cut(0);
        self.link.write_all(&cut.bytes(), deadline).map_err(|(end, _)| end)?;
        self.ready()
    }

    /// A printer that stops taking data may still say why, unless the question would fall into a band.
    fn reason(&mut self, end: LinkEnd) -> Why {
        if end == LinkEnd::Stalled
            && self.owed == 0
            && let Ok(Some(status)) = self.status()
            && let Some(trouble) = status.trouble()
        {
            return trouble.into();
        }
        end.into()
    }
}
