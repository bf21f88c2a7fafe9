//! The assembled machine: one thread owns the counter and reads one bounded inbox; every device has a thread of
//! its own, is told things and says things.
//!
//! Nothing blocks the counter: what a device cannot take at once is as good as lost, and a lost question to the
//! ledger is asked again.

mod bell;
mod display;
mod examine;
mod export;
mod ledger;
mod mail;
mod printer;
mod scanner;
mod soundness;
mod source;

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use domain::counter::{Counter, Effect, Event, Setup};
use domain::view::View;
use hardware::stick::Sticks;

use crate::clock::Clock;
use crate::config::Config;
use crate::doctor::Patient;

use mail::Mail;
pub use mail::{Leap, Tell};
pub use source::Source;

/// Events that may wait; a device that says more waits itself.
const INBOX_MAX: usize = 256;
/// The longest sleep: trust in the clock is looked at as often.
const SLEEP_MAX: Duration = Duration::from_secs(10);
/// Longest time that an ending machine gives a slip at the printer and questions to the ledger: a slip's 25 s and its
/// answer.
const FINISH_MAX: Duration = Duration::from_secs(27);
// The last rows and the threads of the devices still have time then, also on a slow machine.
const _: () = assert!(FINISH_MAX.as_secs() + 15 <= crate::signals::END_SECS_MAX);

/// What a machine is made of.
#[derive(Debug)]
pub struct Parts {
    /// What the counter is told about the shop.
    pub setup: Setup,
    /// The ledger of the configuration, open, or to be opened as soon as that can be done.
    pub ledger: Source,
    /// The configuration, which also says what the technician's page looks at.
    pub patient: Patient,
    /// Where sticks are looked for.
    pub sticks: Sticks,
}

/// A running machine. Dropping it ends it in order, as [`Ender::end`] does.
#[derive(Debug)]
pub struct Kiosk {
    inbox: SyncSender<Mail>,
    clock: Arc<Clock>,
    thread: Option<JoinHandle<()>>,
    /// Says nothing; it is closed when the machine has ended.
    over: Arc<Mutex<Receiver<()>>>,
}

