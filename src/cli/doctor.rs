//! `doro doctor`: looks at everything that the counter needs.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use domain::finding::{Finding, Mark};
use domain::language::Language;
use hardware::plain::{plain_json, plain_lines};
use serde_json::json;

use crate::config::CONFIG;
use crate::doctor::{examine, examine_with_panel};
use crate::failure::Failure;

/// Looks at everything that the counter needs, says in plain words what is wrong and what to do, and changes nothing.
///
/// That is: configuration, panel, policy, holidays, fonts, key, ledger, orders, staff, disk, clock, scanner, printer,
/// customer display, call sound, stick, other kiosks, power and memory. Exit code 1 when something is wrong.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    config: PathBuf,
    /// One JSON object instead of words: {config, findings: [{what, state, words, next}]}; state is good, doubtful or
    /// wrong, next is null where nothing is to be done
    #[arg(long)]
    json: bool,
    /// For a kiosk that runs with --headless: no window is tried
    #[arg(long)]
    headless: bool,
    #[command(flatten)]
    sheet: super::setup_sheet::Sheet,
    /// The language of the words
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Tongue {
    Ko,
    En,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.sheet.write(&args.config)? {
        return Ok(());
    }
    let language = match args.language {
        Tongue::Ko => Language::Ko,
        Tongue::En => Language::En,
    };
    // Somebody who watches sees each finding as soon as it is known; a pipe gets them all at once.
    let watched = std::io::stdout().is_terminal() && !args.json;
    let mut out = std::io::stdout();
    let mut say =
        |finding: &Finding| writeln!(out, "{}", plain_lines(&line(finding, language))).and_then(|()| out.flush());
    let tell = |finding: &Finding| {
        if watched {
            // Whoever has closed the terminal reads the exit code.
            let _ = say(finding);
        }
    };
    let findings = match std::env::current_exe() {
        Ok(program) if !args.headless => examine_with_panel(&args.config, program, tell),
        _ => examine(&args.config, tell),
    };
    if args.json {
        writeln!(out, "{}", plain_json(&as_json(&args.config, &findings, language).to_string()))?;
    } else if !watched {
        findings.iter().try_for_each(say)?;
    }
    let wrong = findings.iter().any(|finding| finding.mark == Mark::Wrong);
    // The words stand above; the exit code tells.
    if wrong { Err(Failure(String::new())) } else { Ok(()) }
}

fn line(finding: &Finding, language: Language) -> String {
    let mark = match finding.mark {
        Mark::Good => '✓',
        Mark::Doubtful => '!',
        Mark::Wrong => '✗',
    };
    let next = finding.next.as_ref().map(|next| format!("\n{:13}→ {}", "", next.of(language)));
    format!("{mark} {:<10} {}{}", name(finding), finding.words.of(language), next.unwrap_or_default())
}

/// The subject's stable name, as in JSON.
fn name(finding: &Finding) -> String {
    json!(finding.subject).as_str().unwrap_or_default().to_owned()
}

fn as_json(config: &Path, findings: &[Finding], language: Language) -> serde_json::Value {
    let finding = |finding: &Finding| {
        json!({
            "what": finding.subject,
            "state": finding.mark,
            "words": finding.words.of(language),
            "next": finding.next.as_ref().map(|next| next.of(language)),
        })
    };
    json!({ "config": config, "findings": findings.iter().map(finding).collect::<Vec<_>>() })
}
