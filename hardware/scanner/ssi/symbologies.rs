//! The kinds of codes as SSI numbers them, and the AIM identifiers that mean the same.
//!
//! The numbers of linear codes stand in Zebra's manuals (CS3000 Series Product Reference Guide, table B-1), those of
//! two-dimensional ones and of GS1 DataBar in the headers of Zebra's Scanner SDK (`ST_DATAMATRIX`, `ST_QR_CODE` …).

use crate::code::Symbology;
use crate::gtin::Gtin;

/// The AIM identifier of a kind; of one that no counter needs, that of "other".
fn aim(kind: u8) -> &'static [u8] {
    match kind {
        0x01 => b"]A0",
        0x02 => b"]F0",
        0x03 | 0x19 => b"]C0",
        0x06 => b"]I0",
        0x07 => b"]G0",
        0x08 | 0x09 | 0x0b => b"]E0",
        0x48 | 0x88 | 0x49 | 0x89 | 0x4b | 0x8b => b"]E3",
        0x0a | 0x4a | 0x8a => b"]E4",
        0x0f => b"]C1",
        0x11 | 0x1a => b"]L2",
        0x13 => b"]A4",
        0x1b => b"]d1",
        0x1c | 0x2c => b"]Q1",
        0x2d => b"]z0",
        0x30..=0x32 => b"]e0",
        0xc1 => b"]d2",
        0xc2 => b"]Q3",
        _ => b"]X0",
    }
}

/// The frame that a scanner with AIM identifiers and without suffix would have sent.
///
/// The kind decides, whatever stands in the data: a code cannot pass for one of another symbology.
pub(super) fn frame(kind: u8, mut data: Vec<u8>) -> Vec<u8> {
    while matches!(data.last(), Some(b'\r' | b'\n')) {
        data.pop();
    }
    let identifier = aim(kind);
    // Its letter alone counts: the number behind it says more than the kind, such as GS1 and encodings.
    if Symbology::of(&data).is_some() && data[..2] == identifier[..2] {
        // The scanner is set to send the identifier itself.
        return data;
    }
    let mut frame = identifier.to_vec();
    match kind {
        // Beside a supplement AIM counts thirteen digits of any UPC (DS2208 Product Reference Guide, table E-3).
        0x48 | 0x88 => frame.push(b'0'),
        0x49 | 0x89 => {
            if let Some(Ok(gtin)) = data.get(..8).map(Gtin::from_upc_e) {
                frame.extend_from_slice(&gtin.to_string().as_bytes()[1..]);
                data.drain(..8);
            }
        }
        _ => {}
    }
    frame.extend_from_slice(&data);
    frame
}
