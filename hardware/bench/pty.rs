//! A pty whose far end has a stable name, like a device in `/dev/serial/by-id`.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

/// The near end, and a link to the far end that goes with it.
#[derive(Debug)]
pub(super) struct Pty {
    near: OwnedFd,
    /// Kept open, so that the near end does not end whenever nobody has the far end open.
    _far: OwnedFd,
    link: PathBuf,
}

impl Pty {
    /// A new pty whose far end is `link`.
    pub(super) fn new(link: &Path) -> io::Result<Self> {
        let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&near)?;
        unlockpt(&near)?;
        let name = ptsname(&near, Vec::new())?;
        let name = PathBuf::from(name.to_string_lossy().into_owned());
        let far = rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
        let mut settings = tcgetattr(&far)?;
        settings.make_raw();
        tcsetattr(&far, OptionalActions::Now, &settings)?;
        rustix::io::ioctl_fionbio(&near, true)?;
        let _ = fs::remove_file(link);
        symlink(&name, link)?;
        Ok(Self { near, _far: far, link: link.to_owned() })
    }

    /// Writes all of `bytes`, waiting at most `wait` for a reader.
    pub(super) fn write_all(&self, bytes: &[u8], wait: Duration) -> io::Result<()> {
        let deadline = Instant::now() + wait;
        let mut rest = bytes;
        while !rest.is_empty() {
            match rustix::io::write(&self.near, rest) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::AGAIN | Errno::INTR) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(Errno::AGAIN) => return Err(io::ErrorKind::TimedOut.into()),
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }

    /// What was written to the far end within `wait`; 0 when nothing was.
    pub(super) fn read(&self, bytes: &mut [u8], wait: Duration) -> io::Result<usize> {
        let timeout = Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: wait.subsec_nanos().into() };
        poll(&mut [PollFd::new(&self.near, PollFlags::IN)], Some(&timeout))?;
        match rustix::io::read(&self.near, bytes) {
            Ok(count) => Ok(count),
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            Err(e) => Err(e.into()),
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.link);
    }
}
