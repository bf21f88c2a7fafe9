//! `doro run`: the kiosk with its devices.

use std::io::Write;
use std::path::PathBuf;

use hardware::stick::Sticks;

use super::New;
use crate::config::{CONFIG, Config, EXAMPLE};
use crate::doctor::Patient;
use crate::failure::Failure;
use crate::kiosk::{Kiosk, Parts, Source};
use crate::ledger::{Ledger, Means};
use crate::{headless, last_word, panel, signals};

/// Runs the kiosk. Missing devices do not stop it: it says what is missing and takes them up when they come.
#[derive(Debug, clap::Args)]
#[command(after_help = HEADLESS)]
pub struct Args {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    config: PathBuf,
    /// Print a configuration to start from
    #[arg(long)]
    example: bool,
    /// No window: steps from standard input, a line on standard output whenever the screen changes
    #[arg(long)]
    headless: bool,
    /// Only open the panel's window, unseen: what the doctor tries
    #[arg(long, hide = true)]
    try_panel: bool,
    #[command(flatten)]
    new: New,
}

const HEADLESS: &str = "\
With --headless the counter works with its real devices and no screen, for a
technician at a terminal or a script. It ends with its input. Steps are those
of `doro demo --help`, among them:
  pick N | main | back | type DIGITS | call | staff-door | print | export
  until SCREEN   wait 20 s at most for a screen, else end with 1
A visit in a script: scan a receipt when it says `welcome`, then
  until choose / pick 0 / main / until reason / pick 0 / main /
  until condition / main / until answer / main / until confirm / main /
  until thanks";

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.example {
        return Ok(std::io::stdout().write_all(EXAMPLE.as_bytes())?);
    }
    super::log();
    if args.headless || args.try_panel {
        // A script has begun it, and sees how it ends.
        last_word::a_panic_ends_the_process();
    } else {
        last_word::a_panic_restarts_the_process();
    }
    let signals = signals::catch()?;
    let config = Config::read(&args.config)?;
    if args.try_panel {
        return panel::open(&config.panel, &config.shop).map(drop).map_err(Failure::from);
    }
    let setup = config.setup()?;
    let (db, key, make, terminal) = (config.db.clone(), config.key.clone(), args.new.make(), config.terminal);
    let ledger = Source::open_or_wait(move || {
        let mut ledger = Ledger::of_shop(&db, &key, make, Means { terminal, ..Means::real() })?;
        ledger.claim_counter(&db)?;
        Ok(ledger)
    })?;
    let patient = Patient { file: Some(args.config.clone()), config: config.clone() };
    let parts = Parts { setup, ledger, patient, sticks: Sticks::default() };
    if args.headless {
        return headless::play(std::io::stdin().lock(), |show| {
            let kiosk = Kiosk::start(parts, show)?;
            let ender = kiosk.ender();
            // The reading of steps cannot be broken off.
            signals.end_with(move || {
                ender.end();
                std::process::exit(0);
            })?;
            Ok(kiosk)
        });
    }
    panel::window(&config.panel, &config.shop, signals, || (), |show, _| Ok(Kiosk::start(parts, show)?))
}
