//! What one frame says: a symbology, if the scanner names it, and a text.

use super::symbology::{AIM_BYTES, Symbology};
use super::trade_item;

/// A code as it was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The AIM identifier as it came; `None` when the scanner sends none.
    pub aim: Option<[u8; AIM_BYTES]>,
    /// Named by the AIM identifier.
    pub symbology: Option<Symbology>,
    /// The data in words that may be shown, stored and compared: UTF-8 or CP949 decoded, with every control character
    /// except GS (0x1D, a separator of GS1) replaced by its picture (␛ for ESC) or by U+FFFD.
    pub text: String,
    /// The data's bytes as they came, without identifier: what a GS1 reader starts from.
    pub data: Vec<u8>,
}

impl Code {
    /// Reads a complete frame.
    #[must_use]
    pub fn read(frame: &[u8]) -> Self {
        let (symbology, data) = match Symbology::of(frame) {
            Some(named) => (Some(named), &frame[AIM_BYTES..]),
            None => (None, frame),
        };
        let aim = symbology.and(frame.first_chunk().copied());
        let symbology = symbology.map(|named| named.refined(data));
        Self { aim, symbology, text: shown(&decoded(data)), data: data.to_vec() }
    }

    /// Whether the code carried control characters, which no code of a shop does: the text has their pictures.
    #[must_use]
    pub fn is_suspicious(&self) -> bool {
        decoded(&self.data).chars().any(|c| c != '\x1d' && is_unprintable(c))
    }

    /// Every spelling under which a catalogue may hold this code, the likeliest first, without repetition: the text,
    /// UPC-A as EAN-13 and back, UPC-E expanded. Without an identifier eight digits may be EAN-8 as well as UPC-E
    /// (58 % of UPC-E codes pass EAN-8's check digit too), therefore the catalogue decides.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        match self.symbology {
            None | Some(Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE | Symbology::Ean8) => {
                trade_item::spellings(&self.text, self.symbology)
            }
            _ => vec![self.text.clone()],
        }
    }
}

/// A QR code may carry UTF-8 or CP949. Whatever is neither is shown with U+FFFD.
fn decoded(data: &[u8]) -> String {
    match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        // `EUC_KR` is the Encoding Standard's name of what Windows calls code page 949.
        Err(_) => encoding_rs::EUC_KR.decode_without_bom_handling(data).0.into_owned(),
    }
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
