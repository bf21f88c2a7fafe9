//! What a slip that broke off has left in the printer, and how it is kept from the next slip.

use std::time::{Duration, Instant};

use super::ask::ANSWER_WAIT;
use super::escpos::{BAND_BYTES_MAX, CLEAR_AND_RECOVER, Job, Status};
use super::print::{Press, Why};
use super::transport::LinkEnd;

/// The longest header of a command, that of a band. Filled up with zeros it asks for no more than its own piece has,
/// because high bytes come last; a question in their place would ask for up to 16 MB.
const HEADER_BYTES_MAX: usize = 8;

/// The longest piece of a job: a band. A line of letters is shorter.
const PIECE_BYTES_MAX: usize = BAND_BYTES_MAX;

/// How long a printer that does not print may take for a few bytes; a stalled one takes none.
pub(super) const CLEAR_WAIT: Duration = Duration::from_millis(200);

/// What a printer may still hold of a slip that broke off: rows, half a line or band, answers that it owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Soil {
    /// Whether anything is to be cleared.
    pub(super) dirty: bool,
    /// Zeros that end any command in which the slip broke off. Between commands a printer ignores them.
    pub(super) owed: usize,
    /// Answers to `GS r 1` that may still come and belong to no slip that follows.
    pub(super) fences: u32,
    /// Whether this printer is known to answer `GS r 1`.
    pub(super) fenced: bool,
}

impl Soil {
    /// Of a printer to which a program before this one was sending.
    #[must_use]
    pub fn unknown() -> Self {
        Self { dirty: true, owed: PIECE_BYTES_MAX, fences: 1, fenced: false }
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        !self.dirty
    }
}

impl Press {
    /// The status of a printer that may stand in the middle of a command, where it takes questions for dots: then the
    /// command is ended first.
    pub(super) fn status_in_soil(&mut self, until: Instant) -> Result<Option<Status>, Why> {
        self.end_header(until)?;
        if self.soil.owed == 0 {
            return self.status();
        }
        match self.status_within(ANSWER_WAIT) {
            Err(Why::Silent) => {
                self.pay(until)?;
                self.status()
            }
            status => status,
        }
    }

    /// Clears what a slip has left: zeros that end a broken-off command, `DLE ENQ 2` for printers that heed it, `ESC @`
    /// against the rest of a line, behind which a cut would be void, and the cut. What is printed after all is on a
    /// paper of its own. Not before the printer says that it is ready: what it holds would only stand in the way of the
    /// rest.
    ///
    /// The cut is paper: it goes out once for a slip, whatever the printer says or does afterwards.
    pub(super) fn clean(&mut self, until: Instant) -> Result<(), Why> {
        if self.soil.is_clean() {
            return Ok(());
        }
        if let Some(trouble) = self.status_in_soil(until)?.and_then(|status| status.trouble()) {
            return Err(trouble.into());
        }
        self.pay(until)?;
        let mut cut = Job::default();
        cut.initialize();
        cut.feed_and_cut(0);
        let sent = self.link.write_all(&cut.bytes(), until);
        if !matches!(sent, Err((_, 0))) {
            self.soil.dirty = false;
            self.soil.owed = 0;
        }
        sent.map_err(|(end, _)| end)?;
        self.greet(until)?;
        self.soil = Soil::default();
        Ok(())
    }

    /// Before anything else goes to a printer that may stand in a command's header.
    pub(super) fn end_header(&mut self, until: Instant) -> Result<(), Why> {
        self.pay_up_to(HEADER_BYTES_MAX.min(self.soil.owed), until)
    }

    fn pay(&mut self, until: Instant) -> Result<(), Why> {
        self.end_header(until)?;
        self.write(&CLEAR_AND_RECOVER, until)?;
        self.pay_up_to(self.soil.owed, until)?;
        self.drain(until)
    }

    /// Sends zeros, `sum` on this link. Of another link's payments nobody knows whether they arrived.
    fn pay_up_to(&mut self, sum: usize, until: Instant) -> Result<(), Why> {
        let white = [0; 512];
        while self.paid < sum {
            let next = (sum - self.paid).min(white.len());
            let sent = self.link.write_all(&white[..next], until);
            self.paid += sent.as_ref().map_or_else(|(_, sent)| *sent, |()| next);
            match sent {
                Ok(()) => {}
                // A slow line goes on at the next look.
                Err((LinkEnd::Stalled, 1..)) => return Err(Why::Unfinished),
                Err((end, _)) => return Err(end.into()),
            }
        }
        Ok(())
    }

    /// Clears the printer at once, before the trouble is mended, lest it goes on with the slip by itself. Not where a
    /// hand may be at the blade: clearing makes it move.
    pub(super) fn clear_unprinted(&mut self, why: &Why) {
        if let Why::Trouble(trouble) = why
            && !trouble.is_at_the_blade()
        {
            let until = Instant::now() + CLEAR_WAIT;
            let sent = self.end_header(until).and_then(|()| self.write(&CLEAR_AND_RECOVER, until));
            let _ = sent.and_then(|()| Ok(self.link.drain(until)?));
        }
    }
}
