//! GS1 Digital Link URIs: a key with its qualifiers in the path, further elements in the query.

use std::borrow::Cow;

use super::dictionary::{Ai, Dictionary, Row, ValueFault};
use super::element::{ELEMENTS_MAX, SEPARATOR};

/// Names that old links have in place of identifiers (GS1 Digital Link 1.1, section 4.3).
const WORDS: [(&str, &str); 18] = [
    ("gtin", "01"),
    ("itip", "8006"),
    ("gmn", "8013"),
    ("cpid", "8010"),
    ("gln", "414"),
    ("party", "417"),
    ("gsrnp", "8017"),
    ("gsrn", "8018"),
    ("gcn", "255"),
    ("sscc", "00"),
    ("gdti", "253"),
    ("ginc", "401"),
    ("gsin", "402"),
    ("grai", "8003"),
    ("giai", "8004"),
    ("cpv", "22"),
    ("lot", "10"),
    ("ser", "21"),
];

/// Why a text is no Digital Link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// No web address, or one without a key of GS1 in its path: it may be any other link.
    #[error("this is no link to a product: scan the product's code")]
    NoLink,
    /// A value is not what its identifier asks for.
    #[error("({ai}) in the link {fault}: scan it again, or another code of this item")]
    Value {
        /// Whose value.
        ai: Ai,
        /// What is wrong with it.
        fault: ValueFault,
    },
    /// An identifier follows the key that does not qualify it, or not at this place.
    #[error("({ai}) does not belong behind ({key}) in the link: scan another code of this item")]
    Qualifier {
        /// The key.
        key: Ai,
        /// The identifier.
        ai: Ai,
    },
    /// A qualifier of the key stands in the query.
    #[error("({ai}) belongs into the link's path: scan another code of this item")]
    Misplaced {
        /// The identifier.
        ai: Ai,
    },
    /// An identifier comes twice.
    #[error("({ai}) comes twice in the link: scan another code of this item")]
    Twice {
        /// The identifier.
        ai: Ai,
    },
    /// The query has a name of digits that is no identifier.
    #[error("the link has an identifier that GS1 does not know: scan another code of this item")]
    UnknownAi,
    /// More than [`ELEMENTS_MAX`].
    #[error("the link has more than {ELEMENTS_MAX} elements: scan another code")]
    TooMany,
}

/// The element string that a Digital Link stands for, to be read by [`Elements::parse`](super::Elements::parse).
///
/// # Errors
/// [`LinkFault`]; [`LinkFault::NoLink`] says that the text may still mean something else.
pub fn element_string(uri: &[u8], today_year: u16) -> Result<Vec<u8>, LinkFault> {
    let rest = after_scheme(uri).ok_or(LinkFault::NoLink)?;
    if !uri.iter().all(|&b| is_of_uri(b)) {
        return Err(LinkFault::NoLink);
    }
    let rest = before(rest, b'#').0;
    let (place, query) = before(rest, b'?');
    let (host, path) = before(place, b'/');
    if host.is_empty() || !host.iter().all(|&b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b)) {
        return Err(LinkFault::NoLink);
    }
    let path = path_elements(path)?;
    let key = path[0];
    let sequences = key.row.link.as_deref().unwrap_or_default();
    let mut link =
        Link { today_year, data: Vec::with_capacity(uri.len()), seen: Vec::with_capacity(8), is_open: false };
    link.add(key.ai, key.row, &unescaped(key.value, false))?;
    for element in &path[1..] {
        let ai = element.ai;
        let follows = sequences.iter().any(|sequence| is_in_order(sequence, path[1..].iter().map(|e| e.ai), ai));
        if !follows {
            return Err(LinkFault::Qualifier { key: key.ai, ai });
        }
        link.add(ai, element.row, &unescaped(element.value, false))?;
    }
    for parameter in query.split(|&b| b == b'&') {
        let (name, value) = before(parameter, b'=');
        if name.is_empty() || !name.iter().all(u8::is_ascii_digit) || name.len() == parameter.len() {
            continue;
        }
        let ai = Ai::parse(name).ok_or(LinkFault::UnknownAi)?;
        let row = Dictionary::get().row(ai).ok_or(LinkFault::UnknownAi)?;
        if sequences.iter().any(|sequence| sequence.contains(&ai)) && !link.seen.contains(&ai) {
            return Err(LinkFault::Misplaced { ai });
        }
        link.add(ai, row, &unescaped(value, true))?;
    }
    Ok(link.data)
}

