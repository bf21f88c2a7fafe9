//! What is in the centre of the panel.

use crate::touch::Span;
use chrono::NaiveDate;

use super::*;
use crate::booking::Stage;
use crate::finding::Finding;
use crate::nps::{Kind, Score};
use crate::order::{LineNo, OrderNo};
use crate::policy::{Clause, Evidence, Flag, Reason};
use crate::survey::Chip;
use crate::touch::Thing;
use crate::visit_no::VisitNo;

/// What is in the centre.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The machine starts.
    Starting,
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
    /// The ledger did not answer in time; the bell rings where a visit is not booked.
    Unsaved(Unsaved),
    /// How a visit stands, for whoever has its secret. What was refused is told as it is at the answer.
    Status {
        /// Its number.
        number: VisitNo,
        /// How far.
        stage: Stage,
        /// What was promised or, once approved, what is paid.
        decision: Box<crate::judge::Decision>,
        /// The refusal, where everything is refused; it stands with its options empty.
        refusal: Option<Box<AnswerView>>,
    },
    /// 0–10: `Score`. Saved as touched.
    Recommend {
        /// The visit.
        number: VisitNo,
        /// Touched last.
        picked: Option<Score>,
    },
    /// Why: `Pick` toggles a chip.
    Why {
        /// Which question.
        kind: Kind,
        /// All chips, with what is touched.
        chips: Vec<(Chip, bool)>,
    },
    /// Thanks for the answer.
    SurveyThanks,
    /// The ledger is gone: nothing can be promised.
    OutOfOrder,
    /// Staff: names and PIN: `Pick` a name, `Digit`, `Erase`, `Main`.
    SignIn(SignInView),
    /// Staff: the queue: `Pick` a row, `Export`, `Devices`, `Missed`, `ClockIsRight`.
    Queue(QueueView),
    /// Staff: calls to which nobody came: `Main` when they are seen.
    Missed(MissedView),
    /// Staff: one visit: `Approve`, `Refuse`, `Print`.
    Case(Box<CaseView>),
    /// Staff: which clause refuses: `Pick`, then `Main`.
    RefuseWhy {
        /// The visit.
        number: VisitNo,
        /// All clauses that a refusal can name.
        clauses: Vec<Clause>,
        /// Picked.
        picked: Option<Clause>,
        /// Which are shown.
        page: Page,
    },
    /// Staff: export a period: `Pick` one of the periods, then `Main`.
    Export(ExportView),
    /// Staff: how everything is that the counter needs: `Main` looks again.
    Devices {
        /// The worst first; none while a look is under way.
        findings: Vec<Finding>,
        /// Whether one is.
        looking: bool,
    },
}

impl Screen {
    /// What stands at a place of the screen's list, counted from 0 over the whole list, not the page.
    #[must_use]
    pub fn thing(&self, at: usize) -> Option<Thing> {
        match self {
            Screen::Welcome { offer, .. } => offer.filter(|_| at == 0).map(Thing::ItIsMe),
            Screen::NoReceipt => [Thing::ByNumber, Thing::ByStaff, Thing::ByVisit].get(at).copied(),
            Screen::Which { orders } => u16::try_from(at).ok().filter(|_| at < orders.len()).map(Thing::Candidate),
            Screen::Choose { .. } => self.line(at).map(Thing::Line),
            Screen::Reason { reasons, .. } => reasons.get(at).copied().map(Thing::Reason),
            Screen::Condition { flags, .. } => flags.get(at).map(|(flag, _)| Thing::Flag(*flag)),
            Screen::Proof { evidence, .. } => (at <= evidence.len()).then(|| Thing::Proof(evidence.get(at).copied())),
            Screen::Answer(answer) => answer.options.get(at).copied().map(Thing::Option),
            Screen::Why { chips, .. } => chips.get(at).map(|(chip, _)| Thing::Chip(*chip)),
            Screen::SignIn(sign_in) => sign_in.names.get(at).map(|staff| Thing::Staff(staff.id)),
            Screen::Queue(queue) => queue.rows.get(at).map(|row| Thing::Visit(row.number)),
            Screen::RefuseWhy { clauses, .. } => clauses.get(at).copied().map(Thing::Clause),
            Screen::Export(_) => Span::ALL.get(at).copied().map(Thing::Span),
            _ => None,
        }
    }

    /// The line of the order at a place of the screen.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<LineNo> {
        match self {
            Screen::Choose { rows, .. } => rows.get(at).map(|row| row.no),
            Screen::Answer(answer) => answer.lines.get(at).map(|line| line.no),
            _ => None,
        }
    }
}
