//! `doro import orders`: orders from the shop's system.

use std::io::IsTerminal;
use std::path::PathBuf;

use chrono::Utc;
use clap::Subcommand;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::say::say;
use super::{Db, Failure, New};
use crate::clock;
use crate::orders::{Encoding, Phase, Progress, import};

/// What to take over.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Take over orders from CSV or JSON Lines: all of a file or nothing of it, while the kiosk runs
    ///
    /// CSV: a row per line, the order's fields repeated. JSON Lines: an order per line. A file may be imported
    /// again; what a booked return contradicts stays, and is named. Wrong rows are listed by line and field.
    Orders {
        /// The file
        file: PathBuf,
        /// How its letters are written: utf-8 or cp949
        #[arg(long, default_value = "utf-8")]
        encoding: Encoding,
        #[command(flatten)]
        db: Db,
        #[command(flatten)]
        new: New,
    },
}

pub fn run(what: &What) -> Result<(), Failure> {
    let What::Orders { file, encoding, db, new } = what;
    // Makes the ledger and its key where there are none.
    let is_there = db.db.exists();
    let mut ledger = db.open(new.make())?;
    if !is_there {
        say(format!("{} is a new ledger, {} its key.", db.db.display(), db.key().display()));
    }
    let bar = bar();
    let report = import(&db.db, file, *encoding, Utc::now(), &mut |progress| show(&bar, progress))?;
    bar.finish_and_clear();
    let known = ledger.newest_at()?;
    ledger.lives(&clock::look(known))?;
    say(format!(
        "{} orders are new, {} were brought up to date, with {} lines.",
        HumanCount(report.added),
        HumanCount(report.updated),
        HumanCount(report.lines)
    ));
    for kept in &report.kept {
        say(kept);
    }
    Ok(())
}

fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{msg:>9} {bar:40} {percent:>3}%  {human_pos} of {human_len} lines, {eta} left");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(match progress.phase {
        Phase::Counting => "counting",
        Phase::Staging => "reading",
        Phase::Merging => "merging",
        Phase::Sweeping => "tidying",
    });
    bar.set_length(progress.of);
    bar.set_position(progress.done);
}
