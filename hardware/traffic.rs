//! What goes to a device and comes back, as JSON lines: `{"ms":12,"device":"printer","to":"1b40"}`.
//!
//! For technicians. A recording holds what slips say and what was scanned: personal data. It is off unless configured,
//! only its owner may read the file, and it ends at [`RECORD_BYTES_MAX`].

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::stick::append_to;

/// Length at which a recording ends: some fifty slips of dots.
pub const RECORD_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// One line of a recording: bytes in hexadecimal, in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Milliseconds since the recording began.
    pub ms: u64,
    /// Which device.
    pub device: String,
    /// What it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "hex")]
    pub to: Vec<u8>,
    /// What it said.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "hex")]
    pub from: Vec<u8>,
}

/// Reads a recording.
///
/// # Errors
/// Names the first line that is none.
pub fn read(text: &str) -> Result<Vec<Line>, String> {
    let line = |(at, line): (usize, &str)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1));
    text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(line).collect()
}

/// Writes a recording; clones write into the same one.
#[derive(Debug, Clone)]
pub struct Tap {
    device: &'static str,
    began: Instant,
    /// None once it has ended.
    file: Arc<Mutex<Option<(File, u64)>>>,
}

impl Tap {
    /// Records `device` into `file`, behind what it holds already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn open(file: &Path, device: &'static str) -> io::Result<Self> {
        let file = append_to(file)?;
        let length = file.metadata()?.len();
        Ok(Self { device, began: Instant::now(), file: Arc::new(Mutex::new(Some((file, length)))) })
    }

    /// Records where a file is configured. A recording that cannot be written is warned of and keeps no device.
    pub(crate) fn of(file: Option<&Path>, device: &'static str) -> Option<Self> {
        let file = file?;
        let tap = Self::open(file, device);
        match &tap {
            Ok(_) => tracing::warn!(device, ?file, "everything is recorded: it holds personal data"),
            Err(why) => tracing::warn!(device, ?file, %why, "it cannot be recorded"),
        }
        tap.ok()
    }

    /// The device was sent `bytes`.
    pub fn to(&self, bytes: &[u8]) {
        self.write(Line { to: bytes.to_vec(), ..self.line() });
    }

    /// The device said `bytes`.
    pub fn from(&self, bytes: &[u8]) {
        self.write(Line { from: bytes.to_vec(), ..self.line() });
    }

    fn line(&self) -> Line {
        let ms = self.began.elapsed().as_millis() as u64;
        Line { ms, device: self.device.into(), to: Vec::new(), from: Vec::new() }
    }

    /// A recording that cannot go on ends; the device never does for it.
    fn write(&self, line: Line) {
        let mut place = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((file, length)) = &mut *place else { return };
        let Ok(mut text) = serde_json::to_vec(&line) else { return };
        text.push(b'\n');
        *length += text.len() as u64;
        let end = if *length > RECORD_BYTES_MAX { Some("it is full".into()) } else { None };
        if let Some(why) = end.or_else(|| file.write_all(&text).err().map(|e| e.to_string())) {
            tracing::warn!(device = self.device, why, "the recording ends");
            *place = None;
        }
    }
}

mod hex {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
        let text: String = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect();
        to.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
        match digits {
            Some(digits) if digits.len() % 2 == 0 => Ok(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()),
            _ => Err(D::Error::custom(format!("`{text}` is not hexadecimal"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_read_as_it_was_written_and_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("printer.jsonl");
        let tap = Tap::open(&file, "printer").unwrap();
        tap.to(&[0x1b, b'@']);
        tap.from(&[0x12]);
        let text = std::fs::read_to_string(&file).unwrap();
        let lines = read(&text).unwrap();
        assert_eq!((&*lines[0].to, &*lines[1].from), (&[0x1b, b'@'][..], &[0x12][..]));
        assert!(text.contains(r#""device":"printer","to":"1b40"}"#), "{text}");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(read("{\"ms\":1,\"device\":\"printer\",\"to\":\"1b4\"}").unwrap_err().contains("line 1"));
    }

    #[test]
    fn a_recording_ends_at_its_limit() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("printer.jsonl");
        std::fs::write(&file, vec![b' '; RECORD_BYTES_MAX as usize - 60]).unwrap();
        let tap = Tap::open(&file, "printer").unwrap();
        for _ in 0..9 {
            tap.to(&[0; 9]);
        }
        assert!(std::fs::metadata(&file).unwrap().len() <= RECORD_BYTES_MAX);
    }
}
