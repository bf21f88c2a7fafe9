//! What a technician is told: each thing that the counter needs, how it is, and what to do.

use serde::{Deserialize, Serialize};

use crate::language::Language;

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
