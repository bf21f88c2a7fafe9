//! What the counter needs, looked at one by one. Looking changes nothing: no file is made, no ledger migrated, no
//! port of a running kiosk opened.
//!
//! - `rules`, `panel`, `fonts`: the configuration and what hangs on it
//! - `ledger`, `disk`: what is kept, and where; `open_files`: whether a running kiosk still has it
//! - `scanner`, `printer`, `display`, `bell`, `stick`: devices; `tty`: names of ports
//! - `instance`, `machine`: other kiosks on the same ledger; power and memory
//!
//! The words stand in `words/doctor`.

mod bell;
mod disk;
mod display;
mod fonts;
mod instance;
mod ledger;
mod machine;
mod open_files;
mod panel;
mod printer;
mod rules;
mod scanner;
mod stick;
mod tty;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::finding::{Finding, Mark, Subject};
use hardware::display::DisplayNews;
use hardware::gs1::Separators;
use hardware::printer::PrinterNews;
use hardware::scanner::{ScannerNews, Unreadable};

use crate::config::Config;
use crate::ledger::lock::{Held, running_terminal};
use crate::words::doctor::{self as words, Said};

/// Longest time for everything: all looks begin together, and one that hangs is said to.
const LOOK_MAX: Duration = Duration::from_secs(10);

/// A kiosk to look at.
#[derive(Clone, Debug)]
pub struct Patient {
    /// Its configuration file; none where the program itself made the configuration.
    pub file: Option<PathBuf>,
    /// What it runs with.
    pub config: Config,
}

/// What the devices of a running kiosk said of themselves last: the kiosk holds their ports.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// Of coming and going.
    pub scanner: Option<ScannerNews>,
    /// Why nothing could be made of what it sent last; none after a code.
    pub unreadable: Option<Unreadable>,
    /// Of its health.
    pub printer: Option<PrinterNews>,
    /// Whether the scanner lets separators through.
    pub separators: Separators,
    /// Why nobody heard the last ring, if so; none before the first.
    pub chime: Option<Option<String>>,
    /// Of its glass.
    pub display: Option<DisplayNews>,
}

/// Who has the devices.
#[derive(Clone, Debug)]
enum Holder {
    /// Nobody: their ports can be tried.
    Nobody,
    /// This kiosk, with what they said last.
    We(Box<Live>),
    /// Another process: its ports are left alone.
    Kiosk(Held),
}

/// Looks that have not come back. None of them is begun a second time meanwhile: what hangs keeps one thread, however
/// often somebody looks.
#[derive(Clone, Debug, Default)]
pub struct Hanging(Arc<Mutex<BTreeSet<Subject>>>);

impl Hanging {
    fn subjects(&self) -> MutexGuard<'_, BTreeSet<Subject>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the subject free also where a look breaks.
struct Begun(Hanging, Subject);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.subjects().remove(&self.1);
    }
}

type Look = Box<dyn FnOnce() -> Vec<Finding> + Send>;

/// Looks at everything that a configuration names, for a kiosk without a window. `tell` hears each finding, in a fixed
/// order, as soon as it is known.
pub fn examine(file: &Path, tell: impl FnMut(&Finding)) -> Vec<Finding> {
    look_at(file, None, tell)
}

/// The same for a kiosk with a window: `program`, which is `doro`, opens it unseen in a process of its own.
pub fn examine_with_panel(file: &Path, program: PathBuf, tell: impl FnMut(&Finding)) -> Vec<Finding> {
    look_at(file, Some(program), tell)
}

fn look_at(file: &Path, program: Option<PathBuf>, tell: impl FnMut(&Finding)) -> Vec<Finding> {
    let config = match Config::read(file) {
        Ok(config) => config,
        Err(why) => {
            let mut looks = machine();
            let wrong = wrong(Subject::Config, words::config_wrong(&why));
            looks.insert(0, (Subject::Config, Box::new(|| vec![wrong])));
            return run(looks, LOOK_MAX, &Hanging::default(), tell);
        }
    };
    let holder = running_terminal(&config.db, config.terminal).map_or(Holder::Nobody, Holder::Kiosk);
    let patient = Patient { file: Some(file.to_owned()), config };
    run(looks(&patient, holder, program), LOOK_MAX, &Hanging::default(), tell)
}

