//! The staff as a table on a terminal.

use chrono::{DateTime, Utc};
use domain::staff::Role;
use domain::written::instant;

use crate::ledger::Member;

/// Number, name, role, whether they may sign in, when they did, wrong PINs.
const COLUMNS: usize = 6;

/// One line a person below the heads, the columns as wide as their widest entry.
#[must_use]
pub fn table(members: &[Member], now: DateTime<Utc>) -> Vec<String> {
    if members.is_empty() {
        return Vec::new();
    }
    let heads = ["number", "name", "role", "may sign in", "last sign-in", "wrong PINs"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(heads).chain(members.iter().map(|member| row(member, now))).collect();
    let width = |column: usize| rows.iter().map(|row| cells(&row[column])).max().unwrap_or_default();
    let widths: Vec<_> = (0..COLUMNS).map(width).collect();
    let line = |row: &[String; COLUMNS]| {
        let padded = row.iter().zip(&widths).map(|(text, width)| format!("{text}{}", " ".repeat(width - cells(text))));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn row(member: &Member, now: DateTime<Utc>) -> [String; COLUMNS] {
    let role = match member.role {
        Role::Clerk => "clerk",
        Role::Senior => "senior",
        Role::Manager => "manager",
    };
    let may = match (member.disabled_at, member.locked_at(now)) {
        (Some(at), _) => format!("no, since {}", instant(at)),
        (None, Some(until)) => format!("locked until {} by wrong PINs", instant(until)),
        (None, None) => "yes".to_owned(),
    };
    let last = member.last_in.map_or("never".to_owned(), instant);
    [member.id.to_string(), member.name.clone(), role.to_owned(), may, last, member.failures.to_string()]
}

/// Cells of a terminal: syllables take two.
fn cells(text: &str) -> usize {
    text.chars().map(|letter| if ('\u{1100}'..='\u{ffdc}').contains(&letter) { 2 } else { 1 }).sum()
}
