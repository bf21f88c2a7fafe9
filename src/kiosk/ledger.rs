//! The ledger's thread: answers questions one after the other, in the order in which they were asked. A disk may hold
//! it for minutes: what is asked again meanwhile waits once, and what is to be void goes first.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::counter::Event;
use domain::device::{Device, Health, RequestId};
use domain::moment::Trust;
use domain::protocol::{Answer, Question, VisitQuestion};
use hardware::seldom::{Said, Seldom};

use super::Tell;
use super::source::{Kind, Source};
use crate::clock::Clock;
use crate::ledger::{Ledger, OpenError};

/// Questions that may wait; one more is as good as lost, and asked again.
const WAITING_MAX: usize = 64;
/// How often personal data is looked through for what is due to be destroyed, and the time is written down at which the
/// machine still ran.
const DESTROY_EVERY: Duration = Duration::from_secs(600);
/// How often one reason is said before it is counted.
const SAID_MAX: u64 = 5;
/// How often a ledger is tried that could not be opened at the start.
const OPEN_EVERY: Duration = Duration::from_secs(2);
/// How often it is looked whether the ledger's files still have their names.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Quiet time after which the log is emptied into the ledger's own file.
const GATHER_AFTER: Duration = Duration::from_secs(20);
/// The same where it is never quiet for so long.
const GATHER_EVERY: Duration = Duration::from_secs(600);
/// Longest time for closing the ledger; a disk that hangs is left to itself.
const CLOSE_MAX: Duration = Duration::from_secs(10);

/// Takes questions from the counter's thread, and never holds it up. When it is dropped, what waits is still answered,
/// and the ledger is closed.
pub(super) struct Desk {
    waiting: Arc<Waiting>,
    /// Says nothing; it is closed with the ledger.
    over: Receiver<()>,
}

#[derive(Default)]
struct Waiting {
    asked: Mutex<Asked>,
    came: Condvar,
}

#[derive(Default)]
struct Asked {
    waiting: VecDeque<(RequestId, Question)>,
    at_work: Option<RequestId>,
    closed: bool,
}

impl Asked {
    /// A question that waits or is worked on already is not put twice: behind a disk that hangs the same booking would
    /// be written again and again.
    fn put(&mut self, id: RequestId, question: Question) {
        if self.at_work == Some(id) || self.waiting.iter().any(|(waits, _)| *waits == id) {
            return;
        }
        if let Question::Visit(VisitQuestion::Void(key)) = question {
            self.waiting.retain(|(_, waits)| match waits {
                Question::Visit(VisitQuestion::Book(booking)) => booking.key != key,
                Question::Visit(VisitQuestion::Shown { key: shown, .. }) => *shown != key,
                _ => true,
            });
            self.waiting.push_front((id, question));
        } else if self.waiting.len() < WAITING_MAX {
            self.waiting.push_back((id, question));
        }
    }
}

impl Waiting {
    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next question; none when nobody has asked for that long. Ends when nobody will ask any more.
    fn next(&self, wait: Duration) -> Result<Option<(RequestId, Question)>, Closed> {
        let none = |asked: &mut Asked| asked.waiting.is_empty() && !asked.closed;
        let mut asked =
            self.came.wait_timeout_while(self.asked(), wait, none).unwrap_or_else(PoisonError::into_inner).0;
        let next = asked.waiting.pop_front();
        if next.is_none() && asked.closed {
            return Err(Closed);
        }
        asked.at_work = next.as_ref().map(|(id, _)| *id);
        Ok(next)
    }
}

/// Nobody asks any more.
struct Closed;

impl Desk {
    pub(super) fn ask(&self, id: RequestId, question: Question) {
        self.waiting.asked().put(id, question);
        self.waiting.came.notify_one();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.waiting.asked().closed = true;
        self.waiting.came.notify_one();
        if self.over.recv_timeout(CLOSE_MAX) == Err(RecvTimeoutError::Timeout) {
            tracing::error!("the ledger's disk hangs: the ledger could not be closed");
        }
    }
}

