//! The far side of the bench: a program inside the guest that is the world around the counter. It holds the scanner
//! and the printer, pulls cables, mounts sticks, runs the product, and does what the host says, a line at a time.
//!
//! Answers begin with `=` or, where something did not work, `!`, and are JSON strings; lines that begin with `>` are
//! what the product shows.

mod gadget;
mod paper;
mod printer;

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub use gadget::SCANNER_ID;

use gadget::Gadget;
use printer::UsbPrinter;

/// `O_NONBLOCK`: an open that waits for nobody, and reads that do not hold the gadget's lock.
const NONBLOCK: i32 = 0o4000;
const CONFIG: &str = "/data/kiosk.toml";
const STICK: &str = "/media/stick";
/// How long a device may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

type Said = Result<String, Box<dyn std::error::Error>>;

struct Agent {
    /// Shared with the thread that passes on what the product shows.
    line: Arc<Mutex<File>>,
    scanner: Gadget,
    printer: UsbPrinter,
    doro: Option<(Child, ChildStdin)>,
}

/// Obeys the host until the power is cut.
pub fn run() {
    let line = line().unwrap();
    let commands = BufReader::new(line.try_clone().unwrap());
    let mut agent = Agent {
        line: Arc::new(Mutex::new(line)),
        scanner: Gadget::scanner().unwrap(),
        printer: UsbPrinter::new().unwrap(),
        doro: None,
    };
    for command in commands.lines() {
        let said = agent.obey(&command.unwrap());
        let (kind, text) = match said {
            Ok(text) => ('=', text),
            Err(why) => ('!', why.to_string()),
        };
        writeln!(agent.line.lock().unwrap(), "{kind}{}", serde_json::Value::from(text)).unwrap();
    }
}

impl Agent {
    fn obey(&mut self, command: &str) -> Said {
        let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
        match verb {
            "open" => self.open(),
            "close" => self.close(),
            "step" => {
                let (_, steps) = self.doro.as_mut().ok_or("the counter is not open")?;
                writeln!(steps, "{rest}")?;
                Ok(String::new())
            }
            "scan" => self.scanner.write(format!("{}\r", receipt(rest)?).as_bytes()),
            "half-scan" => {
                let code = receipt(rest)?;
                self.scanner.write(&code.as_bytes()[..code.len() / 2])?;
                self.scanner.cable("out")
            }
            "scanner" => self.scanner.cable(rest),
            "printer" => self.printer.cable(rest),
            "tear" => self.printer.cable_out_after(rest.parse()?),
            "slips" => paper::slips(&self.printer.papers(), &self.printer.errors()),
            "mount" => mount(),
            "unmount" => busybox(&["umount", "-l", STICK]),
            "doro" => ended(Command::new("/doro").args(rest.split(' '))),
            "read" => Ok(std::fs::read_to_string(rest)?),
            _ => Err(format!("no such command: {command}").into()),
        }
    }

    /// Starts the product as a technician without a screen would, once its devices are there.
    fn open(&mut self) -> Said {
        there("/dev/ttyACM0")?;
        there("/dev/usb/lp0")?;
        let mut doro = Command::new("/doro")
            .args(["run", "--headless", "--config", CONFIG])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (steps, shown) = (doro.stdin.take().ok_or("no input")?, doro.stdout.take().ok_or("no output")?);
        let line = Arc::clone(&self.line);
        std::thread::spawn(move || {
            for shown in BufReader::new(shown).lines().map_while(Result::ok) {
                writeln!(line.lock().unwrap(), ">{shown}").unwrap();
            }
        });
        self.doro = Some((doro, steps));
        Ok(String::new())
    }

    /// Ends the product's input, and with it the product; how it ended.
    fn close(&mut self) -> Said {
        let (mut doro, steps) = self.doro.take().ok_or("the counter is not open")?;
        drop(steps);
        Ok(doro.wait()?.to_string())
    }
}

/// The code on the receipt of one of the demo's orders; anything else is a code as it stands.
fn receipt(code: &str) -> Said {
    let orders = doro::orders::demo_orders(domain::moment::seoul_date(chrono::Utc::now()));
    let order = orders.into_iter().find(|order| order.facts.number.0 == code);
    Ok(order.map_or(code.to_owned(), |order| order.receipt_barcode))
}

/// What the automounter of a shop does.
fn mount() -> Said {
    let disk = there("/dev/sda")?;
    std::fs::create_dir_all(STICK)?;
    busybox(&["mount", "-t", "vfat", "-o", "nosuid,nodev,noexec", &disk.to_string_lossy(), STICK])
}

fn there(path: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let end = Instant::now() + PATIENCE;
    while !Path::new(path).exists() {
        if Instant::now() >= end {
            return Err(format!("{path} does not come").into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(path.into())
}

fn busybox(args: &[&str]) -> Said {
    let said = ended(Command::new("/bin/busybox").args(args))?;
    if said.starts_with("0\n") { Ok(said) } else { Err(format!("busybox {args:?}: {said}").into()) }
}

/// Exit code, then everything that a program says.
fn ended(program: &mut Command) -> Said {
    let output = program.output()?;
    let said = [output.stdout, output.stderr].concat();
    Ok(format!("{}\n{}", output.status.code().unwrap_or(-1), String::from_utf8_lossy(&said)))
}

/// The line to the host: the machine's only virtual port.
fn line() -> std::io::Result<File> {
    let is_port = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("vport");
    let mut devices = std::fs::read_dir("/dev")?.flatten();
    let port = devices.find(|device| is_port(&device.file_name())).ok_or(std::io::ErrorKind::NotFound)?;
    OpenOptions::new().read(true).write(true).open(port.path())
}

fn open_nonblocking(device: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).write(true).custom_flags(NONBLOCK).open(device)
}
