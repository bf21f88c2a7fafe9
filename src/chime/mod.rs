//! The chime: a command that is started each time the staff are to hear a call.
//!
//! Whatever the command does, at most one of it runs, none runs for longer than [`SOUND_MAX`], and what it leaves behind
//! is ended with it. It finds our own sound on its standard input; one that plays another takes no notice.

mod sound;

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use hardware::plain::plain_lines;
use rustix::fs::{MemfdFlags, OFlags, fcntl_getfl, fcntl_setfl, memfd_create};
use rustix::process::{Pid, Signal, kill_process_group};

/// Longest time for one sound.
pub const SOUND_MAX: Duration = Duration::from_secs(10);

/// As much of what a failing command says as is repeated.
const SAID_MAX: u64 = 300;

/// The command as the configuration names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChimeCommand {
    /// The program and what it is told; the program is looked for as a shell does.
    pub words: Vec<String>,
    /// Where it is started: names of files are relative to the configuration.
    pub folder: PathBuf,
}

/// Why nobody hears a call.
#[derive(Debug, thiserror::Error)]
pub enum Mute {
    /// There is no such program.
    #[error("there is no program {0}")]
    NotFound(String),
    /// It is there and does not start.
    #[error("{program} does not start: {why}")]
    NotStarted {
        /// As configured.
        program: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// It ended otherwise than well.
    #[error("{program}: {status}{}", if said.is_empty() { String::new() } else { format!(": {said}") })]
    Failed {
        /// As configured.
        program: String,
        /// How it ended.
        status: ExitStatus,
        /// The beginning of what it said.
        said: String,
    },
    /// It did not end, and was ended.
    #[error("{0} did not end within {secs} s", secs = SOUND_MAX.as_secs())]
    Hangs(String),
}

impl ChimeCommand {
    fn program(&self) -> String {
        self.words.first().cloned().unwrap_or_default()
    }

    /// The program's file, looked for as a shell does; none where there is none that may be started.
    #[must_use]
    pub fn found(&self) -> Option<PathBuf> {
        let program = self.program();
        if program.contains('/') {
            return Some(self.folder.join(program)).filter(|file| may_start(file));
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).map(|folder| folder.join(&program)).find(|file| may_start(file))
    }
}

fn may_start(file: &Path) -> bool {
    use rustix::fs::{Access, access};
    file.is_file() && access(file, Access::EXEC_OK).is_ok()
}

/// One that sounds, or is being ended.
struct Sounding {
    child: Child,
    ends: Instant,
    /// It was ended: why does not matter any more.
    ended: bool,
}

/// The chime.
pub struct Chime {
    command: ChimeCommand,
    now: Option<Sounding>,
}

impl Chime {
    /// One that is quiet.
    #[must_use]
    pub fn new(command: ChimeCommand) -> Chime {
        Chime { command, now: None }
    }

    /// Whether the command still runs.
    #[must_use]
    pub fn sounds(&self) -> bool {
        self.now.is_some()
    }

    /// Starts the command, unless it still runs.
    ///
    /// # Errors
    /// When it does not start.
    pub fn ring(&mut self) -> Result<(), Mute> {
        if self.sounds() {
            return Ok(());
        }
        let program = self.command.program();
        let Some(file) = self.command.found() else { return Err(Mute::NotFound(program)) };
        let child = started(&self.command, &file).map_err(|why| Mute::NotStarted { program, why })?;
        self.now = Some(Sounding { child, ends: Instant::now() + SOUND_MAX, ended: false });
        Ok(())
    }

    /// Looks after what runs: none for news of nothing, else how it ended.
    pub fn look(&mut self) -> Option<Result<(), Mute>> {
        let sounding = self.now.as_mut()?;
        let program = self.command.program();
        match sounding.child.try_wait() {
            Ok(None) if !sounding.ended && Instant::now() >= sounding.ends => {
                sounding.end();
                Some(Err(Mute::Hangs(program)))
            }
            // One that a driver holds dies when the driver lets go of it; until then no other is started.
            Ok(None) => None,
            Ok(Some(status)) => {
                let mut over = self.now.take()?;
                // What it has started, and left running, ends with it.
                over.end_group();
                match () {
                    () if over.ended => None,
                    () if status.success() => Some(Ok(())),
                    () => Some(Err(Mute::Failed { program, status, said: said(&mut over.child) })),
                }
            }
            Err(why) => {
                self.now = None;
                Some(Err(Mute::NotStarted { program, why }))
            }
        }
    }

