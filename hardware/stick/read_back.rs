//! Reading from the stick itself, past the system's memory of what was written.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use rustix::fs::{Advice, OFlags, fadvise, fcntl_getfl, fcntl_setfl};

/// `O_DIRECT` wants memory, place and length in multiples of the device's blocks; no device has larger ones.
const ALIGNED: usize = 4096;
const CHUNK: usize = 16 * ALIGNED;

/// Hands over everything in `file`: with `O_DIRECT`, and where a file system knows none, after its pages in memory
/// were dropped.
///
/// # Errors
/// When it cannot be read, or ends before its length.
pub(super) fn read(file: &File, seen: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let length = file.metadata()?.len();
    let mut memory = vec![0; CHUNK + ALIGNED];
    let start = memory.as_ptr().align_offset(ALIGNED).min(ALIGNED);
    let chunk = &mut memory[start..start + CHUNK];
    let _ = fadvise(file, 0, None, Advice::DontNeed);
    let mut direct = set_direct(file, true);
    let mut at = 0;
    while at < length {
        match file.read_at(chunk, at) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                seen(&chunk[..count]);
                at += count as u64;
            }
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            // Accepted and then not known after all; or a piece that is no multiple was followed by more.
            Err(why) if direct && why.kind() == io::ErrorKind::InvalidInput => {
                direct = false;
                set_direct(file, false);
            }
            Err(why) => return Err(why),
        }
    }
    Ok(())
}

fn set_direct(file: &File, on: bool) -> bool {
    let Ok(mut flags) = fcntl_getfl(file) else { return false };
    flags.set(OFlags::DIRECT, on);
    fcntl_setfl(file, flags).is_ok() && on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_read_whole() {
        let dir = tempfile::tempdir().unwrap();
        for length in [0, 1, ALIGNED - 1, ALIGNED, CHUNK, CHUNK + 1, 3 * CHUNK - 7] {
            let path = dir.path().join(length.to_string());
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            std::fs::write(&path, &bytes).unwrap();
            let mut found = Vec::new();
            read(&File::open(&path).unwrap(), &mut |piece| found.extend_from_slice(piece)).unwrap();
            assert!(found == bytes, "{length}");
        }
    }
}
