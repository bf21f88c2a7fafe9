//! The ledger: what was sold, booked, decided and said, in one SQLite file.
//!
//! One connection writes, on one thread; every question is one transaction, committed before it is answered, and may
//! be asked twice. Limits (never more units back than bought, never more won than paid, the first delivery charged
//! once, a survey answered once) are constraints and triggers of the schema: code that forgets them is refused.
//!
//! - `connect`: opening, checking and migrating the file; `lock`: who may have it open; `birth`: with its key or new
//! - `drafts`, `book`, `void`, `units`, `decide`, `settle`, `slips`, `survey`, `pins`, `calls`, `contacts`: the
//!   questions that write
//! - `staff`: who may sign in
//! - `lookup`, `queue`: the questions that read; [`Audit`] looks everything over
//! - `store`: orders going in; [`crate::orders`] reads the shop's files

mod answer;
mod audit;
mod birth;
mod book;
mod calls;
mod connect;
mod contacts;
pub mod copies;
mod decide;
mod drafts;
mod error;
mod examine;
pub mod kept;
mod key;
pub(crate) mod lock;
pub(crate) mod lookup;
mod means;
pub(crate) mod names;
mod pin_hash;
mod pins;
mod place;
mod queue;
mod returned;
pub(crate) mod room;
mod schema;
mod settle;
mod slips;
mod staff;
pub(crate) mod store;
mod survey;
pub(crate) mod text;
mod units;
mod void;

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::booking::Contact;
use domain::moment::{Moment, Trust};
use domain::order::Order;
use domain::protocol::{Answer, Found, Question, VisitAnswer, VisitQuestion};
use domain::visit_no::VisitNo;
use names::Names;
use rusqlite::{Connection, TransactionBehavior};

pub use audit::Audit;
pub use birth::Make;
use connect::gather;
pub use connect::{SCHEMA, connect_reader};
pub(crate) use connect::{connect, is_blank};
pub use error::{LedgerError, OpenError};
pub(crate) use examine::damage;
pub use key::Key;
pub use means::{Chance, Means, PinCost};
pub use place::Claim;
pub use returned::Returned;
pub use staff::{Member, NotAdded, StaffEntry};

/// How a transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// On disk before the answer is given.
    Keep,
    /// As if the power had failed before the commit: everything is done, then rolled back. For simulations; nobody
    /// may hear the answer.
    Cut,
}

/// An open ledger; the only one that writes visits.
#[derive(Debug)]
pub struct Ledger {
    db: Connection,
    key: Key,
    means: Means,
    /// Of its files; none for one in memory or one that is only looked at.
    names: Option<Names>,
    /// Held as long as the ledger is open; none for one in memory or one that is only looked at.
    _lock: Option<lock::Lock>,
    /// Of the one program that runs the ledger's counter; outlives the connection.
    _counter: Option<Claim>,
}

/// A whole ledger in memory as bytes, from which equal ledgers start quickly.
#[derive(Clone, Debug)]
pub struct Image(Vec<u8>);

