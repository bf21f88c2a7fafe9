//! What can be touched, an enum per area, and how a touch began. What stands in a list is touched by what it is, never
//! by its place: another thing may have come to stand there while the finger was on its way.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::order::LineNo;
use crate::policy::{Clause, Evidence, Flag, Reason};
use crate::staff::StaffId;
use crate::survey::Chip;
use crate::visit_no::VisitNo;

/// How a touch began, as the panel saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Press {
    /// The [`View::face`](crate::view::View::face) that was on the panel when the finger or the key came down.
    pub face: u32,
    /// For how long that face had been on the panel by then.
    pub stood: Duration,
    /// For how long nothing had touched the panel by then, whatever it had hit before.
    pub rest: Duration,
}

/// Everything that can be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Touch {
    /// The button on the left.
    Back,
    /// The main action on the right.
    Main,
    /// A key of the number pad, 0–9.
    Digit(u8),
    /// The erasing key of the number pad.
    Erase,
    /// The next page of a list.
    NextPage,
    /// The page before.
    PreviousPage,
    /// What stands around every screen, and the cards that may lie over it.
    Frame(FrameTouch),
    /// What a customer's screens have beside it.
    Customer(CustomerTouch),
    /// What a survey has.
    Survey(SurveyTouch),
    /// What the staff's screens have.
    Desk(DeskTouch),
    /// What the screens have that are about the shop and not about a visit.
    Manage(ManageTouch),
}

/// The tools of the frame, and the buttons of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrameTouch {
    /// Call the staff.
    Call,
    /// Larger.
    Larger,
    /// Contrast.
    Contrast,
    /// The other language.
    Language,
    /// Controls in the lower part of the panel.
    Low,
    /// "I am still here", or anything else that only says so.
    Still,
    /// Of the card after a call: go on.
    Close,
    /// Of the card after a call: no longer needed.
    StopCalling,
    /// Of the card after a call: staff sign in.
    StaffDoor,
}

/// What customers can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CustomerTouch {
    /// No receipt: type the number.
    ByNumber,
    /// No receipt, but a visit: its number and lookup code say how it stands.
    ByVisit,
    /// No receipt: ask the staff.
    ByStaff,
    /// On the welcome screen, after the staff have decided a visit: its customer says that they are there.
    ItIsMe(VisitNo),
    /// One of several orders that may be meant, by its place: their list does not change while it is shown.
    Candidate(u16),
    /// A line of the order: all or none of it.
    Line(LineNo),
    /// One more of a line.
    More(LineNo),
    /// One less of a line; on an answer the whole line is taken out.
    Less(LineNo),
    /// On the card after a double reading: it was one unit.
    SameUnit,
    /// On the card after a double reading: it was another one.
    OneMore,
    /// A reason.
    Reason(Reason),
    /// A condition of the goods.
    Flag(Flag),
    /// A kind of proof; none: "not yet".
    Proof(Option<Evidence>),
    /// What else can be done from an answer.
    Option(AnswerOption),
    /// Give or change the telephone number.
    Phone,
    /// Consent to news.
    Consent,
}

/// What can be touched in a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SurveyTouch {
    /// A score, 0–10.
    Score(u8),
    /// A chip.
    Chip(Chip),
}

/// What the staff can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskTouch {
    /// Who signs in.
    Staff(StaffId),
    /// A visit in the queue.
    Visit(VisitNo),
    /// The calls to which nobody came.
    Missed,
    /// The clock is right.
    ClockIsRight,
    /// Show the telephone number of the visit.
    ShowPhone,
    /// Approve the visit's lines that are not refused; close an enquiry in which all are.
    Approve,
    /// Refuse the visit.
    Refuse,
    /// A clause that refuses.
    Clause(Clause),
    /// Print the slip.
    Print,
}

/// What is about the shop and not about a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ManageTouch {
    /// Open the page of exports.
    Export,
    /// A period of an export.
    Span(Span),
    /// Open the technician's page.
    Devices,
}

/// What else can be done from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerOption {
    /// 상품에 문제가 있어요: judge as defective.
    Faulty,
    /// 마음이 바뀌었어요: judge as a change of mind, still open.
    ChangeOfMind,
    /// 직원과 이야기할래요.
    TalkToStaff,
    /// 종이로 받을래요: the refusal on paper; it is booked, and closed at once.
    Paper,
    /// 그만할게요: nothing is booked.
    Stop,
}

/// A period of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Today.
    Today,
    /// The last seven days.
    Week,
    /// This month.
    Month,
    /// The month before.
    LastMonth,
}

impl Span {
    /// All of them, in the order in which they stand on screen.
    pub const ALL: [Span; 4] = [Span::Today, Span::Week, Span::Month, Span::LastMonth];
}
