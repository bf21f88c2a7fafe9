//! Extended Channel Interpretations: which encoding a number stands for (AIM ECI assignments, part 3).

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7,
    ISO_8859_8, ISO_8859_10, ISO_8859_13, ISO_8859_14, ISO_8859_15, ISO_8859_16, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1256,
};

/// The upper half of code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The number of a marker at the beginning of `data`: `\` and six digits.
pub(super) fn marker(data: &[u8]) -> Option<u32> {
    let [b'\\', digits @ ..] = data else { return None };
    digits.get(..6)?.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
}

/// Bytes of a marker.
pub(super) const MARKER_BYTES: usize = 7;

/// Whether the number stands for an encoding of text.
pub(super) fn is_encoding(number: u32) -> bool {
    decoded(number, b"").is_some()
}

/// `bytes` as text in the encoding of that number; none where it stands for no encoding, or where they are not in it:
/// then they are read as if nothing had been said.
pub(super) fn decoded(number: u32, bytes: &[u8]) -> Option<Cow<'_, str>> {
    let by = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match number {
        0 | 2 => Some(bytes.iter().map(|&byte| cp437(byte)).collect()),
        1 | 3 => Some(bytes.iter().map(|&byte| char::from(byte)).collect()),
        4 => by(ISO_8859_2),
        5 => by(ISO_8859_3),
        6 => by(ISO_8859_4),
        7 => by(ISO_8859_5),
        8 => by(ISO_8859_6),
        9 => by(ISO_8859_7),
        10 => by(ISO_8859_8),
        11 => by(WINDOWS_1254),
        12 => by(ISO_8859_10),
        13 => by(WINDOWS_874),
        15 => by(ISO_8859_13),
        16 => by(ISO_8859_14),
        17 => by(ISO_8859_15),
        18 => by(ISO_8859_16),
        20 => by(SHIFT_JIS),
        21 => by(WINDOWS_1250),
        22 => by(WINDOWS_1251),
        23 => by(WINDOWS_1252),
        24 => by(WINDOWS_1256),
        25 => by(UTF_16BE),
        26 => by(UTF_8),
        27 | 170 => bytes.is_ascii().then(|| by(UTF_8)).flatten(),
        28 => by(BIG5),
        29 | 31 => by(GBK),
        // The Encoding Standard's name of what Windows calls code page 949.
        30 => by(EUC_KR),
        32 => by(GB18030),
        33 => by(UTF_16LE),
        34 => utf32(bytes, u32::from_be_bytes),
        35 => utf32(bytes, u32::from_le_bytes),
        _ => None,
    }
}

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => CP437.chars().nth(usize::from(upper)).unwrap_or('\u{fffd}'),
    }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Option<Cow<'_, str>> {
    let units = bytes.chunks(4).map(|four| char::from_u32(unit(four.try_into().ok()?)));
    units.collect::<Option<String>>().map(Cow::Owned)
}
