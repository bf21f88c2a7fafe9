//! `doro sample`: made-up orders of a made-up shop.

use std::io::BufWriter;
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use domain::moment::seoul_date;
use hardware::plain::{plain_io, plain_path};
use hardware::stick::Output;

use super::{Failure, day};
use crate::orders::{generate, write_csv};

/// Writes made-up orders as CSV, the same for the same seed and day.
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
    let failed = |why: std::io::Error| Failure(format!("{}: {}", plain_path(&args.out), plain_io(&why)));
    let mut file = BufWriter::new(Output::create(&args.out).map_err(failed)?);
    write_csv(generate(args.orders, args.seed, today), &mut file).map_err(failed)?;
    file.into_inner().map_err(|why| failed(why.into_error()))?.finish().map_err(failed)
}
