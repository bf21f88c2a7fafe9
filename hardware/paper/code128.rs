//! CODE128 (ISO/IEC 15417), code sets B and C.

/// Widths of bars and spaces, bar first, of the symbols 0 to 105 and of stop.
const SYMBOLS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];
const FNC3: u8 = 96;
const TO_C: u8 = 99;
const TO_B: u8 = 100;
const FNC1: u8 = 102;
const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// White modules on either side.
pub const QUIET_MODULES: u32 = 10;

/// The symbol of `text` as modules, `true` for black, without quiet zones.
/// `None` when it is empty or not printable ASCII.
#[must_use]
pub fn modules(text: &str) -> Option<Vec<bool>> {
    (!text.is_empty() && is_encodable(text)).then(|| drawn(symbols(text.as_bytes())))
}

/// A part of a symbol that has more than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Printable ASCII.
    Text(&'a str),
    /// At the beginning it makes a GS1-128 of the symbol, later it separates elements.
    Fnc1,
    /// Tells a scanner that the symbol is to set it up. Goods and slips never have it: a shop's code would change the
    /// shop's scanner.
    Fnc3,
}

/// The symbol of `parts`, in code set B. `None` when they have no text, or text that is not printable ASCII.
#[must_use]
pub fn modules_of(parts: &[Part]) -> Option<Vec<bool>> {
    let texts = || parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None });
    if texts().all(str::is_empty) || !texts().all(is_encodable) {
        return None;
    }
    let mut symbols = vec![START_B];
    for part in parts {
        match part {
            Part::Text(text) => symbols.extend(text.bytes().map(|byte| byte - 0x20)),
            Part::Fnc1 => symbols.push(FNC1),
            Part::Fnc3 => symbols.push(FNC3),
        }
    }
    Some(drawn(symbols))
}

fn is_encodable(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// As [`modules`], with code set B only: what `GS k` draws of `{B` and `text`.
pub(crate) fn modules_in_b(text: &[u8]) -> Option<Vec<bool>> {
    if text.is_empty() || !text.iter().all(|b| (0x20..0x7f).contains(b)) {
        return None;
    }
    Some(drawn([START_B].into_iter().chain(text.iter().map(|b| b - 0x20)).collect()))
}

/// Start and data symbols as modules, with check and stop.
fn drawn(mut symbols: Vec<u8>) -> Vec<bool> {
    let sum: u32 = symbols.iter().zip(std::iter::once(1).chain(1..)).map(|(s, weight)| u32::from(*s) * weight).sum();
    symbols.push((sum % 103) as u8);
    symbols.push(STOP);
    let mut modules = Vec::with_capacity(symbols.len() * 11 + 2);
    for symbol in symbols {
        for (index, width) in SYMBOLS[usize::from(symbol)].bytes().enumerate() {
            modules.extend(std::iter::repeat_n(index % 2 == 0, usize::from(width - b'0')));
        }
    }
    modules
}

/// Start and data symbols: runs of four digits (at either end) or six (inside) go in pairs, two digits a symbol.
fn symbols(text: &[u8]) -> Vec<u8> {
    let digits = |at: usize| text[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let pays = |at: usize| {
        let run = digits(at);
        run >= if at == 0 || at + run == text.len() { 4 } else { 6 } || (run == text.len() && run == 2)
    };
    let mut out = Vec::new();
    let mut in_c = pays(0) && digits(0).is_multiple_of(2);
    out.push(if in_c { START_C } else { START_B });
    let mut at = 0;
    while at < text.len() {
        if in_c && digits(at) < 2 {
            out.push(TO_B);
            in_c = false;
        } else if !in_c && pays(at) && digits(at).is_multiple_of(2) {
            out.push(TO_C);
            in_c = true;
        }
        if in_c {
            out.push((text[at] - b'0') * 10 + (text[at + 1] - b'0'));
            at += 2;
        } else {
            out.push(text[at] - 0x20);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_eleven_modules_wide_and_like_no_other() {
        for (index, widths) in SYMBOLS.iter().enumerate() {
            let wide: u32 = widths.bytes().map(|w| u32::from(w - b'0')).sum();
            assert_eq!(wide, if index == 106 { 13 } else { 11 }, "symbol {index}");
            assert_eq!(SYMBOLS.iter().filter(|other| other == &widths).count(), 1, "symbol {index}");
        }
    }

    #[test]
    fn digits_go_in_pairs() {
        for (text, expected) in [
            ("1234", &[START_C, 12, 34][..]),
            ("R-2026", &[START_B, 50, 13, TO_C, 20, 26]),
            ("12345", &[START_B, 17, TO_C, 23, 45]),
            ("1234A", &[START_C, 12, 34, TO_B, 33]),
            ("a", &[START_B, 65]),
        ] {
            assert_eq!(symbols(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn only_printable_ascii_has_bars() {
        for text in ["", "한", "a\x1b", "é"] {
            assert_eq!(modules(text), None, "{text:?}");
            assert_eq!(modules_of(&[Part::Fnc3, Part::Text(text)]), None, "{text:?}");
        }
    }
}
