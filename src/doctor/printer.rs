//! The printer: what it says of itself.

use std::path::Path;
use std::time::Duration;

use domain::finding::{Finding, Subject};
use hardware::printer::{Link, Press, PrinterNews, Soil, Target, Why};

use super::{Holder, doubtful, good, tty, wrong};
use crate::config::PrinterPort;
use crate::words::doctor as words;

/// For opening; and, for what may be left over of an earlier slip, once more.
const PRINTER_WAIT: Duration = Duration::from_secs(2);

pub(super) fn printer(port: Option<&PrinterPort>, holder: &Holder) -> Vec<Finding> {
    let Some(port) = port else { return vec![good(Subject::Printer, words::no_printer())] };
    let found = match holder {
        Holder::Kiosk(pid) => doubtful(Subject::Printer, words::kiosk_has_it(*pid)),
        Holder::Nobody => match asked(port) {
            Ok(found) => found,
            Err(why) => wrong(Subject::Printer, words::printer_down(&why)),
        },
        Holder::We(live) => match &live.printer {
            Some(PrinterNews::Down { why }) => wrong(Subject::Printer, words::printer_down(why)),
            Some(PrinterNews::Up { paper_low: true }) => doubtful(Subject::Printer, words::paper_low()),
            Some(_) => good(Subject::Printer, words::printer_ready(&port.target)),
            None => doubtful(Subject::Printer, words::no_news()),
        },
    };
    let fleeting = match &port.target {
        Target::Serial { path, .. } if tty::is_fleeting(path) => {
            let stable = tty::stable_name(path, Path::new("/dev/serial/by-id"));
            Some(doubtful(Subject::Printer, words::fleeting_name(path, stable.as_deref())))
        }
        _ => None,
    };
    let recorded = super::recorded(Subject::Printer, port.record.as_deref());
    std::iter::once(found).chain(fleeting).chain(recorded).collect()
}

fn asked(port: &PrinterPort) -> Result<Finding, Why> {
    // Opening a plain file would make it.
    if let Target::File(_) = &port.target {
        return Ok(good(Subject::Printer, words::printer_cannot_say(&port.target)));
    }
    let link = Link::open(&port.target, PRINTER_WAIT)?;
    if port.mute || !link.answers() {
        return Ok(good(Subject::Printer, words::printer_cannot_say(&port.target)));
    }
    let status = Press::new(link, Soil::default()).status()?.unwrap_or_default();
    Ok(match status.trouble() {
        Some(trouble) => wrong(Subject::Printer, words::printer_down(&trouble.into())),
        None if status.paper_near_end => doubtful(Subject::Printer, words::paper_low()),
        None => good(Subject::Printer, words::printer_ready(&port.target)),
    })
}
