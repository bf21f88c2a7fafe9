//! What the elements of a code say of a thing, in types.

use std::fmt;

use super::date::{Date, two};
use super::dictionary::Ai;
use super::element::{Elements, Missing};
use crate::gtin::{Gtin, value_of};

/// A decimal number: 19.90 is 1990 with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as a number.
    pub digits: u64,
    /// How many of them stand behind the point.
    pub decimals: u8,
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u64.pow(u32::from(self.decimals));
        match self.decimals {
            0 => write!(f, "{}", self.digits),
            width => write!(f, "{}.{:0width$}", self.digits / unit, self.digits % unit, width = usize::from(width)),
        }
    }
}

/// A price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// In whole units of the currency.
    pub amount: Decimal,
    /// ISO 4217, 410 for won; the shop's own where the code names none.
    pub currency: Option<u16>,
}

/// A time of day on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59; 0 where the code names none.
    pub minute: u8,
    /// 0 to 59; 0 where the code names none.
    pub second: u8,
}

/// What a code says of a thing. Numbers in brackets are application identifiers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The trade item (01, 8006, EAN, UPC, ITF-14).
    pub gtin: Option<Gtin>,
    /// The second reading of eight digits without symbology, where [`Item::gtin`] is EAN-8 and this UPC-E.
    pub or_gtin: Option<Gtin>,
    /// The trade items within (02, 8026).
    pub contains: Option<Gtin>,
    /// Batch or lot (10).
    pub lot: Option<String>,
    /// Serial number (21).
    pub serial: Option<String>,
    /// Second serial number (250).
    pub secondary_serial: Option<String>,
    /// Production day (11).
    pub produced: Option<Date>,
    /// Production time (8008).
    pub produced_at: Option<Moment>,
    /// Packaging day (13).
    pub packed: Option<Date>,
    /// Best before (15).
    pub best_before: Option<Date>,
    /// Sell by (16).
    pub sell_by: Option<Date>,
    /// Last day of use (17, 7003).
    pub expires: Option<Date>,
    /// Last time of use (7003).
    pub expires_at: Option<Moment>,
    /// Variant (20).
    pub variant: Option<u8>,
    /// Consumer product variant (22).
    pub consumer_variant: Option<String>,
    /// Number that the maker or supplier added (240).
    pub additional_id: Option<String>,
    /// How many (30, 37).
    pub count: Option<u32>,
    /// Which piece of how many (8006, 8026).
    pub piece: Option<(u8, u8)>,
    /// Net weight in kilogrammes (310n).
    pub net_weight: Option<Decimal>,
    /// What is to be paid (392n, 393n).
    pub price: Option<Price>,
    /// Price of one unit of measure (395n, 8005), in whole units of the currency.
    pub unit_price: Option<Decimal>,
    /// The customer's order (400).
    pub order: Option<String>,
    /// A place's number (414).
    pub location: Option<String>,
    /// A logistic unit (00).
    pub shipment: Option<String>,
    /// A returnable or individual asset (8003, 8004).
    pub asset: Option<String>,
    /// The maker's page (8200).
    pub url: Option<String>,
    /// The supplement of two or five digits beside an EAN.
    pub add_on: Option<String>,
    /// Every other element, in the code's order.
    pub further: Vec<(Ai, String)>,
    /// The scanner may have dropped a separator: the last of the values that have no fixed length may hold more than
    /// itself, and where it cannot be kept at all it is not here.
    pub is_doubtful: bool,
    /// What another code of the same item should carry in addition.
    pub missing: Option<Missing>,
}

impl Item {
    /// A trade item of which nothing else is known.
    #[must_use]
    pub fn of(gtin: Gtin) -> Self {
        Self { gtin: Some(gtin), ..Self::default() }
    }

    /// What checked elements say. The century of years is near `today_year`.
    #[must_use]
    pub fn of_elements(elements: &Elements<'_>, today_year: u16) -> Self {
        let mut item = Self { missing: elements.missing(), ..Self::default() };
        for element in elements.iter() {
            item.take(element.ai, element.value, today_year);
        }
        item
    }

