//! Where the shop's ledger and its key are: as the command line says, else as the configuration says that the kiosk runs
//! with, else doro.db in this folder.

use std::path::{Path, PathBuf};

use super::scan::is_left_out;
use crate::config::{CONFIG, Config};
use crate::failure::Failure;
use crate::ledger::copies::CopyError;
use crate::ledger::lock::own_path;
use crate::ledger::{Key, Ledger, LedgerError, Make, Means, OpenError};
use crate::words::with_config;

/// The ledger of a shop where there is no configuration.
const LEDGER: &str = "doro.db";

/// `--config` and `--db`, wherever the ledger is read.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Where {
    /// The configuration, which names the ledger and its key; the one of that default name need not be there
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    pub(super) config: PathBuf,
    /// The ledger [default: `db` of the configuration, else doro.db]
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

/// The same with `--key`, wherever the ledger is written.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Db {
    #[command(flatten)]
    pub(super) at: Where,
    /// The key of the personal data [default: `key` of the configuration, else the ledger's name with .key]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

/// A ledger and its key.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) db: PathBuf,
    pub(super) key: PathBuf,
    /// The command line that means it, behind a command.
    said: String,
}

impl Where {
    /// The configuration; none where none was named and there is none.
    fn read(&self) -> Result<Option<Config>, Failure> {
        if is_left_out(&self.config) { Ok(None) } else { Ok(Some(Config::read(&self.config)?)) }
    }

    /// The ledger alone.
    pub(super) fn ledger(&self) -> Result<PathBuf, Failure> {
        match &self.db {
            Some(db) => Ok(db.clone()),
            None => Ok(self.read()?.map_or_else(|| LEDGER.into(), |config| config.db)),
        }
    }

    /// What a command says of an error of the ledger. Whoever has asked for one that is not there is told the whole
    /// command that makes it.
    pub(super) fn failure(&self, why: OpenError) -> Failure {
        match why.why {
            LedgerError::NotThere => not_there(&why.file, &format!("doro import orders FILE{}", self.said())),
            _ => why.into(),
        }
    }

    /// What a command needs to mean the same ledger: ` --config …`, ` --db …`, or nothing.
    fn said(&self) -> String {
        let config = with_config(Some(&self.config));
        let db = self.db.as_ref().map(|db| format!(" --db {}", db.display()));
        format!("{config}{}", db.unwrap_or_default())
    }
}

impl Db {
    /// Both files.
    ///
    /// # Errors
    /// When the configuration is asked, and is not right.
    pub(super) fn place(&self) -> Result<Place, Failure> {
        let mut said = self.at.said();
        if let Some(key) = &self.key {
            said += &format!(" --key {}", key.display());
        }
        if let (Some(db), Some(key)) = (&self.at.db, &self.key) {
            return Ok(Place { db: db.clone(), key: key.clone(), said });
        }
        let config = self.at.read()?;
        let (db, key) = match (&self.at.db, config) {
            (None, Some(config)) => (config.db, config.key),
            (None, None) => (LEDGER.into(), Path::new(LEDGER).with_extension("key")),
            (Some(db), Some(config)) if is_same(db, &config.db) => (db.clone(), config.key),
            (Some(db), _) => (db.clone(), db.with_extension("key")),
        };
        Ok(Place { db, key: self.key.clone().unwrap_or(key), said })
    }

    /// A ledger that is there: a mistyped name makes none.
    pub(super) fn existing(&self) -> Result<Ledger, Failure> {
        self.place()?.open(Make::Nothing)
    }

    /// The same for reading, also where its disk is full or cannot be written.
    pub(super) fn readable(&self) -> Result<Ledger, Failure> {
        let place = self.place()?;
        Ledger::of_shop(&place.db, &place.key, Make::Nothing, Means::real()).or_else(|why| match why.why {
            LedgerError::Full | LedgerError::ReadOnly | LedgerError::Disk(_) | LedgerError::CannotOpen(_) => {
                Ledger::look(&place.db, &Key::none()).map_err(|_| place.failure(why.into()))
            }
            _ => Err(place.failure(why.into())),
        })
    }
}

impl Place {
    pub(super) fn open(&self, make: Make) -> Result<Ledger, Failure> {
        Ledger::of_shop(&self.db, &self.key, make, Means::real()).map_err(|why| self.failure(why.into()))
    }

    /// What a command says of an error of the ledger.
    pub(super) fn failure(&self, why: CopyError) -> Failure {
        match why {
            CopyError::Ledger(OpenError { why: LedgerError::NotThere, .. }) => {
                not_there(&self.db, &self.command("import orders FILE"))
            }
            why => why.into(),
        }
    }

    /// A command as it means this ledger: `doro import orders FILE --config shop.toml`.
    pub(super) fn command(&self, words: &str) -> String {
        format!("doro {words}{}", self.said)
    }
}

fn not_there(db: &Path, import: &str) -> Failure {
    Failure(format!("{}: it is not there: `{import}` makes it, or name another one with --db", db.display()))
}

/// Whether two names are one ledger.
fn is_same(a: &Path, b: &Path) -> bool {
    let own = |path: &Path| own_path(path).ok();
    a == b || own(a).is_some_and(|a| own(b) == Some(a))
}
