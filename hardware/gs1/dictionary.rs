//! The application identifiers of `dictionary.txt`, found by their digits.

use std::fmt;
use std::sync::LazyLock;

use super::charset::CharacterSet;
use super::rules::Rule;

/// An application identifier: two to four digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ai {
    digits: u8,
    number: u16,
}

impl Ai {
    /// The identifier that `digits` spell.
    #[must_use]
    pub fn parse(digits: &[u8]) -> Option<Self> {
        if !(2..=4).contains(&digits.len()) {
            return None;
        }
        let number = digits.iter().try_fold(0_u16, |n, d| d.is_ascii_digit().then(|| n * 10 + u16::from(d - b'0')))?;
        Some(Self { digits: digits.len() as u8, number })
    }

    /// Appends its digits.
    pub(super) fn spell(self, text: &mut Vec<u8>) {
        let all = [1000, 100, 10, 1].map(|unit| b'0' + (self.number / unit % 10) as u8);
        text.extend_from_slice(&all[4 - usize::from(self.digits)..]);
    }

    /// How many digits, and the number they are: (2, 1) for `01`, (4, 3103) for `3103`.
    #[must_use]
    pub fn parts(self) -> (u8, u16) {
        (self.digits, self.number)
    }
}

impl fmt::Display for Ai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0width$}", self.number, width = usize::from(self.digits))
    }
}

impl fmt::Debug for Ai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AI({self})")
    }
}

/// Identifiers of one length from a first to a last: `31nn` is 3100 to 3199.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    digits: u8,
    first: u16,
    last: u16,
}

impl Pattern {
    /// Whether the identifier is one of these.
    #[must_use]
    pub fn matches(self, ai: Ai) -> bool {
        ai.digits == self.digits && (self.first..=self.last).contains(&ai.number)
    }

    fn parse(text: &str) -> Option<Self> {
        let first = Ai::parse(text.replace('n', "0").as_bytes())?;
        let last = Ai::parse(text.replace('n', "9").as_bytes())?;
        Some(Self { digits: first.digits, first: first.number, last: last.number })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spelled = |number| Ai { digits: self.digits, number };
        write!(f, "{}", spelled(self.first))?;
        if self.last == self.first { Ok(()) } else { write!(f, "–{}", spelled(self.last)) }
    }
}

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is of.
    pub set: CharacterSet,
    /// Fewest characters if it is there.
    pub least: usize,
    /// Most characters.
    pub most: usize,
    /// Whether it may be absent.
    pub is_optional: bool,
    /// What else it must be.
    pub rules: Vec<Rule>,
}

/// What is known of an application identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name in GS1's words.
    pub name: &'static str,
    /// The parts of its value, in order.
    pub parts: Vec<Part>,
    /// Whether its length is predefined, so that no separator follows.
    pub ends_by_itself: bool,
    /// Most characters of the value.
    pub most: usize,
    /// One of each list must come along.
    pub needs: Vec<Vec<Pattern>>,
    /// None of these may come along.
    pub excludes: Vec<Pattern>,
    /// Sequences of qualifiers if it can head a Digital Link.
    pub link: Option<Vec<Vec<Ai>>>,
}

/// Why a value is none of its identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueFault {
    /// Characters are missing.
    #[error("is too short")]
    Short,
    /// There are more than it takes.
    #[error("is too long")]
    Long,
    /// The character at this index is not of its set.
    #[error("has a character at {0} that it may not have")]
    Character(usize),
    /// A check digit, a date or the like does not hold.
    #[error("does not hold ({})", .0.name())]
    Rule(Rule),
}

impl Row {
    /// Checks a whole value.
    ///
    /// # Errors
    /// The first [`ValueFault`] from the left.
    pub fn check(&self, value: &[u8], today_year: u16) -> Result<(), ValueFault> {
        let mut at = 0;
        for part in &self.parts {
            let rest = &value[at..];
            if rest.is_empty() && part.is_optional {
                break;
            }
            if rest.len() < part.least {
                return Err(ValueFault::Short);
            }
            let text = &rest[..rest.len().min(part.most)];
            if let Some(foreign) = part.set.first_foreign(text) {
                return Err(ValueFault::Character(at + foreign));
            }
            if let Some(&broken) = part.rules.iter().find(|rule| !rule.holds(text, today_year)) {
                return Err(ValueFault::Rule(broken));
            }
            at += text.len();
        }
        if at < value.len() { Err(ValueFault::Long) } else { Ok(()) }
    }
}

/// All rows, found by the digits of their identifiers.
pub struct Dictionary {
    rows: Vec<Row>,
    /// Row and one, by length and number; 0 for none.
    places: [Vec<u16>; 3],
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::parse(include_str!("dictionary.txt")));

