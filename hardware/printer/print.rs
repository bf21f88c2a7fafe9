//! One slip on one open printer, and the truth about it.

use std::time::{Duration, Instant};

use super::ask::{ANSWER_WAIT, Answers};
use super::escpos::{ENABLE_AUTOMATIC_STATUS_BACK, Job, Status, Stream, Trouble};
use super::open::OpenError;
use super::soil::{CLEAR_WAIT, Soil};
use super::transport::{DRAIN_LOOK, Link, LinkEnd};

/// How long a network printer that has closed its connection may take until it takes the next one.
const REOPEN_WITHIN: Duration = Duration::from_secs(2);
/// How often it is tried.
const REOPEN_EVERY: Duration = Duration::from_millis(250);
/// How long a network printer may take from its last row to its cut, and to close its connection then.
const CLOSES_WITHIN: Duration = Duration::from_millis(300);
/// No printer starts more quickly than this.
const RESTART_MIN: Duration = Duration::from_secs(2);

/// Why a slip was not printed, or is in doubt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It said so itself.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// No status answer.
    #[error(
        "the printer does not answer: switch it off and on and check its cable; one that never answers is set up with \
         `doro print-sample --kind probe` and `mute = true`"
    )]
    Silent,
    /// What answers is something else.
    #[error("what answers is no receipt printer: check the printer's address, port and speed")]
    NoPrinter,
    /// It says that it is ready, and has not worked through what it was sent.
    #[error("the printer has not finished what it was sent: look whether its slip is whole")]
    Unfinished,
    /// The program ended.
    #[error("the program ended before the slip's turn")]
    Ended,
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
    /// The printer has worked through all of it and said afterwards that it is ready; of printers that cannot say so
    /// see [`super`].
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

/// An open printer.
#[derive(Debug)]
pub struct Press {
    pub(super) link: Link,
    pub(super) stream: Stream,
    pub(super) soil: Soil,
    /// Zeros sent of those that are owed.
    pub(super) paid: usize,
    /// Whether it answers `GS r 1`; none before it was asked.
    pub(super) fence: Option<bool>,
    pub(super) answers: Answers,
}

impl Press {
    /// A press on `link`. `soil` is what [`Press::soil`] said of the link before it, clean at first.
    #[must_use]
    pub fn new(link: Link, soil: Soil) -> Self {
        Self { link, stream: Stream::default(), soil, paid: 0, fence: None, answers: Answers::default() }
    }

    /// From now on no answer is expected; see [`Link::expect_no_answers`].
    pub fn expect_no_answers(&mut self) {
        self.link.expect_no_answers();
    }

    /// What the last slip has left in the printer.
    #[must_use]
    pub fn soil(&self) -> Soil {
        self.soil
    }

    /// Prints `job`, everything sent within `deadline`; answers are waited for 5 s beyond it. A printer behind a serial
    /// line that says nothing for 5 s when all is sent is given up; over other ways, whose queue nobody sees, it has until
    /// `deadline`.
    pub fn print(&mut self, job: &Job, deadline: Duration) -> Outcome {
        if let Err(why) = self.prepare(Instant::now() + deadline) {
            return Outcome::NotPrinted { why };
        }
        let until = Instant::now() + deadline;
        let (mut begun, mut longest) = (false, 0);
        // Before the cut, behind which a network printer may close: nothing may come behind it that it does not read.
        let asked = u32::from(self.link.is_network() && self.can_tell() && job.pieces().len() > 1);
        for (nth, piece) in job.pieces().iter().enumerate() {
            longest = longest.max(piece.len());
            let is_last = nth + 1 == job.pieces().len();
            let heard = self.hear_all().and_then(|()| self.heard_trouble());
            let asking = heard.and_then(|()| if is_last && asked > 0 { self.ask_fence(until) } else { Ok(()) });
            let sent = asking.map_err(|why| (why, 0)).and_then(|()| self.send(piece, until));
            if let Err((why, sent)) = sent {
                if !begun && sent == 0 {
                    return Outcome::NotPrinted { why };
                }
                return self.broken_off(why, longest);
            }
            begun = true;
        }
        // Its rows are printed, and the cut is sent.
        let fenced = |press: &mut Self| if asked > 0 { press.fence(asked, until) } else { Ok(()) };
        let printed = self.drain(until).and_then(|()| fenced(self));
        let took_rows = asked > 0 && printed.is_ok();
        let settled = match printed.and_then(|()| self.settled(until)) {
            Err(Why::Link(LinkEnd::Vanished(_))) if self.took_it_and_closed(took_rows) => self.settled_anew(until),
            settled => settled,
        };
        match settled {
            Ok(()) => Outcome::Printed,
            Err(why) => self.broken_off(why, longest),
        }
    }

