//! A database as text, and back: tables, their rows, then what watches over them.

use std::fmt::Write;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// The database at `db`; the same text for the same database.
pub fn dump(db: &Path) -> String {
    let db = Connection::open(db).unwrap();
    let mut text = String::from("PRAGMA foreign_keys = OFF;\n");
    for pragma in ["application_id", "user_version"] {
        let value: i64 = db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap();
        writeln!(text, "PRAGMA {pragma} = {value};").unwrap();
    }
    let tables = parts(&db, "type = 'table' AND name NOT GLOB 'sqlite_*'");
    for (_, sql) in &tables {
        writeln!(text, "{sql};").unwrap();
    }
    text.push_str("DELETE FROM sqlite_sequence;\n");
    for table in tables.iter().map(|(name, _)| name.as_str()).chain(["sqlite_sequence"]) {
        rows(&db, table, &mut text);
    }
    for (_, sql) in parts(&db, "type <> 'table' AND sql IS NOT NULL") {
        writeln!(text, "{sql};").unwrap();
    }
    text
}

/// Makes the database that the text tells of.
pub fn restore(text: &str, db: &Path) {
    let db = Connection::open(db).unwrap();
    db.execute_batch(&format!("BEGIN;{}COMMIT;", text)).unwrap();
}

fn parts(db: &Connection, which: &str) -> Vec<(String, String)> {
    let mut rows = db.prepare(&format!("SELECT name, sql FROM sqlite_schema WHERE {which} ORDER BY rowid")).unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn rows(db: &Connection, table: &str, text: &mut String) {
    let mut all = db
        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
        .unwrap_or_else(|_| db.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap());
    let columns = all.column_count();
    let mut rows = all.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<_> = (0..columns).map(|column| cell(row.get_ref(column).unwrap())).collect();
        writeln!(text, "INSERT INTO {table} VALUES ({});", cells.join(", ")).unwrap();
    }
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", std::str::from_utf8(text).unwrap().replace('\'', "''")),
        ValueRef::Blob(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("x'{hex}'")
        }
    }
}
