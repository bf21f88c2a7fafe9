//! Text of strangers in messages: names of files and sticks are whatever somebody typed into another machine, and a
//! terminal obeys control characters.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;
use std::path::Path;

/// `text` with its control characters, line breaks too, written out as `\u{1b}`; so are marks that are invisible or
/// turn the direction of what stands behind them.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    written_out(text, acts)
}

/// The same with line breaks left as they are: for whole messages, which may have several lines.
#[must_use]
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    written_out(text, |c| c != '\n' && acts(c))
}

/// JSON with the same signs as JSON writes them; its own control characters it has written out already.
#[must_use]
pub fn plain_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            c if acts(c) && c != '\n' => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// A path as it may stand in a message.
#[must_use]
pub fn plain_path(path: &Path) -> String {
    plain(&path.to_string_lossy()).into_owned()
}

/// What the system's word about a file or folder that somebody named means, and what to do. Words of our own stand.
#[must_use]
pub fn plain_io(why: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let said = match why.kind() {
        _ if why.get_ref().is_some() => return why.to_string(),
        Kind::NotFound => "it is not there: check the name, and that its folder is there",
        Kind::NotADirectory => "that is a file, not a folder: give the name of a folder",
        Kind::IsADirectory => "that is a folder: give the name of a file",
        Kind::AlreadyExists => "there is something of that name already: give another name, or move it away",
        Kind::PermissionDenied => "this user may not: check the owner and the mode of the file and of its folder",
        Kind::ReadOnlyFilesystem => "its disk is mounted for reading only: give another place, or mount it for writing",
        Kind::StorageFull | Kind::QuotaExceeded => "its disk is full: make room, or give another place",
        Kind::FileTooLarge => "it is larger than its disk allows: give another place",
        _ => return why.to_string(),
    };
    said.to_owned()
}

fn written_out(text: &str, acts: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' if acts(c) => out.push_str("\\n"),
            c if acts(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal or a screen would do something instead of showing it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out_and_everything_else_stands() {
        for (text, wanted) in [
            ("반품 7월.csv", "반품 7월.csv"),
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\u{9b}31mb", "a\\u{9b}31mb"),
            ("a\nb\r\tc", "a\\nb\\u{d}\\u{9}c"),
            ("txt.\u{202e}vsc", "txt.\\u{202e}vsc"),
            ("a\u{200b}b", "a\\u{200b}b"),
        ] {
            assert_eq!(plain(text), wanted);
        }
        assert_eq!(plain_lines("one\ntwo\u{1b}"), "one\ntwo\\u{1b}");
        let json = serde_json::to_string("\u{1b}\u{9b}\u{202e}\u{e0020}한").unwrap();
        assert_eq!(plain_json(&json), r#""\u001b\u009b\u202e\udb40\udc20한""#);
        assert_eq!(serde_json::from_str::<String>(&plain_json(&json)).unwrap(), "\u{1b}\u{9b}\u{202e}\u{e0020}한");
        assert_eq!(plain_path(Path::new("/media/\u{7}")), "/media/\\u{7}");
    }
}
