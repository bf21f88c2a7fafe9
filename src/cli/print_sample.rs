//! `doro print-sample`: slips for setting up a printer.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;
use hardware::bench::Printed;
use hardware::paper::Slip;
use hardware::plain::plain_path;
use hardware::printer::escpos::{Job, Mode, encode};
use hardware::printer::{Link, Outcome, Press, Soil, Target, Why};
use hardware::stick::Output;

use crate::demo::sample_slips;
use crate::failure::Failure;
use crate::say::remark;
use crate::words;

/// Writes the exact bytes of a sample slip to a printer, a file or standard output. A file that is there already is never
/// written over.
///
/// The kind `probe` is a page of numbered lines, each of which tries one command: it shows which `mode` of [printer] a
/// printer can do. Where a printer answers, its status is asked before and after; one that does not is sent the page all
/// the same, and --mute leaves the questions out.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to print
    #[arg(long, value_enum)]
    kind: Kind,
    /// Dots of the head: 576, 512 or 384
    #[arg(long, default_value = "576", value_parser = ["576", "512", "384"])]
    width: String,
    /// raster or text [default: what suits the target]
    #[arg(long)]
    mode: Option<Mode>,
    /// A printer: serial:/dev/…@9600, /dev/usb/lp0, tcp://host:9100; or a file: file:slip.bin, ./slip.bin [default: standard
    /// output]
    #[arg(long, value_name = "TARGET")]
    to: Option<String>,
    /// For a printer that never answers: ask it nothing, and take what is sent for printed; `mute = true` of [printer]
    #[arg(long)]
    mute: bool,
    /// Also write a picture of the paper; a printer's own letters differ from ours in text mode
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A return slip, as the counter prints it
    Return,
    /// A return slip with a refused line: its clause, and what is still possible
    Refusal,
    /// A receipt of 30 lines with its QR code
    Receipt,
    /// A page that shows which commands and letters a printer knows
    Probe,
}

/// Seconds that a printer has beyond the time on the wire.
const SECS_BEYOND: f64 = 20.0;

pub fn run(args: &Args) -> Result<(), Failure> {
    let printer = args.to.as_deref().map(target).transpose()?.flatten();
    let width: u32 = args.width.parse().map_err(|_| Failure("--width: 576, 512 or 384".into()))?;
    let mode = args.mode.unwrap_or_else(|| printer.as_ref().map_or(Mode::Raster, Mode::for_target));
    let job = match (slip(args.kind)?, args.mode) {
        (Some(slip), _) => encode(&slip, width, mode),
        (None, None) => words::probe::probe(width),
        (None, Some(_)) => super::wrong_usage(&["print-sample"], "the probe tries both modes: leave --mode out"),
    };
    let bytes = job.bytes();
    let secs = |baud: f64| bytes.len() as f64 * 10.0 / baud;
    remark(format!("{} bytes: {:.1} s at 9600 baud, {:.1} s at 115200", bytes.len(), secs(9_600.0), secs(115_200.0)));
    if let Some(file) = &args.png {
        let printed = Printed::of(&bytes, width);
        let paper = printed.papers.first().unwrap_or(&printed.unfinished);
        write(file, &paper.to_png(1))?;
    }
    match (printer, &args.to) {
        (Some(target), _) => print(&target, args.mute, &job, secs),
        (None, Some(file)) => write(file_of(file), &bytes),
        (None, None) => out(&bytes, args.png.is_some()),
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Output::write_whole(file, bytes)?;
    remark(format!("written to the file {}", plain_path(file)));
    Ok(())
}

/// The printer that `to` means; none where it is a file's name. A bare word is none: whoever mistypes a printer would
/// find a file instead of a page.
fn target(to: &str) -> Result<Option<Target>, Failure> {
    let why = match to.parse::<Target>() {
        // What a printer's file would append to is here a file as any other.
        Ok(Target::File(_)) => return Ok(None),
        Ok(target) => return Ok(Some(target)),
        Err(why) => why,
    };
    let before = to.split('/').next().unwrap_or_default();
    if to.contains('/') && !before.contains(':') {
        return Ok(None);
    }
    let is_address = to.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty() && !host.contains(['/', ':']) && port.bytes().all(|digit| digit.is_ascii_digit())
    });
    let meant = if is_address { format!("tcp://{to}") } else { format!("./{to} for a file of that name") };
    let meant = if !is_address && before.contains(':') { String::new() } else { format!(": did you mean {meant}?") };
    Err(Failure(format!("--to: {why}{meant}")))
}

/// The file of that name, also where it is written as a printer's.
fn file_of(to: &str) -> &Path {
    Path::new(to.strip_prefix("file:").unwrap_or(to))
}

/// The slip of `kind`; none for the probe, which is made of commands.
fn slip(kind: Kind) -> Result<Option<Slip>, Failure> {
    let judged =
        |slip: Option<Slip>| slip.ok_or_else(|| Failure("the embedded policy does not judge the sample".into()));
    Ok(match kind {
        Kind::Return => Some(judged(sample_slips::accepted())?),
        Kind::Refusal => Some(judged(sample_slips::refused())?),
        Kind::Receipt => Some(sample_slips::receipt()),
        Kind::Probe => None,
    })
}

fn out(bytes: &[u8], has_picture: bool) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if !out.is_terminal() {
        return Ok(out.write_all(bytes).and_then(|()| out.flush())?);
    }
    if has_picture {
        return Ok(());
    }
    Err(Failure("a terminal is no printer: give --to ./slip.bin for a file or --to TARGET for a printer, or redirect the output".into()))
}

fn print(target: &Target, mute: bool, job: &Job, secs: impl Fn(f64) -> f64) -> Result<(), Failure> {
    let baud = if let Target::Serial { baud, .. } = target { *baud } else { 115_200 };
    let wait = Duration::from_secs_f64(secs(baud.into()) + SECS_BEYOND);
    let mut press = Press::new(Link::open(target, wait)?, Soil::default());
    if mute {
        press.expect_no_answers();
    }
    let status = |press: &mut Press| match press.status() {
        // Somebody stands there and sees what comes out of it.
        Err(Why::Silent) => {
            press.expect_no_answers();
            "it answers no status: it is printed anyway; when the paper is right, write `mute = true` under [printer]"
                .into()
        }
        Ok(Some(status)) => match status.trouble() {
            Some(trouble) => trouble.to_string(),
            None if status.paper_near_end => "ready, the paper is nearly used up".into(),
            None => "ready".into(),
        },
        Ok(None) => "not asked: nothing comes back from it, so look at the paper itself".into(),
        Err(why) => why.to_string(),
    };
    remark(format!("{target} before: {}", status(&mut press)));
    let outcome = press.print(job, wait);
    remark(format!("{target} after: {}", status(&mut press)));
    match outcome {
        Outcome::Printed => Ok(()),
        Outcome::InDoubt { why } => Err(Failure(format!("some of it was sent: {why}"))),
        Outcome::NotPrinted { why } => Err(Failure(format!("nothing was sent: {why}"))),
    }
}
