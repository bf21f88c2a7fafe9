//! A vacuum fluorescent display on a pty.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::pty::Pty;

const CELLS: usize = 20;
/// How long bytes on their way are waited for.
const LOOK: Duration = Duration::from_millis(10);

/// A CD5220 that keeps its two lines, and is strict: what its manual does not know in its mode is an error.
#[derive(Debug)]
pub struct SimulatedDisplay {
    path: PathBuf,
    pty: Option<Pty>,
    lines: [[u8; CELLS]; 2],
    /// Bytes of a command that is not complete.
    begun: Vec<u8>,
    /// After `ESC Q` only `ESC Q` and `CLR` are understood (manual, remark to the command list).
    string_mode: bool,
    clears: usize,
    errors: Vec<String>,
}

impl SimulatedDisplay {
    /// A plugged-in display whose port is the link `path`, which is made, and removed at the end.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn new(path: &Path) -> io::Result<Self> {
        let mut display = Self {
            path: path.to_owned(),
            pty: None,
            lines: Default::default(),
            begun: Vec::new(),
            string_mode: false,
            clears: 0,
            errors: Vec::new(),
        };
        display.replug()?;
        Ok(display)
    }

    /// What stands on its two lines, without the spaces around.
    pub fn lines(&mut self) -> [String; 2] {
        let mut bytes = [0; 1024];
        while let Some(count) = self.pty.as_ref().and_then(|pty| pty.read(&mut bytes, LOOK).ok()).filter(|n| *n > 0) {
            bytes[..count].iter().for_each(|byte| self.take(*byte));
        }
        self.lines.map(|line| String::from_utf8_lossy(&line).trim().to_owned())
    }

    /// How often it went dark because it was told to.
    #[must_use]
    pub fn clears(&self) -> usize {
        self.clears
    }

    /// What no display should be sent.
    #[must_use]
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// Pulls the cable: the port goes, the lines go dark.
    pub fn unplug(&mut self) {
        self.pty = None;
        self.power_on();
    }

    /// Plugs it in again, under the same name.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn replug(&mut self) -> io::Result<()> {
        self.power_on();
        self.pty = Some(Pty::new(&self.path)?);
        Ok(())
    }

    /// Its power fails for a moment; its port stays.
    pub fn power_on(&mut self) {
        self.lines = [[b' '; CELLS]; 2];
        self.begun.clear();
        self.string_mode = false;
    }

    fn take(&mut self, byte: u8) {
        self.begun.push(byte);
        let dark = [[b' '; CELLS]; 2];
        match self.begun.as_slice() {
            [0x1b] | [0x1b, b'Q'] => return,
            [0x1b, b'Q', b'A' | b'B', cells @ ..]
                if cells.len() <= CELLS && cells.iter().all(|cell| matches!(cell, b' '..=b'~')) =>
            {
                return;
            }
            [0x1b, b'Q', line @ (b'A' | b'B'), cells @ .., 0x0d] if cells.len() == CELLS => {
                self.lines[usize::from(line - b'A')].copy_from_slice(cells);
                self.string_mode = true;
            }
            [0x0c] => {
                (self.lines, self.string_mode) = (dark, false);
                self.clears += 1;
            }
            [0x1b, b'@'] if !self.string_mode => self.lines = dark,
            other => self.errors.push(format!("{other:02x?}, string mode {}", self.string_mode)),
        }
        self.begun.clear();
    }
}
