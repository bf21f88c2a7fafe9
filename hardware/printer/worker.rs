//! The thread that owns the printer.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::escpos::Job;
use super::open::OpenError;
use super::print::{Outcome, Press, Why};
use super::soil::Soil;
use super::target::Target;
use super::transport::{Link, LinkEnd};
use crate::seldom::Seldom;
use crate::traffic::Tap;

const OPEN_WAIT: Duration = Duration::from_secs(2);
/// How often one state of health is said before it is counted.
const SAID_MAX: u64 = 5;
/// Longest time that an idle look spends on clearing what a slip has left.
const LOOK_WAIT: Duration = Duration::from_secs(3);

/// Longer than any network printer keeps others out after a connection; each attempt may begin that time anew. A new
/// connection that says nothing is kept as long.
const LOCK_MAX: Duration = Duration::from_secs(40);
/// A printer that closes idle connections is well: it is opened anew after these pauses before it is said to be down.
const REOPEN_PAUSES: [Duration; 2] = [Duration::ZERO, Duration::from_millis(300)];

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
    /// What a slip that broke off has left in it is cut off.
    Cleared,
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
        let desk = Desk {
            config,
            ending: Arc::clone(&ending),
            press: None,
            opened_at: Instant::now(),
            failures: 0,
            rests_until: Instant::now(),
            soil,
            tap,
            last: None,
            seldom: Seldom::new(SAID_MAX),
            tell,
        };
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
    opened_at: Instant,
    /// Connections in a row that the printer did not take, or on which it said nothing.
    failures: u32,
    /// Until then no look opens a connection.
    rests_until: Instant,
    /// What the press before the next one has left.
    soil: Soil,
    tap: Option<Tap>,
    /// The health last told.
    last: Option<PrinterNews>,
    seldom: Seldom,
    tell: T,
}

impl<T: FnMut(PrinterNews)> Desk<T> {
    fn run(mut self, queue: &Receiver<(u64, Job)>) {
        self.look();
        loop {
            match queue.recv_timeout(self.config.look_every) {
                Ok((id, job)) => {
                    let outcome = self.clearing(|desk| desk.print(&job));
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
        let mut outcome = self.print_once(job);
        // The connection may have ended unnoticed: nothing went out, so it is tried on a new one.
        for pause in REOPEN_PAUSES {
            let Outcome::NotPrinted { why } = &outcome else { break };
            if !is_only_the_connection(why) {
                break;
            }
            thread::sleep(pause);
            outcome = self.print_once(job);
        }
        outcome
    }

    fn print_once(&mut self, job: &Job) -> Outcome {
        let time = Duration::from_secs(self.config.slip_secs_max);
        let outcome = match self.open() {
            Ok(press) => press.print(job, time),
            Err(why) => Outcome::NotPrinted { why },
        };
        match &outcome {
            Outcome::Printed => {}
            // What has not been sent yet never will be.
            Outcome::InDoubt { .. } => self.close(),
            Outcome::NotPrinted { why } => self.failed(why),
        }
        outcome
    }

    fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    /// Asks how the printer is and tells it when it has changed.
    fn look(&mut self) {
        if self.is_ending() || (self.press.is_none() && Instant::now() < self.rests_until) {
            return;
        }
        let health = self.clearing(Self::health);
        if self.last.as_ref() != Some(&health) {
            let said = self.seldom.happened(&format!("{health:?}"), Instant::now());
            said.say(|times| tracing::info!(?health, times, "printer"));
            self.last = Some(health.clone());
            (self.tell)(health);
        }
    }

    fn health(&mut self) -> PrinterNews {
        let mut health = self.health_once();
        for pause in REOPEN_PAUSES {
            let was_up = matches!(self.last, Some(PrinterNews::Up { .. }));
            match &health {
                Err(why) if was_up && is_only_the_connection(why) => {}
                _ => break,
            }
            thread::sleep(pause);
            health = self.health_once();
        }
        match health {
            Ok(news) => news,
            Err(why) => PrinterNews::Down { why },
        }
    }

    fn health_once(&mut self) -> Result<PrinterNews, Why> {
        match self.open().and_then(|press| press.health(LOOK_WAIT)) {
            Ok(status) => {
                self.failures = 0;
                Ok(match status.trouble() {
                    Some(trouble) => PrinterNews::Down { why: trouble.into() },
                    None => PrinterNews::Up { paper_low: status.paper_near_end },
                })
            }
            Err(why) => {
                self.failed(&why);
                Err(why)
            }
        }
    }

    /// Does something with the printer, and tells it when that has cleared what a slip had left.
    fn clearing<R>(&mut self, act: impl FnOnce(&mut Self) -> R) -> R {
        let was_clean = self.soil().is_clean();
        let done = act(self);
        if !was_clean && self.soil().is_clean() {
            (self.tell)(PrinterNews::Cleared);
        }
        done
    }

    fn soil(&self) -> Soil {
        self.press.as_ref().map_or(self.soil, Press::soil)
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
            self.opened_at = Instant::now();
            self.press = Some(Press::new(link, self.soil));
        }
        self.press.as_mut().ok_or(Why::Silent)
    }

    /// A way that has gone or stalled, or behind which no printer answers, is opened anew; one that says nothing is
    /// kept for a while, because it may be kept out for the sake of another.
    fn failed(&mut self, why: &Why) {
        match why {
            Why::Silent if self.opened_at.elapsed() < LOCK_MAX => return,
            Why::Link(_) | Why::Silent | Why::NoPrinter | Why::Open(OpenError::Refused { .. }) => self.close(),
            _ => return,
        }
        if let Target::Tcp(_) = self.config.target {
            self.rests_until = Instant::now() + rest(self.failures, self.config.look_every);
            self.failures += 1;
        }
    }

    fn close(&mut self) {
        if let Some(press) = self.press.take() {
            self.soil = press.soil();
        }
    }
}

/// Whether the printer may be well although its connection is not.
fn is_only_the_connection(why: &Why) -> bool {
    matches!(why, Why::Link(LinkEnd::Vanished(_)) | Why::Open(OpenError::Refused { .. }))
}

/// How long no connection is tried after so many failures in a row: twice as long each time, and at last longer than any
/// printer keeps others out.
fn rest(failures: u32, look_every: Duration) -> Duration {
    look_every.saturating_mul(1 << failures.min(20)).min(LOCK_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_that_keeps_others_out_for_half_a_minute_is_left_alone_for_longer() {
        let rests: Vec<u64> = (0..7).map(|failures| rest(failures, Duration::from_secs(2)).as_secs()).collect();
        assert_eq!(rests, [2, 4, 8, 16, 32, 40, 40]);
    }
}
