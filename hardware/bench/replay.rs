//! The device's side of a recording, played again.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::traffic::Line;

use super::pty::Pty;

/// How often it looks whether it has ended.
const LOOK: Duration = Duration::from_millis(5);
/// How long it waits for what the recording was sent next.
const WAIT: Duration = Duration::from_secs(20);

/// A device that says what a recorded one said, each word when it has been sent what the recorded one had been sent
/// by then. Dropping it unplugs it.
#[derive(Debug)]
pub struct Replay {
    stopped: Arc<AtomicBool>,
    /// How it ended.
    end: Receiver<Result<(), String>>,
    thread: Option<JoinHandle<()>>,
}

impl Replay {
    /// Plays `lines` behind a serial port, the link `path`, which is made, and removed at the end.
    ///
    /// # Errors
    /// When the system gives no pty, link or thread.
    pub fn on_pty(path: &Path, lines: Vec<Line>) -> io::Result<Self> {
        let pty = Pty::new(path)?;
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        let (tell, end) = channel();
        let thread = thread::Builder::new().name("replayed device".into()).spawn(move || {
            let _ = tell.send(play(&pty, &lines, &stop));
            // The port stays, as a device that says nothing more.
            while !stop.load(Ordering::Acquire) && pty.read(&mut [0; 512], LOOK).is_ok() {}
        })?;
        Ok(Self { stopped, end, thread: Some(thread) })
    }

    /// Waits until all of the recording was played.
    ///
    /// # Errors
    /// Where something else came than had been recorded, or nothing for 20 s.
    pub fn finish(self) -> Result<(), String> {
        self.end.recv().unwrap_or_else(|_| Err("the player has gone".into()))
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn play(pty: &Pty, lines: &[Line], stopped: &AtomicBool) -> Result<(), String> {
    for (at, line) in lines.iter().enumerate() {
        let end = Instant::now() + WAIT;
        let mut came = Vec::new();
        while came.len() < line.to.len() {
            let mut bytes = vec![0; line.to.len() - came.len()];
            let count = pty.read(&mut bytes, LOOK).map_err(|e| e.to_string())?;
            came.extend(&bytes[..count]);
            if !line.to.starts_with(&came) {
                return Err(format!("line {}: {came:02x?} came, not {:02x?}", at + 1, line.to));
            }
            if stopped.load(Ordering::Acquire) || Instant::now() > end {
                return Err(format!("line {}: only {} of {} bytes came", at + 1, came.len(), line.to.len()));
            }
        }
        pty.write_all(&line.from, WAIT).map_err(|e| format!("line {}: {e}", at + 1))?;
    }
    Ok(())
}
