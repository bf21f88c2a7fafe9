//! What customers see.

use chrono::NaiveDate;

use super::Page;
use crate::booking::{SlipState, Stage};
use crate::judge::Decision;
use crate::money::Won;
use crate::order::{LineNo, OrderNo};
use crate::pad::{DATE, NUMBER_MAX, VISIT_MAX};
use crate::policy::{Evidence, Flag, Reason};
use crate::slip_code::{CLAIM_DIGITS, ClaimCode};
use crate::touch::{AnswerOption, CustomerTouch};
use crate::visit_no::VisitNo;

/// A customer's screen.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomerScreen {
    /// 영수증을 대 주세요.
    Welcome {
        /// A product that was scanned first: "now the receipt, please".
        remembered: Option<String>,
        /// A visit that was decided a moment ago: `Pick` says that its customer is there, and they are asked.
        offer: Option<VisitNo>,
        /// Whether the shop gives slips; else the number stands on the screen, as it is meant to.
        paper: bool,
        /// Whether slips can be printed now.
        printer_up: bool,
        /// Whether codes can be scanned; else the number is typed.
        scanner_up: bool,
    },
    /// No receipt: `Pick` types an order's or a visit's number, or calls the staff.
    NoReceipt,
    /// Number pad for an order's number and date of purchase, or a visit's number and lookup code: `Digit`, `Erase`,
    /// `Main`.
    Number {
        /// Digits so far; a date is eight of them.
        typed: String,
        /// Which of the four.
        asked: Asked,
    },
    /// Several orders may be meant: `Pick` says which, `Main` says none. Ordered by day; with their numbers where the
    /// days do not tell them apart.
    Which {
        /// Date of purchase, and the number where it is needed.
        orders: Vec<(NaiveDate, Option<OrderNo>)>,
    },
    /// Lines: `Pick` toggles, `More`, `Less`.
    Choose {
        /// Of which order.
        order: OrderNo,
        /// When it was bought.
        ordered_on: NaiveDate,
        /// Whether the goods had left the shop; else they are cancelled, and nothing was brought.
        shipped: bool,
        /// All lines.
        rows: Vec<ChooseRow>,
        /// Which rows are shown.
        page: Page,
    },
    /// Why: `Pick`, then `Main`.
    Reason {
        /// Of which line.
        item: ItemHead,
        /// In this order.
        reasons: Vec<Reason>,
        /// Picked.
        picked: Option<u16>,
    },
    /// What is true of the goods: `Pick` toggles, then `Main`.
    Condition {
        /// Of which line.
        item: ItemHead,
        /// In this order, with what is picked.
        flags: Vec<(Flag, bool)>,
    },
    /// Is there proof: `Pick` a kind, or "not yet", which stands last; then `Main`.
    Proof {
        /// Of which line.
        item: ItemHead,
        /// In this order.
        evidence: Vec<Evidence>,
        /// Picked.
        picked: Option<u16>,
    },
    /// When was the fault noticed: eight digits.
    Noticed {
        /// Of which line.
        item: ItemHead,
        /// Digits so far.
        typed: String,
    },
    /// The answer: `Pick` an option, `Less` takes a line out (several lines only), `Main` goes on.
    Answer(Box<AnswerView>),
    /// The summary: `Phone`, `Consent`, `Main`.
    Confirm(Box<ConfirmView>),
    /// A telephone number: `Digit`, `Erase`, `Main`; `Back` leaves without one.
    Phone {
        /// Digits so far.
        typed: String,
    },
    /// Being written and printed.
    HandingOver {
        /// Already written: its number is safe.
        number: Option<VisitNo>,
    },
    /// Done.
    Thanks(Box<ThanksView>),
    /// The ledger did not answer in time: the visit is not booked and never will be by itself. The bell rings.
    Unsaved,
    /// How a visit stands, for whoever has its secret. What was refused is told as it is at the answer.
    Status {
        /// Its number.
        number: VisitNo,
        /// How far.
        stage: Stage,
        /// What was promised or, once approved, what is paid.
        decision: Box<Decision>,
        /// The refusal, where everything is refused; it stands with its options empty.
        refusal: Option<Box<AnswerView>>,
        /// Whether the customer is asked how it was when they have read it.
        leads_on: bool,
    },
}

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

impl Asked {
    /// What is typed after it, to show that the number is one's own.
    pub(crate) fn proof(self) -> Option<Asked> {
        match self {
            Asked::OrderNo => Some(Asked::OrderedOn),
            Asked::VisitNo => Some(Asked::LookupCode),
            Asked::OrderedOn | Asked::LookupCode => None,
        }
    }

    /// What was typed before it.
    pub(crate) fn number(self) -> Asked {
        match self {
            Asked::OrderNo | Asked::OrderedOn => Asked::OrderNo,
            Asked::VisitNo | Asked::LookupCode => Asked::VisitNo,
        }
    }

    /// Digits at least and at most.
    pub(crate) fn digits(self) -> (usize, usize) {
        match self {
            Asked::OrderNo => (1, NUMBER_MAX),
            Asked::OrderedOn => (DATE, DATE),
            Asked::VisitNo => (1, VISIT_MAX),
            Asked::LookupCode => (CLAIM_DIGITS, CLAIM_DIGITS),
        }
    }
}

impl CustomerScreen {
    /// What is touched at a place of the screen's list, counted from 0 over the whole list, not the page.
    pub(super) fn touched(&self, at: usize) -> Option<CustomerTouch> {
        use CustomerTouch as Touch;
        match self {
            CustomerScreen::Welcome { offer, .. } => offer.filter(|_| at == 0).map(Touch::ItIsMe),
            CustomerScreen::NoReceipt => [Touch::ByNumber, Touch::ByStaff, Touch::ByVisit].get(at).copied(),
            CustomerScreen::Which { orders } => {
                u16::try_from(at).ok().filter(|_| at < orders.len()).map(Touch::Candidate)
            }
            CustomerScreen::Choose { rows, .. } => rows.get(at).map(|row| Touch::Line(row.no)),
            CustomerScreen::Reason { reasons, .. } => reasons.get(at).copied().map(Touch::Reason),
            CustomerScreen::Condition { flags, .. } => flags.get(at).map(|(flag, _)| Touch::Flag(*flag)),
            CustomerScreen::Proof { evidence, .. } => {
                (at <= evidence.len()).then(|| Touch::Proof(evidence.get(at).copied()))
            }
            CustomerScreen::Answer(answer) => answer.options.get(at).copied().map(Touch::Option),
            CustomerScreen::Number { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::HandingOver { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. } => None,
        }
    }

    /// The line of the order at a place of the screen.
    pub(super) fn line(&self, at: usize) -> Option<LineNo> {
        match self {
            CustomerScreen::Choose { rows, .. } => rows.get(at).map(|row| row.no),
            CustomerScreen::Answer(answer) => answer.lines.get(at).map(|line| line.no),
            CustomerScreen::Welcome { .. }
            | CustomerScreen::NoReceipt
            | CustomerScreen::Number { .. }
            | CustomerScreen::Which { .. }
            | CustomerScreen::Reason { .. }
            | CustomerScreen::Condition { .. }
            | CustomerScreen::Proof { .. }
            | CustomerScreen::Noticed { .. }
            | CustomerScreen::Confirm(_)
            | CustomerScreen::Phone { .. }
            | CustomerScreen::HandingOver { .. }
            | CustomerScreen::Thanks(_)
            | CustomerScreen::Unsaved
            | CustomerScreen::Status { .. } => None,
        }
    }
}
