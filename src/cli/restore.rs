//! `doro restore`: a copy of the ledger takes its place.

use std::path::PathBuf;

use chrono::Utc;
use domain::moment::Trust;
use domain::written::instant;
use hardware::plain::plain_path;

use super::{Db, pages};
use crate::clock;
use crate::failure::Failure;
use crate::ledger::copies::{self, Restored};
use crate::say::{remark, say};
use crate::signals;

/// Visits that are named one by one.
const NAMED_MAX: usize = 20;

/// Puts a copy that `doro backup` made into the ledger's place. End the kiosk first.
///
/// The copy is checked before anything is touched, and the ledger that was there is kept under another name. Visit numbers
/// that may have been given since the copy was made are never given again.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The copy
    #[arg(value_name = "COPY")]
    copy: PathBuf,
    /// This machine's clock is right, and the copy says a later time because the clock stood ahead when it was made
    #[arg(long)]
    clock_is_right: bool,
    #[command(flatten)]
    db: Db,
}

const EXAMPLES: &str = "\
Examples:
  doro restore /media/usb/doro/doro-20261126-200000.db
          into the place of the ledger that kiosk.toml of this folder names
  doro restore /mnt/nas/doro-20261126-200000.db --config /srv/doro/kiosk.toml
          into that of another one
  doro restore doro-before-restore-20261127-091500.db
          undoes it: the ledger that was there before

Afterwards import the orders again, and look with `doro doctor`.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let now = clock::look(None);
    let is_trusted = now.trust == Trust::Trusted || args.clock_is_right;
    let place = args.db.place()?;
    let bar = pages::Bar::new("restoring", signals::catch()?)?;
    let mut progress = |done, of| bar.show(done, of);
    let restored = copies::restore(&args.copy, &place.db, &place.key, (Utc::now(), is_trusted), &mut progress);
    let restored = restored.map_err(|why| place.failure(why))?;
    bar.clear();
    if !restored.compared {
        remark(format!(
            "doro: there is no {}.sha256 beside the copy: it is sound, but nobody can say whether it was changed since it \
             was made",
            plain_path(&args.copy)
        ));
    }
    let made = restored.copied_at.map_or_else(|| "an unknown time".to_owned(), instant);
    say(format!("{} is now the copy of {made}, with {} visits.", place.db.display(), restored.visits));
    if restored.destroyed > 0 {
        say(format!("{} telephone numbers were destroyed: their day had come.", restored.destroyed));
    }
    say_what_is_missing(&restored);
    say(format!("Next: `{}`, then look with `doro doctor`.", place.command("import orders FILE")));
    Ok(())
}

fn say_what_is_missing(restored: &Restored) {
    if let Some(kept_as) = &restored.kept_as {
        say(format!("The ledger that was there is kept: {} (`doro restore` of it undoes this).", kept_as.display()));
    }
    match restored.missing.as_deref() {
        Some([]) => {}
        Some(missing) => {
            say(format!("{} visits of that ledger are not in the copy; customers have slips of them:", missing.len()));
            for number in missing.iter().take(NAMED_MAX) {
                say(format!("  {number}"));
            }
            if let Some(more) = missing.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
                say(format!("  and {more} more"));
            }
        }
        None => {
            say("Visits that were booked since then are known by their slips only.");
            say("Today's numbers go on with higher ones, beyond all that may have been given.");
        }
    }
}
