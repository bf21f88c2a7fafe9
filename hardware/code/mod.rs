//! What one frame says: a symbology, if the scanner names it, and a text.

mod eci;
mod plain;
mod symbology;
mod trade_item;

use plain::{Marks, Plain, begun, read};
use symbology::marks_encodings;
pub use symbology::{AIM_BYTES, Symbology};

/// A code as it was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The AIM identifier as it came; `None` when the scanner sends none.
    pub aim: Option<[u8; AIM_BYTES]>,
    /// Named by the AIM identifier.
    pub symbology: Option<Symbology>,
    /// The message in its normal form, the one that is shown, stored and compared: without byte order mark, padding
    /// and markers of encodings, decoded, with every control character except GS (0x1D, a separator of GS1) replaced
    /// by its picture (␛ for ESC) or by U+FFFD.
    pub text: String,
    /// The message's bytes as they came, without identifier: for technicians.
    pub data: Vec<u8>,
    /// The text before control characters became pictures.
    plain: String,
    /// What the bytes may mean otherwise.
    others: Vec<String>,
}

impl Code {
    /// Reads a complete frame.
    #[must_use]
    pub fn read(frame: &[u8]) -> Self {
        let frame = begun(frame);
        let (symbology, data) = match Symbology::of(frame) {
            Some(named) => (Some(named), &frame[AIM_BYTES..]),
            None => (None, frame),
        };
        let aim = symbology.and(frame.first_chunk().copied());
        let marks = match aim {
            Some(aim) if marks_encodings(aim) => Marks::Always,
            Some(_) => Marks::Never,
            None => Marks::Perhaps,
        };
        let Plain { text: plain, others } = read(data, marks);
        let symbology = symbology.map(|named| named.refined(plain.as_bytes()));
        let others = others.into_iter().filter(|other| !has_controls(other)).collect();
        Self { aim, symbology, text: shown(&plain), data: data.to_vec(), plain, others }
    }

    /// Whether the code carried control characters, which no code of a shop does: the text has their pictures.
    #[must_use]
    pub fn is_suspicious(&self) -> bool {
        has_unprintable(&self.plain)
    }

    /// The message in its normal form, with its control characters.
    pub(crate) fn plain(&self) -> &str {
        &self.plain
    }

    /// Every spelling under which a catalogue may hold this code, the likeliest first, without repetition: the text,
    /// UPC-A as EAN-13 and back, UPC-E expanded, then what the bytes are in another encoding. Without an identifier
    /// eight digits may be EAN-8 as well as UPC-E (58 % of UPC-E codes pass EAN-8's check digit too), therefore the
    /// catalogue decides.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let mut all = trade_item::spellings(&self.text, self.symbology);
        for other in &self.others {
            if !all.contains(other) {
                all.push(other.clone());
            }
        }
        all
    }
}

/// The normal form of a code that stands in a file: the [`Code::text`] of the code that is printed from it. Only then
/// does a scan find it.
#[must_use]
pub fn normal_form(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    // Identifiers and markers of encodings begin so.
    let begins_plain = !text.starts_with([']', '\\', ' ']);
    if is_plain && begins_plain && !text.ends_with(' ') {
        return text.to_owned();
    }
    Code::read(text.as_bytes()).text
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c != '\x1d' && c.is_control())
}

fn has_unprintable(text: &str) -> bool {
    text.chars().any(|c| c != '\x1d' && is_unprintable(c))
}

fn shown(text: &str) -> String {
    text.chars().map(|c| if c == '\x1d' || !is_unprintable(c) { c } else { picture(c) }).collect()
}

/// Control characters, and those that turn or hide their neighbours.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn picture(c: char) -> char {
    match u32::from(c) {
        low @ 0..=0x1f => char::from_u32(0x2400 + low).unwrap_or('\u{fffd}'),
        0x7f => '␡',
        _ => '\u{fffd}',
    }
}
