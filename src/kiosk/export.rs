//! Exports, each on a thread of its own: it reads beside the ledger's writer and writes onto the stick.
//!
//! A stick can hold a thread for ever, in a call that nothing ends before it is pulled out, and sometimes not then. The
//! counter says so and goes on; the thread stays where it is. So a stick that holds one is not taken for a further
//! export, and there are never more than [`THREADS_MAX`] of them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use domain::counter::Event;
use domain::device::{ExportEnd, RequestId};
use hardware::plain::plain_path;
use hardware::stick::{Folder, Medium, Mount, StickError, Sticks};

use super::Tell;
use crate::export;

/// Kept on every stick that holds exports, so that they stand together.
const FOLDER: &str = "doro";
/// One that writes, and others that sticks hold.
const THREADS_MAX: usize = 4;
/// How often the counter is told that an export goes on, at most.
const TOLD_EVERY: Duration = Duration::from_millis(500);

pub(super) struct Exporter {
    db: PathBuf,
    places: Places,
    tell: Tell,
    busy: Busy,
}

/// Where exports go.
#[derive(Clone)]
enum Places {
    /// The folder of the configuration.
    Folder(PathBuf),
    /// The stick that was plugged in last and can be written.
    Sticks(Sticks),
}

/// Where one export goes.
#[derive(Clone)]
enum Place {
    Folder(PathBuf),
    Stick(Mount),
}

impl Place {
    /// Whether what holds a thread here holds it there too: a device, wherever it is mounted.
    fn is(&self, other: &Place) -> bool {
        match (self, other) {
            (Place::Folder(one), Place::Folder(other)) => one == other,
            (Place::Stick(one), Place::Stick(other)) => one.number == other.number,
            _ => false,
        }
    }
}

impl Exporter {
    pub(super) fn new(db: PathBuf, dir: Option<PathBuf>, sticks: Sticks, tell: Tell) -> Exporter {
        let places = dir.map_or_else(|| Places::Sticks(sticks.apart_from(&db)), Places::Folder);
        Exporter { db, places, tell, busy: Busy::default() }
    }

    pub(super) fn start(&self, id: RequestId, from: NaiveDate, until: NaiveDate) {
        let end = match self.busy.choose(&self.places) {
            Ok(held) => {
                let (db, tell) = (self.db.clone(), self.tell.clone());
                let begun = thread::Builder::new().name("export".into()).spawn(move || {
                    let mut goes_on = seldom(|| tell.tell(Event::Exporting(id)));
                    let end = written(&db, &held.place, from, until, &mut goes_on);
                    // First the place is free: whoever reads the end may begin again at once.
                    drop(held);
                    tell.tell(Event::Exported(id, end.unwrap_or_else(|why| ExportEnd::Failed { why })));
                });
                match begun {
                    Ok(_) => return,
                    Err(why) => ExportEnd::Failed { why: format!("the system gives no thread ({why}): try again") },
                }
            }
            Err(end) => end,
        };
        // The counter's own thread must not wait for room in its inbox.
        let tell = self.tell.clone();
        let told = thread::Builder::new().spawn(move || tell.tell(Event::Exported(id, end)));
        if let Err(why) = told {
            tracing::warn!(%why, "the end of an export could not be told");
        }
    }
}

/// The places that hold a thread.
#[derive(Clone, Default)]
struct Busy(Arc<Mutex<Vec<Place>>>);

/// A place in use; let go of when dropped.
struct Held {
    place: Place,
    busy: Busy,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut places = self.busy.places();
        if let Some(at) = places.iter().position(|place| place.is(&self.place)) {
            places.swap_remove(at);
        }
    }
}

impl Busy {
    fn places(&self) -> MutexGuard<'_, Vec<Place>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of the next export; nothing on it is touched.
    fn choose(&self, places: &Places) -> Result<Held, ExportEnd> {
        let mut busy = self.places();
        if busy.len() >= THREADS_MAX {
            return Err(ExportEnd::Silent);
        }
        let place = match places {
            Places::Folder(dir) => free(&busy, [Place::Folder(dir.clone())])?,
            Places::Sticks(sticks) => {
                let failed = |why: &dyn std::fmt::Display| ExportEnd::Failed { why: why.to_string() };
                let sticks = sticks.mounted().map_err(|why| failed(&why))?;
                match sticks.last() {
                    None => return Err(ExportEnd::NoStick),
                    Some(last) if sticks.iter().all(|stick| stick.read_only) => {
                        return Err(failed(&StickError::ReadOnly(last.path.clone())));
                    }
                    Some(_) => {
                        let writable = sticks.into_iter().rev().filter(|stick| !stick.read_only);
                        free(&busy, writable.map(Place::Stick))?
                    }
                }
            }
        };
        busy.push(place.clone());
        Ok(Held { place, busy: self.clone() })
    }
}

