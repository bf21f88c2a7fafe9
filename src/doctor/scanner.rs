//! The scanner: there, free, by a name that lasts, and not taken for a modem.

use std::path::Path;

use domain::finding::{Finding, Subject};
use hardware::gs1::Separators;
use hardware::scanner::{PortSpec, ScannerNews, probe};

use super::{Holder, doubtful, good, tty, wrong};
use crate::config::ScannerPort;
use crate::words::doctor as words;

pub(super) fn scanner(port: Option<&ScannerPort>, holder: &Holder) -> Vec<Finding> {
    let Some(port) = port else { return vec![doubtful(Subject::Scanner, words::no_scanner())] };
    let found = match holder {
        Holder::Kiosk(pid) => doubtful(Subject::Scanner, words::kiosk_has_it(*pid)),
        Holder::Nobody => match probe(&port.to_device()) {
            Ok(()) => good(Subject::Scanner, words::scanner_opens()),
            Err(why) => wrong(Subject::Scanner, words::scanner_down(&port.port, &why)),
        },
        Holder::We(live) => match &live.scanner {
            Some(ScannerNews::Down { reason, .. }) => wrong(Subject::Scanner, words::scanner_down(&port.port, reason)),
            Some(_) => live.unreadable.map_or_else(
                || good(Subject::Scanner, words::scanner_open()),
                |why| doubtful(Subject::Scanner, words::scanner_unreadable(why)),
            ),
            None => doubtful(Subject::Scanner, words::no_news()),
        },
    };
    let device = port.port.device(Path::new("/sys"));
    let modem = device.as_deref().filter(|device| tty::modem_manager_takes(device, Path::new("/")));
    let modem = modem.map(|_| doubtful(Subject::Scanner, words::modem_manager()));
    let lost = matches!(holder, Holder::We(live) if live.separators == Separators::Lost);
    let lost = lost.then(|| doubtful(Subject::Scanner, words::separators_lost()));
    let recorded = super::recorded(Subject::Scanner, port.record.as_deref());
    [Some(found), lost, fleeting(&port.port), modem, recorded].into_iter().flatten().collect()
}

fn fleeting(port: &PortSpec) -> Option<Finding> {
    let PortSpec::Path(path) = port else { return None };
    let stable = tty::stable_name(path, Path::new("/dev/serial/by-id"));
    tty::is_fleeting(path).then(|| doubtful(Subject::Scanner, words::fleeting_name(path, stable.as_deref())))
}
