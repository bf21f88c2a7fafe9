//! What a technician is told: each thing that the counter needs, how it is, and what to do.

use serde::{Deserialize, Serialize};

use super::booking::Language;
use super::state::{Desk, DeskPage, State, Step};
use super::{Counter, Effect, RequestId, Touch};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Subject {
    Config,
    Panel,
    Policy,
    Holidays,
    Fonts,
    Key,
    Ledger,
    Orders,
    Staff,
    Disk,
    Clock,
    Scanner,
    Printer,
    Display,
    /// How the staff hear that they are called.
    Bell,
    Stick,
    /// Whether another kiosk runs on the same ledger.
    Instance,
    Power,
    Memory,
}

/// How good something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// As it should be.
    Good,
    /// The counter works; somebody should look at it.
    Doubtful,
    /// The counter does not do its job.
    Wrong,
}

/// The same words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Both {
    pub ko: String,
    pub en: String,
}

impl Both {
    /// In one of them.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was looked at.
    pub subject: Subject,
    /// How good it is.
    pub mark: Mark,
    /// How it is, in plain words.
    pub words: Both,
    /// What to do; none where nothing is to be done.
    pub next: Option<Both>,
}

impl Counter {
    /// Opens the page and begins at once: nobody opens it for anything else.
    pub(super) fn open_devices(&mut self, mut desk: Box<Desk>) -> Step {
        // A case or a queue that comes late must not take the page away.
        desk.waits_for = None;
        desk.page = DeskPage::Devices { findings: Vec::new(), waits_for: Some(self.examine()) };
        Step::Enter(State::Desk(desk))
    }

    fn examine(&mut self) -> RequestId {
        let id = self.request();
        self.out.push(Effect::Examine(id));
        id
    }

    pub(super) fn devices_touched(
        &mut self,
        mut desk: Box<Desk>,
        mut findings: Vec<Finding>,
        mut waits_for: Option<RequestId>,
        touch: Touch,
    ) -> Step {
        match touch {
            // Also while a look is under way: what it finds is then nobody's.
            Touch::Back => return self.show_queue(desk),
            Touch::Main if waits_for.is_none() => {
                findings.clear();
                waits_for = Some(self.examine());
            }
            _ => {}
        }
        desk.page = DeskPage::Devices { findings, waits_for };
        Step::Stay(State::Desk(desk))
    }

    /// The worst first; as they were found otherwise.
    pub(super) fn examined(&mut self, state: State, id: RequestId, mut found: Vec<Finding>) -> Step {
        let State::Desk(mut desk) = state else { return Step::Stay(state) };
        if let DeskPage::Devices { findings, waits_for } = &mut desk.page
            && *waits_for == Some(id)
        {
            found.sort_by_key(|finding| std::cmp::Reverse(finding.mark));
            (*findings, *waits_for) = (found, None);
            self.active_at = self.now.uptime;
        }
        Step::Stay(State::Desk(desk))
    }
}