    /// The call is over: what still sounds of it ends.
    pub fn hush(&mut self) {
        if let Some(sounding) = &mut self.now {
            sounding.end();
        }
    }
}

impl Drop for Chime {
    fn drop(&mut self) {
        self.hush();
    }
}

impl Sounding {
    fn end(&mut self) {
        self.ended = true;
        self.end_group();
    }

    /// The command runs in a group of its own, which bears its number.
    fn end_group(&self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

fn started(command: &ChimeCommand, file: &Path) -> std::io::Result<Child> {
    let child = Command::new(file)
        .args(command.words.iter().skip(1))
        .current_dir(if command.folder.as_os_str().is_empty() { Path::new(".") } else { &command.folder })
        .stdin(Stdio::from(sound_file()?))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()?;
    if let Some(stderr) = &child.stderr {
        // Whatever still holds it when the command has ended is not waited for.
        fcntl_setfl(stderr, fcntl_getfl(stderr)? | OFlags::NONBLOCK)?;
    }
    Ok(child)
}

/// Our sound as a file in memory: unlike a pipe it waits for nobody who reads.
fn sound_file() -> std::io::Result<File> {
    let mut file = File::from(memfd_create("doro-chime", MemfdFlags::CLOEXEC)?);
    file.write_all(&sound::wav())?;
    file.rewind()?;
    Ok(file)
}

/// The beginning of what it said, in one line.
fn said(child: &mut Child) -> String {
    let mut bytes = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        // As much as is there.
        let _ = stderr.take(SAID_MAX).read_to_end(&mut bytes);
    }
    let text = String::from_utf8_lossy(&bytes);
    let words: Vec<_> = text.split_whitespace().collect();
    plain_lines(&words.join(" ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chime(script: &str) -> Chime {
        let words = ["sh", "-c", script].map(str::to_owned).to_vec();
        Chime::new(ChimeCommand { words, folder: PathBuf::new() })
    }

    fn ended(chime: &mut Chime) -> Option<Result<(), Mute>> {
        let end = Instant::now() + Duration::from_secs(5);
        while chime.sounds() {
            if let Some(news) = chime.look() {
                return Some(news);
            }
            assert!(Instant::now() < end, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }

    #[test]
    fn it_is_given_the_whole_sound_and_says_how_it_ended() {
        let mut good = chime("test $(wc -c) = 44844");
        good.ring().unwrap();
        assert!(ended(&mut good).unwrap().is_ok());
        let mut bad = chime("echo no sound card >&2; exit 1");
        bad.ring().unwrap();
        let why = ended(&mut bad).unwrap().unwrap_err().to_string();
        assert_eq!(why, "sh: exit status: 1: no sound card");
        let mut none = Chime::new(ChimeCommand { words: vec!["no-such-chime".into()], folder: PathBuf::new() });
        assert_eq!(none.ring().unwrap_err().to_string(), "there is no program no-such-chime");
    }

    #[test]
    fn a_hushed_one_ends_with_everything_it_started_and_only_one_runs() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("late");
        let mut it = chime(&format!("(sleep 1; touch {}) & sleep 30", mark.display()));
        it.ring().unwrap();
        let first = it.now.as_ref().unwrap().child.id();
        it.ring().unwrap();
        assert_eq!(it.now.as_ref().unwrap().child.id(), first);
        it.hush();
        assert!(ended(&mut it).is_none());
        std::thread::sleep(Duration::from_millis(1_300));
        assert!(!mark.exists(), "what it started went on");
    }

    #[test]
    fn what_holds_its_output_is_not_waited_for() {
        let mut it = chime("sleep 30 & echo busy >&2; exit 3");
        it.ring().unwrap();
        assert!(matches!(ended(&mut it), Some(Err(Mute::Failed { said, .. })) if said == "busy"));
    }
}
