//! A scanner on a pty.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::pty::Pty;

const WRITE_WAIT: Duration = Duration::from_secs(2);

/// A scanner that scans what it is told.
#[derive(Debug)]
pub struct SimulatedScanner {
    path: PathBuf,
    pty: Option<Pty>,
    /// Sent before each frame.
    pub prefix: Vec<u8>,
    /// Sent after each frame: `\r` at first.
    pub terminator: Vec<u8>,
}

impl SimulatedScanner {
    /// A plugged-in scanner whose port is the link `path`, which is made, and removed at the end.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn new(path: &Path) -> io::Result<Self> {
        let pty = Some(Pty::new(path)?);
        Ok(Self { path: path.to_owned(), pty, prefix: Vec::new(), terminator: b"\r".to_vec() })
    }

    /// The port's stable name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Scans `code`: writes prefix, code and terminator.
    ///
    /// # Errors
    /// When unplugged, or when nobody has read for two seconds and the port is full.
    pub fn scan(&self, code: impl AsRef<[u8]>) -> io::Result<()> {
        self.send(&[&self.prefix, code.as_ref(), &self.terminator].concat())
    }

    /// Writes `bytes` as they are.
    ///
    /// # Errors
    /// As of [`scan`](Self::scan).
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let pty = self.pty.as_ref().ok_or(io::ErrorKind::NotConnected)?;
        pty.write_all(bytes, WRITE_WAIT)
    }

    /// What the host wrote within `wait`; 0 when it wrote nothing.
    pub(super) fn receive(&self, bytes: &mut [u8], wait: Duration) -> io::Result<usize> {
        self.pty.as_ref().ok_or(io::ErrorKind::NotConnected)?.read(bytes, wait)
    }

    /// Whether its cable is plugged in.
    #[must_use]
    pub fn is_plugged(&self) -> bool {
        self.pty.is_some()
    }

    /// Pulls the cable: the port goes, and whoever reads it hears so.
    pub fn unplug(&mut self) {
        self.pty = None;
    }

    /// Plugs it in again, under the same name.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn replug(&mut self) -> io::Result<()> {
        self.pty = Some(Pty::new(&self.path)?);
        Ok(())
    }
}