    /// Whether anything in it says which thing it is.
    #[must_use]
    pub fn names_something(&self) -> bool {
        let texts = [&self.order, &self.location, &self.shipment, &self.asset];
        self.gtin.is_some() || self.contains.is_some() || texts.iter().any(|text| text.is_some())
    }

    /// Adds one element; a value comes in the form that the identifier's row asks for.
    fn take(&mut self, ai: Ai, value: &str, today_year: u16) {
        let digits = value.as_bytes();
        let text = || Some(value.to_owned());
        let date = || Date::from_yymmdd(digits.get(..6)?, today_year);
        match ai.parts() {
            (2, 0) => self.shipment = text(),
            (2, 1) => self.gtin = Gtin::parse(digits).ok(),
            (2, 2) => self.contains = Gtin::parse(digits).ok(),
            (2, 10) => self.lot = text(),
            (2, 11) => self.produced = date(),
            (2, 13) => self.packed = date(),
            (2, 15) => self.best_before = date(),
            (2, 16) => self.sell_by = date(),
            (2, 17) => self.expires = date(),
            (2, 20) => self.variant = value.parse().ok(),
            (2, 21) => self.serial = text(),
            (2, 22) => self.consumer_variant = text(),
            (2, 30 | 37) => self.count = value.parse().ok(),
            (3, 240) => self.additional_id = text(),
            (3, 250) => self.secondary_serial = text(),
            (3, 400) => self.order = text(),
            (3, 414) => self.location = text(),
            (4, 3100..=3105) => self.net_weight = decimal(ai, digits),
            (4, 3920..=3929) => self.price = decimal(ai, digits).map(|amount| Price { amount, currency: None }),
            (4, 3930..=3939) => self.price = price(ai, value),
            (4, 3950..=3955) => self.unit_price = decimal(ai, digits),
            (4, 8005) => self.unit_price = value_of(digits).map(|digits| Decimal { digits, decimals: 0 }),
            (4, 7003) => {
                self.expires_at = moment(digits, today_year);
                self.expires = self.expires.or(date());
            }
            (4, 8008) => self.produced_at = moment(digits, today_year),
            (4, 8006) => (self.gtin, self.piece) = piece(digits),
            (4, 8026) => (self.contains, self.piece) = piece(digits),
            (4, 8003 | 8004) => self.asset = text(),
            (4, 8200) => self.url = text(),
            _ => self.further.push((ai, value.to_owned())),
        }
    }
}

/// The last digit of the identifier says how many decimals there are.
fn decimal(ai: Ai, digits: &[u8]) -> Option<Decimal> {
    let decimals = u8::try_from(ai.parts().1 % 10).ok()?;
    value_of(digits).map(|digits| Decimal { digits, decimals })
}

fn price(ai: Ai, value: &str) -> Option<Price> {
    let (currency, amount) = value.split_at_checked(3)?;
    Some(Price { amount: decimal(ai, amount.as_bytes())?, currency: currency.parse().ok() })
}

/// `YYMMDDhh`, then minutes and seconds if they are there.
fn moment(digits: &[u8], today_year: u16) -> Option<Moment> {
    let pair = |at: usize| two(*digits.get(at)?, *digits.get(at + 1)?);
    let date = Date::from_yymmdd(digits.get(..6)?, today_year)?;
    Some(Moment { date, hour: pair(6)?, minute: pair(8).unwrap_or(0), second: pair(10).unwrap_or(0) })
}

/// A GTIN, the number of the piece, the number of pieces.
fn piece(digits: &[u8]) -> (Option<Gtin>, Option<(u8, u8)>) {
    let Some((gtin, [p1, p2, t1, t2])) = digits.split_last_chunk::<4>() else {
        return (None, None);
    };
    (Gtin::parse(gtin).ok(), two(*p1, *p2).zip(two(*t1, *t2)))
}
