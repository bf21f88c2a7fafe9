//! What is asked of an open printer, and how its answers are awaited and told apart.
//!
//! All answers to `DLE EOT` look alike, and bits of one mean other things in another's place: paper that stops is in
//! the place of the next answer a printer that needs repair. So answers are counted. Behind one that is owed a question
//! is asked so often that its last answer is its own; one that does not come is asked for again.

use std::time::{Duration, Instant};

use super::escpos::{
    Ask, ENABLE_AUTOMATIC_STATUS_BACK, Said, Status, TRANSMIT_PAPER_SENSOR_STATUS, Trouble, transmit_real_time_status,
};
use super::print::{Press, Why};

/// How long a printer may take for one status answer; real ones take 10 to 200 ms, a busy computer adds its own.
pub(super) const ANSWER_WAIT: Duration = Duration::from_millis(1500);
/// How long a printer may say nothing before it is said to be silent: while they cut, and after they were opened, cheap
/// ones are deaf for two or three seconds.
pub(super) const DEAF_MAX: Duration = Duration::from_secs(5);
/// How often a printer that works through its buffer is asked how it is.
const FENCE_LOOK: Duration = Duration::from_millis(500);
/// How often a printer that says that it is ready is asked once more whether it is done: an answer may be lost.
const FENCE_AGAIN: Duration = Duration::from_millis(1500);
/// Answers of before that may still come; late printers are late by one.
const OWED_MAX: u32 = 2;
/// How often it is asked whether a slip is done.
const FENCES_MAX: u32 = 4;
/// Quiet in which a second answer to one question would have come.
const QUIET: Duration = Duration::from_millis(50);
/// How long quiet is waited for, and how many bytes are heard meanwhile. A printer that goes on talking is believed then:
/// what it says are answers; by foreign bytes a device that is none is known sooner.
const TALK_MAX: Duration = Duration::from_millis(250);
const TALK_BYTES_MAX: usize = 4096;
/// Foreign bytes that noise on the line may account for.
const FOREIGN_MAX: usize = 3;

/// What is known of a printer's answers.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// Answers to `DLE EOT` that have not come.
    owed: u32,
    /// Answers to `GS r 1` that have not come.
    pub(super) fences: u32,
    /// Whether an answer was missing, late, or said twice.
    out_of_turn: bool,
    /// Since when a question waits for its answer, where it has waited too long.
    pub(super) silent_since: Option<Instant>,
    /// What the printer said last by itself, since it was asked last.
    automatic: Option<Status>,
    /// Bytes since the last status that no printer says.
    foreign: usize,
}

impl Press {
    /// Asks all four questions, again where an answer is missing; `None` when no answer can come back.
    ///
    /// # Errors
    /// [`Why::Silent`] when an answer is missing for 5 s, [`Why::NoPrinter`] when it is no printer's, [`Why::Link`] when
    /// the printer has gone.
    pub fn status(&mut self) -> Result<Option<Status>, Why> {
        self.status_within(DEAF_MAX)
    }

    /// The same of a printer that may say nothing for `deaf`.
    pub(super) fn status_within(&mut self, deaf: Duration) -> Result<Option<Status>, Why> {
        if !self.link.answers() {
            return Ok(None);
        }
        self.hear_all()?;
        let before = self.answers.automatic.take();
        let mut status = match self.round(deaf) {
            // With its buffer full it hears no question, but may have said why.
            Err(Why::Silent) => {
                let said = self.answers.automatic.or(before).filter(|status| status.trouble().is_some());
                return said.map(Some).ok_or(Why::Silent);
            }
            round => round?,
        };
        if let Some(trouble) = status.trouble() {
            // Nobody is sent for a repair upon one word, nor for anything upon answers that came out of turn.
            self.hear_until_quiet()?;
            if self.answers.out_of_turn || trouble == Trouble::Broken {
                status = self.round(deaf)?;
            }
        }
        self.answers.foreign = 0;
        Ok(Some(status))
    }

    fn round(&mut self, deaf: Duration) -> Result<Status, Why> {
        let mut status = Status::default();
        for ask in Ask::ALL {
            let answer = self.answer(ask, deaf)?;
            status.learn(ask, answer);
        }
        Ok(status)
    }

