//! What a page shows, as plain data, before it is laid into the markup's properties: one value of it a view.

use markup::{Cell, Choice, Fact, Found, Goods, Shown, Verdict, Waiting};

/// Everything of a page that is not the frame's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    pub shown: Shown,
    pub heading: String,
    pub tag: String,
    pub warm: bool,
    pub note: String,
    pub aside: String,
    pub staff: bool,
    pub body: String,
    pub under: String,
    pub big: String,
    pub label: String,
    pub small: String,
    pub later_label: String,
    pub later_big: String,
    pub aside_body: String,
    pub asks: i32,
    pub flag: bool,
    pub busy: bool,
    pub picked: i32,
    pub typed: i32,
    pub pages: domain::view::Page,
    pub choices: Vec<Choice>,
    pub goods: Vec<Goods>,
    pub verdicts: Vec<Verdict>,
    pub facts: Vec<Fact>,
    pub checklist: Vec<Fact>,
    pub cells: Vec<Cell>,
    pub waiting: Vec<Waiting>,
    pub found: Vec<Found>,
}

impl Page {
    /// An empty page.
    pub(crate) fn new(shown: Shown) -> Page {
        Page {
            shown,
            heading: String::new(),
            tag: String::new(),
            warm: false,
            note: String::new(),
            aside: String::new(),
            staff: false,
            body: String::new(),
            under: String::new(),
            big: String::new(),
            label: String::new(),
            small: String::new(),
            later_label: String::new(),
            later_big: String::new(),
            aside_body: String::new(),
            asks: 0,
            flag: false,
            busy: false,
            picked: -1,
            typed: 0,
            pages: domain::view::Page { at: 0, of: 1, size: 1 },
            choices: Vec::new(),
            goods: Vec::new(),
            verdicts: Vec::new(),
            facts: Vec::new(),
            checklist: Vec::new(),
            cells: Vec::new(),
            waiting: Vec::new(),
            found: Vec::new(),
        }
    }
}

/// A card of a list: what it says, what it says below, whether it is picked, and its position.
pub(crate) fn choice(text: impl AsRef<str>, under: impl AsRef<str>, picked: bool, at: usize) -> Choice {
    Choice { text: text.as_ref().into(), under: under.as_ref().into(), picked, at: position(at) }
}

/// A label with its value.
pub(crate) fn fact(label: impl AsRef<str>, value: impl AsRef<str>) -> Fact {
    Fact { label: label.as_ref().into(), value: value.as_ref().into() }
}

/// A position in a list, as the markup counts.
pub(crate) fn position(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// A count, as the markup counts.
pub(crate) fn count(count: impl TryInto<i32>) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}
