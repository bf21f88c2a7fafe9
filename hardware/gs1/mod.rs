//! What a scanned code says, after the rules of GS1.
//!
//! ```
//! use hardware::gs1::{Reading, read};
//! use hardware::scanner::Code;
//!
//! let code = Code::read(b"]C10108801234567893172611001012AB\x1d21S-7");
//! let Reading::Item(item) = read(&code, 2026)? else { panic!("a trade item with its lot") };
//! assert_eq!(item.gtin.map(|gtin| gtin.to_string()).as_deref(), Some("08801234567893"));
//! assert_eq!(item.expires.map(|day| day.to_string()).as_deref(), Some("2026-11-30"));
//! assert_eq!((item.lot.as_deref(), item.serial.as_deref()), (Some("12AB"), Some("S-7")));
//! # Ok::<(), hardware::gs1::Refusal>(())
//! ```
//! [`read`] joins what stands beside it: [`Gtin`] numbers, [`Elements`] of an element string after the [`Dictionary`],
//! [`link`]s. Nothing in here panics for what a code carries, keeps more than a code's own length, or asks the clock.

mod charset;
mod date;
mod dictionary;
mod ean;
mod element;
mod fields;
mod item;
pub mod link;
mod lost;
mod places;
mod read;
mod rules;
mod stand_in;

pub use crate::gtin::{Gtin, NoGtin, has_check_digit};
pub use charset::CharacterSet;
pub use date::Date;
pub use dictionary::{Ai, Dictionary, Part, Pattern, Row, ValueFault};
pub use element::{ELEMENTS_MAX, Element, ElementFault, Elements, Missing, SEPARATOR};
pub use item::{Decimal, Item, Moment, Price};
pub use link::LinkFault;
pub use lost::Separators;
pub use read::{Reading, Refusal, read};
pub use rules::{NoRule, Rule};
