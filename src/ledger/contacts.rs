//! Telephone numbers: sealed, in a table of their own, each with the day on which it is destroyed.

use chrono::NaiveDate;
use domain::counter::booking::Contact;
use domain::visit_no::VisitNo;
use rusqlite::{Connection, OptionalExtension};

use super::error::LedgerError;
use super::key::Key;
use super::means::Means;
use super::text::read_date;
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
) -> Result<(), LedgerError> {
    let phone = key.seal(means, &contact.phone, &visit.to_string())?;
    db.prepare_cached("INSERT INTO contacts (visit_id, phone, consent, destroy_on) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, phone, contact.consent, contact.destroy_on.to_string()))?;
    Ok(())
}

pub(super) fn contact(db: &Connection, key: &Key, visit: VisitNo) -> Result<Option<Contact>, LedgerError> {
    let Some(id) = visit_id(db, visit)? else { return Ok(None) };
    let columns = db
        .prepare_cached("SELECT phone, consent, destroy_on FROM contacts WHERE visit_id = ?1")?
        .query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get::<_, String>(2)?)))
        .optional()?;
    let Some((phone, consent, destroy_on)) = columns else { return Ok(None) };
    let phone = key.open(&phone, &visit.to_string())?;
    Ok(Some(Contact { phone, consent, destroy_on: read_date(&destroy_on)? }))
}

pub(super) fn destroy_due(db: &Connection, today: NaiveDate) -> Result<usize, LedgerError> {
    Ok(db.prepare_cached("DELETE FROM contacts WHERE destroy_on <= ?1")?.execute([today.to_string()])?)
}
