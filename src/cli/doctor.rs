//! `doro doctor`: looks at everything that the counter needs.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::Failure;
use crate::doctor::{Finding, State, examine};

/// Looks at configuration, ledger, key, disk, clock, policy, holidays, staff, scanner, printer and display, and says
/// in plain words what is wrong and what to do. Exit code 1 when something is.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "kiosk.toml")]
    config: PathBuf,
    /// One JSON object instead of words
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    sheet: super::setup_sheet::Sheet,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.sheet.write(&args.config)? {
        return Ok(());
    }
    let findings = examine(&args.config);
    if args.json {
        println!("{}", as_json(&args.config, &findings));
    } else {
        for finding in &findings {
            println!("{} {:<10} {}", mark(finding.state), finding.what, finding.words);
        }
    }
    let wrong = findings.iter().filter(|finding| finding.state == State::Wrong).count();
    // The words stand above; the exit code tells.
    if wrong > 0 { Err(Failure(String::new())) } else { Ok(()) }
}

fn mark(state: State) -> char {
    match state {
        State::Good => '✓',
        State::Doubtful => '!',
        State::Wrong => '✗',
    }
}

fn as_json(config: &Path, findings: &[Finding]) -> serde_json::Value {
    let finding = |finding: &Finding| {
        let state = match finding.state {
            State::Good => "good",
            State::Doubtful => "doubtful",
            State::Wrong => "wrong",
        };
        json!({ "what": finding.what, "state": state, "words": finding.words })
    };
    json!({ "config": config, "findings": findings.iter().map(finding).collect::<Vec<_>>() })
}
