//! A file's text as a stream of UTF-8 bytes whose lines end with LF: UTF-8 with or without a mark, UTF-16, or CP949.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::str::FromStr;

use encoding_rs::{Decoder, DecoderResult, EUC_KR, UTF_16BE, UTF_16LE};
use hardware::stick::open_file;

use super::line_ends::LineEnds;
use super::problem::ImportError;

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// CP949 (MS949, a superset of EUC-KR), as Korean Excel saves "CSV".
    Cp949,
}

/// Why a word names no encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no encoding known here: utf-8 (UTF-16 is recognised by itself) or cp949")]
pub struct NotEncoding(String);

impl FromStr for Encoding {
    type Err = NotEncoding;
    fn from_str(word: &str) -> Result<Encoding, NotEncoding> {
        match word.to_ascii_lowercase().as_str() {
            // A mark, or every second byte, says by itself that it is UTF-16.
            "utf-8" | "utf8" | "utf-16" | "utf16" | "utf-16le" | "utf-16be" | "unicode" => Ok(Encoding::Utf8),
            "cp949" | "ms949" | "uhc" | "euc-kr" | "euckr" => Ok(Encoding::Cp949),
            _ => Err(NotEncoding(word.to_owned())),
        }
    }
}

/// The name of an encoding, for messages.
pub(super) fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Cp949 => "CP949",
    }
}

/// What the first bytes of a file say of how its letters are written. A mark is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Utf8,
    Cp949,
    Utf16(&'static encoding_rs::Encoding),
}

/// A mark decides, then a second byte of nought: no text of one byte a letter has it. How many bytes the mark takes.
fn letters(start: &[u8], said: Encoding) -> (Letters, usize) {
    match start {
        [0xef, 0xbb, 0xbf, ..] => (Letters::Utf8, 3),
        [0xff, 0xfe, ..] => (Letters::Utf16(UTF_16LE), 2),
        [0xfe, 0xff, ..] => (Letters::Utf16(UTF_16BE), 2),
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => (Letters::Utf16(UTF_16LE), 0),
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => (Letters::Utf16(UTF_16BE), 0),
        _ if said == Encoding::Cp949 => (Letters::Cp949, 0),
        _ => (Letters::Utf8, 0),
    }
}

/// Whether a text that begins like that has two bytes a letter.
pub(super) fn has_two_bytes_a_letter(start: &[u8]) -> bool {
    matches!(letters(start, Encoding::Utf8), (Letters::Utf16(_), _))
}

const BUFFER: usize = 256 * 1024;

/// Opens the file as a stream of UTF-8 without a mark, whose lines end with LF. UTF-8 itself is passed through; readers
/// check it by line.
pub(super) fn open(file: &Path, encoding: Encoding) -> io::Result<Box<dyn BufRead + Send>> {
    let mut raw = BufReader::with_capacity(BUFFER, open_file(file)?);
    let (letters, mark) = letters(raw.fill_buf()?, encoding);
    raw.consume(mark);
    let decoder = match letters {
        Letters::Utf8 => return Ok(in_lines(raw)),
        Letters::Cp949 => EUC_KR.new_decoder_without_bom_handling(),
        Letters::Utf16(order) => order.new_decoder_without_bom_handling(),
    };
    Ok(in_lines(BufReader::with_capacity(BUFFER, Decoded { from: raw, decoder, done: false, broken: false })))
}

fn in_lines(text: impl BufRead + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(BUFFER, LineEnds::new(text)))
}

/// The first line that is not in the encoding, for the message.
pub(super) fn wrong_line(file: &Path, encoding: Encoding) -> ImportError {
    let find = || -> io::Result<(u64, &'static str, bool)> {
        let mut raw = BufReader::new(open_file(file)?);
        let (letters, mark) = letters(raw.fill_buf()?, encoding);
        raw.consume(mark);
        if let Letters::Utf16(_) = letters {
            return Ok((last_line(open(file, encoding)?)?, "UTF-16", false));
        }
        let mut lines = in_lines(raw);
        let mut line = Vec::new();
        for at in 1.. {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok((at, name(encoding), false));
            }
            let cp949 = EUC_KR.decode_without_bom_handling_and_without_replacement(&line).is_some();
            match letters {
                Letters::Cp949 if !cp949 => return Ok((at, name(Encoding::Cp949), false)),
                Letters::Utf8 if std::str::from_utf8(&line).is_err() => {
                    return Ok((at, name(Encoding::Utf8), cp949 && encoding == Encoding::Utf8));
                }
                _ => {}
            }
        }
        Ok((0, name(encoding), false))
    };
    match find() {
        Ok((line, said, looks_like_cp949)) => {
            ImportError::Encoding { file: file.to_path_buf(), line, said, looks_like_cp949 }
        }
        Err(error) => ImportError::Read { file: file.to_path_buf(), error },
    }
}

/// The line in which decoding stops.
fn last_line(mut text: Box<dyn BufRead + Send>) -> io::Result<u64> {
    let mut ends = 0;
    loop {
        let read = match text.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(ends + 1),
            read => read?,
        };
        if read.is_empty() {
            return Ok(ends + 1);
        }
        ends += read.iter().filter(|byte| **byte == b'\n').count() as u64;
        let read = read.len();
        text.consume(read);
    }
}

/// CP949 or UTF-16 coming in, UTF-8 going out; bytes that are neither end it with `InvalidData`.
struct Decoded<R> {
    from: R,
    decoder: Decoder,
    done: bool,
    /// What is neither came after bytes that were decoded: they go out first.
    broken: bool,
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::ErrorKind::InvalidData.into());
        }
        while !self.done {
            let input = self.from.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(input, out, last);
            self.from.consume(read);
            match result {
                DecoderResult::Malformed(..) if written > 0 => self.broken = true,
                DecoderResult::Malformed(..) => return Err(io::ErrorKind::InvalidData.into()),
                DecoderResult::InputEmpty if last => self.done = true,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
            if written > 0 || result == DecoderResult::OutputFull {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
