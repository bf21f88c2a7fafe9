//! What an import says when it is done.

use indicatif::HumanCount;

use crate::orders::Report;

/// `20 orders: 3 new, 1 brought up to date, 16 unchanged; 35 lines.`
#[must_use]
pub fn done(report: &Report) -> String {
    let Report { added, updated, unchanged, lines, left_out, .. } = report;
    let all = added + updated + unchanged + left_out;
    let mut parts = vec![format!("{} new", HumanCount(*added))];
    for (many, words) in [(updated, "brought up to date"), (unchanged, "unchanged"), (left_out, "left as they were")] {
        if *many > 0 {
            parts.push(format!("{} {words}", HumanCount(*many)));
        }
    }
    format!("{}: {}; {}.", counted(all, "order"), parts.join(", "), counted(*lines, "line"))
}

/// `1 order`, `2 orders`.
#[must_use]
pub fn counted(many: u64, what: &str) -> String {
    format!("{} {what}{}", HumanCount(many), if many == 1 { "" } else { "s" })
}
