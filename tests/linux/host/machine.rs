//! A virtual machine of Debian's kernel in which the product runs.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::qmp::Qmp;
use super::shop;
use super::start::{Start, start};
use super::stick::Stick;

/// How long anything may take. An emulated processor is some thirty times slower, and a machine under load more.
const PATIENCE: Duration = Duration::from_secs(180);
/// Lines of the guest's console that are shown when a test fails.
const CONSOLE_LINES: usize = 60;
const KERNEL_LINE: &str =
    "console=ttyS0 panic=-1 loglevel=4 mitigations=off random.trust_cpu=on RUST_LOG=info NO_COLOR=1";

pub struct Machine {
    start: &'static Start,
    folder: tempfile::TempDir,
    lines: Lines,
    /// What the product has shown and the test has not asked for yet.
    shown: VecDeque<String>,
    /// Everything that the product has shown since the machine was switched on.
    pub history: Vec<String>,
}

/// The process and the two lines to it.
struct Lines {
    qemu: Child,
    agent: BufReader<UnixStream>,
    qmp: Qmp,
}

impl Machine {
    /// A shop that has just been set up, its machine switched on and its counter open; none where QEMU or the kernel
    /// is missing.
    pub fn open() -> Option<Machine> {
        let start = start()?;
        let folder = tempfile::tempdir().unwrap();
        shop::write(&folder.path().join("disk"), &folder.path().join("files"));
        let lines = Lines::to(start, folder.path());
        let mut machine = Machine { start, folder, lines, shown: VecDeque::new(), history: Vec::new() };
        machine.opened();
        Some(machine)
    }

    fn opened(&mut self) {
        self.tell("open");
        self.until("welcome scanner=up printer=up");
    }

    /// Cuts the power: what the guest has not flushed to its disk is lost. Then it is switched on again.
    pub fn cut_power(&mut self) {
        let _ = self.lines.qemu.kill();
        let _ = self.lines.qemu.wait();
        self.lines = Lines::to(self.start, self.folder.path());
        self.shown.clear();
        self.history.clear();
        self.opened();
    }

    /// Tells the agent in the guest to do something; what it says of it.
    pub fn tell(&mut self, command: &str) -> String {
        writeln!(self.lines.agent.get_mut(), "{command}").unwrap();
        loop {
            if let Some(answer) = self.hear() {
                return answer.unwrap_or_else(|why| panic!("{command}: {why}"));
            }
        }
    }

    /// A line of the agent: an answer, or what the product shows.
    fn hear(&mut self) -> Option<Result<String, String>> {
        let mut line = String::new();
        let heard = self.lines.agent.read_line(&mut line);
        assert!(matches!(heard, Ok(1..)), "the guest says nothing any more ({heard:?})");
        let (kind, said) = line.trim_end().split_at(1);
        let text = || serde_json::from_str(said).unwrap();
        match kind {
            "=" => Some(Ok(text())),
            "!" => Some(Err(text())),
            _ => {
                self.shown.push_back(said.to_owned());
                self.history.push(said.to_owned());
                None
            }
        }
    }

