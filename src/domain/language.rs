//! The customer's language.

use serde::{Deserialize, Serialize};

/// A customer's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 한국어
    #[default]
    Ko,
    /// English
    En,
}

impl Language {
    /// The one that the tool of the frame changes to.
    #[must_use]
    pub fn other(self) -> Language {
        match self {
            Language::Ko => Language::En,
            Language::En => Language::Ko,
        }
    }
}