/// Why a machine does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The ledger does not answer.
    #[error("the ledger cannot be read: {0}")]
    Ledger(#[from] crate::ledger::LedgerError),
    /// No threads, or no random numbers.
    #[error("the system gives no thread or no random numbers: {0}")]
    Thread(#[from] std::io::Error),
}

impl Kiosk {
    /// Starts every part. `show` is called with each view that differs from the one before.
    ///
    /// # Errors
    /// When the ledger cannot be read or the system gives no threads. Missing devices are no error: the counter
    /// runs and says what is missing.
    pub fn start(parts: Parts, show: impl FnMut(View) + Send + 'static) -> Result<Kiosk, StartError> {
        let (inbox, events) = sync_channel(INBOX_MAX);
        let clock = Arc::new(Clock::new(parts.ledger.newest_at()?));
        let soiled = parts.ledger.slip_may_be_in_the_printer()?;
        let news = examine::News::default();
        let Config { shop, db, scanner, printer, display, export, bell, .. } = parts.patient.config.clone();
        let devices = Devices {
            _look: soundness::Look::start(&db, tell(&inbox))?,
            ledger: ledger::start(parts.ledger, clock.clone(), tell(&inbox))?,
            bell: bell::Desk::start(bell.command(), news.clone())?,
            display: display::Desk::start(display, shop.clone(), news.clone())?,
            printer: printer::Desk::start(printer, shop, soiled, &tell(&inbox), news.clone())?,
            _scanner: scanner::start(scanner, clock.clone(), tell(&inbox), news.clone())?,
            export: export::Exporter::new(db, export.map(|export| export.dir), parts.sticks, tell(&inbox)),
            examiner: examine::Examiner::new(parts.patient, news, tell(&inbox)),
            clock: clock.clone(),
        };
        let of_kiosk = clock.clone();
        let nonce = nonce()?;
        let counter = Counter::new(parts.setup, clock.now(), nonce);
        let (running, over) = channel();
        let thread = thread::Builder::new().name("counter".into()).spawn(move || {
            let devices = run(counter, devices, &events, show);
            // First the inbox: a device that is being stopped must not wait for room in it.
            drop(events);
            drop(devices);
            drop(running);
        })?;
        let kiosk = Kiosk { inbox, clock: of_kiosk, thread: Some(thread), over: Arc::new(Mutex::new(over)) };
        kiosk.tell(Event::Started);
        Ok(kiosk)
    }

    /// Puts an event into the inbox.
    pub fn tell(&self, event: Event) {
        self.teller().tell(event);
    }

    /// A handle for a device's thread.
    #[must_use]
    pub fn teller(&self) -> Tell {
        tell(&self.inbox)
    }

    /// A handle by which its time passes in leaps.
    #[must_use]
    pub fn leaper(&self) -> Leap {
        Leap { clock: self.clock.clone(), inbox: self.inbox.clone() }
    }

    /// A handle by which another thread can end the machine.
    #[must_use]
    pub fn ender(&self) -> Ender {
        Ender { inbox: self.inbox.clone(), over: self.over.clone() }
    }
}

/// Ends a machine, from any thread.
#[derive(Debug)]
pub struct Ender {
    inbox: SyncSender<Mail>,
    over: Arc<Mutex<Receiver<()>>>,
}

impl Ender {
    /// Ends the machine in order and waits until it has ended. From now on it takes no touch and no scan; a slip at the
    /// printer and what the ledger was asked are finished and noted first, for a limited time.
    pub fn end(&self) {
        let _ = self.inbox.send(Mail::Stop);
        let _ = self.over.lock().unwrap_or_else(PoisonError::into_inner).recv();
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.inbox.send(Mail::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// New at every start. Not of the clock: one without a battery gives the same time at each.
fn nonce() -> Result<u64, StartError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|why| StartError::Thread(std::io::Error::other(why.to_string())))?;
    Ok(u64::from_le_bytes(bytes))
}

fn tell(inbox: &SyncSender<Mail>) -> Tell {
    Tell(inbox.clone())
}

/// Dropped in this order.
struct Devices {
    _look: Option<soundness::Look>,
    ledger: ledger::Desk,
    printer: printer::Desk,
    bell: bell::Desk,
    display: display::Desk,
    _scanner: Option<hardware::scanner::Scanner>,
    export: export::Exporter,
    examiner: examine::Examiner,
    clock: Arc<Clock>,
}

impl Devices {
    fn act(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(id, question) => self.ledger.ask(id, question),
            Effect::Print(id, slip) => self.printer.print(id, &slip),
            Effect::Export { id, from, until } => self.export.start(id, from, until),
            Effect::Ring => self.bell.ring(),
            Effect::Hush => self.bell.hush(),
            Effect::Examine(id) => self.examiner.start(id),
            Effect::TrustClock => self.clock.trust(),
        }
    }
}

fn run(mut counter: Counter, mut devices: Devices, events: &Receiver<Mail>, mut show: impl FnMut(View)) -> Devices {
    let mut shown = None;
    // When an ending machine ends at the latest.
    let mut ends = None;
    let mut waiting: Vec<SyncSender<()>> = Vec::new();
    loop {
        let view = counter.view();
        if shown.as_ref() != Some(&view) {
            devices.display.show(&view);
            show(view.clone());
            shown = Some(view);
        }
        if counter.is_at_rest() {
            // Whoever has not waited so long hears nothing any more.
            for settled in waiting.drain(..) {
                let _ = settled.try_send(());
            }
        }
        let now = devices.clock.now().uptime;
        if let Some(latest) = ends
            && (counter.is_at_rest() || now >= latest)
        {
            if !counter.is_at_rest() {
                tracing::error!("the machine ends although a slip or a question to the ledger is not finished");
            }
            return devices;
        }
        let wake = [counter.deadline(), ends].into_iter().flatten().min();
        let sleep = wake.map_or(SLEEP_MAX, |at| at.saturating_sub(now).min(SLEEP_MAX));
        let event = match events.recv_timeout(sleep) {
            // Nothing new begins any more.
            Ok(Mail::Event(Event::Touched { .. } | Event::Scanned(_) | Event::Unread(_))) if ends.is_some() => continue,
            Ok(Mail::Event(event)) => event,
            Ok(Mail::Settled(tell)) => {
                waiting.push(tell);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => Event::Woke,
            Ok(Mail::Stop) => {
                ends.get_or_insert(now + FINISH_MAX);
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return devices,
        };
        for effect in counter.update(devices.clock.now(), event) {
            devices.act(effect);
        }
    }
}
