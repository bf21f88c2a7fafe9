//! `doro sample`: made-up orders of a made-up shop.

use std::io::BufWriter;
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use domain::moment::seoul_date;
use hardware::plain::plain_path;
use hardware::stick::{NotWritten, Output};

use super::day;
use crate::failure::Failure;
use crate::orders::{generate, write_csv};
use crate::say::remark;

/// Writes made-up orders as CSV, the same for the same seed and day.
///
/// They are for looking at and for trying out, in a folder of their own: once imported into the shop's ledger they stay
/// among its orders. A file that is there already is never written over.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many
    #[arg(long)]
    orders: u64,
    /// Another seed, other orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day to which all dates relate [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<NaiveDate>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let today = args.today.unwrap_or_else(|| seoul_date(Utc::now()));
    let failed = NotWritten::of(&args.out);
    let mut file = BufWriter::new(Output::create(&args.out)?);
    write_csv(generate(args.orders, args.seed, today), &mut file).map_err(&failed)?;
    file.into_inner().map_err(|why| failed(why.into_error()))?.finish()?;
    // What goes through a pipe or onto a screen is for whoever reads it there.
    if std::fs::symlink_metadata(&args.out).is_ok_and(|made| made.is_file()) {
        remark(format!(
            "doro: {}: {} made-up orders, to look at and to try out; never import them into the shop's own ledger",
            plain_path(&args.out),
            args.orders
        ));
    }
    Ok(())
}
