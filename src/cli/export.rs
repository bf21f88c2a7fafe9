//! `doro export`: returns and answers as CSV.

use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use domain::moment::seoul_date;
use hardware::plain::plain_path;
use hardware::stick::Folder;

use super::day;
use super::place::Where;
use crate::export;
use crate::failure::Failure;
use crate::ledger::connect_reader;
use crate::say::say;

/// Writes `returns_FROM_UNTIL.csv` and `answers_FROM_UNTIL.csv`: UTF-8 with a byte order mark, as Excel wants it.
///
/// The period is one of Seoul dates of confirmation, both ends included. No personal data stands in the files.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    at: Where,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// First day [default: the first of this month]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    from: Option<NaiveDate>,
    /// Last day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<NaiveDate>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    use chrono::Datelike;
    let until = args.until.unwrap_or_else(|| seoul_date(Utc::now()));
    let from = args.from.unwrap_or_else(|| until.with_day(1).unwrap_or(until));
    let db = args.at.ledger()?;
    // A folder for an export that cannot be is not made.
    drop(connect_reader(&db).map_err(|why| args.at.failure(why))?);
    let folder = Folder::make(&args.out).map_err(|why| Failure(why.of_folder()))?;
    let export = export::write(&db, &folder, from, until, &mut || {}).map_err(|why| Failure(why.of_folder()))?;
    say(format!("{} rows of returns and {} of answers, read back and found equal:", export.returns, export.answers));
    for (name, _) in &export.files {
        say(format!("  {}", plain_path(&args.out.join(name))));
    }
    Ok(())
}
