//! ESC/POS read byte by byte, as strictly as a test wants it.

use super::page::Told;

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
    /// Letters, and what says how they stand.
    Text(Told),
    /// Bytes that are no command this printer knows.
    Unknown(Vec<u8>),
}

/// Collects a command's bytes.
#[derive(Debug, Default)]
pub(super) struct Parser {
    bytes: Vec<u8>,
    /// Length of the whole command once its header has told it.
    length: Option<usize>,
    /// Between `FS &` and `FS .` bytes are letters. A printer that was sent dots only takes letters for an error.
    korean: bool,
    /// Reads only the low byte of a band's rows and of a picture's columns.
    low_bytes_only: bool,
}

const ESC: u8 = 0x1b;
const FS: u8 = 0x1c;
const GS: u8 = 0x1d;
const DLE: u8 = 0x10;
const BAND_HEADER: usize = 8;
const IMAGE_HEADER: usize = 5;

/// Commands of a fixed length: how they begin, and their length.
const FIXED: [(&[u8], usize); 25] = [
    (&[ESC, b'@'], 2),
    (&[ESC, b'J'], 3),
    (&[ESC, b'$'], 4),
    (&[ESC, b'3'], 3),
    (&[ESC, b'E'], 3),
    (&[ESC, b'R'], 3),
    (&[ESC, b'a'], 3),
    (&[ESC, b't'], 3),
    (&[FS, b'&'], 2),
    (&[FS, b'.'], 2),
    (&[GS, b'!'], 3),
    (&[GS, b'B'], 3),
    (&[GS, b'H'], 3),
    (&[GS, b'P'], 4),
    (&[GS, b'h'], 3),
    (&[GS, b'w'], 3),
    (&[GS, b'V', 66], 4),
    (&[DLE, 4], 3),
    (&[DLE, 5], 3),
    (&[GS, b'a'], 3),
    (&[GS, b'r'], 3),
    // Headers of commands that tell their own length.
    (&[GS, b'v', b'0'], BAND_HEADER),
    (&[ESC, b'*', 33], IMAGE_HEADER),
    (&[GS, b'k', 73], 4),
    (&[GS, b'(', b'k'], 5),
];

impl Parser {
    pub(super) fn of(low_bytes_only: bool) -> Self {
        Self { low_bytes_only, ..Self::default() }
    }

    /// Takes a byte; a command when it is complete. Zeros between commands are nothing.
    pub(super) fn take(&mut self, byte: u8) -> Option<Heard> {
        if self.bytes.is_empty() && byte == 0 {
            return None;
        }
        self.bytes.push(byte);
        let length = match self.length {
            Some(length) => length,
            None => match self.header()? {
                Ok(length) => length,
                Err(heard) => return Some(heard),
            },
        };
        self.length = Some(length);
        if self.bytes.len() < length {
            return None;
        }
        self.length = None;
        let bytes = std::mem::take(&mut self.bytes);
        let heard = command(&bytes).unwrap_or(Heard::Unknown(bytes));
        match heard {
            Heard::Initialize => self.korean = false,
            Heard::Text(Told::Korean(on)) => self.korean = on,
            _ => {}
        }
        Some(heard)
    }

