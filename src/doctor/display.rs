//! The customer display. The counter does its job without one: nothing about it is worse than doubtful.

use domain::finding::{Finding, Subject};
use hardware::display::{DisplayNews, probe};

use super::{Holder, doubtful, good};
use crate::config::DisplayPort;
use crate::words::doctor as words;

pub(super) fn display(port: Option<DisplayPort>, holder: &Holder) -> Vec<Finding> {
    let Some(DisplayPort(config)) = port else { return Vec::new() };
    let found = match holder {
        Holder::Kiosk(pid) => doubtful(Subject::Display, words::kiosk_has_it(*pid)),
        Holder::Nobody => match probe(&config) {
            Ok(()) => good(Subject::Display, words::display_opens(config.kind(), config.bus())),
            Err(why) => doubtful(Subject::Display, words::display_dark(&why)),
        },
        Holder::We(live) => match &live.display {
            Some(DisplayNews::Up) => good(Subject::Display, words::display_shows()),
            Some(DisplayNews::Down { why }) => doubtful(Subject::Display, words::display_dark(why)),
            None => doubtful(Subject::Display, words::no_news()),
        },
    };
    vec![found]
}
