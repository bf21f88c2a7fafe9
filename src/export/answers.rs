//! The sheet of answers.

use domain::nps::Score;
use domain::survey::CHIPS;
use rusqlite::{Connection, Row};

use super::sheet::{Sheet, local, plain, seconds};
use crate::ledger::LedgerError;
use crate::ledger::kept::words::word;
use crate::ledger::text::visit_no;
use crate::words::export::ANSWERS_COLUMNS;

const ROWS: &str = "
    SELECT v.day_on, v.sequence, s.version, s.status, s.score, s.shown_at, s.ended_at, v.language, iif(v.talked, 'talked', v.stage),
        v.confirmed_at, v.decided_at, iif(v.talked, NULL, v.refused_clause), v.id,
        (SELECT count(*) FROM survey_touches t WHERE t.visit_id = v.id)
    FROM shown_visits v JOIN surveys s ON s.visit_id = v.id
    WHERE v.id = ?1";

/// The sheet in the making.
pub(super) struct Answers {
    pub sheet: Sheet,
}

impl Answers {
    pub(super) fn new() -> Answers {
        Answers { sheet: Sheet::new(&ANSWERS_COLUMNS) }
    }

    /// A row where that visit was asked.
    pub(super) fn visit(&mut self, db: &Connection, visit: i64) -> Result<(), LedgerError> {
        let mut rows = db.prepare_cached(ROWS)?;
        let mut rows = rows.query([visit])?;
        while let Some(row) = rows.next()? {
            self.sheet.row(cells(db, row)?);
        }
        Ok(())
    }
}

fn cells(db: &Connection, row: &Row<'_>) -> Result<[String; ANSWERS_COLUMNS.len()], LedgerError> {
    let text = |column| plain(row.get_ref(column)?);
    let day = text(0)?;
    let id: i64 = row.get(12)?;
    let score: Option<u8> = row.get(4)?;
    let kind = score.and_then(Score::new).map(|score| word(score.kind()));
    let (shown_at, ended_at, confirmed_at, decided_at) = (text(5)?, text(6)?, text(9)?, text(10)?);
    let clauses = [distinct(db, id, "clauses")?, text(11)?];
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).filter(|clause| !clause.is_empty()).collect();
    Ok([
        visit_no(&day, row.get(1)?)?.to_string(),
        day,
        text(2)?,
        text(3)?,
        text(4)?,
        kind.unwrap_or_default().to_owned(),
        chips(db, id)?,
        text(13)?,
        local(&shown_at)?,
        local(&ended_at)?,
        seconds(&shown_at, &ended_at)?,
        text(7)?,
        text(8)?,
        distinct(db, id, "reason")?,
        distinct(db, id, "outcome")?,
        clauses.join(" "),
        seconds(&confirmed_at, &decided_at)?,
    ])
}

/// The chips whose last touch chose them, in the order of the screen.
fn chips(db: &Connection, id: i64) -> Result<String, LedgerError> {
    let mut last = db.prepare_cached(
        "SELECT chosen FROM survey_touches WHERE visit_id = ?1 AND chip = ?2 ORDER BY nth DESC LIMIT 1",
    )?;
    let mut chosen = Vec::new();
    for chip in CHIPS {
        let chip = word(chip);
        let mut rows = last.query((id, &chip))?;
        if rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or(false) {
            chosen.push(chip);
        }
    }
    Ok(chosen.join(" "))
}

/// The words of a column of the visit's lines, each once, in the order in which they come.
fn distinct(db: &Connection, id: i64, column: &'static str) -> Result<String, LedgerError> {
    let mut rows =
        db.prepare_cached(&format!("SELECT {column} FROM visit_lines WHERE visit_id = ?1 ORDER BY position"))?;
    let mut rows = rows.query([id])?;
    let mut words: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        for word in row.get::<_, String>(0)?.split_whitespace() {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    Ok(words.join(" "))
}
