//! A file's text: UTF-8 with or without a mark, or CP949, as a stream of UTF-8 bytes.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::str::FromStr;

use encoding_rs::{Decoder, DecoderResult, EUC_KR};
use hardware::stick::open_file;

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
#[error("{0:?} is no encoding known here: utf-8 or cp949")]
pub struct NotEncoding(String);

impl FromStr for Encoding {
    type Err = NotEncoding;
    fn from_str(word: &str) -> Result<Encoding, NotEncoding> {
        match word.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
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

/// Opens the file as a stream of UTF-8 without a mark. UTF-8 itself is passed through; readers check it by line.
pub(super) fn open(file: &Path, encoding: Encoding) -> io::Result<Box<dyn BufRead + Send>> {
    const BUFFER: usize = 256 * 1024;
    let mut raw = BufReader::with_capacity(BUFFER, open_file(file)?);
    if raw.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        raw.consume(3);
        return Ok(Box::new(raw));
    }
    Ok(match encoding {
        Encoding::Utf8 => Box::new(raw),
        Encoding::Cp949 => Box::new(BufReader::with_capacity(BUFFER, Decoded::new(raw))),
    })
}

/// The first line that is not in the encoding, for the message.
pub(super) fn wrong_line(file: &Path, encoding: Encoding) -> ImportError {
    let said = name(encoding);
    let find = || -> io::Result<(u64, bool)> {
        let mut lines = BufReader::new(open_file(file)?);
        let mut line = Vec::new();
        for at in 1.. {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok((at, false));
            }
            let cp949 = EUC_KR.decode_without_bom_handling_and_without_replacement(&line).is_some();
            match encoding {
                Encoding::Utf8 if std::str::from_utf8(&line).is_err() => return Ok((at, cp949)),
                Encoding::Cp949 if !cp949 => return Ok((at, false)),
                _ => {}
            }
        }
        Ok((0, false))
    };
    match find() {
        Ok((line, looks_like_cp949)) => {
            ImportError::Encoding { file: file.to_path_buf(), line, said, looks_like_cp949 }
        }
        Err(error) => ImportError::Read { file: file.to_path_buf(), error },
    }
}

/// CP949 coming in, UTF-8 going out; bytes that are not CP949 end it with `InvalidData`.
struct Decoded<R> {
    from: R,
    decoder: Decoder,
    done: bool,
}

impl<R: BufRead> Decoded<R> {
    fn new(from: R) -> Decoded<R> {
        Decoded { from, decoder: EUC_KR.new_decoder_without_bom_handling(), done: false }
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.done {
            let input = self.from.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(input, out, last);
            self.from.consume(read);
            match result {
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
