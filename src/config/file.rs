//! From the file's text to a configuration, and what is said of a wrong one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use domain::calendar::Calendar;
use domain::policy::Book;
use hardware::plain::{plain_io, plain_path};
use hardware::stick::read_text;

use super::Config;

/// More than any of these files has.
const BYTES_MAX: u64 = 4 << 20;

/// The kinds of files that make a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `kiosk.toml`
    Config,
    /// The store's own policy.
    Policy,
    /// The store's own temporary holidays.
    Holidays,
}

impl Kind {
    /// The command that prints one to start from.
    #[must_use]
    pub fn printed_by(self) -> &'static str {
        match self {
            Kind::Config => "doro run --example",
            Kind::Policy => "doro decide --print-policy",
            Kind::Holidays => "doro decide --print-holidays",
        }
    }
}

/// Why a configuration is not accepted: with file, line and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: cannot be read ({}); `{}` prints one to start from", plain_path(.file), plain_io(.why), .what.printed_by())]
    Unreadable {
        /// What it is to be.
        what: Kind,
        /// As given.
        file: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Its letters are written in another way.
    #[error("{}: it is not UTF-8: save it as UTF-8 (an editor calls that its encoding)", plain_path(.file))]
    NotUtf8 {
        /// As given.
        file: PathBuf,
    },
    /// Not TOML, an unknown field, or a value of the wrong kind.
    #[error("{}:{line}: {problem}", plain_path(.file))]
    Wrong {
        /// As given.
        file: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong and what would be right.
        problem: String,
    },
    /// In the policy or the holidays.
    #[error(transparent)]
    Policy(#[from] domain::policy::PolicyError),
}

impl Config {
    /// Reads a configuration file; relative paths in it become relative to its folder.
    ///
    /// # Errors
    /// Names the file, the line, and what would be right.
    pub fn read(file: &Path) -> Result<Config, ConfigError> {
        let mut config = Config::parse(&text(Kind::Config, file)?, file)?;
        let beside = |path: &mut PathBuf| *path = file.parent().unwrap_or(Path::new("")).join(&*path);
        beside(&mut config.db);
        beside(&mut config.key);
        [&mut config.policy.file, &mut config.policy.holidays].into_iter().flatten().for_each(beside);
        config.printer.iter_mut().filter_map(|printer| printer.record.as_mut()).for_each(beside);
        config.scanner.iter_mut().filter_map(|scanner| scanner.record.as_mut()).for_each(beside);
        beside(&mut config.bell.folder);
        config.export.iter_mut().for_each(|export| beside(&mut export.dir));
        Ok(config)
    }

    fn parse(text: &str, file: &Path) -> Result<Config, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = text[..at].matches('\n').count() + 1;
            ConfigError::Wrong { file: file.to_owned(), line, problem: error.message().to_owned() }
        })
    }
}

fn text(what: Kind, file: &Path) -> Result<String, ConfigError> {
    read_text(file, BYTES_MAX).map_err(|why| match why.kind() {
        ErrorKind::InvalidData => ConfigError::NotUtf8 { file: file.to_owned() },
        _ => ConfigError::Unreadable { what, file: file.to_owned(), why },
    })
}

/// The store's policy and holidays, or the embedded ones.
///
/// # Errors
/// Names file, line and field.
pub fn rules(policy: Option<&Path>, holidays: Option<&Path>) -> Result<(Book, Calendar), ConfigError> {
    let book = match policy {
        Some(file) => Book::parse(&text(Kind::Policy, file)?, &plain_path(file))?,
        None => Book::embedded(),
    };
    let calendar = match holidays {
        Some(file) => Calendar::parse(&text(Kind::Holidays, file)?, &plain_path(file))?,
        None => Calendar::embedded(),
    };
    Ok((book, calendar))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::EXAMPLE;
    use super::*;

    pub(in super::super) fn understood(text: &str) -> Config {
        Config::parse(text, Path::new("kiosk.toml")).unwrap()
    }

    pub(in super::super) fn complaint(text: &str) -> String {
        Config::parse(text, Path::new("kiosk.toml")).unwrap_err().to_string()
    }

    #[test]
    fn the_example_is_a_configuration() {
        understood(EXAMPLE);
    }

    #[test]
    fn a_complaint_names_the_line_and_what_would_be_right() {
        let with = |line: &str| complaint(&EXAMPLE.replacen("[shop]", &format!("{line}\n[shop]"), 1));
        assert!(with("colour = 1").contains("unknown field `colour`"));
        assert!(complaint(&EXAMPLE.replace("width = 576", "width = 500")).contains("expected 576, 512 or 384"));
        assert!(complaint(&EXAMPLE.replace("# mode = \"text\"", "mode = \"fax\"")).contains("write raster or text"));
        let hasty = complaint(&EXAMPLE.replace("[shop]", "# secs\n[shop]").replace("secs = 90", "secs = 9"));
        let line = EXAMPLE[..EXAMPLE.find("secs = 90").unwrap()].lines().count() + 2;
        assert!(hasty.starts_with(&format!("kiosk.toml:{line}: ")) && hasty.contains("at least 45"), "{hasty}");
        for (line, wrong) in [
            ("phone_days = 90", "phone_days = 100000000"),
            ("phone_days = 90", "phone_days = 2930000"),
            ("phone_days = 90", "phone_days = 0"),
            ("secs = 90", "secs = 100000000000000"),
            ("\nwidth = 1280", "\nwidth = 0"),
            ("height = 800", "height = 4000000000"),
            ("width_mm = 217", "width_mm = nan"),
            ("width_mm = 217", "width_mm = -inf"),
            ("baud = 9600", "baud = 0"),
            ("baud = 9600", "baud = 4294967295"),
        ] {
            assert!(EXAMPLE.contains(line), "{line}");
            let complaint = complaint(&EXAMPLE.replacen(line, wrong, 1));
            let at = EXAMPLE[..EXAMPLE.find(line).unwrap()].lines().count() + usize::from(!line.starts_with('\n'));
            let place = |at: usize| complaint.starts_with(&format!("kiosk.toml:{at}: "));
            assert!(place(at) || place(at + 1), "{wrong}: {complaint}");
            assert!(complaint.contains("expected at least") && complaint.contains("at most"), "{wrong}: {complaint}");
        }
        assert!(complaint("db = ").starts_with("kiosk.toml:1: "));
        assert!(complaint(&EXAMPLE.replace("\"generic\"", "\"acme\"")).contains("one of generic, honeywell, zebra"));
        assert!(complaint(&EXAMPLE.replace("tcp://192.168.0.30:9100", "lp0")).contains("tcp://host:9100"));
    }
}
