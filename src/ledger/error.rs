//! What can go wrong with the ledger.

use std::path::PathBuf;

use domain::terminal::Terminal;

/// Why a ledger cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", hardware::plain::plain_path(file))]
pub struct OpenError {
    /// The database, or its key.
    pub file: PathBuf,
    /// What is wrong with it.
    pub why: LedgerError,
}

/// Why the ledger could not do something. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Written by a later version of the program.
    #[error(
        "the database was written by a newer version (its schema is {found}, this program knows up to {known}): \
         install that version, or restore the copy made before the update"
    )]
    TooNew {
        /// Schema of the file.
        found: u32,
        /// Newest schema known here.
        known: u32,
    },
    /// Another program holds it.
    #[error("the database is locked by another program: close it, then try again")]
    Locked,
    /// Not SQLite's format.
    #[error("the file is no database: give the file that `doro` made, or a name that does not exist yet")]
    NotADatabase,
    /// SQLite's format, somebody else's tables.
    #[error("the database belongs to another program: give the file that `doro` made, or a new name")]
    NotOurs,
    /// No space.
    #[error("the disk is full: make room, then try again; nothing was changed")]
    Full,
    /// Read or write failed.
    #[error("the disk failed ({0}): check the disk; nothing was changed")]
    Disk(String),
    /// The file is broken.
    #[error("the database is damaged ({0}): restore the last copy")]
    Damaged(String),
    /// It cannot be written.
    #[error("the database cannot be written: check the owner and the mode of the file and of its folder")]
    ReadOnly,
    /// It cannot be read.
    #[error("this user cannot read the database: check the owner and the mode of the file and of its folder")]
    NotReadable,
    /// The file cannot be opened at all.
    #[error("the file cannot be opened ({0}): check its name, and the owner and mode of it and of its folder")]
    CannotOpen(String),
    /// The key belongs to another database.
    #[error("the key file belongs to another database: give the key that was made with this one")]
    WrongKey,
    /// The key is there, its ledger is not, or is empty.
    #[error(
        "there is no ledger here, but its key `{}` is there: mount its disk, mend its name in the configuration, or bring \
         back the last copy with `doro restore`; only for a shop without a past give --new", hardware::plain::plain_path(.key)
    )]
    LedgerLost {
        /// The key.
        key: PathBuf,
    },
    /// Nothing is there, and nothing was to be made.
    #[error("it is not there: `doro import orders FILE` makes it, or give --db")]
    NotThere,
    /// A new ledger was asked for where there is one.
    #[error("there is a ledger already: leave --new out, or give another name")]
    NotNew,
    /// The file of an open ledger was removed, moved or replaced.
    #[error("`{}` was removed, moved or replaced while it was open: bring it back to its place, or begin again with the \
         one that stands there", hardware::plain::plain_path(.0))]
    Gone(PathBuf),
    /// The log of a ledger that is gone.
    #[error("there is no ledger here, but its log `{}` is there: bring the ledger back to it, or move the log away", hardware::plain::plain_path(.0))]
    LogLeft(PathBuf),
    /// A kiosk runs on it: this process.
    #[error("a kiosk runs on this ledger already (process {0}): end it first")]
    KioskRuns(u32),
    /// A kiosk of the same name runs on it.
    #[error(
        "a kiosk runs on this ledger already{}, as terminal `{terminal}`: end it first, or give this machine a name of its \
         own (`terminal` in its configuration)", in_process(*.pid)
    )]
    TerminalRuns {
        /// The name.
        terminal: Terminal,
        /// Its process, where it is known.
        pid: Option<u32>,
    },
    /// Others have it open while one alone may.
    #[error("another program has the ledger open: end the kiosk and every other `doro`, then try again")]
    InUse,
    /// Hard links: each name would have a log of its own.
    #[error("the ledger's file has several names (hard links): remove all but one, and make copies with `doro backup`")]
    SeveralNames,
    /// The same for a mount of the file alone.
    #[error("the ledger's file is mounted by itself, without its log: mount its folder instead")]
    MountedAlone,
    /// The ledger is there, its key is not.
    #[error("the key of this ledger is not there: bring back its copy, mode 600; no other key opens this ledger")]
    KeyLost,
    /// Others can read the key.
    #[error("others can read the key file (mode {mode:03o}): `chmod 600` it")]
    KeyOpen {
        /// Its permission bits.
        mode: u32,
    },
    /// The key file holds something else.
    #[error("the key file holds no key (64 hexadecimal digits were expected): bring back its copy, mode 600")]
    KeyBroken,
    /// The program was built with an SQLite that is too old.
    #[error("SQLite {found} is too old: at least {wanted} is needed")]
    OldSqlite {
        /// Found.
        found: String,
        /// Needed.
        wanted: &'static str,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    NoRandom(String),
    /// A row that this program cannot read.
    #[error("the ledger holds something unreadable: {0}")]
    Unreadable(String),
    /// A text of a form that only a later version of the program knows.
    #[error(
        "{table}, row {row}, was written by a newer Doro (its form is {form}, this program knows up to {known}): \
         install that version; nothing was changed"
    )]
    NewerForm {
        /// Where it stands.
        table: &'static str,
        /// Which row.
        row: String,
        /// Its form.
        form: u32,
        /// Newest form known here.
        known: u32,
    },
    /// A question that does not fit what the ledger holds.
    #[error("{0}")]
    Unfit(String),
    /// A limit written into the database refused the change.
    #[error("the database refused the change: {0}")]
    Limit(String),
    /// Anything else that SQLite says.
    #[error("the database failed: {0}")]
    Sqlite(rusqlite::Error),
}

