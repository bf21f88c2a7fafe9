//! A printer on a pty or on TCP.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::paper::Paper;
use crate::printer::Target;

use super::pty::Pty;
use super::roll::Roll;

/// How often the device's thread looks at its knobs.
const LOOK: Duration = Duration::from_millis(5);

#[derive(Debug)]
struct Shared {
    roll: Mutex<Roll>,
    stalled: AtomicBool,
    vanished: AtomicBool,
    /// Vanishes by itself once this many bytes have come.
    vanish_after: Mutex<Option<usize>>,
    stall_after: Mutex<Option<usize>>,
    ended: AtomicBool,
}

impl Shared {
    fn roll(&self) -> MutexGuard<'_, Roll> {
        self.roll.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_gone(&self) -> bool {
        self.vanished.load(Ordering::Acquire) || self.ended.load(Ordering::Acquire)
    }

    /// Feeds the printer; what it answers. Turns the knobs that wait for a number of bytes.
    fn take(&self, bytes: &[u8]) -> Vec<u8> {
        let mut answers = Vec::new();
        for byte in bytes {
            if self.is_gone() {
                return answers;
            }
            let mut roll = self.roll();
            answers.extend(roll.take(std::slice::from_ref(byte)));
            let reached = |at: &Mutex<Option<usize>>| {
                let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
                at.take_if(|at| roll.received >= *at).is_some()
            };
            if reached(&self.vanish_after) {
                self.vanished.store(true, Ordering::Release);
            }
            if reached(&self.stall_after) {
                self.stalled.store(true, Ordering::Release);
            }
        }
        answers
    }
}

#[derive(Debug, Clone)]
enum Socket {
    Pty(PathBuf),
    Tcp(SocketAddr),
}

/// A printer that keeps its paper. Dropping it switches it off.
#[derive(Debug)]
pub struct SimulatedPrinter {
    shared: Arc<Shared>,
    socket: Socket,
    thread: Option<JoinHandle<()>>,
}

