//! One unit of a product, as far as the code on it tells: which lot, which piece, until when.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A Global Trade Item Number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Gtin(u64);

impl Gtin {
    /// From its value; none where that has more than fourteen digits.
    #[must_use]
    pub fn new(value: u64) -> Option<Gtin> {
        (value < 10_u64.pow(14)).then_some(Gtin(value))
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Gtin {
    /// Fourteen digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

/// A lot or a serial number, as printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marking(String);

impl Marking {
    /// Most characters of one (GS1 General Specifications, sections 3.4.1 and 3.5.2).
    pub const CHARS_MAX: usize = 20;

    /// None where the text is empty, longer than [`Self::CHARS_MAX`], or has anything but printable ASCII.
    #[must_use]
    pub fn new(text: &str) -> Option<Marking> {
        let fits = (1..=Self::CHARS_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Marking(text.to_owned()))
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a code says of the unit that it is printed on, beside which product it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFacts {
    /// The product.
    pub gtin: Gtin,
    /// Its batch.
    pub lot: Option<Marking>,
    /// Its own number among all units of the product.
    pub serial: Option<Marking>,
    /// The last day on which it may be used, or is at its best.
    pub expires_on: Option<NaiveDate>,
    /// The day on which it was made.
    pub produced_on: Option<NaiveDate>,
    /// Whether the scanner may have dropped a separator: lot or serial number may hold more than itself, and one of
    /// them may be missing. Somebody compares them with the goods.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
}

impl UnitFacts {
    /// Whether both are certainly one unit: the same serial number of the same product.
    #[must_use]
    pub fn is(&self, other: &UnitFacts) -> bool {
        self.gtin == other.gtin && self.serial.is_some() && self.serial == other.serial
    }

    /// Whether both can be one unit: nothing that both say differs.
    #[must_use]
    pub fn may_be(&self, other: &UnitFacts) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let is_sure = !self.doubtful && !other.doubtful;
        self.gtin == other.gtin
            && (!is_sure || agree(self.lot.as_ref(), other.lot.as_ref()))
            && (!is_sure || agree(self.serial.as_ref(), other.serial.as_ref()))
            && agree(self.expires_on.as_ref(), other.expires_on.as_ref())
            && agree(self.produced_on.as_ref(), other.produced_on.as_ref())
    }
}
