//! `doro import orders`: orders from the shop's system.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::Subcommand;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use domain::moment::seoul;

use super::scan::is_left_out;
use super::{Db, New};
use crate::clock;
use crate::config::{Config, Counts};
use crate::failure::Failure;
use crate::ledger::is_blank;
use crate::orders::{Encoding, Phase, Progress, Reading, Returned, examine, import};
use crate::say::say;
use crate::words::import as words;

/// What `--help` shows after the options: so much as a shop's own system must write.
const COLUMNS: &str = "\
Columns of a CSV file, with a row for each line of an order; what belongs to the
order stands in each of its rows. Further columns are refused: take them away.
  order_no, receipt_barcode      the number and the code that are scanned or
                                 typed; without a receipt, order_no again
  channel                        online or store
  ordered_on, received_on        2026-11-20; received_on may be empty
  status                         paid, preparing, shipped, in_transit, delivered
  shipping_paid_won, shipping_standard_won
                                 what was paid for the first delivery, and what
                                 a delivery costs
  remote_surcharge_won, installation_surcharge_won
                                 0 where there is none
  payments                       card:80000;points:1000. Methods: card,
                                 bank_transfer, virtual_account, mobile, points.
                                 In all: price x quantity - discount of every
                                 line, and shipping_paid_won
  line_no, product_barcode, product_name
  category                       apparel, accessories, luxury, seasonal, food,
                                 cosmetics, electronics, installed, car, media,
                                 computer, general
  unit_price_won, quantity, discount_won
                                 digits only; the discount is of the whole line
  made_to_order, production_started
                                 true or false (1 or 0, Y or N)
  cancellation_fee_won           0 where there is none
May be left out:
  payments_refunded              as payments: what went back elsewhere
  already_returned               units that did
  outbound_charged               true where an earlier return was charged the
                                 first delivery
  approval_no, approved_on, instalments
                                 the card's approval, its day, its months (0-60)
  lot, image                     the line's lot, and the name of its picture";

/// What to take over.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Take over orders from CSV or JSON Lines: all of a file or nothing of it, while the kiosk runs
    ///
    /// CSV: a row per line, the order's fields repeated; commas, semicolons or tabs; UTF-8, UTF-16 or, when said so,
    /// CP949. JSON Lines: an order per line. A file may be imported again; what a booked return contradicts stays, and
    /// is named. Wrong rows are listed by line and field; what is taken over and worth a look is listed after that.
    ///
    /// What already_returned and payments_refunded count is said once, under [orders] in the configuration or with
    /// --returned. With `elsewhere` they hold what went back elsewhere, and what this counter took back is added by
    /// itself. With `everything` they hold all that the shop's system knew at the moment of --as-of: visits that the
    /// staff here had approved by then are contained and not counted again; visits that waited, or were decided later,
    /// are added. Where the file says less than was approved here, ours counts and a remark says so.
    #[command(after_long_help = COLUMNS)]
    Orders {
        /// The file
        file: PathBuf,
        /// How its letters are written: utf-8 or cp949; UTF-16 is recognised by itself
        #[arg(long, default_value = "utf-8")]
        encoding: Encoding,
        /// What already_returned and payments_refunded count [default: as the configuration says, else elsewhere]
        #[arg(long, value_enum)]
        returned: Option<Counts>,
        /// The moment whose state the file shows, in Seoul: 2026-11-20T03:00; with `everything` alone
        #[arg(long, value_name = "DATE-TIME", value_parser = moment)]
        as_of: Option<DateTime<Utc>>,
        #[command(flatten)]
        db: Db,
        #[command(flatten)]
        new: New,
    },
}

fn wrong_usage(words: &str) -> ! {
    super::wrong_usage(&["import", "orders"], words)
}

pub fn run(what: &What) -> Result<(), Failure> {
    let What::Orders { file, encoding, returned, as_of, db, new } = what;
    let counts = match returned {
        Some(counts) => *counts,
        None => said_once(&db.at.config)?,
    };
    let returned = match (counts, as_of) {
        (Counts::Elsewhere, None) => Returned::Elsewhere,
        (Counts::Everything, Some(as_of)) if *as_of <= Utc::now() => Returned::Everything(*as_of),
        (Counts::Everything, Some(_)) => wrong_usage("--as-of is still to come: it is a moment that has been"),
        (Counts::Everything, None) => wrong_usage(
            "the file holds everything that was known at a moment: say at which with --as-of 2026-11-20T03:00, or \
             --returned elsewhere",
        ),
        (Counts::Elsewhere, Some(_)) => {
            wrong_usage("--as-of goes with --returned everything: of what went back elsewhere, every moment is as good")
        }
    };
    let reading = Reading { encoding: *encoding, returned };
    let place = db.place()?;
    let (bar, now) = (bar(), Utc::now());
    let mut told = |progress| show(&bar, progress);
    let is_new = is_blank(&place.db)?;
    if is_new {
        // No ledger and no key for a file that is not taken over.
        examine(file, reading, now, &mut told)?;
    }
    let mut ledger = place.open(new.make())?;
    if is_new {
        say(format!("{} is a new ledger, {} its key.", place.db.display(), place.key.display()));
    }
    let report = import(&place.db, file, reading, now, &mut told)?;
    bar.finish_and_clear();
    let known = ledger.newest_at()?;
    ledger.lives(&clock::look(known))?;
    say(words::done(&report));
    for kept in &report.kept {
        say(kept);
    }
    if report.remarks.count > 0 {
        say(format!("{} worth a look:\n{}", HumanCount(report.remarks.count), report.remarks.to_string().trim_end()));
    }
    Ok(())
}

/// What the configuration says; a file of that default name need not be there.
fn said_once(config: &Path) -> Result<Counts, Failure> {
    if is_left_out(config) { Ok(Counts::default()) } else { Ok(Config::read(config)?.orders.returned) }
}

/// A date and a time of day in Seoul, or an instant with its offset.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let local = |form| NaiveDateTime::parse_from_str(text, form).ok();
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let in_seoul = forms.into_iter().find_map(local).and_then(|at| at.and_local_timezone(seoul()).single());
    in_seoul
        .map(|at| at.with_timezone(&Utc))
        .or_else(|| Some(DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc)))
        .ok_or_else(|| "expected a date and a time in Seoul, such as 2026-11-20T03:00".to_owned())
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