    /// Waits until all of a slip is worked through, and the printer says that it is ready.
    fn settled(&mut self, until: Instant) -> Result<(), Why> {
        if self.link.is_network() && self.link.answers() {
            self.link.wait_for_word(Instant::now() + CLOSES_WITHIN)?;
            self.hear_all()?;
        }
        self.fence(0, until)?;
        self.ready_by(until)
    }

    /// Whether the connection was closed by a printer that had taken the whole slip, as many do after each, rather than
    /// lost by one that was switched off and on.
    fn took_it_and_closed(&self, took_rows: bool) -> bool {
        let silent = self.answers.silent_since.map_or(Duration::ZERO, |since| since.elapsed());
        let took_all = || took_rows || self.link.ended_in_order();
        self.link.is_network() && self.link.answers() && silent < RESTART_MIN && took_all()
    }

    /// The rest of [`Press::settled`] on a new connection. Where there is none, the end of the old one is said.
    fn settled_anew(&mut self, until: Instant) -> Result<(), Why> {
        let end = Instant::now() + REOPEN_WITHIN;
        while self.link.reopen(REOPEN_WITHIN).is_err() {
            if Instant::now() >= end {
                return Err(LinkEnd::Vanished("connection closed".into()).into());
            }
            std::thread::sleep(REOPEN_EVERY);
        }
        (self.stream, self.answers) = (Stream::default(), Answers::default());
        self.ready_by(until)?;
        self.write(&ENABLE_AUTOMATIC_STATUS_BACK, until.max(Instant::now() + ANSWER_WAIT))?;
        self.fence(0, until)?;
        self.ready_by(until)
    }

    /// The status for an idle look, after clearing within `wait` what a slip has left; of a printer that cannot answer
    /// nothing bad is known.
    ///
    /// # Errors
    /// As of [`Press::status`].
    pub fn health(&mut self, wait: Duration) -> Result<Status, Why> {
        let until = Instant::now() + wait;
        let status = self.status_in_soil(until)?.unwrap_or_default();
        let known = self.soil.is_clean() && self.fence.is_some();
        if status.trouble().is_none() && !known {
            self.prepare(until)?;
        }
        Ok(status)
    }

    /// Clean, ready, and known.
    fn prepare(&mut self, until: Instant) -> Result<(), Why> {
        self.clean(until)?;
        self.ready()?;
        if self.fence.is_none() { self.greet(until) } else { Ok(()) }
    }

    /// Sends one piece; while the printer takes nothing, what it says is heard.
    fn send(&mut self, piece: &[u8], until: Instant) -> Result<(), (Why, usize)> {
        let mut sent = 0;
        while sent < piece.len() {
            let count = self.link.write_some(&piece[sent..]).map_err(|end| (end.into(), sent))?;
            sent += count;
            if count == 0 {
                self.link.wait_for_room_or_word(until).map_err(|end| (end.into(), sent))?;
                self.hear_all().and_then(|()| self.heard_trouble()).map_err(|why| (why, sent))?;
            }
            if sent < piece.len() && Instant::now() >= until {
                return Err((LinkEnd::Stalled.into(), sent));
            }
        }
        Ok(())
    }

    /// Waits until a serial line has sent everything, hearing what the printer says.
    pub(super) fn drain(&mut self, until: Instant) -> Result<(), Why> {
        while !self.link.is_drained()? {
            if Instant::now() >= until {
                return Err(LinkEnd::Stalled.into());
            }
            std::thread::sleep(DRAIN_LOOK);
            self.hear_all()?;
            self.heard_trouble()?;
        }
        Ok(())
    }

    /// The slip is in doubt: what has not gone out is thrown away, and what may wait in the printer is remembered. How
    /// much of a command was thrown away nobody can tell; its longest piece is the most.
    fn broken_off(&mut self, why: Why, longest: usize) -> Outcome {
        self.link.discard();
        self.soil = Soil { dirty: true, owed: longest, fences: self.answers.fences, fenced: self.fence == Some(true) };
        self.paid = 0;
        // In the middle of a band the question is taken for dots of a slip that is lost anyway.
        let asked = match why {
            Why::Link(LinkEnd::Stalled) => {
                self.end_header(Instant::now() + CLEAR_WAIT).and_then(|()| self.ready_within(ANSWER_WAIT))
            }
            _ => Ok(()),
        };
        let why = match asked {
            Err(Why::Trouble(trouble)) => trouble.into(),
            _ => why,
        };
        self.clear_unprinted(&why);
        Outcome::InDoubt { why }
    }
}
