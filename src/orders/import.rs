//! A file of orders goes into the ledger: all of it or nothing, and never in the kiosk's way.
//!
//! 1. **Stage.** One thread reads and checks, another writes the orders under a new import that is not live, in short
//!    transactions with a pause after each. Nobody sees them. How many rows a transaction takes is steered by how
//!    long the last one held the lock ([`Pace`]): about 30 ms, so that a kiosk that polls every millisecond gets in
//!    long before 100 ms have passed.
//! 2. **Merge.** Orders with booked returns are compared with what the file says of them; where a booked return
//!    rests on a field that the file would change, the order leaves the import and stays as it is (an order is taken
//!    over whole or not at all: a mixture of two versions would not add up). Then one row makes the import live.
//!    Visits booked since the comparison are compared within that last transaction.
//! 3. **Sweep.** Superseded versions are removed in short transactions.
//!
//! A crash before the flip leaves a staged import that nobody sees and that the next import removes; one after it
//! leaves superseded versions that nobody sees, removed likewise.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use chrono::{DateTime, NaiveDate, Utc};
use domain::moment::seoul_date;
use rusqlite::Connection;

use super::Returned;
use super::check::{self, Read, Receipts};
use super::columns::separator;
use super::csv_orders::{self, Rows, Stopped};
use super::json_orders;
use super::meaning::{self, Less, Reading};
use super::merge;
use super::not_text::not_text;
use super::pace::Pace;
use super::problem::{ImportError, Phase, Problems, Progress, Remarks, Report, same_code};
use super::text_file::{self, Encoding};
use crate::ledger::kept::fingerprint::fingerprint;
use crate::ledger::lock::Lock;
use crate::ledger::names::Names;
use crate::ledger::{self, LedgerError, store};

/// Orders handed from the reading thread to the writing one at a time.
const BATCH: usize = 2_048;

/// Lines between two words on progress.
const PROGRESS_EVERY: u64 = 10_000;

/// Imports a file of orders into the ledger at `db`; a running kiosk goes on.
///
/// A file whose first letter is `{` is JSON Lines, any other CSV. `reading` is an [`Encoding`], or says more.
///
/// # Errors
/// Says what is wrong with the file, by line and field, or with the ledger. Nothing was imported then.
pub fn import(
    db: &Path,
    file: &Path,
    reading: impl Into<Reading>,
    now: DateTime<Utc>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let Reading { encoding, returned } = reading.into();
    let (connection, _lock) = ledger::connect(db, None)?;
    let failed = |why| ImportError::Ledger { ledger: db.to_path_buf(), why };
    let names = Names::of(db).map_err(failed)?;
    tune(&connection).map_err(failed)?;
    let busy = || ImportError::Busy { ledger: db.to_path_buf() };
    let _alone = Lock::import(db).map_err(failed)?.ok_or_else(busy)?;
    let source = Source::open(file, encoding, seoul_date(now), progress)?;
    Import { db: connection, names, ledger: db.to_path_buf(), pace: Pace::default(), returned }
        .run(&source, now, progress)
}