pub(super) fn start(source: Source, clock: Arc<Clock>, tell: Tell) -> io::Result<Desk> {
    let (open, over) = channel();
    let desk = Desk { waiting: Arc::default(), over };
    let waiting = desk.waiting.clone();
    thread::Builder::new().name("ledger".into()).spawn(move || {
        let mut seldom = Seldom::new(SAID_MAX);
        let mut standing = Standing::default();
        let mut ledger = match source.0 {
            Kind::Open(ledger) => ledger,
            Kind::Later(open) => match opened(open, &waiting, &tell) {
                Ok(ledger) => {
                    clock.learn(ledger.newest_at().ok().flatten());
                    standing.is_up = false;
                    ledger
                }
                Err(Closed) => return,
            },
        };
        standing.look(&mut ledger, &clock, &tell);
        let mut chores = Chores::default();
        chores.do_what_is_due(true, &mut ledger, &clock);
        let mut asked_at = Instant::now();
        loop {
            let (id, question) = match waiting.next(LOOK_EVERY) {
                Ok(Some(asked)) => asked,
                Ok(None) => {
                    standing.look(&mut ledger, &clock, &tell);
                    if asked_at.elapsed() >= GATHER_AFTER && standing.gone.is_none() {
                        asked_at = Instant::now();
                        chores.do_what_is_due(true, &mut ledger, &clock);
                    }
                    continue;
                }
                Err(Closed) => break,
            };
            let answer = ledger.answer(&question, clock.now().wall);
            waiting.asked().at_work = None;
            standing.works = !matches!(answer, Answer::Failed(_));
            if let Answer::Failed(why) = &answer {
                match seldom.happened(why, Instant::now()) {
                    Said::Now => tracing::error!(request = id.0, why, "the ledger could not answer"),
                    Said::Times(times) => tracing::error!(why, times, "the ledger could not answer"),
                    Said::Nothing => {}
                }
            }
            standing.look(&mut ledger, &clock, &tell);
            tell.tell(Event::Answered(id, answer));
            asked_at = Instant::now();
            // A visit that is void loses its telephone number at once.
            chores.traces |= matches!(question, Question::Visit(VisitQuestion::Void(_)) | Question::Boot { .. });
            if standing.gone.is_none() {
                chores.do_what_is_due(false, &mut ledger, &clock);
            } else {
                // What signing in has written into the log: beside another file it would destroy it.
                gather(&mut ledger);
            }
        }
        gather_at_the_end(&mut ledger);
        drop(ledger);
        drop(open);
    })?;
    Ok(desk)
}

/// Opens the ledger as soon as that can be done. Until then the counter is told that it is away, and asks again what it
/// asks.
fn opened(
    mut open: impl FnMut() -> Result<Ledger, OpenError>,
    waiting: &Waiting,
    tell: &Tell,
) -> Result<Ledger, Closed> {
    tell.tell(Event::Device(Device::Ledger, Health::Down));
    let (mut tried_at, mut said) = (Instant::now(), String::new());
    loop {
        if let Some((id, _)) = waiting.next(OPEN_EVERY)? {
            waiting.asked().at_work = None;
            tell.tell(Event::Answered(id, Answer::Failed("the ledger could not be opened yet".to_owned())));
        }
        if tried_at.elapsed() < OPEN_EVERY {
            continue;
        }
        match open() {
            Ok(ledger) => {
                tracing::info!("the ledger is open");
                return Ok(ledger);
            }
            Err(why) if why.to_string() != said => {
                said = why.to_string();
                tracing::error!(%why, "out of order until the ledger can be opened");
            }
            Err(_) => {}
        }
        tried_at = Instant::now();
    }
}

/// Whether the counter can promise anything: the ledger answers, and its files have their names.
struct Standing {
    works: bool,
    /// Why the ledger is not in its place.
    gone: Option<String>,
    /// What the counter was told last.
    is_up: bool,
}

impl Default for Standing {
    fn default() -> Standing {
        Standing { works: true, gone: None, is_up: true }
    }
}

impl Standing {
    /// Looks for the files, brings to safety what is known when one of them has gone, and tells what has changed.
    fn look(&mut self, ledger: &mut Ledger, clock: &Clock, tell: &Tell) {
        let gone = ledger.in_place().err().map(|why| why.to_string());
        let is_up = self.works && gone.is_none();
        if is_up != self.is_up {
            self.is_up = is_up;
            tell.tell(Event::Device(Device::Ledger, if is_up { Health::Up } else { Health::Down }));
        }
        if gone != self.gone {
            self.gone.clone_from(&gone);
            match gone {
                Some(why) => {
                    tracing::error!(why, "nothing is booked any more");
                    save(ledger, clock);
                }
                None => tracing::info!("the ledger is back in its place"),
            }
        }
    }
}

/// Nobody finds the file any more once this program has ended.
fn save(ledger: &mut Ledger, clock: &Clock) {
    let now = clock.now();
    let newest = ledger.newest_at().ok().flatten().filter(|_| now.trust == Trust::Untrusted);
    match ledger.save(newest.unwrap_or(now.wall)) {
        Ok(Some(file)) => {
            let file = hardware::plain::plain_path(&file);
            tracing::warn!(file, "everything that the ledger knew is saved: bring it back with `doro restore`");
        }
        Ok(None) => {}
        Err(why) => tracing::error!(%why, "what the ledger knew could not be saved beside its place"),
    }
}

/// What is done besides answering: personal data is destroyed on its day, and the log emptied into the ledger's file.
#[derive(Default)]
struct Chores {
    /// When personal data was looked through last.
    looked: Option<Instant>,
    /// When emptying the log was tried last.
    gathered: Option<Instant>,
    /// Something was destroyed that still stands in the log.
    traces: bool,
}