    /// Whether a command has begun and not ended.
    pub(super) fn is_inside(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The whole length once it is known, or what the bytes are when they are no command.
    fn header(&mut self) -> Option<Result<usize, Heard>> {
        if let [letter, ..] = *self.bytes
            && ![ESC, FS, GS, DLE].contains(&letter)
        {
            return self.letter().map(Err);
        }
        let fits = |(start, _): &&(&[u8], usize)| {
            let known = start.len().min(self.bytes.len());
            start[..known] == self.bytes[..known]
        };
        let Some((start, header)) = FIXED.iter().find(fits) else {
            return Some(Err(Heard::Unknown(std::mem::take(&mut self.bytes))));
        };
        if self.bytes.len() < *header || self.bytes.len() < start.len() {
            return None;
        }
        let number = |at: usize| usize::from(u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]));
        let rows = |at: usize| if self.low_bytes_only { self.bytes[at].into() } else { number(at) };
        Some(Ok(match *self.bytes {
            [GS, b'v', ..] => BAND_HEADER + number(4) * rows(6),
            [ESC, b'*', ..] => IMAGE_HEADER + 3 * rows(3),
            [GS, b'k', .., length] => 4 + usize::from(length),
            [GS, b'(', ..] => 5 + number(3),
            _ => *header,
        }))
    }

    /// A letter, or half of one. A first byte that KS X 1001 lacks is dropped, and so is one whose second byte it lacks:
    /// that second byte is then taken for itself, as printers do.
    fn letter(&mut self) -> Option<Heard> {
        let told = match *self.bytes {
            [b'\n'] if self.korean => Told::LineFeed,
            [byte @ b' '..=b'~'] if self.korean => Told::Ascii(byte),
            [0xa1..=0xfe] if self.korean => return None,
            [lead, trail @ 0xa1..=0xfe] => Told::Pair(lead, trail),
            [lead, trail] => {
                self.bytes = vec![trail];
                return Some(match self.header() {
                    Some(Err(Heard::Text(next))) => Heard::Text(Told::Stray(lead, Box::new(next))),
                    Some(Err(Heard::Unknown(rest))) => Heard::Unknown([vec![lead], rest].concat()),
                    _ => Heard::Unknown(vec![lead]),
                });
            }
            _ => return Some(Heard::Unknown(std::mem::take(&mut self.bytes))),
        };
        self.bytes.clear();
        Some(Heard::Text(told))
    }
}

/// What a whole command says; `None` for a value that it does not have.
fn command(bytes: &[u8]) -> Option<Heard> {
    let told = match *bytes {
        [ESC, b'@'] => return Some(Heard::Initialize),
        [ESC, b'J', dots] => return Some(Heard::Feed(dots)),
        [GS, b'V', 66, dots] => return Some(Heard::Cut(dots)),
        [DLE, 4, n @ 1..=4] => return Some(Heard::Ask(n)),
        [DLE, 5, 2] => return Some(Heard::Clear),
        [GS, b'a', n] => return Some(Heard::Automatic(n != 0)),
        [GS, b'r', 1] => return Some(Heard::Sensor),
        [GS, b'v', b'0', m @ 0..=3, xl, xh, _, _, ref dots @ ..] => {
            return Some(band(m, usize::from(u16::from_le_bytes([xl, xh])), dots));
        }
        [ESC, b'$', low, high] => Told::Position(u16::from_le_bytes([low, high])),
        [ESC, b'3', n] => Told::Spacing(n),
        [ESC, b'E', n] => Told::Bold(n & 1 == 1),
        [ESC, b'R', 13] | [ESC, b't', 0] => Told::Nothing,
        [ESC, b'a', n @ 0..=2] => Told::Aligned(n),
        [ESC, b'*', 33, _, _, ref columns @ ..] => Told::Image(columns.to_vec()),
        [FS, b'&'] => Told::Korean(true),
        [FS, b'.'] => Told::Korean(false),
        [GS, b'!', n] if n >> 4 == n & 15 && n & 15 < 3 => Told::Size(u32::from(n & 15) + 1),
        [GS, b'B', n] => Told::Inverse(n & 1 == 1),
        [GS, b'P', x, y] => Told::Units(x, y),
        [GS, b'h', n @ 1..=255] => Told::BarHeight(n),
        [GS, b'w', n @ 2..=6] => Told::BarModule(n),
        [GS, b'H', 0] => Told::Nothing,
        [GS, b'k', 73, _, b'{', b'B', ref text @ ..] => Told::Bars(text.to_vec()),
        [GS, b'(', b'k', _, _, 49, 65 | 69 | 81, ..] => Told::Nothing,
        [GS, b'(', b'k', _, _, 49, 67, module @ 1..=16] => Told::QrModule(module),
        [GS, b'(', b'k', _, _, 49, 80, 48, ref text @ ..] => Told::Qr(text.to_vec()),
        _ => return None,
    };
    Some(Heard::Text(told))
}

