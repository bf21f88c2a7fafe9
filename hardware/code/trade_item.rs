//! The spellings of a trade item's number: EAN-13, UPC-A, UPC-E and EAN-8 name the same things differently.

use super::symbology::Symbology;
use crate::gtin::Gtin;

/// Spellings of `text`, itself first. Text that is no number of 8, 12, 13 or 14 digits has only itself.
pub(super) fn spellings(text: &str, symbology: Option<Symbology>) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return all;
    }
    match text.len() {
        8 if matches!(symbology, None | Some(Symbology::UpcE)) => {
            if let Ok(gtin) = Gtin::from_upc_e(text.as_bytes()) {
                all.extend(gtin.spellings().into_iter().take(2));
            }
        }
        12 => all.push(format!("0{text}")),
        13 => {
            if let Some(upc) = text.strip_prefix('0') {
                all.push(upc.to_owned());
            }
        }
        // GTIN-14 with indicator 0 is a shorter number, filled up.
        14 => {
            if let Some(ean) = text.strip_prefix('0') {
                all.push(ean.to_owned());
                all.extend(ean.strip_prefix('0').map(str::to_owned));
            }
        }
        _ => {}
    }
    all
}