/// The same from within a running kiosk, which has its devices itself; `hanging` is kept from one time to the next.
#[must_use]
pub fn examine_running(patient: &Patient, live: Live, hanging: &Hanging) -> Vec<Finding> {
    run(looks(patient, Holder::We(Box::new(live)), None), LOOK_MAX, hanging, |_| ())
}

fn looks(patient: &Patient, holder: Holder, program: Option<PathBuf>) -> Vec<(Subject, Look)> {
    fn look<const N: usize>(it: impl FnOnce() -> [Finding; N] + Send + 'static) -> Look {
        Box::new(move || it().into())
    }
    let Patient { file, config } = patient.clone();
    let (ours, export) = (matches!(holder, Holder::We(_)), config.export.clone());
    let kiosk = match &holder {
        Holder::Nobody => None,
        Holder::We(_) => Some(std::process::id()),
        Holder::Kiosk(held) => held.pid,
    };
    let Config { db, key, terminal, shop, panel, scanner, printer, display, bell, .. } = config.clone();
    let (rules_of, keys_db, disks_db, owned) = (config, db.clone(), db.clone(), db.clone());
    let sticks_db = db.clone();
    // The window of a kiosk that runs is open.
    let trial = program.zip(file.clone()).filter(|_| matches!(holder, Holder::Nobody));
    // Whoever reads it on the kiosk's screen goes to a terminal in whatever folder.
    let absolute = |file: &PathBuf| std::path::absolute(file).unwrap_or_else(|_| file.clone());
    let named = if ours { file.as_ref().map(absolute) } else { file.clone() };
    let (of_scanner, of_display, of_bell) = (holder.clone(), holder.clone(), holder.clone());
    let mut looks: Vec<(Subject, Look)> = vec![
        (Subject::Config, look(move || [rules::config(file.as_deref())])),
        (Subject::Panel, Box::new(move || panel::look(&panel, trial))),
        (Subject::Policy, Box::new(move || rules::policy(&rules_of))),
        (Subject::Fonts, look(move || [fonts::fonts(&shop, &db)])),
        (Subject::Ledger, Box::new(move || ledger::ledger(&keys_db, &key, kiosk, named.as_deref()))),
        (Subject::Disk, look(move || [disk::disk(&disks_db)])),
        (Subject::Scanner, Box::new(move || scanner::scanner(scanner.as_ref(), &of_scanner))),
        (Subject::Printer, Box::new(move || printer::printer(printer.as_ref(), &holder))),
        (Subject::Display, Box::new(move || display::display(display, &of_display))),
        (Subject::Bell, look(move || [bell::bell(&bell, &of_bell)])),
        (Subject::Stick, look(move || [stick::stick(export.as_ref(), &sticks_db)])),
        (Subject::Instance, look(move || [instance::instance(&owned, terminal, ours)])),
    ];
    looks.extend(machine());
    looks
}

/// What can be looked at without a configuration.
fn machine() -> Vec<(Subject, Look)> {
    vec![
        (Subject::Power, Box::new(|| machine::power(Path::new("/sys")).into_iter().collect())),
        (Subject::Memory, Box::new(|| vec![machine::memory(Path::new("/proc"))])),
    ]
}

