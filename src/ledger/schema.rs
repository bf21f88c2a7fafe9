//! Whether a database has the tables, triggers and limits that the migrations make: one of which somebody has taken a
//! limit away would let more come back than was bought.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::connect::{check_owner, memory_of};
use super::error::LedgerError;

/// Kind, name and words of everything that a database is made of.
type Parts = BTreeSet<(String, String, String)>;

fn parts(db: &Connection) -> Result<Parts, LedgerError> {
    let mut rows =
        db.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    rows.map(|row| row.map(|(kind, name, sql)| (kind, name, plain(&sql))).map_err(LedgerError::from)).collect()
}

/// SQLite sets quotes and spaces of its own when it changes a table.
fn plain(sql: &str) -> String {
    sql.chars().filter(|c| !c.is_whitespace() && *c != '"').collect()
}

/// The first part that is not as the migrations of the database's own schema make it; none where all are.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn changed(db: &Connection) -> Result<Option<String>, LedgerError> {
    let (found, wanted) = (parts(db)?, parts(&memory_of(check_owner(db)?)?)?);
    let strange = found.symmetric_difference(&wanted).next();
    Ok(strange.map(|(kind, name, _)| format!("{kind} {name}")))
}

#[cfg(test)]
mod tests {
    use super::super::connect::SCHEMA;
    use super::*;

    #[test]
    fn every_schema_is_as_it_was_made_and_what_is_added_taken_away_or_changed_is_named() {
        for version in 1..=SCHEMA {
            assert_eq!(changed(&memory_of(version).unwrap()).unwrap(), None, "{version}");
        }
        for (sql, named) in [
            ("CREATE TRIGGER more AFTER INSERT ON visits BEGIN SELECT 1; END", "trigger more"),
            ("DROP TRIGGER a_number_is_given_once", "trigger a_number_is_given_once"),
            ("ALTER TABLE copies ADD COLUMN more TEXT", "table copies"),
        ] {
            let db = memory_of(SCHEMA).unwrap();
            db.execute_batch(sql).unwrap();
            assert_eq!(changed(&db).unwrap().as_deref(), Some(named));
        }
    }
}