fn in_process(pid: Option<u32>) -> String {
    pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
}

impl LedgerError {
    /// Why the system does not let a file be made, read or written.
    pub(crate) fn from_io(file: &std::path::Path, why: &std::io::Error) -> LedgerError {
        use std::io::ErrorKind as Kind;
        match why.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => LedgerError::Full,
            Kind::ReadOnlyFilesystem => LedgerError::ReadOnly,
            _ if rustix::io::Errno::from_io_error(why) == Some(rustix::io::Errno::IO) => {
                LedgerError::Disk(why.to_string())
            }
            _ => LedgerError::CannotOpen(format!("{}: {why}", hardware::plain::plain_path(file))),
        }
    }

    /// Whether it may pass while somebody waits: a disk that is full, fails, or cannot be written, a lock of another program.
    pub(crate) fn may_pass(&self) -> bool {
        use LedgerError as Why;
        matches!(self, Why::Full | Why::Disk(_) | Why::ReadOnly | Why::Locked | Why::InUse)
    }

    /// With the row that cannot be read.
    pub(super) fn of_row(self, table: &str, id: i64) -> LedgerError {
        match self {
            LedgerError::Unreadable(why) => LedgerError::Unreadable(format!("row {id} of {table}: {why}")),
            why => why,
        }
    }

    /// With the file that it is about. What SQLite calls an I/O error is a full disk or one that cannot be written, where
    /// the disk says so itself.
    pub(crate) fn at(self, file: &std::path::Path) -> OpenError {
        let why = match self {
            LedgerError::Disk(_) | LedgerError::CannotOpen(_) => super::room::try_folder_of(file).err().unwrap_or(self),
            _ => self,
        };
        OpenError { file: file.to_path_buf(), why }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> LedgerError {
        use rusqlite::Error as Sqlite;
        use rusqlite::ErrorCode as Code;
        let text = || error.to_string();
        if matches!(error, Sqlite::Utf8Error(..) | Sqlite::FromSqlConversionFailure(..) | Sqlite::InvalidColumnType(..))
        {
            return LedgerError::Unreadable(text());
        }
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => LedgerError::Locked,
            Some(Code::NotADatabase) => LedgerError::NotADatabase,
            Some(Code::DiskFull) => LedgerError::Full,
            Some(Code::SystemIoFailure) => LedgerError::Disk(text()),
            Some(Code::DatabaseCorrupt) => LedgerError::Damaged(text()),
            Some(Code::ReadOnly) => LedgerError::ReadOnly,
            Some(Code::CannotOpen) => LedgerError::CannotOpen(text()),
            Some(Code::ConstraintViolation) => LedgerError::Limit(text()),
            _ => LedgerError::Sqlite(error),
        }
    }
}
