//! The thread that owns the display.

use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::glass::{Glass, Trouble, open};
use super::{DisplayConfig, Message};

const RETRY_MIN: Duration = Duration::from_millis(50);
const RETRY_MAX: Duration = Duration::from_secs(1);

/// What the display's thread tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisplayNews {
    /// It shows what it was told.
    Up,
    /// It does not; said once per outage, and again when the reason changes.
    Down {
        /// In words, with what to do.
        why: Trouble,
    },
}

/// A running display. Dropping it darkens the display and closes it, within the deadline of one message.
#[derive(Debug)]
pub struct Display {
    slot: Arc<Slot>,
    thread: Option<JoinHandle<()>>,
}

impl Display {
    /// Starts a thread that opens the display and shows the newest message, and reopens it for ever with pauses of 50
    /// to 1,000 ms.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(config: DisplayConfig, tell: impl FnMut(DisplayNews) + Send + 'static) -> io::Result<Self> {
        let look_every = config.look_every;
        Self::spawn_with(move || open(&config), look_every, tell)
    }

    /// As [`spawn`](Self::spawn), with another way to open a display.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn_with(
        open: impl FnMut() -> Result<Box<dyn Glass>, Trouble> + Send + 'static,
        look_every: Duration,
        tell: impl FnMut(DisplayNews) + Send + 'static,
    ) -> io::Result<Self> {
        let slot = Arc::new(Slot::default());
        let seen_by_thread = Arc::clone(&slot);
        let run = move || Desk { slot: &seen_by_thread, open, look_every, tell, health: None }.run();
        let thread = thread::Builder::new().name("display".into()).spawn(run)?;
        Ok(Self { slot, thread: Some(thread) })
    }

    /// Shows `message` as soon as possible; one that was not shown yet is forgotten.
    pub fn show(&self, message: Message) {
        self.slot.put(|told| told.newest = Some(message));
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.slot.put(|told| told.stop = true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread has been told and has not taken.
#[derive(Debug, Default)]
struct Told {
    newest: Option<Message>,
    stop: bool,
}

#[derive(Debug, Default)]
struct Slot {
    told: Mutex<Told>,
    bell: Condvar,
}

impl Slot {
    fn put(&self, put: impl FnOnce(&mut Told)) {
        put(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
        self.bell.notify_all();
    }

    /// What has been told by `until`.
    fn take(&self, until: Instant) -> Told {
        let wait = until.saturating_duration_since(Instant::now());
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let nothing = |told: &mut Told| told.newest.is_none() && !told.stop;
        let (mut told, _) = self.bell.wait_timeout_while(told, wait, nothing).unwrap_or_else(PoisonError::into_inner);
        Told { newest: told.newest.take(), stop: told.stop }
    }
}

struct Desk<'a, O, T> {
    slot: &'a Slot,
    open: O,
    look_every: Duration,
    tell: T,
    /// The health last told.
    health: Option<DisplayNews>,
}

impl<O, T> Desk<'_, O, T>
where
    O: FnMut() -> Result<Box<dyn Glass>, Trouble>,
    T: FnMut(DisplayNews),
{
    fn run(mut self) {
        let mut message = Message::default();
        let mut glass = None;
        let mut pause = RETRY_MIN;
        loop {
            let next = match self.show(&mut glass, &message) {
                Ok(()) => {
                    self.say(DisplayNews::Up);
                    pause = RETRY_MIN;
                    Instant::now() + self.look_every
                }
                Err(why) => {
                    glass = None;
                    self.say(DisplayNews::Down { why });
                    let next = Instant::now() + pause;
                    pause = (pause * 2).min(RETRY_MAX);
                    next
                }
            };
            loop {
                let told = self.slot.take(next);
                if told.stop {
                    if let Some(mut glass) = glass {
                        let _ = glass.show(&Message::default());
                    }
                    return;
                }
                let anything = told.newest.is_some();
                message = told.newest.unwrap_or(message);
                // A display that is away is not tried more often because there is more to say.
                if (anything && glass.is_some()) || Instant::now() >= next {
                    break;
                }
            }
        }
    }

    fn show(&mut self, glass: &mut Option<Box<dyn Glass>>, message: &Message) -> Result<(), Trouble> {
        match glass {
            Some(glass) => glass.show(message),
            None => glass.insert((self.open)()?).show(message),
        }
    }

    fn say(&mut self, health: DisplayNews) {
        if self.health.as_ref() != Some(&health) {
            tracing::info!(?health, "display");
            self.health = Some(health.clone());
            (self.tell)(health);
        }
    }
}
