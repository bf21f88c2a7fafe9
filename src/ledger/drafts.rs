//! Starts of a machine, and the visit that is not confirmed yet.

use chrono::{DateTime, Utc};
use domain::booking::Draft;
use domain::booking::VisitKey;
use domain::protocol::Answer;
use domain::terminal::Terminal;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::kept::{self, Row};
use super::text::instant;
use super::{calls, slips, void};

/// SQLite's integers are signed: the same 64 bits.
pub(super) fn bits(number: u64) -> i64 {
    number.cast_signed()
}

/// Counts the start of a machine, once a nonce. Of what that machine made, and of nothing else: a visit that was booked and
/// shown to nobody is void, a slip that was being sent when it stopped is in doubt from then on, nobody came to a call
/// that rang then, and of several drafts only the newest is left. Not even that one where the machine has ended twice
/// since: it may be what ends it.
pub(super) fn boot(db: &Connection, terminal: Terminal, nonce: u64, now: DateTime<Utc>) -> Result<Answer, LedgerError> {
    let known = db
        .prepare_cached("SELECT boot FROM boots WHERE nonce = ?1")?
        .query_row([bits(nonce)], |row| row.get::<_, i64>(0))
        .optional()?;
    let boot = match known {
        Some(boot) => boot.cast_unsigned(),
        None => {
            let start = (bits(nonce), instant(now), terminal.as_str());
            db.execute("INSERT INTO boots (nonce, at, terminal) VALUES (?1, ?2, ?3)", start)?;
            let boot = db.last_insert_rowid().cast_unsigned();
            void::void_what_nobody_saw(db, terminal, now)?;
            slips::nobody_knows(db, terminal, now)?;
            calls::nobody_came(db, (terminal, boot), now)?;
            db.execute(
                "UPDATE drafts SET state = 'wiped', content = NULL WHERE state = 'open' AND terminal = ?1
                    AND ((boot, serial) <> (SELECT boot, serial FROM drafts WHERE state = 'open' AND terminal = ?1
                            ORDER BY boot DESC, serial DESC LIMIT 1)
                        OR (SELECT count(*) FROM boots b WHERE b.terminal = ?1 AND b.boot > drafts.boot) > 1)",
                [terminal.as_str()],
            )?;
            boot
        }
    };
    Ok(Answer::Booted { boot, draft: newest(db, terminal)? })
}

fn newest(db: &Connection, terminal: Terminal) -> Result<Option<Draft>, LedgerError> {
    let mut row = db.prepare_cached(
        "SELECT content, boot, serial FROM drafts WHERE state = 'open' AND terminal = ?1
         ORDER BY boot DESC, serial DESC LIMIT 1",
    )?;
    let columns =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
    let Some((content, boot, serial)) = row.query_row([terminal.as_str()], columns).optional()? else {
        return Ok(None);
    };
    let row = format!("{boot}, {serial}");
    kept::draft::read(&content, Row { table: "drafts", row: &row }).map(Some)
}

/// Keeps the draft unless a newer one is kept, or its visit is wiped or booked.
pub(super) fn keep(db: &Connection, draft: &Draft) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO drafts (boot, serial, version, state, content, terminal) VALUES (?1, ?2, ?3, 'open', ?4, ?5)
         ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content
         WHERE state = 'open' AND excluded.version > version",
    )?;
    let (key, content) = (draft.key, kept::draft::written(draft)?);
    row.execute((bits(key.boot), bits(key.serial), bits(draft.version), content, key.terminal.as_str()))?;
    Ok(Answer::Done)
}

/// Ends a draft for ever, `wiped` or `booked`; also one that was never kept.
pub(super) fn close(db: &Connection, visit: VisitKey, state: &str) -> Result<Answer, LedgerError> {
    let mut row = db.prepare_cached(
        "INSERT INTO drafts (boot, serial, version, state, content, terminal) VALUES (?1, ?2, 0, ?3, NULL, ?4)
         ON CONFLICT DO UPDATE SET state = excluded.state, content = NULL WHERE state <> 'booked'",
    )?;
    row.execute((bits(visit.boot), bits(visit.serial), state, visit.terminal.as_str()))?;
    Ok(Answer::Done)
}
