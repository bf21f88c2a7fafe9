//! The key that seals personal data, and the file that it stands in.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hardware::stick::read_text;

use super::error::{LedgerError, OpenError};
use super::means::Means;

/// More than a key file has.
const BYTES_MAX: u64 = 4096;
/// Bytes of a nonce: long enough to be drawn at random for ever.
const NONCE: usize = 24;

/// A key of 256 bits.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Bytes that are no text are no key, as other rubbish.
fn unreadable(why: &std::io::Error) -> LedgerError {
    match why.kind() {
        ErrorKind::InvalidData | ErrorKind::FileTooLarge => LedgerError::KeyBroken,
        _ => LedgerError::CannotOpen(why.to_string()),
    }
}

impl Key {
    /// A key of known bytes, for ledgers in memory.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// A key that opens nothing, for looking at a ledger without its own.
    #[must_use]
    pub fn none() -> Key {
        Key([0; 32])
    }

    /// The key in that file.
    ///
    /// # Errors
    /// When others can read the file, or when it holds no key or cannot be read.
    pub fn read(file: &Path) -> Result<Key, OpenError> {
        let text = read_text(file, BYTES_MAX).map_err(|error| unreadable(&error));
        text.and_then(|text| Key::load(file, text.as_bytes())).map_err(|why| why.at(file))
    }

    /// The key in that file; where there is none, a new key in a new file that only its owner can read.
    ///
    /// # Errors
    /// When others can read the file, when it holds no key, or when it cannot be read or made.
    pub fn load_or_create(file: &Path) -> Result<Key, OpenError> {
        let tried = match read_text(file, BYTES_MAX) {
            Ok(text) => Key::load(file, text.as_bytes()),
            Err(error) if error.kind() == ErrorKind::NotFound => Key::create(file),
            Err(error) => Err(unreadable(&error)),
        };
        tried.map_err(|why| why.at(file))
    }

    fn load(file: &Path, text: &[u8]) -> Result<Key, LedgerError> {
        let meta = fs::metadata(file).map_err(|error| LedgerError::CannotOpen(error.to_string()))?;
        let mode = meta.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(LedgerError::KeyOpen { mode });
        }
        let text = text.trim_ascii();
        let mut key = [0; 32];
        if text.len() != 2 * key.len() {
            return Err(LedgerError::KeyBroken);
        }
        for (byte, pair) in key.iter_mut().zip(text.chunks_exact(2)) {
            let digit = |at: usize| (pair[at] as char).to_digit(16).ok_or(LedgerError::KeyBroken);
            *byte = (digit(0)? * 16 + digit(1)?) as u8;
        }
        Ok(Key(key))
    }

    fn create(file: &Path) -> Result<Key, LedgerError> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| LedgerError::NoRandom(error.to_string()))?;
        let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        let write = || -> std::io::Result<()> {
            let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
            writeln!(out, "{text}")?;
            out.sync_all()?;
            // The name survives a power cut only when its folder is synchronised too.
            match file.parent() {
                Some(folder) if folder != Path::new("") => fs::File::open(folder)?.sync_all(),
                _ => fs::File::open(".")?.sync_all(),
            }
        };
        write().map_err(|error| LedgerError::CannotOpen(error.to_string()))?;
        Ok(Key(key))
    }

    /// Seals `plain`; it opens only beside the same `beside`.
    pub(super) fn seal(&self, means: &mut Means, plain: &str, beside: &str) -> Result<Vec<u8>, LedgerError> {
        let mut sealed = vec![0; NONCE];
        means.fill(&mut sealed)?;
        let nonce = XNonce::try_from(&sealed[..NONCE]).map_err(|_| LedgerError::KeyBroken)?;
        let payload = Payload { msg: plain.as_bytes(), aad: beside.as_bytes() };
        let text = self.cipher().encrypt(&nonce, payload).map_err(|_| LedgerError::KeyBroken)?;
        sealed.extend(text);
        Ok(sealed)
    }

    /// Opens what [`Key::seal`] sealed.
    pub(super) fn open(&self, sealed: &[u8], beside: &str) -> Result<String, LedgerError> {
        let (nonce, text) = sealed.split_at_checked(NONCE).ok_or(LedgerError::WrongKey)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| LedgerError::WrongKey)?;
        let payload = Payload { msg: text, aad: beside.as_bytes() };
        let plain = self.cipher().decrypt(&nonce, payload).map_err(|_| LedgerError::WrongKey)?;
        String::from_utf8(plain).map_err(|_| LedgerError::WrongKey)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}
