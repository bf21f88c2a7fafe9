//! Lines as an editor counts them: CR LF, a lone CR and LF each end one. Readers get LF alone, also after the last line.

use std::io::{self, BufRead, Read};

/// Text coming in with any ends of lines, going out with LF.
pub(super) struct LineEnds<R> {
    from: R,
    /// The last byte was a CR: an LF right after it belongs to the same end.
    after_cr: bool,
    /// The last byte that went out.
    last: Option<u8>,
}

impl<R: BufRead> LineEnds<R> {
    pub(super) fn new(from: R) -> LineEnds<R> {
        LineEnds { from, after_cr: false, last: None }
    }
}

impl<R: BufRead> Read for LineEnds<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let input = self.from.fill_buf()?;
            let (mut read, mut written) = (0, 0);
            if input.is_empty() {
                let unended = self.last.is_some_and(|last| last != b'\n');
                if let (true, Some(first)) = (unended, out.first_mut()) {
                    *first = b'\n';
                    self.last = Some(b'\n');
                    return Ok(1);
                }
                return Ok(0);
            }
            if !self.after_cr && !input.contains(&b'\r') {
                written = input.len().min(out.len());
                out[..written].copy_from_slice(&input[..written]);
                read = written;
            } else {
                while read < input.len() && written < out.len() {
                    let byte = input[read];
                    read += 1;
                    if byte == b'\n' && self.after_cr {
                        self.after_cr = false;
                        continue;
                    }
                    self.after_cr = byte == b'\r';
                    out[written] = if byte == b'\r' { b'\n' } else { byte };
                    written += 1;
                }
            }
            self.from.consume(read);
            if written > 0 {
                self.last = Some(out[written - 1]);
                return Ok(written);
            }
            if out.is_empty() {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn every_kind_of_end_is_one_however_the_bytes_arrive() {
        for (text, want) in [
            ("a\nb\n", "a\nb\n"),
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\rb\r", "a\nb\n"),
            ("a\r\r\nb\n\rc", "a\n\nb\n\nc\n"),
            ("\r\n\r\n", "\n\n"),
            ("", ""),
            ("a", "a\n"),
        ] {
            for capacity in 1..4 {
                let mut read = String::new();
                LineEnds::new(BufReader::with_capacity(capacity, text.as_bytes())).read_to_string(&mut read).unwrap();
                assert_eq!(read, want, "{text:?} by {capacity}");
            }
        }
    }
}