/// Percent-encoding undone; in a query `+` is a space. Whatever is no `%hh` stays as it is.
#[must_use]
pub fn unescaped(text: &[u8], is_query: bool) -> Cow<'_, [u8]> {
    if !text.iter().any(|&b| b == b'%' || (is_query && b == b'+')) {
        return Cow::Borrowed(text);
    }
    let hex = |b: u8| (b as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        if let (b'%', [high, low, behind @ ..]) = (byte, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            plain.push(high << 4 | low);
            rest = behind;
        } else {
            plain.push(if is_query && *byte == b'+' { b' ' } else { *byte });
        }
    }
    Cow::Owned(plain)
}

/// The element string so far.
struct Link {
    today_year: u16,
    data: Vec<u8>,
    seen: Vec<Ai>,
    /// Whether the last value needs a separator if another one follows.
    is_open: bool,
}

impl Link {
    fn add(&mut self, ai: Ai, row: &Row, value: &[u8]) -> Result<(), LinkFault> {
        if self.seen.contains(&ai) {
            return Err(LinkFault::Twice { ai });
        }
        if self.seen.len() == ELEMENTS_MAX {
            return Err(LinkFault::TooMany);
        }
        let mut filled = [b'0'; 14];
        let value = match (ai.parts(), value.len()) {
            // GTIN-8, -12 and -13 may stand in a link as they are.
            ((2, 1), shorter @ (8 | 12 | 13)) => {
                filled[14 - shorter..].copy_from_slice(value);
                &filled
            }
            _ => value,
        };
        row.check(value, self.today_year).map_err(|fault| LinkFault::Value { ai, fault })?;
        if self.is_open {
            self.data.push(SEPARATOR);
        }
        ai.spell(&mut self.data);
        self.data.extend_from_slice(value);
        self.seen.push(ai);
        self.is_open = !row.ends_by_itself;
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct PathElement<'a> {
    ai: Ai,
    row: &'static Row,
    value: &'a [u8],
}

/// The pairs at the path's end, from the key that is nearest to the end.
fn path_elements(path: &[u8]) -> Result<Vec<PathElement<'_>>, LinkFault> {
    let mut backwards = path.rsplit(|&b| b == b'/');
    let mut elements = Vec::with_capacity(4);
    while let (Some(value), Some(name)) = (backwards.next(), backwards.next()) {
        let Some((ai, row)) = identifier(name) else {
            break;
        };
        elements.push(PathElement { ai, row, value });
        if row.link.is_some() {
            elements.reverse();
            return Ok(elements);
        }
        if elements.len() == ELEMENTS_MAX {
            return Err(LinkFault::TooMany);
        }
    }
    Err(LinkFault::NoLink)
}

fn identifier(name: &[u8]) -> Option<(Ai, &'static Row)> {
    let word = || WORDS.iter().find(|word| word.0.as_bytes() == name).map(|word| word.1);
    let ai = Ai::parse(name).or_else(|| Ai::parse(word()?.as_bytes()))?;
    Dictionary::get().row(ai).map(|row| (ai, row))
}

/// Whether the identifiers up to `until` come in this order, some left out.
fn is_in_order(sequence: &[Ai], mut ais: impl Iterator<Item = Ai>, until: Ai) -> bool {
    let mut places = sequence.iter();
    loop {
        match ais.next() {
            Some(ai) if places.any(|&place| place == ai) => {
                if ai == until {
                    return true;
                }
            }
            _ => return false,
        }
    }
}

fn after_scheme(uri: &[u8]) -> Option<&[u8]> {
    let schemes: [&[u8]; 4] = [b"https://", b"http://", b"HTTPS://", b"HTTP://"];
    schemes.iter().find_map(|scheme| uri.strip_prefix(*scheme))
}

/// The text before the first `mark` and that behind it; everything and nothing without one.
fn before(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    match text.iter().position(|&b| b == mark) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, &[]),
    }
}

/// Characters of RFC 3986.
fn is_of_uri(byte: u8) -> bool {
    static OF_URI: [bool; 256] = {
        let mut table = [false; 256];
        let signs = b"-._~:/?#[]@!$&'()*+,;=%";
        let mut i = 0;
        while i < 256 {
            table[i] = (i as u8).is_ascii_alphanumeric();
            i += 1;
        }
        i = 0;
        while i < signs.len() {
            table[signs[i] as usize] = true;
            i += 1;
        }
        table
    };
    OF_URI[usize::from(byte)]
}
