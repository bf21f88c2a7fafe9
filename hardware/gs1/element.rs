//! Element strings: identifiers and values one after the other, separated where a length is not predefined.

use super::dictionary::{Ai, Dictionary, Pattern, Row, ValueFault};

/// FNC1 in the transmitted data: GS.
pub const SEPARATOR: u8 = 0x1d;

/// Elements that one code may carry.
pub const ELEMENTS_MAX: usize = 64;

/// An identifier and its value.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    /// The identifier.
    pub ai: Ai,
    /// Its value: ASCII that satisfies the identifier's row.
    pub value: &'a str,
    /// What is known of the identifier.
    pub row: &'static Row,
}

/// Why data is no element string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ElementFault {
    /// There is none.
    #[error("the code has no elements: scan another one")]
    Empty,
    /// What follows is no identifier of GS1.
    #[error("byte {at} begins no identifier that GS1 knows: scan another code of this item")]
    UnknownAi {
        /// Index in the data.
        at: usize,
    },
    /// A value is not what its identifier asks for.
    #[error("({ai}) {fault}: scan it again, or another code of this item")]
    Value {
        /// Whose value.
        ai: Ai,
        /// What is wrong with it.
        fault: ValueFault,
    },
    /// More than [`ELEMENTS_MAX`].
    #[error("the code has more than {ELEMENTS_MAX} elements: scan another one")]
    TooMany,
    /// An identifier comes twice with different values.
    #[error("({ai}) comes twice and differs: scan another code of this item")]
    Contradiction {
        /// Which.
        ai: Ai,
    },
    /// Two identifiers that may not come together.
    #[error("({ai}) and ({other}) exclude each other: scan another code of this item")]
    Excluded {
        /// The one that excludes.
        ai: Ai,
        /// The one that is excluded.
        other: Ai,
    },
}

/// An identifier lacks a companion; another code of the same item may carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The identifier.
    pub ai: Ai,
    /// One of these should come along; empty when it is a serial number, in whatever form the key has one.
    pub needs: &'static [Pattern],
}

/// The elements of a code, in its order.
#[derive(Debug, Clone)]
pub struct Elements<'a> {
    all: Vec<Element<'a>>,
}

impl<'a> Elements<'a> {
    /// Reads an element string as scanners send it: without the FNC1 in front (one is tolerated), GS for every other.
    /// Checks each element by itself; [`Elements::agreed`] checks them together.
    ///
    /// # Errors
    /// The first [`ElementFault`] from the left.
    pub fn parse(data: &'a [u8], today_year: u16) -> Result<Self, ElementFault> {
        let dictionary = Dictionary::get();
        let mut at = usize::from(data.first() == Some(&SEPARATOR));
        let mut all = Vec::with_capacity(8);
        while at < data.len() {
            if all.len() == ELEMENTS_MAX {
                return Err(ElementFault::TooMany);
            }
            let (ai, row) = dictionary.lead(&data[at..]).ok_or(ElementFault::UnknownAi { at })?;
            at += usize::from(ai.parts().0);
            let value = cut(&data[at..], row);
            row.check(value, today_year).map_err(|fault| ElementFault::Value { ai, fault })?;
            at += value.len();
            at += usize::from(data.get(at) == Some(&SEPARATOR));
            // Every set that a value is of is of ASCII, and none holds the separator.
            let value = std::str::from_utf8(value).map_err(|_| ElementFault::UnknownAi { at })?;
            all.push(Element { ai, value, row });
        }
        if all.is_empty() { Err(ElementFault::Empty) } else { Ok(Self { all }) }
    }

    /// The elements in order.
    pub fn iter(&self) -> impl Iterator<Item = &Element<'a>> {
        self.all.iter()
    }

    /// The value of an identifier, written with its digits.
    #[must_use]
    pub fn value(&self, ai: &str) -> Option<&'a str> {
        let ai = Ai::parse(ai.as_bytes())?;
        self.all.iter().find(|element| element.ai == ai).map(|element| element.value)
    }

    /// Checks that no two elements contradict or exclude each other.
    ///
    /// # Errors
    /// [`ElementFault::Contradiction`] or [`ElementFault::Excluded`].
    pub fn agreed(&self) -> Result<(), ElementFault> {
        for (i, element) in self.all.iter().enumerate() {
            let ai = element.ai;
            if self.all[..i].iter().any(|other| other.ai == ai && other.value != element.value) {
                return Err(ElementFault::Contradiction { ai });
            }
            for excluded in &element.row.excludes {
                if let Some(other) = self.all.iter().find(|other| other.ai != ai && excluded.matches(other.ai)) {
                    return Err(ElementFault::Excluded { ai, other: other.ai });
                }
            }
        }
        Ok(())
    }

    /// The first companion that is missing.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let has = |pattern: &Pattern| self.all.iter().any(|element| pattern.matches(element.ai));
        for element in &self.all {
            for list in &element.row.needs {
                if !list.iter().any(has) {
                    return Some(Missing { ai: element.ai, needs: list });
                }
            }
        }
        let signature = self.all.iter().find(|element| element.ai.parts() == (4, 8030))?;
        (!self.has_serial_number()).then_some(Missing { ai: signature.ai, needs: &[] })
    }

    /// A digital signature is of one thing, not of a kind of things: the key must be a serialised one.
    fn has_serial_number(&self) -> bool {
        self.all.iter().all(|element| match element.ai.parts() {
            (2, 1) | (4, 8006) => self.value("21").is_some(),
            (3, 253 | 255) => element.value.len() > 13,
            (4, 8003) => element.value.len() > 14,
            (4, 8010) => self.value("8011").is_some(),
            _ => true,
        })
    }
}

/// The value at the start of `rest`: of the predefined length, else up to the separator.
pub(super) fn cut<'a>(rest: &'a [u8], row: &Row) -> &'a [u8] {
    let reach = if row.ends_by_itself { row.most } else { rest.len() };
    let rest = &rest[..rest.len().min(reach)];
    let end = rest.iter().position(|&b| b == SEPARATOR).unwrap_or(rest.len());
    &rest[..end]
}