    /// The answer to one question.
    fn answer(&mut self, ask: Ask, deaf: Duration) -> Result<u8, Why> {
        if self.answers.out_of_turn {
            self.hear_until_quiet()?;
        }
        let began = Instant::now();
        let end = (self.answers.silent_since.unwrap_or(began) + deaf).max(began + ANSWER_WAIT);
        let stale = self.answers.owed.min(OWED_MAX);
        let mut come = 0;
        loop {
            for _ in come..=stale {
                self.question(&transmit_real_time_status(ask))?;
                self.answers.owed += 1;
            }
            let again = end.min(Instant::now() + ANSWER_WAIT);
            while let Some(byte) = self.link.read_byte(again)? {
                if let Some(answer) = self.hear(byte)? {
                    come += 1;
                    if come > stale {
                        self.answers.owed = self.answers.owed.min(OWED_MAX);
                        return Ok(answer);
                    }
                }
                if Instant::now() >= again {
                    break;
                }
            }
            self.answers.out_of_turn = true;
            self.answers.silent_since.get_or_insert(began);
            if Instant::now() >= end {
                return Err(Why::Silent);
            }
        }
    }

    fn question(&mut self, bytes: &[u8]) -> Result<(), Why> {
        self.write(bytes, Instant::now() + ANSWER_WAIT).or_else(|gone| {
            // What it said before it went may tell what it was.
            self.hear_all()?;
            Err(gone)
        })
    }

    /// Learns whether the printer answers `GS r 1`, and switches automatic status on. Asked of a printer that is ready,
    /// and once more where the answer does not come.
    pub(super) fn greet(&mut self, until: Instant) -> Result<(), Why> {
        if !self.link.answers() {
            return Ok(());
        }
        // Answers to questions of before may come first, or be lost: this one's is the last to come.
        self.answers.fences = self.soil.fences;
        let mut came = false;
        for again in [false, true] {
            let soon = Instant::now() + ANSWER_WAIT;
            if !again {
                self.write(&ENABLE_AUTOMATIC_STATUS_BACK, soon)?;
            }
            self.write(&TRANSMIT_PAPER_SENSOR_STATUS, soon)?;
            self.answers.fences += 1;
            let wait = if again && self.soil.fenced { until.max(soon) } else { soon };
            came = self.hear_fences(wait)?;
            // Trouble that came meanwhile kept it from answering.
            self.ready()?;
            if came {
                break;
            }
        }
        self.answers.fences = 0;
        if self.soil.fenced && !came {
            // Once; it may be another printer by now.
            self.soil.fenced = false;
            return Err(Why::Unfinished);
        }
        self.fence = Some(came);
        Ok(())
    }

    /// Hears answers to `GS r 1` until all have come, or none for a while; whether one has.
    fn hear_fences(&mut self, mut wait: Instant) -> Result<bool, Why> {
        let asked = self.answers.fences;
        while self.answers.fences > 0 && Instant::now() < wait {
            let before = self.answers.fences;
            match self.link.read_byte(wait)? {
                Some(byte) => drop(self.hear(byte)?),
                None => break,
            }
            if self.answers.fences < before {
                wait = Instant::now() + ANSWER_WAIT;
            }
        }
        Ok(self.answers.fences < asked)
    }

    /// Whether the printer can say how far it has worked through what it was sent.
    pub(super) fn can_tell(&self) -> bool {
        self.link.answers() && self.fence == Some(true)
    }

    /// Asks whether the printer has worked through everything that it was sent.
    pub(super) fn ask_fence(&mut self, until: Instant) -> Result<(), Why> {
        self.write(&TRANSMIT_PAPER_SENSOR_STATUS, until)?;
        self.answers.fences += 1;
        Ok(())
    }

