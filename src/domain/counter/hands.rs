//! What the parts of the counter act with: the moment and the shop's set-up, the ledger to ask, devices to move, a notice
//! to say, a bell to ring. A part gets nothing else, so that none can reach another.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::asks::Asks;
use super::bell::Bell;
use super::labels::Labels;
use super::presence::Presence;
use super::{Effect, Setup};
use crate::booking::{Slip, SlipState, VisitKey};
use crate::device::{Device, RequestId};
use crate::language::Language;
use crate::moment::{Moment, Trust};
use crate::protocol::Question;
use crate::view::{Notice, Page};

/// See the module.
#[derive(Debug)]
pub(super) struct Hands {
    pub(super) setup: Arc<Setup>,
    pub(super) now: Moment,
    /// Of every word on the panel.
    pub(super) language: Language,
    /// What stands beside the screen until the next touch or scan.
    pub(super) notice: Option<Notice>,
    pub(super) asks: Asks,
    pub(super) bell: Bell,
    pub(super) labels: Labels,
    pub(super) presence: Presence,
    pub(super) down: BTreeSet<Device>,
    /// The ledger has let somebody, or a question, wait too long, and has answered nothing since.
    pub(super) silent: bool,
    /// When the ledger was asked something only to hear whether it is back.
    pub(super) probed_at: Duration,
    /// Which start of the machine this is; 0 before the ledger has said it.
    pub(super) boot: u64,
    keys: u64,
    pub(super) out: Vec<Effect>,
}

/// Somebody waits for the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub id: RequestId,
    /// When it was asked.
    pub asked_at: Duration,
    /// When the wait of which it is a part began.
    pub since: Duration,
}

impl Hands {
    pub(super) fn new(setup: Arc<Setup>, now: Moment) -> Hands {
        Hands {
            language: setup.language,
            setup,
            now,
            notice: None,
            asks: Asks::default(),
            bell: Bell::default(),
            labels: Labels::default(),
            presence: Presence::at(now.uptime),
            down: BTreeSet::new(),
            silent: false,
            probed_at: now.uptime,
            boot: 0,
            keys: 0,
            out: Vec::new(),
        }
    }

    /// Time since the machine started.
    pub(super) fn uptime(&self) -> Duration {
        self.now.uptime
    }

    pub(super) fn clock_trusted(&self) -> bool {
        self.now.trust != Trust::Untrusted
    }

    /// A key that no other start and no other call gives.
    pub(super) fn new_key(&mut self) -> VisitKey {
        self.keys += 1;
        VisitKey { terminal: self.setup.terminal, boot: self.boot, serial: self.keys }
    }

    /// Asks the ledger, and somebody waits for the answer from now on.
    pub(super) fn wait_for(&mut self, question: Question) -> Wait {
        let now = self.now.uptime;
        Wait { id: self.ask(question), asked_at: now, since: now }
    }

    /// The same, in a wait that began with an earlier question.
    pub(super) fn wait_on(&mut self, question: Question, since: Duration) -> Wait {
        Wait { since, ..self.wait_for(question) }
    }

    /// Has a device do something.
    pub(super) fn effect(&mut self, effect: Effect) {
        self.out.push(effect);
    }

    /// Says something beside the screen.
    pub(super) fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// Writes down how far a slip has come.
    pub(super) fn note_slip(&mut self, slip: &Slip, state: SlipState) -> RequestId {
        self.ask(Question::slip(slip, state))
    }

    /// Sends a slip to the printer.
    pub(super) fn print(&mut self, slip: &Slip) -> RequestId {
        let id = self.request();
        self.effect(Effect::Print(id, Box::new(slip.clone())));
        id
    }

    /// Whether slips can be printed now.
    pub(super) fn prints(&self) -> bool {
        self.setup.paper && !self.down.contains(&Device::Printer)
    }

    /// How many pages a list of so many rows has.
    pub(super) fn pages(&self, rows: usize) -> u16 {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        rows.div_ceil(self.setup.rows).max(1)
    }

    /// A page of a list of so many rows.
    pub(super) fn page(&self, at: u16, rows: usize) -> Page {
        Page { at, of: self.pages(rows), size: self.setup.rows }
    }
}
