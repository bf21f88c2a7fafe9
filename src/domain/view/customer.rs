//! Parts of what customers see.

use crate::touch::AnswerOption;
use chrono::NaiveDate;

use crate::booking::SlipState;
use crate::judge::Decision;
use crate::money::Won;
use crate::order::LineNo;
use crate::policy::Reason;
use crate::slip_code::ClaimCode;
use crate::visit_no::VisitNo;

/// Which number is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Order number; digits are enough.
    OrderNo,
    /// Date of purchase, eight digits.
    OrderedOn,
    /// A visit's number as it is called, [`VisitNo::short`].
    VisitNo,
    /// A visit's lookup code, six digits.
    LookupCode,
}

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// From 0.
    pub at: u16,
    /// How many.
    pub of: u16,
    /// Entries on a page.
    pub size: u16,
}

impl Page {
    /// The entries of `list` that stand on it.
    #[must_use]
    pub fn of_list<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        let size = usize::from(self.size.max(1));
        let first = list.len().min(usize::from(self.at) * size);
        &list[first..list.len().min(first + size)]
    }
}

/// A line that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChooseRow {
    /// Line.
    pub no: LineNo,
    /// Name.
    pub name: String,
    /// Price of a unit.
    pub unit_price: Won,
    /// Units bought.
    pub quantity: u32,
    /// Units that can still go back; with 0 it says where the others are.
    pub returnable: u32,
    /// The visits with which units wait for the staff; empty where those that are gone have gone back.
    pub handed_in: Vec<VisitNo>,
    /// Units chosen.
    pub units: u32,
}

/// Which line a question is about.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemHead {
    /// Name.
    pub name: String,
    /// Units chosen.
    pub units: u32,
    /// Position among the chosen lines, from 1.
    pub at: u16,
    /// How many lines are chosen.
    pub of: u16,
    /// Whether the goods had left the shop; else they are cancelled.
    pub shipped: bool,
}

/// One line of the answer; its decision stands at the same position in [`AnswerView::decision`].
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerLine {
    /// Line.
    pub no: LineNo,
    /// Name.
    pub name: String,
    /// Units.
    pub units: u32,
    /// Why.
    pub reason: Reason,
    /// When it was received.
    pub received_on: Option<NaiveDate>,
    /// When a fault was noticed, where it was asked.
    pub noticed_on: Option<NaiveDate>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerView {
    /// Lines, at least one.
    pub lines: Vec<AnswerLine>,
    /// What the policy says.
    pub decision: Decision,
    /// Whether the goods had left the shop.
    pub shipped: bool,
    /// Other visits of the order that wait: the sums hang on how they end.
    pub beside: Vec<VisitNo>,
    /// Cards below the answer.
    pub options: Vec<AnswerOption>,
    /// Shop's telephone stands on every refusal; from the configuration.
    pub today: NaiveDate,
}

/// The summary.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfirmView {
    /// Lines that are handed in: name and units.
    pub lines: Vec<(String, u32)>,
    /// What the policy says.
    pub decision: Decision,
    /// Other visits of the order that wait: the sums hang on how they end.
    pub beside: Vec<VisitNo>,
    /// Whether a telephone number is asked for.
    pub asks_phone: bool,
    /// Whether, with one, consent to news is asked for.
    pub asks_news: bool,
    /// The telephone number, masked (`010-****-1234`).
    pub phone: Option<String>,
    /// Consent to news.
    pub consent: bool,
    /// When the number is destroyed.
    pub destroy_on: NaiveDate,
}

/// What the ledger could not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The visit: it is not booked and never will be by itself.
    Visit,
    /// What was said in the survey: it is kept once the ledger is back.
    Answers,
}

/// Done.
#[derive(Clone, Debug, PartialEq)]
pub struct ThanksView {
    /// Its number.
    pub number: VisitNo,
    /// Its lookup code; shown where there is no slip.
    pub claim_code: ClaimCode,
    /// How the slip ended.
    pub slip: SlipState,
    /// Whether it waits for the staff.
    pub waits: bool,
    /// What the policy said.
    pub decision: Decision,
}