impl Image {
    /// From the bytes of a database.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Image {
        Image(bytes)
    }

    /// The bytes of the database.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Ledger {
    /// Opens the ledger at `file`, making it where there is none.
    ///
    /// # Errors
    /// Says what is wrong with the file, or that the key is another database's.
    pub fn open(file: &Path, key: &Key, means: Means) -> Result<Ledger, OpenError> {
        Ledger::open_with(file, key, means, None)
    }

    fn open_with(file: &Path, key: &Key, means: Means, alone: Option<lock::Lock>) -> Result<Ledger, OpenError> {
        let (db, lock) = connect(file, alone)?;
        let mut ledger = Ledger { db, key: key.clone(), means, names: None, _lock: Some(lock), _counter: None };
        ledger.check_key().map_err(|why| why.at(file))?;
        ledger.names = Some(Names::of(file).map_err(|why| why.at(file))?);
        Ok(ledger)
    }

    /// Opens the ledger at `file` for looking: nothing is made, migrated or written, and whoever has it open is not
    /// kept waiting. With [`Key::none`] nothing that is sealed can be read.
    ///
    /// # Errors
    /// Says what is wrong with the file, also where it does not exist.
    pub fn look(file: &Path, key: &Key) -> Result<Ledger, OpenError> {
        Ok(Ledger {
            db: connect::connect_looker(file)?,
            key: key.clone(),
            means: Means::real(),
            names: None,
            _lock: None,
            _counter: None,
        })
    }

    /// Whether the key is this ledger's.
    ///
    /// # Errors
    /// [`LedgerError::WrongKey`], or why the ledger cannot be read.
    pub fn fits(&self) -> Result<(), LedgerError> {
        contacts::fits(&self.db, &self.key)
    }

    /// The names of the staff.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn staff_names(&self) -> Result<String, LedgerError> {
        Ok(self.db.query_row(
            "SELECT coalesce(group_concat(name, ' '), '') FROM staff WHERE disabled_at IS NULL",
            [],
            |row| row.get(0),
        )?)
    }

    /// An empty ledger in memory, with the same schema and limits.
    ///
    /// # Errors
    /// When SQLite is too old or memory is short.
    pub fn in_memory(means: Means) -> Result<Ledger, LedgerError> {
        let db = connect::connect_memory()?;
        let mut ledger = Ledger { db, key: Key::from_bytes([7; 32]), means, names: None, _lock: None, _counter: None };
        ledger.check_key()?;
        Ok(ledger)
    }

    /// Everything that it holds, to start others from.
    ///
    /// # Errors
    /// When memory is short.
    pub fn image(&mut self) -> Result<Image, LedgerError> {
        Ok(Image(self.db.serialize(c"main")?.to_vec()))
    }

    /// A ledger in memory that holds what the image holds.
    ///
    /// # Errors
    /// When memory is short.
    pub fn from_image(image: &Image, means: Means) -> Result<Ledger, LedgerError> {
        let mut db = Connection::open_in_memory()?;
        db.deserialize_read_exact(c"main", image.0.as_slice(), image.0.len(), false)?;
        connect::set_up(&db)?;
        Ok(Ledger { db, key: Key::from_bytes([7; 32]), means, names: None, _lock: None, _counter: None })
    }

    /// Answers one question in one transaction, which is committed before this returns.
    pub fn answer(&mut self, question: &Question, now: DateTime<Utc>) -> Answer {
        self.answer_until(question, now, Commit::Keep)
    }

    /// The same, with the end of the transaction given. No transaction is ever left open.
    pub fn answer_until(&mut self, question: &Question, now: DateTime<Utc>, end: Commit) -> Answer {
        match self.tried(question, now, end) {
            Ok(answer) => answer,
            Err(LedgerError::Limit(limit)) => match question {
                Question::Visit(VisitQuestion::Book(booking)) => {
                    book::taken_by(booking, &limit).unwrap_or(Answer::Failed(limit))
                }
                _ => Answer::Failed(limit),
            },
            // One order that cannot be read puts no counter out of order: it is found nowhere.
            Err(LedgerError::Unreadable(why)) if lookup::is_asked(question) => {
                tracing::error!(why, "what was asked for is there, and cannot be read: it is not found");
                Answer::Visit(VisitAnswer::Found(Found::Unknown))
            }
            Err(error) => Answer::Failed(self.said(error).to_string()),
        }
    }

    /// The error as the disk says it.
    fn said(&self, error: LedgerError) -> LedgerError {
        match self.db.path() {
            Some(file) if !file.is_empty() => error.at(Path::new(file)).why,
            _ => error,
        }
    }

    fn tried(&mut self, question: &Question, now: DateTime<Utc>, end: Commit) -> Result<Answer, LedgerError> {
        let behaviour = if question.is_read() { TransactionBehavior::Deferred } else { TransactionBehavior::Immediate };
        let promises = !question.promises_nothing();
        if promises {
            self.in_place()?;
        }
        let tx = self.db.transaction_with_behavior(behaviour)?;
        let answer = answer::Asked { tx: &tx, key: &self.key, means: &mut self.means, now }.answer(question)?;
        match end {
            Commit::Keep => tx.commit()?,
            Commit::Cut => tx.rollback()?,
        }
        // Nobody is told a number that stands in a file without a name.
        if promises {
            self.in_place()?;
        }
        Ok(answer)
    }

    /// The newest instant that the ledger vouches for: of a booking, an import or a running counter at a believed time,
    /// or of the staff's last word on the clock. That word, and a synchronised clock, may also set it back.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn newest_at(&self) -> Result<Option<DateTime<Utc>>, LedgerError> {
        let text: Option<String> = self.db.query_row("SELECT newest_at FROM clock", [], |row| row.get(0))?;
        text.as_deref().map(text::read_instant).transpose()
    }

    /// Whether this machine's printer may still hold rows of the slip that was sent last: it was being sent when the machine
    /// stopped, or in doubt.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn slip_may_be_in_the_printer(&self) -> Result<bool, LedgerError> {
        slips::may_be_in_the_printer(&self.db, self.means.terminal)
    }

    /// The machine runs at that moment: from now on no right clock is before it. One that nobody believes changes
    /// nothing, and one that is trusted sets an instant back that lies after it.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn lives(&mut self, now: &Moment) -> Result<(), LedgerError> {
        match now.trust {
            Trust::Untrusted => Ok(()),
            Trust::Degraded => book::vouch(&self.db, now.wall),
            Trust::Trusted => {
                self.db.execute("UPDATE clock SET newest_at = ?1", [text::instant(now.wall)])?;
                Ok(())
            }
        }
    }

    /// Destroys the contacts whose day has come; how many. Only a trusted clock destroys anything.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn destroy_due(&mut self, now: &Moment) -> Result<usize, LedgerError> {
        if now.trust != Trust::Trusted {
            return Ok(0);
        }
        contacts::destroy_due(&mut self.db, now.today())
    }

    /// How to reach the customer of a visit; none when nothing was left, or when its day has come by that time or by
    /// what the ledger knows of the time, whether it is destroyed already or not.
    ///
    /// # Errors
    /// When the ledger cannot be read or the key does not open it.
    pub fn contact(&self, visit: VisitNo, now: DateTime<Utc>) -> Result<Option<Contact>, LedgerError> {
        contacts::contact(&self.db, &self.key, visit, now)
    }

    /// Adds orders, or newer versions of them, in one transaction: for small sets, demo and tests. Nothing is compared
    /// with booked returns; the shop's files go through [`crate::orders::import`].
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn put_orders(&mut self, orders: &[Order], now: DateTime<Utc>) -> Result<(), LedgerError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let import = store::begin(&tx, "sample", Returned::Elsewhere, now)?;
        let mut products = std::collections::HashSet::new();
        for order in orders {
            store::put_products(&tx, import, order, &mut products)?;
            let extras = store::Extras::default();
            store::put(&tx, import, order, &extras, kept::fingerprint::fingerprint(order, &extras))?;
        }
        store::make_live(&tx, import)?;
        tx.commit()?;
        Ok(())
    }

    /// Adds a member of the staff.
    ///
    /// # Errors
    /// When the name is taken or the PIN will not do.
    pub fn add_staff(&mut self, entry: &StaffEntry<'_>, now: DateTime<Utc>) -> Result<(), NotAdded> {
        staff::add(&self.db, &mut self.means, entry, now)
    }

    /// Everybody who was ever added, by name.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members(&self) -> Result<Vec<Member>, LedgerError> {
        staff::members(&self.db)
    }

    /// Lets somebody sign in no longer, or again. What they decided stays theirs. False where nobody has that name.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn set_disabled(&mut self, name: &str, since: Option<DateTime<Utc>>) -> Result<bool, LedgerError> {
        staff::set_disabled(&self.db, name, since)
    }

    /// Gives somebody another PIN, checked by [`crate::staff::check_pin`] before it comes here, and ends a lock.
    /// False where nobody has that name.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn set_pin(&mut self, name: &str, pin: &str) -> Result<bool, LedgerError> {
        staff::set_pin(&self.db, &mut self.means, name, pin)
    }

    /// From now on the disk is as good as full: the file grows by `pages` pages of 4 KiB at most, and a question that
    /// needs more fails as it would on a full disk. For tests and simulations.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn leave_room(&self, pages: u32) -> Result<(), LedgerError> {
        let now: u32 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = now.saturating_add(pages);
        Ok(self.db.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?)
    }

    fn check_key(&mut self) -> Result<(), LedgerError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        contacts::check_key(&tx, &self.key, &mut self.means)?;
        tx.commit()?;
        Ok(())
    }
}

/// The row of a visit that was shown to its customer.
fn visit_id(db: &Connection, visit: VisitNo) -> Result<Option<i64>, LedgerError> {
    use rusqlite::OptionalExtension;
    let mut row = db.prepare_cached("SELECT id FROM shown_visits WHERE day_on = ?1 AND sequence = ?2")?;
    Ok(row.query_row((visit.day.to_string(), visit.sequence), |row| row.get(0)).optional()?)
}
