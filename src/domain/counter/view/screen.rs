//! What is in the centre of the panel.

use chrono::NaiveDate;

use super::*;
use crate::counter::booking::Stage;
use crate::counter::examine::Finding;
use crate::judge::{Clause, Evidence, Flag, Reason};
use crate::nps::{Kind, Score};
use crate::order::OrderNo;
use crate::survey::Chip;
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
        /// Whether slips can be printed.
        printer_up: bool,
        /// Whether codes can be scanned; else the number is typed.
        scanner_up: bool,
    },
    /// No receipt: `Pick(0)` types the number, `Pick(1)` calls the staff.
    NoReceipt,
    /// Number pad for order number and date of purchase: `Digit`, `Erase`, `Main`.
    Number {
        /// Digits so far; a date is eight of them.
        typed: String,
        /// Which of the two.
        asked: Asked,
    },
    /// Lines: `Pick` toggles, `More`, `Less`; positions in `rows`.
    Choose {
        /// Of which order.
        order: OrderNo,
        /// When it was bought.
        ordered_on: NaiveDate,
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
    /// Is there proof: `Pick` a kind, or the position after the last for "not yet"; then `Main`.
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
    /// A slip of ours was scanned.
    Status {
        /// Its number.
        number: VisitNo,
        /// How far.
        stage: Stage,
        /// What was promised.
        refund: crate::judge::Refund,
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
    /// Staff: the queue: `Pick` a row, `Export`, `Devices`, `Coming`, `ClockIsRight`.
    Queue(QueueView),
    /// Staff: one visit: `Approve`, `Refuse`, `Print`.
    Case(Box<CaseView>),
    /// Staff: which clause refuses: `Pick`, then `Main`.
    RefuseWhy {
        /// The visit.
        number: VisitNo,
        /// All clauses that a refusal can name.
        clauses: Vec<Clause>,
        /// Picked.
        picked: Option<u16>,
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
