//! (stub until the branch `policy` lands)
use serde::{Deserialize, Serialize};
/// 0–10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Score(u8);
impl Score {
    /// A score.
    #[must_use]
    pub fn new(score: u8) -> Option<Score> {
        (score <= 10).then_some(Score(score))
    }
    /// Its number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
    /// Promoter, passive, detractor.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.0 {
            9.. => Kind::Promoter,
            7..=8 => Kind::Passive,
            _ => Kind::Detractor,
        }
    }
}
/// Kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "standard terms")]
pub enum Kind {
    Promoter,
    Passive,
    Detractor,
}