impl SimulatedPrinter {
    /// A printer of `width` dots at a serial port, the link `path`, which is made, and removed at the end.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn on_pty(path: &Path, width: u32) -> io::Result<Self> {
        Self::at(Socket::Pty(path.to_owned()), width)
    }

    /// A printer of `width` dots at a free port of this machine.
    ///
    /// # Errors
    /// When the system gives no socket.
    pub fn on_tcp(width: u32) -> io::Result<Self> {
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Self::at(Socket::Tcp(free), width)
    }

    fn at(socket: Socket, width: u32) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            roll: Mutex::new(Roll::new(width)),
            stalled: AtomicBool::new(false),
            vanished: AtomicBool::new(false),
            vanish_after: Mutex::new(None),
            stall_after: Mutex::new(None),
            ended: AtomicBool::new(false),
        });
        let mut printer = Self { shared, socket, thread: None };
        printer.come_back()?;
        Ok(printer)
    }

    /// Its address.
    #[must_use]
    pub fn target(&self) -> Target {
        match &self.socket {
            Socket::Pty(path) => Target::Serial { path: path.clone(), baud: 115_200 },
            Socket::Tcp(address) => Target::Tcp(address.to_string()),
        }
    }

    /// Slips that were cut off, oldest first.
    #[must_use]
    pub fn papers(&self) -> Vec<Paper> {
        self.shared.roll().slips.clone()
    }

    /// What hangs out of the printer, not cut off.
    #[must_use]
    pub fn unfinished(&self) -> Paper {
        self.shared.roll().page.clone()
    }

    /// Bytes and bands that no printer should be sent.
    #[must_use]
    pub fn errors(&self) -> Vec<String> {
        self.shared.roll().errors.clone()
    }

    /// Bytes received so far.
    #[must_use]
    pub fn received(&self) -> usize {
        self.shared.roll().received
    }

    /// Whether the last bytes were the beginning of a command.
    #[must_use]
    pub fn is_inside_a_command(&self) -> bool {
        self.shared.roll().is_inside_a_command()
    }

    /// Leaves `rows` of paper; `None` is a new roll, and what waited is printed.
    pub fn set_rows_left(&self, rows: Option<u32>) {
        let mut roll = self.shared.roll();
        roll.rows_left = rows;
        roll.work();
    }

    /// Whether the roll is reported as nearly used up.
    pub fn set_near_end(&self, near_end: bool) {
        self.shared.roll().near_end = near_end;
    }

    /// Opens or closes the cover; closed, what waited is printed.
    pub fn set_cover_open(&self, open: bool) {
        let mut roll = self.shared.roll();
        roll.cover_open = open;
        roll.work();
    }

    /// Whether it keeps its answers to itself.
    pub fn set_silent(&self, silent: bool) {
        self.shared.roll().silent = silent;
    }

    /// Whether it takes no more bytes, as with its flow control off.
    pub fn set_stalled(&self, stalled: bool) {
        self.shared.stalled.store(stalled, Ordering::Release);
    }

    /// Stalls after `bytes` more bytes.
    pub fn stall_after(&self, bytes: usize) {
        let at = self.received() + bytes;
        *self.shared.stall_after.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// Vanishes after `bytes` more bytes.
    pub fn vanish_after(&self, bytes: usize) {
        let at = self.received() + bytes;
        *self.shared.vanish_after.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// Pulls cable and power: the port goes; its buffer is lost.
    pub fn vanish(&mut self) {
        self.shared.vanished.store(true, Ordering::Release);
        self.join();
    }

    /// Switches it on again at the same address, with the paper that hung out of it.
    ///
    /// # Errors
    /// When the system gives no pty or socket.
    pub fn come_back(&mut self) -> io::Result<()> {
        self.vanish();
        self.shared.vanished.store(false, Ordering::Release);
        self.shared.roll().forget();
        let shared = Arc::clone(&self.shared);
        let name = thread::Builder::new().name("simulated printer".into());
        self.thread = Some(match &self.socket {
            Socket::Pty(path) => {
                let pty = Pty::new(path)?;
                name.spawn(move || serve_pty(&shared, &pty))?
            }
            Socket::Tcp(address) => {
                let listener = TcpListener::bind(address)?;
                listener.set_nonblocking(true)?;
                name.spawn(move || serve_tcp(&shared, &listener))?
            }
        });
        Ok(())
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for SimulatedPrinter {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Release);
        self.join();
    }
}

fn serve_pty(shared: &Shared, pty: &Pty) {
    let mut bytes = [0; 4096];
    while !shared.is_gone() {
        if shared.stalled.load(Ordering::Acquire) {
            thread::sleep(LOOK);
            continue;
        }
        let Ok(count) = pty.read(&mut bytes, LOOK) else { return };
        let answers = shared.take(&bytes[..count]);
        if !answers.is_empty() && !shared.is_gone() {
            let _ = pty.write_all(&answers, Duration::from_secs(1));
        }
    }
}

fn serve_tcp(shared: &Shared, listener: &TcpListener) {
    while !shared.is_gone() {
        match listener.accept() {
            Ok((stream, _)) => {
                let _ = serve_stream(shared, stream);
            }
            Err(_) => thread::sleep(LOOK),
        }
    }
}

fn serve_stream(shared: &Shared, mut stream: TcpStream) -> io::Result<()> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(LOOK))?;
    let mut bytes = [0; 4096];
    while !shared.is_gone() {
        if shared.stalled.load(Ordering::Acquire) {
            thread::sleep(LOOK);
            continue;
        }
        match stream.read(&mut bytes) {
            Ok(0) => return Ok(()),
            Ok(count) => {
                let answers = shared.take(&bytes[..count]);
                if !shared.is_gone() {
                    stream.write_all(&answers)?;
                }
            }
            Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
