//! Telephone numbers: sealed, in a table of their own, each with the day on which it is destroyed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{Contact, VisitKey};
use domain::moment::{Trust, seoul_date};
use domain::staff::StaffId;
use domain::visit_no::VisitNo;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::drafts::bits;
use super::error::LedgerError;
use super::key::Key;
use super::means::Means;
use super::text::{instant, read_date, read_instant};
use super::visit_id;

/// What the probe of the key says; it opens with no other key.
const PROBE: &str = "doro";

/// Seals a probe with the key, or opens the one that is there.
pub(super) fn check_key(db: &Connection, key: &Key, means: &mut Means) -> Result<(), LedgerError> {
    let probe: Option<Vec<u8>> = db.query_row("SELECT probe FROM seal", [], |row| row.get(0)).optional()?;
    match probe {
        Some(probe) => key.open(&probe, PROBE).map(drop),
        None => {
            db.execute("INSERT INTO seal VALUES (1, ?1)", [key.seal(means, PROBE, PROBE)?])?;
            Ok(())
        }
    }
}

/// Whether the key opens the probe that is there.
pub(super) fn fits(db: &Connection, key: &Key) -> Result<(), LedgerError> {
    let probe: Option<Vec<u8>> = db.query_row("SELECT probe FROM seal", [], |row| row.get(0)).optional()?;
    probe.map_or(Ok(()), |probe| key.open(&probe, PROBE).map(drop))
}

/// Keeps a contact; its number opens only beside the visit's.
pub(super) fn keep(
    db: &Connection,
    key: &Key,
    means: &mut Means,
    (id, visit): (i64, VisitNo),
    contact: &Contact,
    trust: Trust,
) -> Result<(), LedgerError> {
    let phone = key.seal(means, &contact.phone, &visit.to_string())?;
    db.prepare_cached(
        "INSERT INTO contacts (visit_id, phone, consent, destroy_on, dated) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((id, phone, contact.consent, contact.destroy_on.to_string(), trust == Trust::Trusted))?;
    Ok(())
}

/// The number of a visit, until its day.
pub(super) fn contact(
    db: &Connection,
    key: &Key,
    visit: VisitNo,
    now: DateTime<Utc>,
) -> Result<Option<Contact>, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(None) };
    let Some(destroy_on) = until(db, id, now)? else { return Ok(None) };
    let columns = db
        .prepare_cached("SELECT phone, consent FROM contacts WHERE visit_id = ?1")?
        .query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
    let phone = key.open(&columns.0, &visit.to_string())?;
    Ok(Some(Contact { phone, consent: columns.1, destroy_on }))
}

/// The day on which the number of a visit is destroyed; none where there is none, or where that day has come.
///
/// The day has come as soon as any clock says so, also one that nobody believes: what was shown too late cannot be taken
/// back, and what is held back too early is there again once the clock is put right. Nothing is destroyed here.
pub(super) fn until(db: &Connection, id: i64, now: DateTime<Utc>) -> Result<Option<NaiveDate>, LedgerError> {
    let known: Option<String> = db.query_row("SELECT newest_at FROM clock", [], |row| row.get(0))?;
    let known = known.as_deref().map(read_instant).transpose()?;
    let today = seoul_date(known.map_or(now, |known| known.max(now)));
    let mut row = db.prepare_cached(&format!(
        "SELECT {DAY} FROM contacts JOIN visits v ON v.id = contacts.visit_id WHERE visit_id = ?2"
    ))?;
    let day: Option<String> = row.query_row((today.to_string(), id), |row| row.get(0)).optional()?;
    let day = day.as_deref().map(read_date).transpose()?;
    Ok(day.filter(|day| *day > today))
}

/// Somebody of the staff looks at a number.
pub(super) struct Look {
    pub visit: VisitNo,
    pub staff: StaffId,
    pub at: DateTime<Utc>,
    pub key: VisitKey,
}

/// Gives the number of a visit and writes down who saw it. Where there is none to see, nobody has looked.
pub(super) fn look(
    db: &Connection,
    key: &Key,
    look: &Look,
    now: DateTime<Utc>,
) -> Result<Option<Contact>, LedgerError> {
    let seen = contact(db, key, look.visit, now)?;
    if seen.is_some() {
        let mut row = db.prepare_cached(
            "INSERT OR IGNORE INTO contact_looks (boot, serial, visit_id, staff_id, looked_at, terminal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let id = visit_id(db, look.visit)?;
        let key = look.key;
        row.execute((bits(key.boot), bits(key.serial), id, look.staff.0, instant(look.at), key.terminal.as_str()))?;
    }
    Ok(seen)
}

/// The day on which a number is destroyed, seen on the day `?1`. One that was left on a day that nobody believed, or
/// that has not come yet, has all its time from today on.
const DAY: &str = "CASE
    WHEN dated = 0 AND (v.clock_trust = 'untrusted' OR date(v.confirmed_at, '+9 hours') > ?1)
    THEN date(?1, '+' || max(0,
        CAST(julianday(destroy_on) - julianday(date(v.confirmed_at, '+9 hours')) AS INTEGER)) || ' days')
    ELSE destroy_on END";

/// Numbers whose day was counted from a clock that nobody vouched for are given their time from today on, once: each is
/// kept as long as its customer was told, neither shorter nor longer.
fn date_anew(db: &Connection, today: &str) -> Result<(), LedgerError> {
    db.prepare_cached(&format!(
        "UPDATE contacts SET dated = 1, destroy_on = {DAY}
         FROM visits v WHERE v.id = contacts.visit_id AND dated = 0"
    ))?
    .execute([today])?;
    Ok(())
}

/// Destroys what is due. Rows that move between pages leave copies of themselves behind in the pages' free parts, where
/// the deletion of the row does not reach them: so the table is emptied whole, which fills its pages with zeros, and
/// what stays is written anew in the order of the table, which moves no row.
pub(super) fn destroy_due(db: &mut Connection, today: NaiveDate) -> Result<usize, LedgerError> {
    let today = today.to_string();
    date_anew(db, &today)?;
    if due(db, &today)? == 0 {
        return Ok(0);
    }
    // With foreign keys a table is emptied row by row. This one keeps the rows that stay, so none of them can break.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    let destroyed = rewrite(db, &today);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    destroyed
}

fn due(db: &Connection, today: &str) -> Result<u32, LedgerError> {
    let mut row = db.prepare_cached("SELECT count(*) FROM contacts WHERE destroy_on <= ?1")?;
    Ok(row.query_row([today], |row| row.get(0))?)
}

fn rewrite(db: &mut Connection, today: &str) -> Result<usize, LedgerError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let destroyed = due(&tx, today)?;
    let mut stay =
        tx.prepare("SELECT visit_id, phone, consent, destroy_on FROM contacts WHERE destroy_on > ?1 ORDER BY 1")?;
    let rows = stay.query_map([today], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, bool>(2)?, row.get::<_, String>(3)?))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    drop(stay);
    tx.execute("DELETE FROM contacts", [])?;
    let mut again =
        tx.prepare("INSERT INTO contacts (visit_id, phone, consent, destroy_on) VALUES (?1, ?2, ?3, ?4)")?;
    for row in rows {
        again.execute(row)?;
    }
    drop(again);
    tx.commit()?;
    Ok(destroyed as usize)
}