/// The first one that holds no thread.
fn free(busy: &[Place], places: impl IntoIterator<Item = Place>) -> Result<Place, ExportEnd> {
    places.into_iter().find(|place| !busy.iter().any(|busy| busy.is(place))).ok_or(ExportEnd::Silent)
}

fn seldom(mut tell: impl FnMut()) -> impl FnMut() {
    let mut told_at = Instant::now();
    move || {
        if told_at.elapsed() >= TOLD_EVERY {
            told_at = Instant::now();
            tell();
        }
    }
}

fn written(
    db: &Path,
    place: &Place,
    from: NaiveDate,
    until: NaiveDate,
    goes_on: &mut dyn FnMut(),
) -> Result<ExportEnd, String> {
    let (folder, is_stick) = match place {
        Place::Folder(dir) => (Folder::make(dir), false),
        Place::Stick(stick) => (Folder::of_stick(stick).and_then(|stick| stick.beneath(FOLDER)), true),
    };
    let folder = folder.map_err(|why| if is_stick { why.to_string() } else { why.of_folder() })?;
    let export = export::write(db, &folder, from, until, goes_on);
    let export = export.map_err(|why| if is_stick { why.to_string() } else { why.of_folder() })?;
    Ok(ExportEnd::Written { place: plain_path(folder.path()), returns: export.returns, answers: export.answers })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sticks(list: &str) -> (tempfile::TempDir, Places) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("mountinfo");
        std::fs::write(&file, format!("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n{list}")).unwrap();
        (dir, Places::Sticks(Sticks::listed_in(file, vec!["/media".into()])))
    }

    fn chosen(busy: &Busy, places: &Places) -> Result<(String, Held), ExportEnd> {
        let held = busy.choose(places)?;
        let Place::Stick(stick) = &held.place else { panic!("no stick") };
        Ok((stick.device.clone(), held))
    }

    #[test]
    fn the_last_stick_that_can_be_written_and_holds_no_thread_is_taken() {
        let (_dir, places) = sticks(
            "30 22 8:17 / /media/a rw - vfat a rw\n31 22 8:33 / /media/b rw - vfat b rw\n\
             32 22 8:49 / /media/c ro - vfat c rw\n",
        );
        let busy = Busy::default();
        let (first, held) = chosen(&busy, &places).unwrap();
        let (second, _also_held) = chosen(&busy, &places).unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("b", "a"));
        assert_eq!(chosen(&busy, &places).err(), Some(ExportEnd::Silent));
        drop(held);
        assert_eq!(chosen(&busy, &places).unwrap().0, "b");
    }

    #[test]
    fn no_stick_and_none_that_can_be_written_are_told_apart() {
        assert_eq!(chosen(&Busy::default(), &sticks("").1).err(), Some(ExportEnd::NoStick));
        let (_dir, places) = sticks("30 22 8:17 / /media/a ro - vfat a rw\n");
        let end = chosen(&Busy::default(), &places).err();
        assert!(matches!(&end, Some(ExportEnd::Failed { why }) if why.contains("a stick may be locked")), "{end:?}");
    }

    #[test]
    fn there_are_never_more_threads_than_said() {
        let list: String = (0..9).map(|n| format!("{} 22 8:{n} / /media/{n} rw - vfat {n} rw\n", 30 + n)).collect();
        let (_dir, places) = sticks(&list);
        let busy = Busy::default();
        let held: Vec<_> = (0..THREADS_MAX).map(|_| busy.choose(&places).ok().unwrap()).collect();
        assert_eq!(busy.choose(&places).err(), Some(ExportEnd::Silent));
        drop(held);
        assert!(busy.choose(&places).is_ok());
    }
}
