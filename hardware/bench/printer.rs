//! A printer on a pty or on TCP.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::paper::Paper;
use crate::printer::Target;

use super::fault::{Fault, Moment};
use super::manners::Manners;
use super::pty::Pty;
use super::roll::Roll;

/// How often the device's thread looks at its knobs.
const LOOK: Duration = Duration::from_millis(5);

#[derive(Debug)]
struct Shared {
    roll: Mutex<Roll>,
    ended: AtomicBool,
    connections: AtomicUsize,
}

impl Shared {
    fn roll(&self) -> MutexGuard<'_, Roll> {
        self.roll.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_gone(&self) -> bool {
        self.ended.load(Ordering::Acquire) || self.roll().ails.is(Fault::Vanished)
    }

    /// Feeds the printer, until it vanishes.
    fn take(&self, bytes: &[u8]) {
        let mut roll = self.roll();
        for byte in bytes {
            if roll.ails.is(Fault::Vanished) {
                return;
            }
            roll.take(*byte);
        }
    }

    fn words(&self) -> Vec<u8> {
        self.roll().words()
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
    /// Of a network printer: bytes that wait before it; the system's number where none is said.
    receives: Option<usize>,
    thread: Option<JoinHandle<()>>,
}

impl SimulatedPrinter {
    /// A printer of `width` dots at a serial port, the link `path`, which is made, and removed at the end.
    ///
    /// # Errors
    /// When the system gives no pty or no link.
    pub fn on_pty(path: &Path, width: u32) -> io::Result<Self> {
        Self::at(Socket::Pty(path.to_owned()), width, None)
    }

    /// A printer of `width` dots at a free port of this machine.
    ///
    /// # Errors
    /// When the system gives no socket.
    pub fn on_tcp(width: u32) -> io::Result<Self> {
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Self::at(Socket::Tcp(free), width, None)
    }

    /// The same with room for `receives` bytes, rows and questions alike, before it takes them.
    ///
    /// # Errors
    /// When the system gives no socket.
    pub fn on_narrow_tcp(width: u32, receives: usize) -> io::Result<Self> {
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Self::at(Socket::Tcp(free), width, Some(receives))
    }

    fn at(socket: Socket, width: u32, receives: Option<usize>) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            roll: Mutex::new(Roll::new(width)),
            ended: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
        });
        let mut printer = Self { shared, socket, receives, thread: None };
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

    /// How many slips were cut off.
    #[must_use]
    pub fn slips(&self) -> usize {
        self.shared.roll().slips.len()
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

    /// Bytes that it holds and has not printed.
    #[must_use]
    pub fn holds(&self) -> usize {
        self.shared.roll().holds()
    }

    /// Leaves `rows` of paper; `None` is a new roll, and it goes on with what it holds.
    pub fn set_rows_left(&self, rows: Option<u32>) {
        let mut roll = self.shared.roll();
        roll.rows_left = rows;
        roll.work();
    }

    /// Begins or ends a fault; at its end it goes on with what it holds.
    pub fn set(&self, fault: Fault, is_so: bool) {
        let mut roll = self.shared.roll();
        if is_so {
            roll.ail(fault);
        } else {
            roll.ails.end(fault);
            roll.work();
        }
    }

    /// Lets `fault` begin at `moment`, counted from now.
    pub fn fault_at(&self, moment: Moment, fault: Fault) {
        self.shared.roll().arm(moment, fault);
    }

    /// Whether it ignores `DLE ENQ 2`, as many printers do while they report no error.
    pub fn set_obstinate(&self, obstinate: bool) {
        self.shared.roll().obstinate = obstinate;
    }

    /// Whether it knows neither `GS a` nor `GS r`.
    pub fn set_simple(&self, simple: bool) {
        self.shared.roll().simple = simple;
    }

    /// From now on it has these manners; what was half a command is forgotten.
    pub fn set_manners(&self, manners: Manners) {
        self.shared.roll().behave(manners);
    }

    /// Connections that it has taken so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Acquire)
    }

    /// Everything is mended: new roll, cover closed, switched on; it goes on with what it holds.
    ///
    /// # Errors
    /// When it had vanished and the system gives no pty or socket.
    pub fn mend(&mut self) -> io::Result<()> {
        let vanished = self.shared.roll().ails.is(Fault::Vanished);
        if vanished {
            self.come_back()?;
        }
        self.shared.roll().mend();
        Ok(())
    }

    /// Pulls cable and power: the port goes; its buffer is lost.
    pub fn vanish(&mut self) {
        self.set(Fault::Vanished, true);
        self.join();
    }

    /// Switches it on again at the same address, with the paper that hung out of it.
    ///
    /// # Errors
    /// When the system gives no pty or socket.
    pub fn come_back(&mut self) -> io::Result<()> {
        self.vanish();
        let mut roll = self.shared.roll();
        roll.ails.end(Fault::Vanished);
        roll.switch_off();
        drop(roll);
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
                if let Some(bytes) = self.receives {
                    rustix::net::sockopt::set_socket_recv_buffer_size(&listener, bytes)?;
                }
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
        let room = shared.roll().room();
        if room == 0 {
            thread::sleep(LOOK);
        } else {
            let Ok(count) = pty.read(&mut bytes[..room], LOOK) else { return };
            if count == 0 {
                shared.roll().mood.idles();
            }
            shared.take(&bytes[..count]);
        }
        let words = shared.words();
        if !words.is_empty() && !shared.is_gone() {
            let _ = pty.write_all(&words, Duration::from_secs(1));
        }
    }
}

fn serve_tcp(shared: &Shared, listener: &TcpListener) {
    let mut tried_at: Option<Instant> = None;
    while !shared.is_gone() {
        match listener.accept() {
            Ok((stream, _)) => {
                let lock = shared.roll().manners.locked_after_attempt;
                let locked = lock.zip(tried_at).is_some_and(|(time, at)| at.elapsed() < time);
                tried_at = Some(Instant::now());
                if locked {
                    // Closed so, it is reset.
                    let _ = rustix::net::sockopt::set_socket_linger(&stream, Some(Duration::ZERO));
                    continue;
                }
                shared.connections.fetch_add(1, Ordering::AcqRel);
                shared.roll().mood.opened();
                let _ = serve_stream(shared, stream);
                tried_at = Some(Instant::now());
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
        let room = shared.roll().room();
        if room == 0 {
            thread::sleep(LOOK);
        } else {
            match stream.read(&mut bytes[..room]) {
                Ok(0) => return Ok(()),
                Ok(count) => shared.take(&bytes[..count]),
                Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                    shared.roll().mood.idles();
                }
                Err(e) => return Err(e),
            }
        }
        let words = shared.words();
        if !shared.is_gone() {
            stream.write_all(&words)?;
        }
        let roll = shared.roll();
        if roll.manners.closes(&roll.mood) {
            return Ok(());
        }
    }
    Ok(())
}
