//! The net promoter score, the same everywhere it is shown: screen, print and export (product §3).

use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// How likely somebody is to recommend the shop, from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

/// Why a number is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a score is a whole number from 0 to 10, not {0}")]
pub struct NotAScore(pub u8);

/// What a score makes of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 9 or 10.
    Promoter,
    /// 7 or 8.
    Passive,
    /// 0 to 6.
    Detractor,
}

impl Score {
    /// A score; none above 10.
    #[must_use]
    pub fn new(score: u8) -> Option<Score> {
        (score <= 10).then_some(Score(score))
    }

    /// Its number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// Promoter, passive or detractor.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.0 {
            9.. => Kind::Promoter,
            7..=8 => Kind::Passive,
            _ => Kind::Detractor,
        }
    }
}

impl TryFrom<u8> for Score {
    type Error = NotAScore;
    fn try_from(score: u8) -> Result<Score, NotAScore> {
        Score::new(score).ok_or(NotAScore(score))
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> u8 {
        score.0
    }
}

/// Answers counted by kind. Only who answered is counted; tallies are added, never their scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "standard terms")]
pub struct Tally {
    pub promoters: u32,
    pub passives: u32,
    pub detractors: u32,
}

/// Below this number of answers only counts are shown.
pub const FOR_REFERENCE_FROM: u64 = 10;
/// From this number of answers on the score is shown as a score.
pub const SCORE_FROM: u64 = 30;
/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.96;

/// How a tally may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Fewer than 10 answers: counts only.
    Counts,
    /// 10 to 29: greyed, with its interval.
    ForReference,
    /// 30 and more: with its interval.
    Score,
}

/// Where a score has gone between two periods, as far as that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "plain words")]
pub enum Trend {
    Up,
    Down,
}

/// An interval of the score, both ends within −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Tally {
    /// Number of answers.
    #[must_use]
    pub fn answered(&self) -> u64 {
        u64::from(self.promoters) + u64::from(self.passives) + u64::from(self.detractors)
    }

    /// `100·(P − D)/n`; none without an answer.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        let n = count(self.answered());
        (n > 0.0).then(|| 100.0 * (f64::from(self.promoters) - f64::from(self.detractors)) / n)
    }

    /// The 95 % interval of the score, adjusted Wald: `N = n + 3`, with ¾ of an answer added to
    /// promoters and detractors each; none without an answer.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        if self.answered() == 0 {
            return None;
        }
        let (mean, variance) = self.adjusted();
        let half = Z * variance.sqrt();
        Some(Interval { low: 100.0 * (mean - half).max(-1.0), high: 100.0 * (mean + half).min(1.0) })
    }

    /// How it may be shown.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.answered() {
            SCORE_FROM.. => Standing::Score,
            FOR_REFERENCE_FROM.. => Standing::ForReference,
            _ => Standing::Counts,
        }
    }

    /// Adjusted mean of an answer (+1, 0, −1) and the variance of that mean, `v/N`.
    fn adjusted(&self) -> (f64, f64) {
        let n = count(self.answered()) + 3.0;
        let p = (f64::from(self.promoters) + 0.75) / n;
        let d = (f64::from(self.detractors) + 0.75) / n;
        let mean = p - d;
        (mean, (p + d - mean * mean) / n)
    }
}

/// Whether the score rose or fell from `before` to `now`: none unless both have 30 answers and
/// `|z| ≥ 1.96`, where `z = (m₂ − m₁)/√(v₁/N₁ + v₂/N₂)` with the same adjusted means and variances
/// as the interval, so that an arrow and two intervals never tell different stories.
#[must_use]
pub fn trend(before: &Tally, now: &Tally) -> Option<Trend> {
    if before.answered() < SCORE_FROM || now.answered() < SCORE_FROM {
        return None;
    }
    let ((mean_before, variance_before), (mean_now, variance_now)) = (before.adjusted(), now.adjusted());
    let z = (mean_now - mean_before) / (variance_before + variance_now).sqrt();
    match z {
        Z.. => Some(Trend::Up),
        _ if z <= -Z => Some(Trend::Down),
        _ => None,
    }
}

/// A number of answers as a factor; exact up to 2^53 answers.
fn count(answers: u64) -> f64 {
    answers as f64
}

impl Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        Tally {
            promoters: self.promoters.saturating_add(other.promoters),
            passives: self.passives.saturating_add(other.passives),
            detractors: self.detractors.saturating_add(other.detractors),
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), Add::add)
    }
}

impl FromIterator<Score> for Tally {
    fn from_iter<I: IntoIterator<Item = Score>>(scores: I) -> Tally {
        let one = |score: Score| {
            let mut tally = Tally::default();
            match score.kind() {
                Kind::Promoter => tally.promoters = 1,
                Kind::Passive => tally.passives = 1,
                Kind::Detractor => tally.detractors = 1,
            }
            tally
        };
        scores.into_iter().map(one).sum()
    }
}
