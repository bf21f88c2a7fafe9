//! Why no way to a printer opens, and the way over the network.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::os::fd::OwnedFd;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::net::sockopt::set_socket_send_buffer_size;

/// Bytes that the system may take from a program before a network printer has taken them. A whole slip does not fit in:
/// one whose printer stops is held back in time, and one whose connection is reset leaves little behind.
const SEND_BUFFER: usize = 8 << 10;

/// Why no way to the printer opens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No such device.
    #[error("{target} is not there: switch the printer on and check its cable")]
    Missing {
        /// As configured.
        target: String,
    },
    /// Another program has it.
    #[error("{target} is in use by another program: end it")]
    Busy {
        /// As configured.
        target: String,
    },
    /// No rights.
    #[error("{target} may not be opened: add this user to the groups `lp` and `dialout` and log in again")]
    Forbidden {
        /// As configured.
        target: String,
    },
    /// Network: there, and taking no connection.
    #[error(
        "{target} takes no connection: check its address, and whether another program is printing; a printer that is not \
         done with its last connection is tried again"
    )]
    Refused {
        /// As configured.
        target: String,
    },
    /// Network.
    #[error("{target} does not answer ({reason}): check the printer's network cable and address")]
    Unreachable {
        /// As configured.
        target: String,
        /// The system's word.
        reason: String,
    },
    /// Anything else.
    #[error("{target} cannot be opened ({reason})")]
    Other {
        /// As configured.
        target: String,
        /// The system's word.
        reason: String,
    },
}

pub(super) fn opening(target: &str, e: io::Error) -> OpenError {
    let target = target.to_owned();
    match e.kind() {
        io::ErrorKind::NotFound => OpenError::Missing { target },
        io::ErrorKind::PermissionDenied => OpenError::Forbidden { target },
        io::ErrorKind::ResourceBusy => OpenError::Busy { target },
        _ => match Errno::from_io_error(&e) {
            Some(Errno::NODEV | Errno::NXIO) => OpenError::Missing { target },
            _ => OpenError::Other { target, reason: e.to_string() },
        },
    }
}

pub(super) fn connecting(target: &str, e: &io::Error) -> OpenError {
    let target = target.to_owned();
    match e.kind() {
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionReset => OpenError::Refused { target },
        _ => OpenError::Unreachable { target, reason: e.to_string() },
    }
}

/// Connects within `wait`, the look for the name included.
pub(super) fn connected(host: &str, wait: Duration) -> io::Result<OwnedFd> {
    let deadline = Instant::now() + wait;
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in addresses(host, wait)? {
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        match TcpStream::connect_timeout(&address, left) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                stream.set_nonblocking(true)?;
                set_socket_send_buffer_size(&stream, SEND_BUFFER)?;
                return Ok(stream.into());
            }
            Err(e) => last = e,
        }
    }
    Err(last)
}

/// The system's look for a name has no deadline: it runs on a thread that is left alone when it takes longer.
fn addresses(host: &str, wait: Duration) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = host.parse() {
        return Ok(vec![address]);
    }
    let (tell, told) = channel();
    let host = host.to_owned();
    thread::Builder::new().name("name of the printer".into()).spawn(move || {
        let _ = tell.send(host.to_socket_addrs().map(Vec::from_iter));
    })?;
    told.recv_timeout(wait).unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "its name is not found")))
}
