//! `doro backup`: a copy of the ledger.

use std::path::PathBuf;

use indicatif::HumanBytes;

use super::{Db, pages};
use crate::failure::Failure;
use crate::ledger::copies::{self, Onto};
use crate::say::{remark, say};
use crate::signals;

/// Copies the ledger into a folder, also while the kiosk runs.
///
/// The copy gets its name, doro-DATE-TIME.db, once it has been read again from the disk and found whole; earlier copies
/// stay. The key is not in it. A folder on the ledger's own disk is refused: mostly another disk was to be mounted there.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder for the copy, on another disk; it is made where it is not there
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Copy onto the ledger's own disk: that helps against mistakes, not when the disk dies, and the doctor goes on asking
    /// for a copy on another one
    #[arg(long)]
    same_disk: bool,
    #[command(flatten)]
    db: Db,
}

const EXAMPLES: &str = "\
Examples:
  doro backup --to /media/usb/doro
          the ledger that kiosk.toml of this folder names
  doro backup --config /home/shop/doro/kiosk.toml --to /mnt/nas/doro
          every night, from cron or a systemd timer
  sha256sum -c doro-20261126-200000.db.sha256
          whether a copy is still what it was
  doro restore /media/usb/doro/doro-20261126-200000.db
          brings one back

Keep the key (doro.key, or `key` of kiosk.toml) in another place:
with a copy of the ledger alone nobody can read its telephone numbers,
and without the key a copy cannot be brought back.";

pub fn run(args: &Args) -> Result<(), Failure> {
    let place = args.db.place()?;
    let bar = pages::Bar::new("copying", signals::catch()?)?;
    let onto = Onto { folder: &args.to, same_disk: args.same_disk };
    let now = copies::believed_now(&place.db);
    let copied = copies::backup(&place.db, &place.key, onto, now, &mut |done, of| bar.show(done, of));
    let copied = copied.map_err(|why| place.failure(why))?;
    bar.clear();
    say(format!("{} is whole: {}.", copied.file.display(), HumanBytes(copied.bytes)));
    say(format!("SHA-256 {}", copied.sha256));
    say("The key is not in it: keep a copy of the key in another place.");
    if copied.same_disk {
        remark("doro: it lies on the ledger's own disk, and is lost together with it: make one on another disk too");
    }
    if let Some(why) = copied.not_noted {
        remark(format!("doro: the ledger does not know of this copy: {why}"));
    }
    Ok(())
}
