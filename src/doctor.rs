//! What the counter needs, looked at one by one. Looking changes nothing.

use std::path::Path;
use std::time::Duration;

use chrono::Utc;
use domain::calendar::Calendar;
use domain::moment::{Trust, seoul_date};
use hardware::printer::{Link, Press, Soil};
use hardware::scanner::probe;

use crate::clock::Clock;
use crate::config::{Config, DisplayPort, PrinterPort, ScannerPort};
use crate::ledger::{Key, Ledger, Means};

/// How good something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Good,
    /// The counter works; somebody should look at it.
    Doubtful,
    /// The counter does not do its job.
    Wrong,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// How good it is.
    pub state: State,
    /// In plain words, with what to do.
    pub words: String,
}

/// Free space below which a shop's day may not fit.
const FREE_BYTES_MIN: u64 = 500 << 20;
/// Holidays that are known for fewer days than this should be brought up to date.
const KNOWN_DAYS_MIN: i64 = 60;
const PRINTER_WAIT: Duration = Duration::from_secs(3);

/// Looks at everything that a configuration names.
#[must_use]
pub fn examine(file: &Path) -> Vec<Finding> {
    let config = match Config::read(file) {
        Ok(config) => config,
        Err(why) => return vec![wrong("config", why.to_string())],
    };
    let mut findings = vec![good("config", format!("{} is understood", file.display()))];
    findings.push(rules(&config));
    findings.extend(ledger(&config));
    findings.push(disk(&config.db));
    findings.push(config.scanner.as_ref().map_or_else(no_scanner, scanner));
    findings.push(config.printer.as_ref().map_or_else(no_printer, printer));
    findings.extend(config.display.as_ref().map(display));
    findings
}

fn good(what: &'static str, words: impl Into<String>) -> Finding {
    Finding { what, state: State::Good, words: words.into() }
}

fn doubtful(what: &'static str, words: impl Into<String>) -> Finding {
    Finding { what, state: State::Doubtful, words: words.into() }
}

fn wrong(what: &'static str, words: impl Into<String>) -> Finding {
    Finding { what, state: State::Wrong, words: words.into() }
}

fn rules(config: &Config) -> Finding {
    match config.setup() {
        Err(why) => wrong("policy", why.to_string()),
        Ok(setup) => holidays(&setup.calendar, setup.book.versions().len()),
    }
}

fn holidays(calendar: &Calendar, versions: usize) -> Finding {
    let until = calendar.known_until();
    let left = (until - seoul_date(Utc::now())).num_days();
    let words = format!("{versions} version(s) of the policy; holidays are known until {until}");
    if left < KNOWN_DAYS_MIN {
        doubtful("policy", format!("{words}: put newer ones into holidays.toml, or the staff confirm dates"))
    } else {
        good("policy", words)
    }
}

fn ledger(config: &Config) -> Vec<Finding> {
    if !config.db.exists() {
        let words = format!("{} is not there yet: `doro import orders` makes it", config.db.display());
        return vec![wrong("ledger", words)];
    }
    let key = match Key::load_or_create(&config.key) {
        Ok(key) => key,
        Err(why) => return vec![wrong("key", why.to_string())],
    };
    let mut findings =
        vec![good("key", format!("{} is private; it is needed to read telephone numbers", config.key.display()))];
    match Ledger::open(&config.db, &key, Means::real()) {
        Err(why) => findings.push(wrong("ledger", why.to_string())),
        Ok(ledger) => {
            findings.push(contents(&ledger));
            findings.push(clock(&ledger));
        }
    }
    findings
}

fn contents(ledger: &Ledger) -> Finding {
    let sound = ledger.audit().map(|audit| audit.is_sound());
    match ledger.examine() {
        Err(why) => wrong("ledger", why.to_string()),
        Ok(_) if matches!(sound, Ok(false)) => {
            wrong("ledger", "its visits pass the limits of their orders: restore the last copy")
        }
        Ok(found) if !found.problems.is_empty() => wrong("ledger", format!("it is damaged: {}", found.problems)),
        Ok(found) if found.orders == 0 => wrong("ledger", "it holds no orders: `doro import orders FILE`"),
        Ok(found) if found.staff == 0 => wrong("ledger", "nobody can sign in: `doro staff add NAME --role manager`"),
        Ok(found) => {
            let words = format!("{} orders, {} visits, {} staff; undamaged", found.orders, found.visits, found.staff);
            good("ledger", words)
        }
    }
}

fn clock(ledger: &Ledger) -> Finding {
    let newest = match ledger.newest_at() {
        Ok(newest) => newest,
        Err(why) => return wrong("clock", why.to_string()),
    };
    let now = Clock::new(newest).now();
    let shown = crate::words::instant(now.wall);
    match now.trust {
        Trust::Trusted => good("clock", format!("{shown} in Seoul, synchronised")),
        Trust::Degraded => doubtful(
            "clock",
            format!("{shown} in Seoul; not synchronised (systemd-timesyncd), but nothing speaks against it"),
        ),
        Trust::Untrusted => {
            wrong("clock", format!("{shown} in Seoul cannot be right: set it, or let a member of the staff confirm it"))
        }
    }
}

fn disk(db: &Path) -> Finding {
    let folder = db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match hardware::stick::free(folder) {
        Err(why) => wrong("disk", why.to_string()),
        Ok(free) if free < FREE_BYTES_MIN => {
            wrong("disk", format!("only {} MiB are free beside the ledger: make room", free >> 20))
        }
        Ok(free) => good("disk", format!("{} MiB are free beside the ledger", free >> 20)),
    }
}

fn no_scanner() -> Finding {
    doubtful("scanner", "none is configured: numbers are typed")
}

fn scanner(port: &ScannerPort) -> Finding {
    match probe(&port.to_device()) {
        Ok(()) => good("scanner", format!("{} can be opened", port.port)),
        Err(why) => wrong("scanner", why),
    }
}

fn no_printer() -> Finding {
    doubtful("printer", "none is configured: numbers and claim codes stand on the screen only")
}

fn printer(port: &PrinterPort) -> Finding {
    let link = match Link::open(&port.target, PRINTER_WAIT) {
        Ok(link) => link,
        Err(why) => return wrong("printer", why.to_string()),
    };
    if port.mute || !link.answers() {
        return good("printer", format!("{} is open; it cannot be asked how it is", port.target));
    }
    let status = match Press::new(link, Soil::default()).status().map(Option::unwrap_or_default) {
        Ok(status) => status,
        Err(why) => return wrong("printer", format!("{}: {why}", port.target)),
    };
    match status.trouble() {
        Some(trouble) => wrong("printer", format!("{}: {trouble}", port.target)),
        None if status.paper_near_end => {
            doubtful("printer", format!("{} is ready, its paper is nearly used up", port.target))
        }
        None => good("printer", format!("{} is ready", port.target)),
    }
}

fn display(DisplayPort(config): &DisplayPort) -> Finding {
    match hardware::display::probe(config) {
        Ok(()) => good("display", format!("{} at {} can be opened", config.kind(), config.bus())),
        Err(why) => doubtful("display", why.to_string()),
    }
}
