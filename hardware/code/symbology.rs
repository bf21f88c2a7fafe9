//! AIM identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a modifier.

use std::fmt;

/// Bytes of an AIM identifier.
pub const AIM_BYTES: usize = 3;

/// The kind of code a scanner names by its AIM identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are those of the symbologies.
pub enum Symbology {
    Ean13,
    UpcA,
    UpcE,
    Ean8,
    Code128,
    Gs1Code128,
    Itf,
    Qr,
    Gs1Qr,
    DataMatrix,
    Gs1DataMatrix,
    Gs1DataBar,
    Pdf417,
    Aztec,
    Gs1Pdf417,
    Gs1Aztec,
    DotCode,
    Gs1DotCode,
    Code39,
    Code93,
    /// GS1 in Code 16K or Code 49, which only old goods carry.
    Gs1Other,
    /// The add-on of an EAN or UPC, sent as a message of its own.
    AddOn,
    /// An identifier that this counter's codes do not use.
    Unknown,
}

impl Symbology {
    /// The symbology that a frame's identifier names; `None` when the frame begins with none.
    #[must_use]
    pub fn of(frame: &[u8]) -> Option<Self> {
        let [b']', letter, modifier, ..] = *frame else {
            return None;
        };
        if !letter.is_ascii_alphabetic() || !modifier.is_ascii_alphanumeric() {
            return None;
        }
        Some(match (letter, modifier) {
            (b'E', b'0' | b'3') => Self::Ean13,
            (b'E', b'1' | b'2') => Self::AddOn,
            (b'E', b'4') => Self::Ean8,
            (b'C', b'1') => Self::Gs1Code128,
            (b'C', _) => Self::Code128,
            (b'I', _) => Self::Itf,
            (b'Q', b'3' | b'4') => Self::Gs1Qr,
            (b'Q', _) => Self::Qr,
            (b'd', b'2' | b'5') => Self::Gs1DataMatrix,
            (b'd', _) => Self::DataMatrix,
            (b'e', b'0'..=b'3') => Self::Gs1DataBar,
            (b'L', b'3') => Self::Gs1Pdf417,
            (b'L', _) => Self::Pdf417,
            (b'z', b'1' | b'4' | b'7' | b'A') => Self::Gs1Aztec,
            (b'z', _) => Self::Aztec,
            (b'J', b'1' | b'4') => Self::Gs1DotCode,
            (b'J', _) => Self::DotCode,
            (b'K' | b'T', b'1') => Self::Gs1Other,
            (b'A', _) => Self::Code39,
            (b'G', _) => Self::Code93,
            _ => Self::Unknown,
        })
    }

    /// Whether FNC1 stands first in it: the data is an element string of GS1. FNC1 in the second place (`]C2`, `]Q5`,
    /// `]d3` …) says that another industry gave the data its form.
    #[must_use]
    pub fn is_gs1(self) -> bool {
        matches!(
            self,
            Self::Gs1Code128
                | Self::Gs1Qr
                | Self::Gs1DataMatrix
                | Self::Gs1DataBar
                | Self::Gs1Pdf417
                | Self::Gs1Aztec
                | Self::Gs1DotCode
                | Self::Gs1Other
        )
    }

    /// `]E0` stands for three symbologies: real scanners send it with 8 (UPC-E), 12 (UPC-A) or 13 digits.
    #[must_use]
    pub fn refined(self, data: &[u8]) -> Self {
        match (self, data.len()) {
            (Self::Ean13, 8) => Self::UpcE,
            (Self::Ean13, 12) => Self::UpcA,
            _ => self,
        }
    }
}

/// Whether under this identifier the reader marks encodings (ECI) by `\NNNNNN` and doubles every other `\`.
pub(super) fn marks_encodings(aim: [u8; AIM_BYTES]) -> bool {
    matches!(
        (aim[1], aim[2]),
        (b'Q', b'2' | b'4' | b'6')
            | (b'd', b'4' | b'5' | b'6')
            | (b'L' | b'h', b'1')
            | (b'z', b'3' | b'4' | b'5' | b'9' | b'A' | b'B')
            | (b'J', b'3' | b'4' | b'5')
            | (b'U', b'2' | b'3')
            | (b'e', b'3')
    )
}

impl fmt::Display for Symbology {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ean13 => "EAN-13",
            Self::UpcA => "UPC-A",
            Self::UpcE => "UPC-E",
            Self::Ean8 => "EAN-8",
            Self::Code128 => "Code 128",
            Self::Gs1Code128 => "GS1-128",
            Self::Itf => "ITF",
            Self::Qr => "QR",
            Self::Gs1Qr => "GS1 QR",
            Self::DataMatrix => "DataMatrix",
            Self::Gs1DataMatrix => "GS1 DataMatrix",
            Self::Gs1DataBar => "GS1 DataBar",
            Self::Pdf417 => "PDF417",
            Self::Aztec => "Aztec",
            Self::Gs1Pdf417 => "GS1 PDF417",
            Self::Gs1Aztec => "GS1 Aztec",
            Self::DotCode => "DotCode",
            Self::Gs1DotCode => "GS1 DotCode",
            Self::Code39 => "Code 39",
            Self::Code93 => "Code 93",
            Self::Gs1Other => "GS1 (other)",
            Self::AddOn => "EAN add-on",
            Self::Unknown => "other",
        })
    }
}
