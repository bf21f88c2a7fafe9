//! The chime: whether its command is there and, in a running kiosk, whether it sounded the last time. The counter does its
//! job without one: nothing about it is worse than doubtful.

use std::path::Path;

use domain::finding::{Finding, Subject};

use super::{Holder, doubtful, good};
use crate::config::Bell;
use crate::words::doctor as words;

pub(super) fn bell(bell: &Bell, holder: &Holder) -> Finding {
    let Some(command) = bell.command() else { return good(Subject::Bell, words::bell_silent()) };
    let program = command.words.first().map(String::as_str).unwrap_or_default();
    let Some(file) = command.found() else { return doubtful(Subject::Bell, words::bell_not_found(program)) };
    let last = match holder {
        Holder::We(live) => live.chime.clone(),
        Holder::Nobody | Holder::Kiosk(_) => None,
    };
    match last {
        Some(Some(why)) => doubtful(Subject::Bell, words::bell_mute(&why)),
        Some(None) => good(Subject::Bell, words::bell_sounds()),
        None if program == "aplay" && !can_sound(Path::new("/dev/snd")) => {
            doubtful(Subject::Bell, words::bell_no_card())
        }
        None => good(Subject::Bell, words::bell_found(&file)),
    }
}

/// Whether ALSA has a device that plays: `pcmC0D0p`.
fn can_sound(devices: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(devices) else { return false };
    let names = entries.flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| name.to_str().is_some_and(|name| name.starts_with("pcm") && name.ends_with('p')))
}