impl Dictionary {
    /// The one of this program.
    #[must_use]
    pub fn get() -> &'static Self {
        &DICTIONARY
    }

    /// The row of an identifier.
    #[must_use]
    pub fn row(&self, ai: Ai) -> Option<&Row> {
        let place = *self.places[usize::from(ai.digits) - 2].get(usize::from(ai.number))?;
        self.rows.get(usize::from(place).checked_sub(1)?)
    }

    /// The identifier with which an element begins, and its row.
    #[must_use]
    pub fn lead(&self, element: &[u8]) -> Option<(Ai, &Row)> {
        (2..=element.len().min(4)).find_map(|digits| {
            let ai = Ai::parse(&element[..digits])?;
            self.row(ai).map(|row| (ai, row))
        })
    }

    /// Every identifier, with its row.
    pub fn all(&self) -> impl Iterator<Item = (Ai, &Row)> {
        (2_u8..=4).flat_map(move |digits| {
            (0..=9999).map(move |number| Ai { digits, number }).filter_map(|ai| self.row(ai).map(|row| (ai, row)))
        })
    }

    fn parse(text: &'static str) -> Self {
        let mut all = Self { rows: Vec::new(), places: [vec![0; 100], vec![0; 1000], vec![0; 10_000]] };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            all.add(line).expect("every row of the dictionary that is built in can be read");
        }
        all
    }

    fn add(&mut self, line: &'static str) -> Option<()> {
        let mut columns = line.split('|').map(str::trim);
        let (ais, value, needs) = (columns.next()?, columns.next()?, columns.next()?);
        let (excludes, link, name) = (columns.next()?, columns.next()?, columns.next()?);
        let parts = value.trim_start_matches('=').split(' ').map(part).collect::<Option<Vec<_>>>()?;
        let row = Row {
            name,
            ends_by_itself: value.starts_with('='),
            most: parts.iter().map(|part| part.most).sum(),
            parts,
            needs: needs.split('&').filter(|list| !list.trim().is_empty()).map(patterns).collect::<Option<_>>()?,
            excludes: patterns(&excludes.replace('~', ""))?,
            link: match link.strip_prefix("key") {
                Some(sequences) => Some(sequences.split('/').map(identifiers).collect::<Option<_>>()?),
                None => None,
            },
        };
        for family in families(ais)? {
            let mut row = row.clone();
            if excludes.contains('~') {
                let own = family[0].number / 10 * 10;
                row.excludes.push(Pattern { digits: family[0].digits, first: own, last: own + 9 });
            }
            self.rows.push(row);
            let place = u16::try_from(self.rows.len()).ok()?;
            for ai in family {
                *self.places[usize::from(ai.digits) - 2].get_mut(usize::from(ai.number))? = place;
            }
        }
        Some(())
    }
}

/// The identifiers of a row, those of one family together.
fn families(ais: &str) -> Option<Vec<Vec<Ai>>> {
    let (first, last) = ais.split_once('-').unwrap_or((ais, ais));
    let decimals = if ais.contains('d') { 6 } else { 10 };
    let is_family = ais.contains(['d', 'D']);
    let [first, last] = [first, last].map(|end| Ai::parse(end.trim_end_matches(['d', 'D']).as_bytes()));
    let (first, last) = (first?, last?);
    let numbers = first.number..=last.number;
    if is_family {
        let member = |number, decimal| Ai { digits: 4, number: number * 10 + decimal };
        return Some(numbers.map(|number| (0..decimals).map(|d| member(number, d)).collect()).collect());
    }
    Some(vec![numbers.map(|number| Ai { digits: first.digits, number }).collect()])
}

fn patterns(list: &str) -> Option<Vec<Pattern>> {
    list.split_whitespace().map(Pattern::parse).collect()
}

fn identifiers(list: &str) -> Option<Vec<Ai>> {
    list.split_whitespace().map(|ai| Ai::parse(ai.as_bytes())).collect()
}

fn part(text: &str) -> Option<Part> {
    let (shape, rules) = text.split_once(':').unwrap_or((text, ""));
    let (set, length) = shape.split_at_checked(1)?;
    let required = length.trim_end_matches('?');
    let most = required.trim_start_matches('.').parse().ok()?;
    Some(Part {
        set: match set {
            "n" => CharacterSet::Digits,
            "x" => CharacterSet::Set82,
            "y" => CharacterSet::Set39,
            "z" => CharacterSet::Set64,
            _ => return None,
        },
        least: if required.starts_with('.') { 1 } else { most },
        most,
        is_optional: length.ends_with('?'),
        rules: rules.split(',').filter(|name| !name.is_empty()).map(|name| name.parse().ok()).collect::<Option<_>>()?,
    })
}
