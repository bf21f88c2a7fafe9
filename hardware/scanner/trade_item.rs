//! The spellings of a trade item's number: EAN-13, UPC-A, UPC-E and EAN-8 name the same things differently.

use super::symbology::Symbology;

/// Spellings of `text`, itself first. Text that is no number of 8, 12, 13 or 14 digits has only itself.
pub(super) fn spellings(text: &str, symbology: Option<Symbology>) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return all;
    }
    match text.len() {
        8 if symbology != Some(Symbology::Ean8) => {
            if let Some(upc) = expanded(text) {
                all.push(format!("0{upc}"));
                all.push(upc);
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

/// UPC-E of eight digits (number system, six digits, check digit) as the UPC-A that it abbreviates
/// (GS1 General Specifications, figure 5.2.2.4-2); `None` when it is none or its check digit does not hold.
fn expanded(upc_e: &str) -> Option<String> {
    let [system, a, b, c, d, e, last, check] = <[char; 8]>::try_from(upc_e.chars().collect::<Vec<_>>()).ok()?;
    if !matches!(system, '0' | '1') {
        return None;
    }
    let body = match last {
        '0' | '1' | '2' => format!("{a}{b}{last}0000{c}{d}{e}"),
        '3' => format!("{a}{b}{c}00000{d}{e}"),
        '4' => format!("{a}{b}{c}{d}00000{e}"),
        _ => format!("{a}{b}{c}{d}{e}0000{last}"),
    };
    let upc = format!("{system}{body}{check}");
    has_check_digit(&upc).then_some(upc)
}

/// Whether the last digit is the check digit of the others (modulo 10, weights 3 and 1 from the right).
fn has_check_digit(digits: &str) -> bool {
    let sum: u32 = digits.bytes().rev().zip([1, 3].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    sum.is_multiple_of(10)
}
