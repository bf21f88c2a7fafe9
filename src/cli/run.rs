//! `doro run`: the kiosk with its devices.

use std::path::PathBuf;

use super::Failure;
use crate::config::{Config, EXAMPLE};
use crate::doctor::Patient;
use crate::kiosk::{Kiosk, Parts};
use crate::ledger::{Key, Ledger, Means};
use crate::panel;

/// Runs the kiosk. Missing devices do not stop it: it says what is missing and takes them up when they come.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "kiosk.toml")]
    config: PathBuf,
    /// Print a configuration to start from
    #[arg(long)]
    example: bool,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.example {
        print!("{EXAMPLE}");
        return Ok(());
    }
    super::log();
    let config = Config::read(&args.config)?;
    let setup = config.setup()?;
    let ledger = Ledger::open(&config.db, &Key::load_or_create(&config.key)?, Means::real())?;
    let parts = Parts {
        setup,
        shop: config.shop.clone(),
        ledger,
        db: config.db.clone(),
        scanner: config.scanner.clone(),
        printer: config.printer.clone(),
        display: config.display.clone(),
        export_dir: config.export.as_ref().map(|export| export.dir.clone()),
        patient: Patient { file: Some(args.config.clone()), config: config.clone() },
    };
    panel::window(&config.panel, &config.shop, |show| Ok(Kiosk::start(parts, show)?))
}