/// Reads and checks a file as an import does, and touches no ledger: for whoever would have to make one first.
///
/// # Errors
/// What is wrong with the file.
pub fn examine(
    file: &Path,
    reading: impl Into<Reading>,
    now: DateTime<Utc>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    const BATCHES: usize = 2;
    let source = Source::open(file, reading.into().encoding, seoul_date(now), progress)?;
    let (to, from) = sync_channel(BATCHES);
    let orders = std::thread::scope(|scope| {
        let source = &source;
        let reading = scope.spawn(move || source.read(&to, &AtomicBool::new(false)));
        let orders: usize = from.iter().map(|batch| batch.len()).sum();
        match reading.join() {
            Ok(Ok(problems)) if problems.count > 0 => Err(ImportError::Rows { file: file.to_path_buf(), problems }),
            Ok(read) => read.map(|_| orders),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    if orders == 0 { Err(ImportError::Empty { file: file.to_path_buf() }) } else { Ok(()) }
}

/// Memory for the indexes of a million lines, and checkpoints that are rarer than by default, but come long before the
/// kiosk would have to make one. Staged rows need not survive a power cut, so nobody waits for the disk while they
/// hold the lock; the row that makes them live is written with FULL and brings everything before it to the disk.
fn tune(db: &Connection) -> Result<(), LedgerError> {
    db.execute_batch("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous = NORMAL;")?;
    Ok(())
}

enum Kind {
    /// With what stands between the columns.
    Csv(u8, Rows),
    Json,
}

/// A file whose rows have been counted.
struct Source<'a> {
    file: &'a Path,
    encoding: Encoding,
    kind: Kind,
    lines: u64,
    /// In Seoul: what a date is late against.
    today: NaiveDate,
}

impl<'a> Source<'a> {
    fn open(
        file: &'a Path,
        encoding: Encoding,
        today: NaiveDate,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, ImportError> {
        let read = |error| ImportError::Read { file: file.to_path_buf(), error };
        if let Some((what, instead)) = not_text(file).map_err(read)? {
            return Err(ImportError::NotText { file: file.to_path_buf(), what, instead });
        }
        let open = || text_file::open(file, encoding);
        let mut text = open().map_err(read)?;
        let first = loop {
            let start = text.fill_buf().map_err(|error| failed(file, encoding, error.into()))?;
            match start.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(at) => break Some((start[at], separator(&header(&start[at..])))),
                None if start.is_empty() => break None,
                None => {
                    let blank = start.len();
                    text.consume(blank);
                }
            }
        };
        let (kind, lines) = match first {
            None => return Err(ImportError::Empty { file: file.to_path_buf() }),
            Some((b'{', _)) => (Kind::Json, 0),
            Some((_, separator)) => {
                let mut problems = Problems::default();
                let mut seen = |done: u64| {
                    if done.is_multiple_of(PROGRESS_EVERY) {
                        progress(Progress { phase: Phase::Counting, done, of: 0 });
                    }
                };
                let counted = csv_orders::count(open().map_err(read)?, separator, &mut problems, &mut seen);
                let (rows, lines) = counted.map_err(|stopped| match stopped {
                    Stopped::Header => ImportError::Rows { file: file.to_path_buf(), problems },
                    stopped => failed(file, encoding, stopped),
                })?;
                (Kind::Csv(separator, rows), lines)
            }
        };
        Ok(Source { file, encoding, kind, lines, today })
    }

    /// Reads and checks the whole file, handing out batches until nobody takes them or something is wrong.
    fn read(&self, to: &SyncSender<Vec<Read>>, stop: &AtomicBool) -> Result<Problems, ImportError> {
        let text = text_file::open(self.file, self.encoding);
        let text = text.map_err(|error| ImportError::Read { file: self.file.to_path_buf(), error })?;
        let mut problems = Problems::default();
        let mut receipts = Receipts::new();
        let mut numbers = HashSet::new();
        let mut batch = Vec::with_capacity(BATCH);
        let json = matches!(self.kind, Kind::Json);
        let mut take = |mut read: Read, problems: &mut Problems| {
            if json && !numbers.insert(read.order.facts.number.0.clone()) {
                problems.add(read.at, "number", &read.order.facts.number.0, "each order once");
            }
            let sound = check::check(&mut read, &mut receipts, self.today, problems);
            read.fingerprint = fingerprint(&read.order, &read.extras);
            if sound && problems.count == 0 {
                batch.push(read);
                if batch.len() == BATCH {
                    let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                    if to.send(full).is_err() {
                        return false;
                    }
                }
            }
            if problems.count > 0 {
                stop.store(true, Ordering::Relaxed);
            }
            true
        };
        let end = match &self.kind {
            Kind::Csv(separator, rows) => csv_orders::read(text, *separator, rows, &mut problems, &mut take),
            Kind::Json => json_orders::read(text, &mut problems, &mut take),
        };
        match end {
            Ok(()) | Err(Stopped::Header) => {}
            Err(stopped) => return Err(failed(self.file, self.encoding, stopped)),
        }
        if problems.count == 0 {
            // Nobody takes it: the writing side has failed and says why.
            drop(to.send(batch));
        }
        Ok(problems)
    }
}

/// What the ledger has to say of an order as it was read: what this counter took back itself, and whose code it has.
fn compared(db: &Connection, read: &mut Read, returned: Returned, remarks: &mut Remarks) -> Result<(), LedgerError> {
    // An order of before keeps its number: the same goods must not be there twice.
    if let Some(written) = read.written.take()
        && store::has_order(db, &written)?
    {
        read.order.facts.number = written;
        read.fingerprint = fingerprint(&read.order, &read.extras);
    }
    let number = read.order.facts.number.clone();
    if let Returned::Everything(as_of) = returned {
        let mut less = Vec::new();
        if meaning::leave_elsewhere(db, &mut read.order, as_of, &mut less)? {
            read.fingerprint = fingerprint(&read.order, &read.extras);
        }
        for Less { field, said, here } in less {
            remarks.add(
                read.at,
                &number,
                field,
                format!("{said}, but {here} had been approved here by then; ours counts"),
            );
        }
    }
    if !read.is_twin
        && let Some(other) = store::other_of_receipt(db, &read.order)?
    {
        remarks.add(read.at, &number, "receipt_barcode", same_code(&format!("order {}", other.0)));
    }
    Ok(())
}

/// The first line of what begins here.
fn header(start: &[u8]) -> String {
    let end = start.iter().position(|byte| *byte == b'\n').unwrap_or(start.len());
    String::from_utf8_lossy(&start[..end]).into_owned()
}

fn failed(file: &Path, encoding: Encoding, stopped: Stopped) -> ImportError {
    match stopped {
        Stopped::Io(error) => ImportError::Read { file: file.to_path_buf(), error },
        Stopped::Encoding | Stopped::Header => text_file::wrong_line(file, encoding),
    }
}

/// What a file holds: orders, those of them that the ledger has just so, lines.
struct Staged {
    orders: u64,
    unchanged: u64,
    lines: u64,
    remarks: Remarks,
}

/// An import under way.
struct Import {
    db: Connection,
    /// Of a ledger that was replaced meanwhile nothing was imported.
    names: Names,
    ledger: PathBuf,
    pace: Pace,
    returned: Returned,
}

impl Import {
    fn run(
        mut self,
        source: &Source<'_>,
        now: DateTime<Utc>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Report, ImportError> {
        let ledger = self.ledger.clone();
        let fail = |why| ImportError::Ledger { ledger: ledger.clone(), why };
        merge::sweep_staged(&mut self.db, &mut self.pace).map_err(&fail)?;
        let name = source.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let import = store::begin(&self.db, &name, self.returned, now).map_err(&fail)?;
        let staged = self.stage(source, import, progress);
        let Staged { orders, unchanged, lines, remarks } = match staged {
            Ok(Staged { orders: 0, .. }) => Err(ImportError::Empty { file: source.file.to_path_buf() }),
            other => other,
        }
        .inspect_err(|_| {
            // What cannot be removed now is seen by nobody, and the next import removes it.
            drop(merge::sweep_staged(&mut self.db, &mut self.pace));
        })?;
        progress(Progress { phase: Phase::Merging, done: lines, of: lines });
        self.names.check().map_err(&fail)?;
        let merged = merge::merge(&mut self.db, import, &mut self.pace).map_err(&fail);
        let merged = merged.inspect_err(|_| drop(merge::sweep_staged(&mut self.db, &mut self.pace)))?;
        progress(Progress { phase: Phase::Sweeping, done: lines, of: lines });
        if merged.updated > 0 {
            // The import is live: a sweep that fails is made up for by the next one.
            drop(merge::sweep_superseded(&mut self.db, &mut self.pace));
        }
        self.names.check().map_err(&fail)?;
        Ok(Report {
            added: orders - unchanged - merged.updated - merged.left_out,
            updated: merged.updated,
            unchanged,
            left_out: merged.left_out,
            lines,
            kept: merged.kept,
            remarks,
            longest_lock: self.pace.longest(),
        })
    }

    fn stage(
        &mut self,
        source: &Source<'_>,
        import: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Staged, ImportError> {
        const BATCHES: usize = 2;
        let (to, from) = sync_channel(BATCHES);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let stop = &stop;
            let reading = scope.spawn(move || source.read(&to, stop));
            let written = self.write(from, stop, import, source.lines, progress);
            let problems = match reading.join() {
                Ok(read) => read?,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            let written = written.map_err(|why| ImportError::Ledger { ledger: self.ledger.clone(), why })?;
            match problems.count {
                0 => Ok(Staged { remarks: problems.remarks.and(written.remarks), ..written }),
                _ => Err(ImportError::Rows { file: source.file.to_path_buf(), problems }),
            }
        })
    }

    /// Writes batches until there are no more; with a problem in the file they are only taken.
    fn write(
        &mut self,
        from: Receiver<Vec<Read>>,
        stop: &AtomicBool,
        import: i64,
        of: u64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Staged, LedgerError> {
        let (mut orders, mut unchanged, mut lines) = (0, 0, 0);
        let mut told = 0;
        let mut products = HashSet::new();
        let mut remarks = Remarks::default();
        let returned = self.returned;
        for mut batch in from {
            if stop.load(Ordering::Relaxed) {
                continue;
            }
            for read in &mut batch {
                compared(&self.db, read, returned, &mut remarks)?;
            }
            self.pace.in_short_transactions(&mut self.db, &batch, |db, read| {
                if store::is_known(db, &read.order, &read.extras, read.fingerprint)? {
                    unchanged += 1;
                    return Ok(1);
                }
                store::put_products(db, import, &read.order, &mut products)?;
                store::put(db, import, &read.order, &read.extras, read.fingerprint)?;
                Ok(read.order.lines.len())
            })?;
            orders += batch.len() as u64;
            lines += batch.iter().map(|read| read.order.lines.len() as u64).sum::<u64>();
            if lines / PROGRESS_EVERY != told {
                told = lines / PROGRESS_EVERY;
                progress(Progress { phase: Phase::Staging, done: lines, of: of.max(lines) });
            }
        }
        Ok(Staged { orders, unchanged, lines, remarks })
    }
}
