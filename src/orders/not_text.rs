//! Files that are no text: what they are, said once instead of by every row.

use std::io::{self, Read};
use std::path::Path;

use hardware::stick::open_file;

use super::text_file::has_two_bytes_a_letter;

/// What the first bytes of a file say that it is, and what to do; none where it may be text.
pub(super) fn not_text(file: &Path) -> io::Result<Option<(&'static str, &'static str)>> {
    const CSV: &str = "save it as \"CSV UTF-8\" (columns of codes formatted as text, so that none is rounded)";
    const ASK: &str = "export the orders as CSV";
    let mut start = Vec::new();
    open_file(file)?.take(4096).read_to_end(&mut start)?;
    let has = |word: &[u8]| start.windows(word.len()).any(|part| part == word);
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
    let begins = |word: &str| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()));
    let named = |end: &str| file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    Ok(match start.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some(("text in UTF-32", "save it as UTF-8")),
        [b'P', b'K', 3, 4, ..] if has(b"xl/") || has(b"[Content_Types]") || named("xlsx") || named("xlsm") => {
            Some(("a spreadsheet (.xlsx)", CSV))
        }
        [b'P', b'K', 3, 4, ..] if has(b"opendocument.spreadsheet") || named("ods") => {
            Some(("a spreadsheet (.ods)", CSV))
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(("a ZIP archive", "unpack it first")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(("a spreadsheet (.xls, or an .xlsx with a password)", CSV)),
        [0x1f, 0x8b, ..] => Some(("a gzip archive", "unpack it first")),
        [b'%', b'P', b'D', b'F', ..] => Some(("a PDF", ASK)),
        _ if begins("<") => Some(("a web page (HTML or XML; shop systems give such files the name .xls)", CSV)),
        _ if begins("[") => Some(("one JSON list", "write one order a line, each an object")),
        _ if is_binary(&start) => Some(("no text", ASK)),
        _ => None,
    })
}

/// A byte of nought, which only letters of two bytes have.
fn is_binary(start: &[u8]) -> bool {
    start.contains(&0) && !has_two_bytes_a_letter(start)
}