impl Chores {
    /// `quiet`: nobody has asked anything for a while.
    fn do_what_is_due(&mut self, quiet: bool, ledger: &mut Ledger, clock: &Clock) {
        let is_due = |last: Option<Instant>, every| last.is_none_or(|at: Instant| at.elapsed() >= every);
        if is_due(self.looked, DESTROY_EVERY) {
            self.looked = Some(Instant::now());
            self.traces |= destroy_due(ledger, clock);
        }
        let every = if self.traces { GATHER_AFTER } else { GATHER_EVERY };
        if quiet || is_due(self.gathered, every) {
            self.gathered = Some(Instant::now());
            self.traces &= !gather(ledger);
        }
    }
}

/// Empties the log into the ledger's own file, so that whoever copies it while nothing happens, or after the end, has
/// everything. `false` where somebody who reads or writes beside prevents it for now.
fn gather(ledger: &mut Ledger) -> bool {
    match ledger.gather() {
        Ok(true) => return true,
        Ok(false) => tracing::debug!("somebody uses the ledger: its log is emptied later"),
        Err(why) => tracing::error!(%why, "the ledger's log could not be emptied into its file"),
    }
    false
}

/// Whoever still reads is waited for a little.
fn gather_at_the_end(ledger: &mut Ledger) {
    let wait = if ledger.in_place().is_ok() { CLOSE_MAX / 2 } else { Duration::ZERO };
    let end = Instant::now() + wait;
    while !gather(ledger) && Instant::now() < end {
        thread::sleep(Duration::from_millis(50));
    }
}

/// Whether anything was destroyed.
fn destroy_due(ledger: &mut Ledger, clock: &Clock) -> bool {
    let now = clock.now();
    if let Err(why) = ledger.lives(&now) {
        tracing::error!(%why, "that the machine runs could not be written down");
    }
    match ledger.destroy_due(&now) {
        Ok(0) => {}
        Ok(contacts) => {
            tracing::info!(contacts, "telephone numbers destroyed on their day");
            return true;
        }
        Err(why) => tracing::error!(%why, "telephone numbers that are due could not be destroyed"),
    }
    false
}

#[cfg(test)]
mod tests {
    use domain::booking::{SlipState, VisitKey};
    use domain::protocol::DeskQuestion;
    use domain::terminal::Terminal;

    use super::*;
    use crate::ledger::{Key, Means, connect_reader};

    fn waiting(asked: &Asked) -> Vec<u64> {
        asked.waiting.iter().map(|(id, _)| id.0).collect()
    }

    #[test]
    fn what_is_asked_again_waits_once_and_what_is_to_be_void_goes_first() {
        let key = VisitKey { terminal: Terminal::FIRST, boot: 1, serial: 1 };
        let mut asked = Asked { at_work: Some(RequestId(1)), ..Asked::default() };
        for _ in 0..3 {
            asked.put(RequestId(1), Question::Desk(DeskQuestion::Queue));
            asked.put(RequestId(2), Question::Desk(DeskQuestion::Staff));
            asked.put(RequestId(3), Question::Visit(VisitQuestion::Shown { key, slip: SlipState::Queued }));
        }
        assert_eq!(waiting(&asked), [2, 3]);
        asked.put(RequestId(4), Question::Visit(VisitQuestion::Void(key)));
        asked.put(RequestId(4), Question::Visit(VisitQuestion::Void(key)));
        assert_eq!(waiting(&asked), [4, 2], "what it makes void is not written any more");
        for id in 5..200 {
            asked.put(RequestId(id), Question::Desk(DeskQuestion::Staff));
        }
        assert_eq!(asked.waiting.len(), WAITING_MAX);
    }

    /// Nobody destroys by hand what a reader keeps in the log: it is tried again.
    #[test]
    fn what_is_destroyed_leaves_the_log_as_soon_as_nobody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("doro.db");
        let mut ledger = Ledger::open(&db, &Key::from_bytes([1; 32]), Means::seeded(1)).unwrap();
        let raw = rusqlite::Connection::open(&db).unwrap();
        raw.execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO contacts VALUES (1, x'00', 0, '2001-01-01', 1)")
            .unwrap();
        let reader = connect_reader(&db).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM contacts").unwrap();
        let clock = Clock::new(None);
        clock.trust();
        let mut chores = Chores::default();
        chores.do_what_is_due(false, &mut ledger, &clock);
        assert!(chores.traces);
        reader.execute_batch("COMMIT").unwrap();
        chores.do_what_is_due(true, &mut ledger, &clock);
        assert!(!chores.traces);
        assert_eq!(std::fs::metadata(folder.path().join("doro.db-wal")).unwrap().len(), 0);
    }
}
