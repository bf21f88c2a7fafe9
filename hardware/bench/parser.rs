//! ESC/POS read byte by byte, as strictly as a test wants it.

/// What the printer was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    Initialize,
    /// Bytes in a row, and all rows.
    Band(usize, Vec<u8>),
    /// Dots.
    Feed(u8),
    /// Dots before the cut.
    Cut(u8),
    /// `DLE EOT n`.
    Ask(u8),
    /// `DLE ENQ 2`.
    Clear,
    /// `GS a n`: automatic status on or off.
    Automatic(bool),
    /// `GS r 1`.
    Sensor,
    /// Bytes that are no command this printer knows.
    Unknown(Vec<u8>),
}

/// Collects a command's bytes.
#[derive(Debug, Default)]
pub(super) struct Parser {
    bytes: Vec<u8>,
    /// Length of the whole band once its header is known.
    band: Option<usize>,
}

const BAND_HEADER: usize = 8;

impl Parser {
    /// Takes a byte; a command when it is complete. Zeros between commands are nothing.
    pub(super) fn take(&mut self, byte: u8) -> Option<Heard> {
        if self.bytes.is_empty() && byte == 0 {
            return None;
        }
        self.bytes.push(byte);
        if let Some(length) = self.band {
            return (self.bytes.len() == length).then(|| self.band_heard());
        }
        let heard = match *self.bytes {
            [0x1b, b'@'] => Heard::Initialize,
            [0x1b, b'J', dots] => Heard::Feed(dots),
            [0x1d, b'V', 66, dots] => Heard::Cut(dots),
            [0x10, 4, n @ 1..=4] => Heard::Ask(n),
            [0x10, 5, 2] => Heard::Clear,
            [0x1d, b'a', n] => Heard::Automatic(n != 0),
            [0x1d, b'r', 1] => Heard::Sensor,
            [0x1d, b'v', b'0', 0, xl, xh, yl, yh] => {
                let (row, rows) = (u16::from_le_bytes([xl, xh]), u16::from_le_bytes([yl, yh]));
                self.band = Some(BAND_HEADER + usize::from(row) * usize::from(rows));
                return (self.band == Some(BAND_HEADER)).then(|| self.band_heard());
            }
            [0x1b | 0x1d | 0x10] | [0x1b, b'J'] | [0x10, 4 | 5] | [0x1d, b'V' | b'a' | b'r'] | [0x1d, b'V', 66] => {
                return None;
            }
            [0x1d, b'v', ..]
                if self.bytes.len() < BAND_HEADER && b"v0\0".starts_with(&self.bytes[1..self.bytes.len().min(4)]) =>
            {
                return None;
            }
            _ => Heard::Unknown(self.bytes.clone()),
        };
        self.bytes.clear();
        Some(heard)
    }

    fn band_heard(&mut self) -> Heard {
        let row_bytes = usize::from(u16::from_le_bytes([self.bytes[4], self.bytes[5]]));
        let rows = self.bytes.split_off(BAND_HEADER);
        self.bytes.clear();
        self.band = None;
        Heard::Band(row_bytes, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Vec<Heard> {
        let mut parser = Parser::default();
        bytes.iter().filter_map(|byte| parser.take(*byte)).collect()
    }

    #[test]
    fn known_commands_are_heard_and_others_are_errors() {
        assert_eq!(
            heard(b"\x1b@\x1dv0\0\x02\0\x02\0abcd\x1bJ\x08\x1dVB\x10\x10\x04\x01"),
            [Heard::Initialize, Heard::Band(2, b"abcd".to_vec()), Heard::Feed(8), Heard::Cut(16), Heard::Ask(1)]
        );
        assert_eq!(heard(b"\0\0\x1b@\0"), [Heard::Initialize]);
        assert_eq!(heard(b"\x1bp"), [Heard::Unknown(b"\x1bp".to_vec())]);
        assert_eq!(heard(b"\x1dv1"), [Heard::Unknown(b"\x1dv1".to_vec())]);
        assert_eq!(heard(b"A"), [Heard::Unknown(b"A".to_vec())]);
    }
}
