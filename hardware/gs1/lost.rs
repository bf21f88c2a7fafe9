//! Scanners that drop separators: the value before a lost one swallows the elements behind it.
//!
//! `10HP04AA` and `2103` without the separator between them are `10HP04AA2103`: a lot that may well be HP04AA2103.
//! Nobody can tell, therefore such a lot is kept, and marked as doubtful.

use super::dictionary::{Ai, Dictionary, Pattern, Row};
use super::element::{Element, Elements, SEPARATOR, cut};
use super::item::Item;
use super::read::{Reading, read};
use crate::code::Code;

/// Whether a scanner lets separators through, as far as its codes have shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Separators {
    /// No code has told.
    #[default]
    Unknown,
    /// One came through.
    Kept,
    /// A code was doubtful for want of one.
    Lost,
}

impl Separators {
    /// What one code shows.
    #[must_use]
    pub fn of(code: &Code, today_year: u16) -> Self {
        match read(code, today_year) {
            Ok(Reading::Item(item)) if item.is_doubtful => Self::Lost,
            Ok(Reading::Item(_)) if code.text.contains(char::from(SEPARATOR)) => Self::Kept,
            _ => Self::Unknown,
        }
    }

    /// What two codes of a scanner show: one that came through is proof, a doubt is none.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Kept, _) | (_, Self::Kept) => Self::Kept,
            (Self::Lost, _) | (_, Self::Lost) => Self::Lost,
            (Self::Unknown, Self::Unknown) => Self::Unknown,
        }
    }
}

/// Most bytes of a value that are looked at: twice as long as any value of GS1, and bounded for whoever sends noise.
const REST_BYTES_MAX: usize = 200;

/// Whether the last value may hold elements behind a lost separator: it has no fixed length, its end is a chain of
/// elements that could follow, and no separator came at all. A scanner that sends one sends all.
pub(super) fn may_hold_more(data: &[u8], elements: &Elements<'_>, today_year: u16) -> bool {
    let all: Vec<&Element<'_>> = elements.iter().collect();
    let Some((last, before)) = all.split_last() else { return false };
    if last.row.ends_by_itself || data.contains(&SEPARATOR) {
        return false;
    }
    let known: Vec<Ai> = before.iter().map(|element| element.ai).collect();
    swallows(&known, last.ai, last.row, last.value.as_bytes(), today_year)
}

/// What stands before a value that is wrong by itself, but right as far as a lost separator: the rest is not known.
pub(super) fn rescued(data: &[u8], today_year: u16) -> Option<Item> {
    if data.contains(&SEPARATOR) {
        return None;
    }
    let (mut at, mut known) = (0, Vec::new());
    while at < data.len() {
        let (ai, row) = Dictionary::get().lead(&data[at..])?;
        let value = &data[at + usize::from(ai.parts().0)..];
        if !row.ends_by_itself {
            if !swallows(&known, ai, row, value, today_year) {
                return None;
            }
            let elements = Elements::parse(&data[..at], today_year).ok()?;
            elements.agreed().ok()?;
            return Some(Item { is_doubtful: true, ..Item::of_elements(&elements, today_year) });
        }
        let value = cut(value, row);
        row.check(value, today_year).ok()?;
        at += usize::from(ai.parts().0) + value.len();
        known.push(ai);
    }
    None
}

/// Whether a value can be cut so that its beginning is one of its identifier, and its end a chain.
fn swallows(known: &[Ai], ai: Ai, row: &Row, value: &[u8], today_year: u16) -> bool {
    if value.len() > REST_BYTES_MAX {
        return false;
    }
    let known: Vec<Ai> = known.iter().copied().chain([ai]).collect();
    let ends = chains(&known, value, today_year);
    (1..value.len()).any(|at| ends[at] && row.check(&value[..at], today_year).is_ok())
}

/// For each index of `rest`, whether a chain of elements begins there that reaches the end, none of which is known
/// already, is excluded by one that is, or lacks a companion.
fn chains(known: &[Ai], rest: &[u8], today_year: u16) -> Vec<bool> {
    let is_known = |pattern: &Pattern| known.iter().any(|ai| pattern.matches(*ai));
    let mut ends = vec![false; rest.len() + 1];
    ends[rest.len()] = true;
    for at in (0..rest.len()).rev() {
        let Some((ai, row)) = Dictionary::get().lead(&rest[at..]) else { continue };
        let fits = !known.contains(&ai)
            && !row.excludes.iter().any(is_known)
            && row.needs.iter().all(|list| list.iter().any(is_known));
        let from = at + usize::from(ai.parts().0);
        let most = (rest.len() - from.min(rest.len())).min(row.most);
        let least = if row.ends_by_itself { row.most } else { 1 };
        ends[at] = fits
            && (least..=most)
                .any(|bytes| ends[from + bytes] && row.check(&rest[from..from + bytes], today_year).is_ok());
    }
    ends
}