    /// Waits until the printer has worked through everything before a question that stands behind the slip, of which
    /// `asked` are asked already. Before them come the answers to earlier ones.
    pub(super) fn fence(&mut self, mut asked: u32, until: Instant) -> Result<(), Why> {
        if !self.can_tell() {
            return Ok(());
        }
        let stale = self.answers.fences.saturating_sub(asked).min(OWED_MAX);
        self.answers.fences = stale + asked;
        let end = until.max(Instant::now() + DEAF_MAX);
        let mut again = if asked > 0 { Instant::now() + FENCE_AGAIN } else { Instant::now() };
        let mut tries = 0;
        loop {
            if Instant::now() >= again && tries < FENCES_MAX {
                tries += 1;
                let missing = (self.answers.fences + 1).saturating_sub(asked);
                for _ in 0..missing {
                    self.ask_fence(end)?;
                    asked += 1;
                }
                again = Instant::now() + FENCE_AGAIN;
            }
            let look = end.min(Instant::now() + FENCE_LOOK);
            while self.answers.fences >= asked && Instant::now() < look {
                match self.link.read_byte(look)? {
                    Some(byte) => drop(self.hear(byte)?),
                    None => break,
                }
                self.heard_trouble()?;
            }
            if self.answers.fences < asked {
                return if self.answers.fences > 0 { self.hear_until_quiet() } else { Ok(()) };
            }
            self.ready_by(until)?;
            if Instant::now() >= end {
                return Err(Why::Unfinished);
            }
        }
    }

    /// Takes in what the printer has said by now.
    pub(super) fn hear_all(&mut self) -> Result<(), Why> {
        self.hear_for(Duration::ZERO)
    }

    /// Takes in what the printer says until it has been quiet for a moment, or has talked for too long.
    fn hear_until_quiet(&mut self) -> Result<(), Why> {
        self.hear_for(QUIET)
    }

    fn hear_for(&mut self, quiet: Duration) -> Result<(), Why> {
        if !self.link.answers() {
            return Ok(());
        }
        let end = Instant::now() + TALK_MAX;
        for _ in 0..TALK_BYTES_MAX {
            match self.link.read_byte(end.min(Instant::now() + quiet))? {
                Some(byte) => drop(self.hear(byte)?),
                None => break,
            }
            if Instant::now() >= end {
                break;
            }
        }
        Ok(())
    }

    /// Whether the printer has said by itself that it does not print.
    pub(super) fn heard_trouble(&self) -> Result<(), Why> {
        match self.answers.automatic.and_then(|status| status.trouble()) {
            Some(trouble) => Err(trouble.into()),
            None => Ok(()),
        }
    }

    /// Takes in one byte; an answer to a real-time question.
    fn hear(&mut self, byte: u8) -> Result<Option<u8>, Why> {
        let answers = &mut self.answers;
        match self.stream.take(byte) {
            Some(Said::RealTime(answer)) => {
                answers.silent_since = None;
                answers.out_of_turn |= answers.owed == 0;
                answers.owed = answers.owed.saturating_sub(1);
                return Ok(Some(answer));
            }
            Some(Said::Automatic(status)) => answers.automatic = Some(status),
            Some(Said::Sensor(_)) if answers.fences > 0 => answers.fences -= 1,
            Some(Said::Sensor(_)) => answers.foreign += 1,
            Some(Said::Foreign(count)) => answers.foreign += count,
            None => {}
        }
        if answers.foreign > FOREIGN_MAX { Err(Why::NoPrinter) } else { Ok(None) }
    }

    pub(super) fn ready(&mut self) -> Result<(), Why> {
        self.ready_within(DEAF_MAX)
    }

    /// Whether the printer is ready behind a slip that has `until` to print. Where nobody can tell how much of it has
    /// arrived, a question waits behind its rows: a slow printer that is well says nothing until it comes to it.
    pub(super) fn ready_by(&mut self, until: Instant) -> Result<(), Why> {
        let left = until.saturating_duration_since(Instant::now());
        self.ready_within(if self.link.tells_when_sent() { DEAF_MAX } else { left.max(DEAF_MAX) })
    }

    pub(super) fn ready_within(&mut self, deaf: Duration) -> Result<(), Why> {
        match self.status_within(deaf)?.and_then(|status| status.trouble()) {
            Some(trouble) => Err(trouble.into()),
            None => Ok(()),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8], until: Instant) -> Result<(), Why> {
        self.link.write_all(bytes, until).map_err(|(end, _)| end.into())
    }
}
