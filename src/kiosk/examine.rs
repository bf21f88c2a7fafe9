//! The technician's page: a look at everything, on a thread of its own. Scanner, printer and display are not asked
//! again, their threads hold the ports: what they said last is taken.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::counter::{Event, RequestId};
use hardware::display::DisplayNews;
use hardware::printer::PrinterNews;
use hardware::scanner::ScannerNews;

use super::Tell;
use crate::doctor::{Live, Patient, examine_running};

/// What the devices said last; written by their threads.
#[derive(Clone, Debug, Default)]
pub(super) struct News(Arc<Mutex<Live>>);

impl News {
    fn live(&self) -> MutexGuard<'_, Live> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn of_display(&self, news: &DisplayNews) {
        self.live().display = Some(news.clone());
    }

    /// A scan says nothing of how the scanner is.
    pub(super) fn of_scanner(&self, news: &ScannerNews) {
        if !matches!(news, ScannerNews::Seen(_)) {
            self.live().scanner = Some(news.clone());
        }
    }

    /// Nor does a slip's end of the printer.
    pub(super) fn of_printer(&self, news: &PrinterNews) {
        if !matches!(news, PrinterNews::Done { .. }) {
            self.live().printer = Some(news.clone());
        }
    }
}

pub(super) struct Examiner {
    pub patient: Patient,
    pub news: News,
    pub tell: Tell,
}

impl Examiner {
    pub(super) fn start(&self, id: RequestId) {
        let (patient, live, tell) = (self.patient.clone(), self.news.live().clone(), self.tell.clone());
        std::thread::spawn(move || tell.tell(Event::Examined(id, examine_running(&patient, live))));
    }
}
