//! The technician's page: a look at everything, on a thread of its own. Scanner, printer and display are not asked
//! again, their threads hold the ports: what they said last is taken.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::counter::Event;
use domain::device::RequestId;
use hardware::display::DisplayNews;
use hardware::gs1::Separators;
use hardware::printer::PrinterNews;
use hardware::scanner::ScannerNews;

use super::Tell;
use crate::doctor::{Hanging, Live, Patient, examine_running};

/// What the devices said last; written by their threads.
#[derive(Clone, Debug, Default)]
pub(super) struct News(Arc<Mutex<Live>>);

impl News {
    fn live(&self) -> MutexGuard<'_, Live> {
        taken(&self.0)
    }

    pub(super) fn of_display(&self, news: &DisplayNews) {
        self.live().display = Some(news.clone());
    }

    /// Why nobody heard the last ring; none when it sounded.
    pub(super) fn of_chime(&self, mute: Option<String>) {
        self.live().chime = Some(mute);
    }

    /// Of a scan only counts whether it could be read, and whether separators come through.
    pub(super) fn of_scanner(&self, news: &ScannerNews, today_year: u16) {
        let separators = match news {
            ScannerNews::Seen(scan) => scan.code.as_ref().ok().map(|code| Separators::of(code, today_year)),
            ScannerNews::Up { .. } | ScannerNews::Down { .. } => None,
        };
        let mut live = self.live();
        match news {
            ScannerNews::Seen(scan) => {
                live.unreadable = scan.code.as_ref().err().copied();
                live.separators = live.separators.with(separators.unwrap_or_default());
            }
            ScannerNews::Up { .. } | ScannerNews::Down { .. } => {
                live.scanner = Some(news.clone());
                live.unreadable = None;
                live.separators = Separators::default();
            }
        }
    }

    /// A slip's end says nothing of how the printer is.
    pub(super) fn of_printer(&self, news: &PrinterNews) {
        if !matches!(news, PrinterNews::Done { .. } | PrinterNews::Cleared) {
            self.live().printer = Some(news.clone());
        }
    }
}

pub(super) struct Examiner {
    patient: Patient,
    news: News,
    tell: Tell,
    /// Who gets what the look under way finds; none while there is none.
    waits: Arc<Mutex<Option<RequestId>>>,
    hanging: Hanging,
}

impl Examiner {
    pub(super) fn new(patient: Patient, news: News, tell: Tell) -> Examiner {
        Examiner { patient, news, tell, waits: Arc::default(), hanging: Hanging::default() }
    }

    /// One look at a time: whoever asks meanwhile gets what it finds.
    pub(super) fn start(&self, id: RequestId) {
        if taken(&self.waits).replace(id).is_some() {
            return;
        }
        let (patient, live, tell) = (self.patient.clone(), self.news.live().clone(), self.tell.clone());
        let (waits, hanging) = (self.waits.clone(), self.hanging.clone());
        let begun = std::thread::Builder::new().name("examiner".into()).spawn(move || {
            let found = examine_running(&patient, live, &hanging);
            let id = taken(&waits).take();
            if let Some(id) = id {
                tell.tell(Event::Examined(id, found));
            }
        });
        if let Err(why) = begun {
            tracing::error!(%why, "no thread for a look at the devices");
            *taken(&self.waits) = None;
        }
    }
}

fn taken<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}
