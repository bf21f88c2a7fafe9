//! `doro scan`: what a scanner sends, and what it says.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::{Datelike, Utc};
use domain::moment::seoul_date;
use hardware::gs1::Separators;
use hardware::plain::{plain, plain_json, plain_path};
use hardware::scanner::ssi::{DAMAGE_GAP, converse};
use hardware::scanner::{Framing, NoProfile, PortSpec, Profile, Scan, Scanner, ScannerNews, listen};

use crate::config::{CONFIG, Config, ScannerPort};
use crate::failure::Failure;
use crate::ledger::lock::{Held, running_terminal};
use crate::say::remark;
use crate::signals;
use crate::words::scan::{SEPARATORS_LOST, line, object, process};

/// Scans that may wait to be printed; a scanner that sends more waits.
const WAITING_MAX: usize = 64;

const OBJECTS: &str = "\
With --json each line is an object:
  \"symbology\", \"aim\"   null where the scanner names none
  \"text\", \"data_hex\"   what was scanned; null where more came than a code
                       can have
  \"reading\"            \"kind\" is one of
    \"item\"      gtin, lot, expires, serial, price, add_on … each a text, as
                far as the code has them; further application identifiers by
                their digits; \"doubtful\": true where the scanner may have
                dropped a separator: the last value may then hold more than
                itself
    \"add_on\"    \"add_on\": the digits beside an EAN, where the scanner sends
                them by themselves
    \"text\"      \"is_visit\": whether it is the number of a visit or the code
                of a slip
    \"refusal\"   \"reason\", in words";

/// Prints one line a scan: symbology, text, and what the code says, or why it says nothing. Ends on Ctrl-C.
#[derive(Debug, clap::Args)]
#[command(after_help = OBJECTS)]
pub struct Args {
    /// The scanner's port: a path, best of /dev/serial/by-id, or USB numbers VID:PID[:serial]
    #[arg(long, value_name = "PORT", value_parser = port, conflicts_with = "stdin")]
    port: Option<PortSpec>,
    /// Bits per second [default: those of the profile]
    #[arg(long)]
    baud: Option<u32>,
    /// The vendor's way [default: generic, or that of the configuration]
    #[arg(long, value_name = "NAME", value_parser = profile)]
    profile: Option<&'static Profile>,
    /// Read what a scanner sent from standard input until its end
    #[arg(long)]
    stdin: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// The configuration whose scanner is read where no port is given
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    config: PathBuf,
}

fn port(text: &str) -> Result<PortSpec, hardware::scanner::NoPort> {
    text.parse()
}

pub(super) fn profile(name: &str) -> Result<&'static Profile, NoProfile> {
    Profile::named(name)
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.stdin { from_stdin(args) } else { from_port(args) }
}

/// What a scan waits for.
enum Heard {
    News(ScannerNews),
    /// Control-C, or another signal that asks for the end.
    End,
}

fn from_port(args: &Args) -> Result<(), Failure> {
    let port = scanner(args)?;
    if let Some(kiosk) = held(args, &port) {
        return Err(Failure(format!("the running kiosk has this scanner ({}): end the kiosk first", process(kiosk))));
    }
    let (tell, heard) = sync_channel(WAITING_MAX);
    let end = tell.clone();
    signals::catch()?.end_with(move || drop(end.send(Heard::End)))?;
    let _scanner = Scanner::spawn(port.to_device(), move |said| drop(tell.send(Heard::News(said))))?;
    let mut told = Told::new(args);
    for heard in heard {
        match heard {
            Heard::End => break,
            Heard::News(ScannerNews::Up { port }) => remark(format_args!("doro: {port} is there")),
            Heard::News(ScannerNews::Down { reason, .. }) => remark(format_args!("doro: {reason}")),
            Heard::News(ScannerNews::Seen(scan)) => {
                if !told.print(&scan) {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Whether no configuration was named and there is none.
pub(super) fn is_left_out(config: &Path) -> bool {
    config == Path::new(CONFIG) && !config.exists()
}

/// The kiosk that has the scanner: one that runs on the ledger of the configuration that names it.
fn held(args: &Args, port: &ScannerPort) -> Option<Held> {
    let config = if is_left_out(&args.config) { None } else { Config::read(&args.config).ok() }?;
    let own = config.scanner?.port;
    let device = |port: &PortSpec| port.device(Path::new("/sys")).and_then(|device| device.canonicalize().ok());
    let is_its = own == port.port || device(&own).is_some_and(|own| device(&port.port) == Some(own));
    if !is_its {
        return None;
    }
    running_terminal(&config.db, config.terminal)
}

/// The scanner that was asked for, or that of the configuration.
fn scanner(args: &Args) -> Result<ScannerPort, Failure> {
    let from_config = || {
        let nothing = || {
            let file = plain_path(&args.config);
            Failure(format!("{file} names no scanner: give --port PORT or --stdin, or write [scanner] into {file}"))
        };
        if is_left_out(&args.config) {
            return Err(nothing());
        }
        Config::read(&args.config)?.scanner.ok_or_else(nothing)
    };
    let mut port = match &args.port {
        Some(port) => ScannerPort::new(port.clone(), args.profile.unwrap_or_else(Profile::generic)),
        None => from_config()?,
    };
    port.profile = args.profile.unwrap_or(port.profile);
    port.baud = args.baud.unwrap_or(port.baud);
    Ok(port)
}

fn from_stdin(args: &Args) -> Result<(), Failure> {
    let mut from = Recorded { from: io::stdin().lock(), is_begun: false, is_over: false };
    let (mut told, mut is_heard) = (Told::new(args), true);
    let seen = |scan: Scan| is_heard = is_heard && told.print(&scan);
    let end = match args.profile.map_or(Framing::Lines, |profile| profile.framing) {
        Framing::Lines => listen(&mut from, seen),
        Framing::Ssi => converse(&mut from, seen),
    };
    if !from.is_begun {
        remark("doro: nothing came on standard input");
    }
    if end.kind() == io::ErrorKind::UnexpectedEof { Ok(()) } else { Err(end.into()) }
}

/// What was printed so far.
struct Told {
    json: bool,
    separators: Separators,
}

impl Told {
    fn new(args: &Args) -> Told {
        Told { json: args.json, separators: Separators::default() }
    }

    /// Prints one scan; `false` when nobody reads any more. That the scanner drops separators is said once.
    fn print(&mut self, scan: &Scan) -> bool {
        let today_year = u16::try_from(seoul_date(Utc::now()).year()).unwrap_or(0);
        let mut out = io::stdout().lock();
        let printed = if self.json {
            writeln!(out, "{}", plain_json(&object(&scan.code, today_year).to_string()))
        } else {
            writeln!(out, "{}", plain(&line(&scan.code, today_year)))
        };
        if let Ok(code) = &scan.code {
            let separators = self.separators.with(Separators::of(code, today_year));
            if separators == Separators::Lost && self.separators != Separators::Lost {
                remark(format_args!("doro: {SEPARATORS_LOST}"));
            }
            self.separators = separators;
        }
        printed.is_ok()
    }
}

/// Bytes that end, as a port that falls silent and then goes; answers are for nobody.
struct Recorded<R> {
    from: R,
    is_begun: bool,
    is_over: bool,
}

impl<R: Read> Read for Recorded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(bytes)?;
        self.is_begun |= count > 0;
        if count > 0 || self.is_over {
            return Ok(count);
        }
        self.is_over = true;
        // The silence that ends a code without terminator; that of packets is the longer one.
        thread::sleep(DAMAGE_GAP);
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl<R> Write for Recorded<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
