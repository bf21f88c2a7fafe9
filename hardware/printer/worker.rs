//! The thread that owns the printer.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::escpos::Job;
use super::print::{Outcome, Press, Why};
use super::soil::Soil;
use super::target::Target;
use super::transport::Link;
use crate::traffic::Tap;

const OPEN_WAIT: Duration = Duration::from_secs(2);
/// Longest time that an idle look spends on clearing what a slip has left.
const LOOK_WAIT: Duration = Duration::from_secs(3);

/// Where the printer is and how long a slip may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterConfig {
    /// Its address.
    pub target: Target,
    /// Longest time for one slip's bytes. Full raster takes 7 s at 115,200 baud, 85 s at 9,600.
    pub slip_secs_max: u64,
    /// Set for a printer wired one way: nothing is asked, and sent is taken for printed.
    pub mute: bool,
    /// How often an idle printer is asked how it is; 2 s in a shop.
    pub look_every: Duration,
    /// Set when a slip was being sent as the program before this one ended: the printer is cleared first.
    pub soiled: bool,
    /// Where everything sent and heard is recorded: personal data, for technicians only; see [`crate::traffic`].
    pub record: Option<PathBuf>,
}

/// What the printer's thread tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterNews {
    /// It is ready, or its way is open where it cannot answer.
    Up {
        /// The roll is nearly used up.
        paper_low: bool,
    },
    /// It does not print; said again when the reason changes.
    Down {
        /// In words.
        why: Why,
    },
    /// What became of a slip.
    Done {
        /// As given to [`Printer::print`].
        id: u64,
        /// The truth.
        outcome: Outcome,
    },
}

/// A slip waits already; its answer comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a slip is waiting at the printer already")]
pub struct Busy;

/// A running printer. Dropping it finishes the slip at hand, for at most its deadline; one that waits behind it is not
/// printed, and said so.
#[derive(Debug)]
pub struct Printer {
    ending: Arc<AtomicBool>,
    jobs: Option<SyncSender<(u64, Job)>>,
    thread: Option<JoinHandle<()>>,
}

impl Printer {
    /// Starts a thread that opens the printer, watches its health and prints one slip at a time.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(config: PrinterConfig, tell: impl FnMut(PrinterNews) + Send + 'static) -> io::Result<Self> {
        let (jobs, queue) = sync_channel(1);
        let tap = Tap::of(config.record.as_deref(), "printer");
        let soil = if config.soiled { Soil::unknown() } else { Soil::default() };
        let ending = Arc::new(AtomicBool::new(false));
        let desk = Desk { config, ending: Arc::clone(&ending), press: None, soil, tap, last: None, tell };
        let thread = thread::Builder::new().name("printer".into()).spawn(move || desk.run(&queue))?;
        Ok(Self { ending, jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues `job`; [`PrinterNews::Done`] will name `id`, whatever becomes of it.
    ///
    /// # Errors
    /// [`Busy`] while another slip waits behind the one being printed.
    pub fn print(&self, id: u64, job: Job) -> Result<(), Busy> {
        match self.jobs.as_ref().map(|jobs| jobs.try_send((id, job))) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_) | TrySendError::Disconnected(_))) | None => Err(Busy),
        }
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Release);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Desk<T> {
    config: PrinterConfig,
    ending: Arc<AtomicBool>,
    press: Option<Press>,
    /// What the press before the next one has left.
    soil: Soil,
    tap: Option<Tap>,
    /// The health last told.
    last: Option<PrinterNews>,
    tell: T,
}

impl<T: FnMut(PrinterNews)> Desk<T> {
    fn run(mut self, queue: &Receiver<(u64, Job)>) {
        self.look();
        loop {
            match queue.recv_timeout(self.config.look_every) {
                Ok((id, job)) => {
                    let outcome = self.print(&job);
                    tracing::info!(id, ?outcome, "slip");
                    (self.tell)(PrinterNews::Done { id, outcome });
                    self.look();
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn print(&mut self, job: &Job) -> Outcome {
        if self.is_ending() {
            return Outcome::NotPrinted { why: Why::Ended };
        }
        match self.print_once(job) {
            // The way may have died unnoticed while the printer was off: nothing went out, so once more on a new one.
            Outcome::NotPrinted { why: Why::Link(_) } => self.print_once(job),
            outcome => outcome,
        }
    }

    fn print_once(&mut self, job: &Job) -> Outcome {
        let time = Duration::from_secs(self.config.slip_secs_max);
        let outcome = match self.open() {
            Ok(press) => press.print(job, time),
            Err(why) => return Outcome::NotPrinted { why },
        };
        match &outcome {
            Outcome::Printed => {}
            // What has not been sent yet never will be.
            Outcome::InDoubt { .. } => self.close(),
            Outcome::NotPrinted { why } => self.close_after(why),
        }
        outcome
    }

    fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    /// Asks how the printer is and tells it when it has changed.
    fn look(&mut self) {
        if self.is_ending() {
            return;
        }
        let health = match self.open().and_then(|press| press.health(LOOK_WAIT)) {
            Ok(status) => match status.trouble() {
                Some(trouble) => PrinterNews::Down { why: trouble.into() },
                None => PrinterNews::Up { paper_low: status.paper_near_end },
            },
            Err(why) => {
                self.close_after(&why);
                PrinterNews::Down { why }
            }
        };
        if self.last.as_ref() != Some(&health) {
            tracing::info!(?health, "printer");
            self.last = Some(health.clone());
            (self.tell)(health);
        }
    }

    fn open(&mut self) -> Result<&mut Press, Why> {
        if self.press.is_none() {
            let mut link = Link::open(&self.config.target, OPEN_WAIT)?;
            if self.config.mute {
                link.expect_no_answers();
            }
            if let Some(tap) = &self.tap {
                link.record(tap.clone());
            }
            self.press = Some(Press::new(link, self.soil));
        }
        self.press.as_mut().ok_or(Why::Silent)
    }

    /// A way that has gone or stalled, or behind which nobody answers, is opened anew.
    fn close_after(&mut self, why: &Why) {
        if matches!(why, Why::Link(_) | Why::Silent | Why::NoPrinter) {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(press) = self.press.take() {
            self.soil = press.soil();
        }
    }
}
