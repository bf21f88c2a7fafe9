//! What a person should see, as plain data: names, sums and dates, never sentences.

use chrono::{DateTime, NaiveDate, Utc};

use super::booking::{ClaimCode, Language, SlipState, Stage};
use super::ledger::{Case, QueueRow, Role};
use crate::judge::{Clause, Decision, Evidence, Flag, Reason};
use crate::money::Won;
use crate::nps::{Kind, Score};
use crate::order::{LineNo, OrderNo};
use crate::survey::Chip;
use crate::visit_no::VisitNo;

/// Everything on the panel.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Grows when another screen is entered; a touch names the one it was meant for.
    pub serial: u32,
    /// Language of every word.
    pub language: Language,
    /// How it looks.
    pub looks: Looks,
    /// Which of the five named steps is current; none outside a visit.
    pub step: Option<Step>,
    /// The button on the left; none: no button.
    pub back: Option<Back>,
    /// The main action; none: no button.
    pub main: Option<Main>,
    /// Why the main action cannot be taken yet; the button is shown disabled, with this in words.
    pub blocked: Option<Blocked>,
    /// Something that happened, said where it happened, until the next touch or scan.
    pub notice: Option<Notice>,
    /// The staff have been called.
    pub bell: Option<Bell>,
    /// What is in the centre.
    pub screen: Screen,
    /// A card over the screen.
    pub card: Option<Card>,
}

/// The tools' settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Larger.
    pub large: bool,
    /// High contrast.
    pub contrast: bool,
    /// Controls in the lower part of the panel.
    pub low: bool,
}

/// The five named steps: 찾기, 고르기, 이유, 확인, 접수.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Find,
    Choose,
    Reason,
    Check,
    HandIn,
}

/// What the button on the left says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// 이전
    Previous,
    /// 처음으로
    Home,
    /// 번호 입력
    TypeNumber,
    /// 건너뛰기
    Skip,
    /// 잠그기
    Lock,
}

/// What the main action says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// 다음
    Next,
    /// 영수증 없음 (quiet)
    NoReceipt,
    /// 해당 없어요: none of the conditions
    NoneOfThese,
    /// 접수하기
    HandIn,
    /// 마치기
    Finish,
    /// 확인
    Done,
    /// 승인 (staff)
    Approve,
    /// 거절 (staff)
    Refuse,
    /// 내보내기 (staff)
    Export,
    /// 다시 시도
    Retry,
}

/// Why the main action waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Choose at least one.
    ChooseOne,
    /// Type all digits.
    TypeAll,
    /// One moment.
    Busy,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Nobody knows this code. With the code as read, shortened.
    UnknownCode(String),
    /// The order number or its date do not fit; so many tries are left.
    NoSuchOrder {
        /// Tries before the staff are called.
        left: u32,
    },
    /// Five misses: the staff have been called.
    TooManyTries,
    /// The receipt of this visit was scanned again.
    SameReceipt,
    /// Another receipt: one order a visit.
    OtherOrder,
    /// That product is not on this receipt.
    NotOnReceipt(String),
    /// A scan that this screen has no use for.
    ScanLater,
    /// That product was chosen by scanning it.
    ItemChosen(String),
    /// All of it has gone back already.
    NothingLeft(String),
    /// Somebody returned units of it in the meantime.
    Taken(String),
    /// No such day in the calendar, or it cannot be.
    WrongDate,
    /// No telephone number.
    WrongPhone,
    /// The order's data and the policy do not fit; the staff decide.
    CannotJudge,
    /// The survey of that visit is over.
    SurveyOver,
    /// Staff: decided meanwhile.
    DecidedMeanwhile,
    /// Staff: done.
    Saved,
    /// Staff: only a manager may.
    ManagersOnly,
    /// The ledger does not answer; it is being asked again.
    Slow,
}

/// The bell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bell {
    /// Whole seconds since it was rung.
    pub secs: u64,
    /// A member of the staff has said that they are coming.
    pub coming: bool,
}

/// A card over the screen; it takes every touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Are you still here? `Still` extends.
    Idle {
        /// Seconds before everything personal is wiped.
        secs_left: u64,
    },
    /// The staff have been called: `Close`, `StopCalling`, `StaffDoor`.
    Called,
}

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
    /// Staff: the queue: `Pick` a row, `Export`, `Coming`, `ClockIsRight`.
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
}

/// Which number is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Order number; digits are enough.
    OrderNo,
    /// Date of purchase, eight digits.
    OrderedOn,
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
    /// Units that can still go back; 0 shows 반품 끝남.
    pub returnable: u32,
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

/// What else can be done from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerOption {
    /// 상품에 문제가 있어요: judge as defective.
    Faulty,
    /// 마음이 바뀌었어요: judge as a change of mind, still open.
    ChangeOfMind,
    /// 직원과 이야기할래요.
    TalkToStaff,
    /// 그만할게요: nothing is booked.
    Stop,
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
    /// Its claim code; shown large where there is no slip.
    pub claim_code: ClaimCode,
    /// How the slip ended; none where nothing was to be printed (a refused visit).
    pub slip: Option<SlipState>,
    /// Whether it waits for the staff.
    pub waits: bool,
    /// What the policy said.
    pub decision: Decision,
}

/// Sign-in.
#[derive(Clone, Debug, PartialEq)]
pub struct SignInView {
    /// Who can sign in.
    pub names: Vec<String>,
    /// Who does.
    pub picked: Option<u16>,
    /// Digits typed, never shown.
    pub typed: usize,
    /// What went wrong.
    pub trouble: Option<SignInTrouble>,
}

/// Why somebody is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInTrouble {
    /// Not the PIN.
    WrongPin {
        /// Attempts left.
        left: u32,
    },
    /// Locked until then.
    Locked {
        /// When.
        until: DateTime<Utc>,
    },
    /// Nobody has been added yet: `doro staff add`.
    NoStaff,
}

/// The queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueView {
    /// Who is signed in.
    pub name: String,
    /// May what.
    pub role: Role,
    /// Oldest first.
    pub rows: Vec<QueueRow>,
    /// Which are shown.
    pub page: Page,
    /// Now, for waiting times.
    pub now: DateTime<Utc>,
    /// Devices that are down.
    pub down: Vec<super::event::Device>,
    /// The clock is not trusted and wants confirming.
    pub clock_doubtful: bool,
}

/// One visit for the staff.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseView {
    /// Everything.
    pub case: Case,
    /// A print is under way.
    pub printing: bool,
}

/// The export page.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportView {
    /// First and last day of what can be picked: today, the last seven days, this month, the month before.
    pub periods: [(NaiveDate, NaiveDate); 4],
    /// Picked.
    pub picked: u16,
    /// What happened.
    pub state: ExportState,
}

/// How an export stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportState {
    /// Nothing yet.
    Ready,
    /// Under way.
    Writing,
    /// Done, or not.
    Ended(super::event::ExportEnd),
}
