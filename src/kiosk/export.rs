//! Exports, each on a thread of its own: it reads beside the ledger's writer and writes onto the stick.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::counter::{Event, ExportEnd, RequestId};
use hardware::stick::mounted_now;

use super::Tell;
use crate::export;

/// Kept on every stick that holds exports, so that they stand together.
const FOLDER: &str = "doro";

pub(super) struct Exporter {
    pub db: PathBuf,
    pub dir: Option<PathBuf>,
    pub tell: Tell,
}

impl Exporter {
    pub(super) fn start(&self, id: RequestId, from: NaiveDate, until: NaiveDate) {
        let (db, dir, tell) = (self.db.clone(), self.dir.clone(), self.tell.clone());
        std::thread::spawn(move || {
            let end = match dir.or_else(stick) {
                None => ExportEnd::NoStick,
                Some(dir) => written(&db, &dir, from, until).unwrap_or_else(|why| ExportEnd::Failed { why }),
            };
            tell.tell(Event::Exported(id, end));
        });
    }
}

/// The stick that was plugged in last and can be written.
fn stick() -> Option<PathBuf> {
    let sticks = mounted_now().ok()?;
    Some(sticks.into_iter().rfind(|stick| !stick.read_only)?.path.join(FOLDER))
}

fn written(db: &Path, dir: &Path, from: NaiveDate, until: NaiveDate) -> Result<ExportEnd, String> {
    std::fs::create_dir_all(dir).map_err(|why| format!("{}: {why}", dir.display()))?;
    let export = export::write(db, dir, from, until).map_err(|why| why.to_string())?;
    Ok(ExportEnd::Written { place: dir.display().to_string(), returns: export.returns, answers: export.answers })
}
