//! The command line: one file a command.

use crate::failure::Failure;
use crate::say::remark;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

mod backup;
mod decide;
mod demo;
mod doctor;
mod export;
mod import;
mod pages;
mod place;
mod print_sample;
mod restore;
mod run;
mod sample;
mod scan;
mod setup_sheet;
mod staff;

use hardware::plain::plain_lines;

use place::Db;

use crate::ledger::Make;

/// The return counter of a shop.
#[derive(Debug, Parser)]
#[command(name = "doro", version, about, long_about = LONG, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG: &str = "Doro is the return counter of a shop: a customer scans a receipt, is told by the shop's published \
policy what can go back, why, until when and when the money comes, and gets a slip.\n\n\
Exit codes: 0 done, 1 the data or the operation failed, 2 wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the main job with embedded defaults: sample orders, a scanner on a pty, a printer that parses what it is sent
    Demo(demo::Args),
    /// Run the kiosk with its devices
    Run(run::Args),
    /// Take orders over from the shop's system
    #[command(subcommand)]
    Import(import::What),
    /// Write made-up orders of a made-up shop, the same for the same seed
    Sample(sample::Args),
    /// Print a sample slip, or a page that shows what a printer can do
    PrintSample(print_sample::Args),
    /// Judge requests: JSON Lines in, JSON Lines out
    Decide(decide::Args),
    /// Say who may sign in at the counter
    #[command(subcommand)]
    Staff(staff::What),
    /// Write returns and survey answers of a period as CSV
    Export(export::Args),
    /// Copy the ledger, also while the kiosk runs
    Backup(backup::Args),
    /// Put a copy of the ledger into its place
    Restore(restore::Args),
    /// Show what a scanner sends, and what it says
    Scan(scan::Args),
    /// Look at everything that the counter needs and say what is wrong
    Doctor(doctor::Args),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Ends with 2, as any wrong usage does, with the usage of the command that those words call: `["import", "orders"]`.
fn wrong_usage(called: &[&str], words: &str) -> ! {
    let mut at = Cli::command();
    at.build();
    for word in called {
        let Some(next) = at.find_subcommand(word).cloned() else { break };
        at = next;
    }
    at.error(ErrorKind::ArgumentConflict, words).exit()
}

/// A date as it is written here.
fn day(text: &str) -> Result<NaiveDate, String> {
    let is_written_out = text.len() == "2026-11-20".len();
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_written_out);
    day.ok_or_else(|| "expected a date of the calendar as YYYY-MM-DD, such as 2026-11-20".to_owned())
}

/// `--new`, wherever a ledger can be made.
#[derive(Debug, clap::Args)]
struct New {
    /// Make a new ledger although its key is there already: for a shop without a past
    #[arg(long)]
    new: bool,
}

impl New {
    fn make(&self) -> Make {
        if self.new { Make::New } else { Make::First }
    }
}

/// Lines on standard error, `RUST_LOG` decides how many. No personal data stands in them.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

/// The arguments. What clap says of wrong ones repeats them: where one holds a control character, without colours and
/// with it written out.
fn parsed() -> Cli {
    let why = match Cli::try_parse() {
        Ok(cli) => return cli,
        Err(why) => why,
    };
    let words = why.to_string();
    if why.use_stderr() && plain_lines(&words) != words {
        remark(words.trim_end());
        std::process::exit(why.exit_code());
    }
    why.exit()
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let done = match parsed().command {
        Command::Demo(args) => demo::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Import(what) => import::run(&what),
        Command::Sample(args) => sample::run(&args),
        Command::PrintSample(args) => print_sample::run(&args),
        Command::Decide(args) => decide::run(&args),
        Command::Staff(what) => staff::run(&what),
        Command::Export(args) => export::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Scan(args) => scan::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "doro", &mut script);
            std::io::stdout().write_all(&script).map_err(Failure::from)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(why)) => {
            if !why.is_empty() {
                remark(format!("doro: {why}"));
            }
            ExitCode::FAILURE
        }
    }
}