/// A band's rows as they are printed: m doubles dots, rows or both.
fn band(m: u8, row_bytes: usize, dots: &[u8]) -> Heard {
    let (across, down) = (1 + usize::from(m & 1), 1 + usize::from(m >> 1));
    let mut rows = Vec::with_capacity(dots.len() * across * down);
    for row in dots.chunks(row_bytes.max(1)) {
        let wide: Vec<u8> =
            if across == 1 { row.to_vec() } else { row.iter().flat_map(|bits| doubled(*bits)).collect() };
        (0..down).for_each(|_| rows.extend_from_slice(&wide));
    }
    Heard::Band(row_bytes * across, rows)
}

fn doubled(bits: u8) -> [u8; 2] {
    (0..8).filter(|bit| bits & (1 << bit) != 0).fold(0_u16, |sum, bit| sum | 3 << (2 * bit)).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Vec<Heard> {
        let mut parser = Parser::default();
        bytes.iter().filter_map(|byte| parser.take(*byte)).collect()
    }

    fn unknown(bytes: &[u8]) -> Heard {
        Heard::Unknown(bytes.to_vec())
    }

    #[test]
    fn known_commands_are_heard_and_others_are_errors() {
        assert_eq!(
            heard(b"\x1b@\x1dv0\0\x02\0\x02\0abcd\x1bJ\x08\x1dVB\x10\x10\x04\x01"),
            [Heard::Initialize, Heard::Band(2, b"abcd".to_vec()), Heard::Feed(8), Heard::Cut(16), Heard::Ask(1)]
        );
        assert_eq!(heard(b"\0\0\x1b@\0"), [Heard::Initialize]);
        assert_eq!(heard(b"\x1bp"), [unknown(b"\x1bp")]);
        assert_eq!(heard(b"\x1dv1"), [unknown(b"\x1dv1")]);
        assert_eq!(heard(b"\x10\x04\x05"), [unknown(b"\x10\x04\x05")]);
        assert_eq!(heard(b"A"), [unknown(b"A")]);
    }

    #[test]
    fn a_band_is_doubled_as_it_says() {
        for (m, row_bytes, rows) in [
            (0, 1, &[0xa1, 0x0f][..]),
            (1, 2, &[0xcc, 0x03, 0x00, 0xff]),
            (2, 1, &[0xa1, 0xa1, 0x0f, 0x0f]),
            (3, 2, &[0xcc, 0x03, 0xcc, 0x03, 0x00, 0xff, 0x00, 0xff]),
        ] {
            assert_eq!(heard(&[GS, b'v', b'0', m, 1, 0, 2, 0, 0xa1, 0x0f]), [Heard::Band(row_bytes, rows.to_vec())]);
        }
    }

    #[test]
    fn bytes_are_letters_only_in_korean_mode_and_half_a_letter_is_an_error() {
        let text = |told| Heard::Text(told);
        let on = text(Told::Korean(true));
        assert_eq!(
            heard(b"\x1c&A\xb0\xa1\n"),
            [on.clone(), text(Told::Ascii(b'A')), text(Told::Pair(0xb0, 0xa1)), text(Told::LineFeed)]
        );
        // 뷁 and 똠 of code page 949.
        assert_eq!(
            heard(b"\x1c&\x94\xee\x8cc"),
            [on.clone(), unknown(b"\x94"), unknown(b"\xee\x8c"), text(Told::Ascii(b'c'))]
        );
        assert_eq!(heard(b"\x1c&\xc4c"), [on.clone(), text(Told::Stray(0xc4, Box::new(Told::Ascii(b'c'))))]);
        assert_eq!(heard(b"\x1c&\xc4\x1b@A"), [on.clone(), unknown(b"\xc4"), Heard::Initialize, unknown(b"A")]);
        assert_eq!(heard(b"\x1c&\x07"), [on, unknown(b"\x07")]);
    }
}
