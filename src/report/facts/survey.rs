//! What was said of a visit.

use chrono::{DateTime, Utc};
use domain::nps::Score;
use domain::survey::{Chip, Ending};

use super::row::{Fact, Named};
use crate::ledger::LedgerError;
use crate::ledger::kept::words;

/// A survey that was shown.
#[derive(Clone, Copy, Debug)]
pub struct SurveyFact {
    /// The version of its questions.
    pub version: u32,
    /// How it ended; none while it has not.
    pub ending: Option<Ending>,
    /// The latest score.
    pub score: Option<Score>,
    /// When it was shown first.
    pub shown_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A touch of a survey.
#[derive(Clone, Copy, Debug)]
pub struct TouchFact {
    /// The chip that was touched, and whether that chose it; none where a score was.
    pub chip: Option<(Chip, bool)>,
}

impl Fact for SurveyFact {
    const QUERY: &'static str = "SELECT version, status, score, shown_at, ended_at FROM surveys WHERE visit_id = ?1";

    fn of(row: &Named<'_>) -> Result<SurveyFact, LedgerError> {
        let status: String = row.get("status")?;
        Ok(SurveyFact {
            version: row.get("version")?,
            ending: if status == "shown" { None } else { Some(words::value(&status)?) },
            score: row.get::<Option<u8>>("score")?.and_then(Score::new),
            shown_at: row.instant("shown_at")?,
            ended_at: row.maybe_instant("ended_at")?,
        })
    }
}

impl Fact for TouchFact {
    const QUERY: &'static str = "SELECT chip, chosen FROM survey_touches WHERE visit_id = ?1 ORDER BY nth";

    fn of(row: &Named<'_>) -> Result<TouchFact, LedgerError> {
        let (chip, chosen) = (row.maybe_word("chip")?, row.get::<Option<bool>>("chosen")?);
        Ok(TouchFact { chip: chip.zip(chosen) })
    }
}
