//! `doro doctor --setup-sheet`: the page that sets the scanner up.

use std::path::{Path, PathBuf};

use hardware::plain::plain_path;
use hardware::scanner::Profile;
use hardware::stick::Output;

use crate::config::Config;
use crate::failure::Failure;
use crate::say::say;
use crate::setup_sheet::png;

/// What to print, instead of looking at the counter.
#[derive(Debug, clap::Args)]
pub struct Sheet {
    /// Write a page for printing, PNG on A4, that sets the scanner up, and look at nothing: with the codes to scan where the
    /// profile has them (honeywell), else with what to set by the scanner's manual
    #[arg(long, value_name = "FILE")]
    setup_sheet: Option<PathBuf>,
    /// The scanner of the page [default: that of the configuration]
    #[arg(long, value_name = "NAME", value_parser = super::scan::profile, requires = "setup_sheet")]
    profile: Option<&'static Profile>,
}

impl Sheet {
    /// Writes the page if one is asked for; whether it was.
    ///
    /// # Errors
    /// When the configuration is asked and cannot be read, or the file cannot be written.
    pub(super) fn write(&self, config: &Path) -> Result<bool, Failure> {
        let Some(file) = &self.setup_sheet else {
            return Ok(false);
        };
        let profile = match self.profile {
            Some(profile) => profile,
            None if super::scan::is_left_out(config) => Profile::generic(),
            None => Config::read(config)?.scanner.map_or_else(Profile::generic, |scanner| scanner.profile),
        };
        Output::write_whole(file, &png(profile))?;
        say(format!("{}: {}; print it in its true size (A4)", plain_path(file), profile.title));
        Ok(true)
    }
}