/// Begins all looks side by side and gives what they find in their order; a look that has found nothing by the end of
/// `time` is left to itself, and not begun again until it has come back.
fn run(looks: Vec<(Subject, Look)>, time: Duration, hanging: &Hanging, mut tell: impl FnMut(&Finding)) -> Vec<Finding> {
    let end = Instant::now() + time;
    let begin = |(subject, look): (Subject, Look)| {
        if !hanging.subjects().insert(subject) {
            return (subject, Err(words::hangs_still()));
        }
        let (say, heard) = channel();
        let begun = Begun(hanging.clone(), subject);
        let thread = std::thread::Builder::new().name(format!("look {subject:?}")).spawn(move || {
            let found = look();
            drop(begun);
            // Nobody waits any more.
            let _ = say.send(found);
        });
        (subject, thread.map(|_| heard).map_err(|why| words::no_thread(&why)))
    };
    let begun: Vec<_> = looks.into_iter().map(begin).collect();
    let mut findings = Vec::new();
    for (subject, heard) in begun {
        let heard = match heard {
            Ok(heard) => heard.recv_timeout(end.saturating_duration_since(Instant::now())),
            Err(said) => Ok(vec![wrong(subject, said)]),
        };
        let found = match heard {
            Ok(found) => found,
            Err(RecvTimeoutError::Timeout) => vec![wrong(subject, words::hangs(time))],
            Err(RecvTimeoutError::Disconnected) => vec![wrong(subject, words::look_broke())],
        };
        found.iter().for_each(&mut tell);
        findings.extend(found);
    }
    findings
}

/// A recording that nobody has switched off again.
fn recorded(subject: Subject, record: Option<&Path>) -> Option<Finding> {
    record.map(|file| doubtful(subject, words::recorded(file)))
}

fn finding(subject: Subject, mark: Mark, said: Said) -> Finding {
    Finding { subject, mark, words: said.words, next: said.next }
}

fn good(subject: Subject, said: Said) -> Finding {
    finding(subject, Mark::Good, said)
}

fn doubtful(subject: Subject, said: Said) -> Finding {
    finding(subject, Mark::Doubtful, said)
}

fn wrong(subject: Subject, said: Said) -> Finding {
    finding(subject, Mark::Wrong, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(subject: Subject, it: impl FnOnce() -> Vec<Finding> + Send + 'static) -> (Subject, Look) {
        (subject, Box::new(it))
    }

    #[test]
    fn a_look_that_hangs_or_breaks_is_said_to_and_the_others_keep_their_order() {
        let (_keep, never) = channel::<()>();
        let fine = |subject| look(subject, move || vec![good(subject, words::no_stick())]);
        let hangs = look(Subject::Printer, move || {
            let _ = never.recv();
            Vec::new()
        });
        let breaks = look(Subject::Scanner, || std::panic::resume_unwind(Box::new(())));
        let looks = vec![hangs, breaks, fine(Subject::Stick), fine(Subject::Memory)];
        let mut told = Vec::new();
        let found = run(looks, Duration::from_millis(200), &Hanging::default(), |finding| told.push(finding.clone()));
        assert_eq!(told, found);
        let marks: Vec<_> = found.iter().map(|finding| (finding.subject, finding.mark)).collect();
        let (good, wrong) = (Mark::Good, Mark::Wrong);
        let wanted =
            [(Subject::Printer, wrong), (Subject::Scanner, wrong), (Subject::Stick, good), (Subject::Memory, good)];
        assert_eq!(marks, wanted);
    }

    #[test]
    fn a_look_that_hangs_is_not_begun_again_until_it_has_come_back() {
        let hanging = Hanging::default();
        let again = |begun: &Arc<Mutex<u32>>, wait: std::sync::mpsc::Receiver<()>| {
            let begun = begun.clone();
            let waits = look(Subject::Stick, move || {
                *begun.lock().unwrap() += 1;
                let _ = wait.recv();
                vec![good(Subject::Stick, words::no_stick())]
            });
            run(vec![waits], Duration::from_millis(200), &hanging, |_| ())[0].mark
        };
        let over = || channel().1;
        let begun = Arc::default();
        let (hold, held) = channel();
        assert_eq!(again(&begun, held), Mark::Wrong);
        assert_eq!(again(&begun, over()), Mark::Wrong);
        assert_eq!(*begun.lock().unwrap(), 1);
        drop(hold);
        while !hanging.subjects().is_empty() {
            std::thread::yield_now();
        }
        assert_eq!(again(&begun, over()), Mark::Good);
        assert_eq!(*begun.lock().unwrap(), 2);
    }
}
