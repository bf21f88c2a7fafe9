//! What is asked of an open printer, and how its answers are awaited.

use std::time::{Duration, Instant};

use super::escpos::{
    Ask, ENABLE_AUTOMATIC_STATUS_BACK, Said, Status, TRANSMIT_PAPER_SENSOR_STATUS, transmit_real_time_status,
};
use super::print::{Press, Why};

/// How long a printer may take for one status answer; real ones take 10 to 200 ms, a busy computer adds its own.
const ANSWER_WAIT: Duration = Duration::from_millis(1500);
/// How often a printer that works through its buffer is asked how it is.
const FENCE_LOOK: Duration = Duration::from_millis(500);
/// Bytes that wait unread at most; a device that says more never stops talking.
const STALE_BYTES_MAX: usize = 4096;
/// Foreign bytes that noise on the line may account for.
const FOREIGN_MAX: usize = 3;

impl Press {
    /// Asks all four questions; `None` when no answer can come back.
    ///
    /// # Errors
    /// [`Why::Silent`] when an answer is missing, [`Why::NoPrinter`] when it is no printer's, [`Why::Link`] when the
    /// printer has gone.
    pub fn status(&mut self) -> Result<Option<Status>, Why> {
        if !self.link.answers() {
            return Ok(None);
        }
        // Answers that came too late for an earlier question.
        self.hear_all()?;
        let before = self.automatic.take();
        let mut status = Status::default();
        for ask in Ask::ALL {
            let deadline = Instant::now() + ANSWER_WAIT;
            if let Err(gone) = self.write(&transmit_real_time_status(ask), deadline) {
                // What it said before it went may tell what it was.
                self.hear_all()?;
                return Err(gone);
            }
            loop {
                match self.link.read_byte(deadline)? {
                    Some(byte) if self.hear(byte)?.is_some_and(|answer| status.learn(ask, answer)) => break,
                    Some(_) if Instant::now() < deadline => {}
                    // With its buffer full it hears no question, but may have said why.
                    Some(_) | None => {
                        let said = self.automatic.or(before).filter(|status| status.trouble().is_some());
                        return said.map(Some).ok_or(Why::Silent);
                    }
                }
            }
        }
        self.foreign = 0;
        Ok(Some(status))
    }

    /// Learns whether the printer answers `GS r 1`, and switches automatic status on. Asked of a printer that is ready.
    pub(super) fn greet(&mut self, until: Instant) -> Result<(), Why> {
        if !self.link.answers() {
            return Ok(());
        }
        let soon = Instant::now() + ANSWER_WAIT;
        self.write(&[ENABLE_AUTOMATIC_STATUS_BACK, TRANSMIT_PAPER_SENSOR_STATUS].concat(), soon)?;
        // Answers to questions of before may come first, or be lost: this one's is the last to come.
        let wanted = self.soil.fences + 1;
        self.fences = wanted;
        let mut wait = if self.soil.fenced { until.max(soon) } else { soon };
        while self.fences > 0 && Instant::now() < wait {
            let before = self.fences;
            match self.link.read_byte(wait)? {
                Some(byte) => drop(self.hear(byte)?),
                None => break,
            }
            if self.fences < before {
                wait = Instant::now() + ANSWER_WAIT;
            }
        }
        let came = self.fences < wanted;
        self.fences = 0;
        // Trouble that came meanwhile kept it from answering.
        self.ready()?;
        if self.soil.fenced && !came {
            // Once; it may be another printer by now.
            self.soil.fenced = false;
            return Err(Why::Unfinished);
        }
        self.fence = Some(came);
        Ok(())
    }

    /// Waits until the printer has worked through everything that it was sent.
    pub(super) fn fence(&mut self, until: Instant) -> Result<(), Why> {
        if self.fence != Some(true) {
            return Ok(());
        }
        self.fences += 1;
        self.write(&TRANSMIT_PAPER_SENSOR_STATUS, until)?;
        let until = until.max(Instant::now() + ANSWER_WAIT);
        loop {
            let look = until.min(Instant::now() + FENCE_LOOK);
            while self.fences > 0 && Instant::now() < look {
                match self.link.read_byte(look)? {
                    Some(byte) => drop(self.hear(byte)?),
                    None => break,
                }
                self.heard_trouble()?;
            }
            if self.fences == 0 {
                return Ok(());
            }
            self.ready()?;
            if Instant::now() >= until {
                return Err(Why::Unfinished);
            }
        }
    }

    /// Takes in what the printer has said by now.
    pub(super) fn hear_all(&mut self) -> Result<(), Why> {
        if !self.link.answers() {
            return Ok(());
        }
        for _ in 0..STALE_BYTES_MAX {
            match self.link.read_byte(Instant::now())? {
                Some(byte) => drop(self.hear(byte)?),
                None => return Ok(()),
            }
        }
        Err(Why::NoPrinter)
    }

    /// Whether the printer has said by itself that it does not print.
    pub(super) fn heard_trouble(&self) -> Result<(), Why> {
        match self.automatic.and_then(|status| status.trouble()) {
            Some(trouble) => Err(trouble.into()),
            None => Ok(()),
        }
    }

    /// Takes in one byte; an answer to a real-time question.
    fn hear(&mut self, byte: u8) -> Result<Option<u8>, Why> {
        match self.stream.take(byte) {
            Some(Said::RealTime(answer)) => return Ok(Some(answer)),
            Some(Said::Automatic(status)) => self.automatic = Some(status),
            Some(Said::Sensor(_)) if self.fences > 0 => self.fences -= 1,
            Some(Said::Sensor(_)) => self.foreign += 1,
            Some(Said::Foreign(count)) => self.foreign += count,
            None => {}
        }
        if self.foreign > FOREIGN_MAX { Err(Why::NoPrinter) } else { Ok(None) }
    }

    pub(super) fn ready(&mut self) -> Result<(), Why> {
        match self.status()?.and_then(|status| status.trouble()) {
            Some(trouble) => Err(trouble.into()),
            None => Ok(()),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8], until: Instant) -> Result<(), Why> {
        self.link.write_all(bytes, until).map_err(|(end, _)| end.into())
    }
}