    /// Waits until the product shows a line that begins with `wanted`; lines before it are passed over.
    pub fn until(&mut self, wanted: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.shown.pop_front() {
                Some(line) if line.starts_with(wanted) => return line,
                Some(_) => {}
                None if Instant::now() < end => assert!(self.hear().is_none(), "an answer to nothing"),
                None => panic!("waited for {wanted:?}; it has shown {:#?}", self.history),
            }
        }
    }

    /// Gives steps to the product, as a finger would.
    pub fn steps(&mut self, steps: &[&str]) {
        for step in steps {
            match step.strip_prefix("until ") {
                Some(screen) => drop(self.until(screen)),
                None => drop(self.tell(&format!("step {step}"))),
            }
        }
    }

    /// A new stick in the shop's drawer.
    pub fn stick(&self, name: &str) -> Stick {
        Stick::new(&self.folder.path().join(name))
    }

    /// Plugs a stick in. `writes_a_second` makes it slow, so that there is a middle to pull it out in.
    pub fn plug(&mut self, stick: &Stick, writes_a_second: u32) {
        let limits = json!({ "iops-write": writes_a_second });
        self.lines.qmp.execute("object-add", json!({ "qom-type": "throttle-group", "id": "slow", "limits": limits }));
        let file = json!({ "driver": "file", "filename": stick.image() });
        let raw = json!({ "driver": "raw", "file": file });
        let node = json!({ "driver": "throttle", "throttle-group": "slow", "node-name": "stick", "file": raw });
        self.lines.qmp.execute("blockdev-add", node);
        let device =
            json!({ "driver": "usb-storage", "id": "stick", "drive": "stick", "bus": "usb.0", "removable": true });
        self.lines.qmp.execute("device_add", device);
        self.tell("mount");
    }

    /// Pulls the stick out, whatever is being written.
    pub fn pull(&mut self) {
        self.lines.qmp.execute("device_del", json!({ "id": "stick" }));
        let event = self.lines.qmp.until("event");
        assert_eq!(event, "DEVICE_DELETED");
        // The guest knows now; the image's file is given back when its last write has ended.
        self.lines.qmp.execute("blockdev-del", json!({ "node-name": "stick" }));
        self.lines.qmp.execute("object-del", json!({ "id": "slow" }));
    }

    /// Writes that have reached the stick since it was plugged in.
    pub fn writes(&mut self) -> u64 {
        let stats = self.lines.qmp.execute("query-blockstats", json!({}));
        let is_stick = |stats: &&Value| stats["qdev"].as_str().is_some_and(|name| name.contains("stick"));
        stats
            .as_array()
            .unwrap()
            .iter()
            .find(is_stick)
            .map_or(0, |stats| stats["stats"]["wr_operations"].as_u64().unwrap())
    }

    /// Waits until so many writes have reached the stick.
    pub fn until_writes(&mut self, count: u64) {
        let end = Instant::now() + PATIENCE;
        while self.writes() < count {
            assert!(Instant::now() < end, "nothing is written to the stick");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What the same export holds in a folder of the guest.
    pub fn exported(&mut self, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap();
        let [from, until] = [2, 1].map(|nth| name.trim_end_matches(".csv").rsplit('_').nth(nth - 1).unwrap());
        self.tell(&format!("doro export --db /data/doro.db --out /tmp/export --from {from} --until {until}"));
        self.tell(&format!("read /tmp/export/{name}"))
    }

    fn console(&self) -> PathBuf {
        self.folder.path().join("console")
    }
}

impl Lines {
    fn to(start: &Start, folder: &Path) -> Lines {
        let place = |name: &str| folder.join(name).display().to_string();
        let listen = |name: &str| {
            let _ = std::fs::remove_file(place(name));
            UnixListener::bind(place(name)).unwrap()
        };
        let (agent, qmp) = (listen("agent"), listen("qmp"));
        let mut qemu = Command::new("qemu-system-x86_64");
        qemu.args([
            "-machine",
            "pc,accel=tcg",
            "-cpu",
            "max",
            "-smp",
            "1",
            "-m",
            "512",
            "-nodefaults",
            "-no-user-config",
        ]);
        qemu.args(["-display", "none", "-no-reboot"]);
        qemu.arg("-kernel").arg(&start.kernel).arg("-initrd").arg(&start.ram_disk).args(["-append", KERNEL_LINE]);
        qemu.args(["-serial", &format!("file:{}", place("console"))]);
        qemu.args(["-drive", &format!("if=virtio,format=raw,file={}", place("disk"))]);
        qemu.args(["-device", "qemu-xhci,id=usb"]);
        qemu.args(["-device", "virtio-serial-pci", "-device", "virtserialport,chardev=agent"]);
        qemu.args(["-chardev", &format!("socket,id=agent,path={}", place("agent"))]);
        qemu.args(["-chardev", &format!("socket,id=qmp,path={}", place("qmp"))]);
        qemu.args(["-mon", "chardev=qmp,mode=control"]);
        let mut qemu = qemu.stdin(Stdio::null()).spawn().unwrap();
        let agent = accepted(&agent, &mut qemu);
        let qmp = Qmp::new(accepted(&qmp, &mut qemu));
        Lines { qemu, agent: BufReader::new(agent), qmp }
    }
}

/// QEMU's end of a line.
fn accepted(listener: &UnixListener, qemu: &mut Child) -> UnixStream {
    listener.set_nonblocking(true).unwrap();
    let end = Instant::now() + PATIENCE;
    loop {
        match listener.accept() {
            Ok((line, _)) => {
                line.set_nonblocking(false).unwrap();
                line.set_read_timeout(Some(PATIENCE)).unwrap();
                return line;
            }
            Err(_) if Instant::now() < end && qemu.try_wait().unwrap().is_none() => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(why) => panic!("QEMU does not start: {why}"),
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.lines.qemu.kill();
        let _ = self.lines.qemu.wait();
        if std::thread::panicking() {
            let console = std::fs::read(self.console()).unwrap_or_default();
            let console = String::from_utf8_lossy(&console).into_owned();
            let lines: Vec<&str> = console.lines().collect();
            eprintln!("the guest's console:");
            lines[lines.len().saturating_sub(CONSOLE_LINES)..].iter().for_each(|line| eprintln!("  {line}"));
        }
    }
}
