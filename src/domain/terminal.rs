//! Which of a shop's machines: several may work on one ledger, and each says who it is in everything that it makes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name of a machine: 1 to 16 of `a`–`z`, `0`–`9` and `-`, the first one a letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Terminal {
    /// The name, then noughts.
    name: [u8; Terminal::CHARS_MAX],
}

/// Why a text is no name of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a terminal's name has 1 to 16 of a–z, 0–9 and -, the first one a letter")]
pub struct NotTerminal;

impl Terminal {
    /// Most characters of a name.
    pub const CHARS_MAX: usize = 16;
    /// The one of a shop that has one, and of everything that was made before terminals had names.
    pub const FIRST: Terminal = Terminal { name: *b"kiosk\0\0\0\0\0\0\0\0\0\0\0" };

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.name.iter().position(|byte| *byte == 0).unwrap_or(Self::CHARS_MAX);
        std::str::from_utf8(&self.name[..end]).unwrap_or_default()
    }
}

impl Default for Terminal {
    fn default() -> Terminal {
        Terminal::FIRST
    }
}

impl FromStr for Terminal {
    type Err = NotTerminal;

    fn from_str(text: &str) -> Result<Terminal, NotTerminal> {
        let fits = (1..=Self::CHARS_MAX).contains(&text.len())
            && text.as_bytes()[0].is_ascii_lowercase()
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !fits {
            return Err(NotTerminal);
        }
        let mut name = [0; Self::CHARS_MAX];
        name[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Terminal { name })
    }
}

impl TryFrom<String> for Terminal {
    type Error = NotTerminal;

    fn try_from(text: String) -> Result<Terminal, NotTerminal> {
        text.parse()
    }
}

impl From<Terminal> for String {
    fn from(terminal: Terminal) -> String {
        terminal.as_str().to_owned()
    }
}

impl fmt::Display for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_others_are_none() {
        for name in ["kiosk", "k", "till-2", "abcdefghijklmnop"] {
            assert_eq!(name.parse::<Terminal>().unwrap().to_string(), name);
        }
        assert_eq!("kiosk".parse(), Ok(Terminal::FIRST));
        for name in ["", "Kiosk", "2", "-a", "a b", "a/b", "a.b", "키오스크", "a\0", "abcdefghijklmnopq"] {
            assert_eq!(name.parse::<Terminal>(), Err(NotTerminal), "{name}");
        }
    }
}
