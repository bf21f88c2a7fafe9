//! The survey: every touch is a row before the next question, and a visit is asked once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::nps::Score;
use domain::protocol::{Answer, SurveySoFar};
use domain::survey::{Chip, Ending, SurveyAnswer, VERSION};
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::kept::words::{value, word};
use super::text::instant;
use super::visit_id;

/// Begins the survey of a closed visit, or goes on with it. None once it has ended, and while the visit is open.
pub(super) fn shown(db: &Connection, visit: VisitNo, at: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(Answer::Survey(None)) };
    begin(db, id, at)?;
    let mut row = db.prepare_cached(
        "SELECT score, (SELECT coalesce(max(nth), 0) FROM survey_touches WHERE visit_id = ?1)
         FROM surveys WHERE visit_id = ?1 AND status = 'shown'",
    )?;
    let so_far = row.query_row([id], |row| Ok((row.get::<_, Option<u8>>(0)?, row.get(1)?))).optional()?;
    let Some((score, touches)) = so_far else { return Ok(Answer::Survey(None)) };
    Ok(Answer::Survey(Some(SurveySoFar { score: score.and_then(Score::new), chips: chips(db, id)?, touches })))
}

/// The chips whose latest touch chose them.
fn chips(db: &Connection, id: i64) -> Result<BTreeSet<Chip>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT chip FROM survey_touches t WHERE visit_id = ?1 AND chosen = 1 AND nth =
            (SELECT max(nth) FROM survey_touches WHERE visit_id = ?1 AND chip = t.chip)",
    )?;
    let words = row.query_map([id], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    words.iter().map(|word| value(word)).collect()
}

fn begin(db: &Connection, id: i64, at: DateTime<Utc>) -> Result<(), LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO surveys (visit_id, version, status, shown_at)
         SELECT id, ?2, 'shown', ?3 FROM visits WHERE id = ?1 AND stage <> 'waiting' ON CONFLICT DO NOTHING",
    )?;
    row.execute((id, VERSION, instant(at)))?;
    Ok(())
}

/// Whether the survey runs.
fn runs(db: &Connection, id: i64) -> Result<bool, LedgerError> {
    Ok(db.prepare_cached("SELECT 1 FROM surveys WHERE visit_id = ?1 AND status = 'shown'")?.exists([id])?)
}

/// Writes a touch; one of the same place is the same touch, and one after the end changes nothing.
pub(super) fn touched(
    db: &Connection,
    visit: VisitNo,
    answer: SurveyAnswer,
    nth: u32,
    at: DateTime<Utc>,
) -> Result<Answer, LedgerError> {
    let id = visit_id(db, visit)?.ok_or_else(|| LedgerError::Unfit(format!("there is no visit {visit}")))?;
    begin(db, id, at)?;
    if !runs(db, id)? {
        return Ok(Answer::Done);
    }
    let (question, score, chip, chosen) = match answer {
        SurveyAnswer::Recommend(score) => ("recommend", Some(score.get()), None, None),
        SurveyAnswer::Why(chip, chosen) => ("why", None, Some(word(chip)), Some(chosen)),
    };
    let new = db
        .prepare_cached(
            "INSERT INTO survey_touches (visit_id, nth, at, question, score, chip, chosen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute((id, nth, instant(at), question, score, chip, chosen))?;
    if new > 0 && score.is_some() {
        // The latest score by place counts, in whatever order the touches arrive.
        db.prepare_cached(
            "UPDATE surveys SET score = (SELECT score FROM survey_touches WHERE visit_id = ?1 AND score IS NOT NULL
                ORDER BY nth DESC LIMIT 1) WHERE visit_id = ?1",
        )?
        .execute([id])?;
    }
    Ok(Answer::Done)
}

/// Ends the survey; the first ending stays.
pub(super) fn ended(db: &Connection, visit: VisitNo, ending: Ending, at: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let id = visit_id(db, visit)?.ok_or_else(|| LedgerError::Unfit(format!("there is no visit {visit}")))?;
    begin(db, id, at)?;
    if runs(db, id)? {
        db.prepare_cached("UPDATE surveys SET status = ?2, ended_at = ?3 WHERE visit_id = ?1")?.execute((
            id,
            word(ending),
            instant(at),
        ))?;
    }
    Ok(Answer::Done)
}
