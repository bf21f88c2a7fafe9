//! `doro decide`: requests in, decisions out.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use domain::judge::wire::decide_line;
use serde_json::json;

use super::Failure;
use crate::config::rules;

/// Reads one request a line on standard input and writes one decision a line, in order.
///
/// A line that is no valid request gets {"error": "…"} naming the field; the run then ends with exit code 1.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The store's own policy instead of the embedded one
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The store's own temporary holidays instead of the embedded ones
    #[arg(long, value_name = "FILE")]
    holidays: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (book, calendar) = rules(args.policy.as_deref(), args.holidays.as_deref())?;
    let mut requests = io::stdin().lock();
    let mut decisions = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut wrong = 0_u64;
    let (mut line, mut out) = (Vec::new(), Vec::new());
    while requests.read_until(b'\n', &mut line)? > 0 {
        let request = line.trim_ascii();
        if !request.is_empty() {
            let judged = match std::str::from_utf8(request) {
                Ok(request) => decide_line(&book, &calendar, request, &mut out),
                Err(_) => Err("the line is not UTF-8".to_owned()),
            };
            if let Err(why) = judged {
                wrong += 1;
                serde_json::to_writer(&mut out, &json!({ "error": why }))?;
            }
            out.push(b'\n');
            decisions.write_all(&out)?;
            out.clear();
        }
        line.clear();
    }
    decisions.flush()?;
    if wrong > 0 {
        return Err(Failure(format!(
            "{wrong} of the lines were no valid requests; their errors stand in their places"
        )));
    }
    Ok(())
}
