//! What a touch may do: it belongs to the screen on which it began, and the more hangs on it, the longer that screen
//! must have stood and the panel must have rested before.
//!
//! The buttons of following screens stand in one spot, and fingers tremble, rest, tap twice and wipe the panel. So
//! nothing that cannot be got back hangs on a touch that may be the tail of the one before.

use crate::touch::Press;
use std::time::Duration;

use super::state::{At, Desk, DeskPage, Visit};
use super::{Counter, Patience, State};
use crate::judge::LineDecision;
use crate::touch::AnswerOption;
use crate::touch::{Thing, Touch};
use crate::view::Card;

/// How much hangs on a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// Nothing: it says that somebody is there.
    Nothing,
    /// A tool, in the same spot on every screen. Once more takes it back.
    Tool,
    /// It changes what stands on this screen, and is changed back as easily.
    Light,
    /// A choice. Once more takes it back.
    Toggle,
    /// It leads to another screen, from which one comes back, or keeps an answer that can be given anew.
    Main,
    /// Somebody else hears of it, or it answers a card.
    Deliberate,
    /// It books, ends, decides, prints or wipes.
    Final,
    /// It takes a number from the screen.
    Number,
}

/// What hangs on the main action and on back of one screen.
struct Weights {
    main: Weight,
    back: Weight,
}

/// Where nothing can be lost.
const EASY: Weights = Weights { main: Weight::Main, back: Weight::Main };

impl Patience {
    /// How long the screen must have stood, and the panel rested, before such a touch began.
    fn before(&self, weight: Weight) -> (Duration, Duration) {
        match weight {
            Weight::Nothing | Weight::Tool => (Duration::ZERO, Duration::ZERO),
            Weight::Light => (self.glance, Duration::ZERO),
            Weight::Toggle | Weight::Main => (self.settle, Duration::ZERO),
            Weight::Deliberate => (self.settle, self.double),
            Weight::Final => (self.settle_final, self.double),
            Weight::Number => (self.number, self.double),
        }
    }
}

/// What the person in front can touch: the screen and the card over it.
#[derive(Debug, Default)]
pub(super) struct Face {
    /// Grows whenever the screen becomes another one, or a card comes or goes.
    pub number: u32,
    /// The face with which the screen was entered.
    screen: u32,
    /// When the screen was entered (uptime).
    since: Duration,
    serial: u32,
    card: Option<Card>,
    /// The last touch of this face that was taken.
    taken: Option<Touch>,
}

impl Counter {
    /// Notices that there is something else to touch. The seconds of a countdown are nothing else.
    pub(super) fn look_at_face(&mut self) {
        let card = self.card().map(|card| match card {
            Card::Idle { .. } => Card::Idle { secs_left: 0 },
            card => card,
        });
        if (self.serial, &card) == (self.face.serial, &self.face.card) {
            return;
        }
        let (number, now) = (self.face.number.wrapping_add(1), self.now.uptime);
        let entered = self.serial != self.face.serial;
        let (screen, since) = if entered { (number, now) } else { (self.face.screen, self.face.since) };
        self.face = Face { number, screen, since, serial: self.serial, card, taken: None };
    }

    /// For how long the screen has been the same, whatever cards came and went.
    pub(super) fn screen_stood(&self) -> Duration {
        self.now.uptime.saturating_sub(self.face.since)
    }

    /// Takes a touch, or refuses it. One that began on another screen is nobody's; of one that comes too early, or
    /// that began before a card came or went, only that somebody is there is true.
    pub(super) fn pressed(&mut self, press: Press, touch: Touch) {
        if press.face.wrapping_sub(self.face.screen) > self.face.number.wrapping_sub(self.face.screen) {
            return;
        }
        let warned = self.warns().is_some();
        self.somebody_touches();
        // The card of the warning takes every touch.
        if warned || press.face != self.face.number || self.comes_too_early(press, touch) {
            return;
        }
        self.face.taken = Some(touch);
        self.touched(touch);
    }

    fn comes_too_early(&self, press: Press, touch: Touch) -> bool {
        let patience = &self.setup.patience;
        let weight = self.weight(touch);
        let (stood, rest) = patience.before(weight);
        // The second half of a double touch would undo the first.
        let again = self.face.taken == Some(touch) && press.rest < patience.double;
        let undoes = again && matches!(weight, Weight::Tool | Weight::Toggle);
        press.stood < stood || press.rest < rest || undoes
    }

    /// The table: what hangs on each touch.
    fn weight(&self, touch: Touch) -> Weight {
        match touch {
            Touch::Still => Weight::Nothing,
            Touch::Larger | Touch::Contrast | Touch::Language | Touch::Low => Weight::Tool,
            Touch::Consent => Weight::Toggle,
            Touch::Digit(_) | Touch::Erase | Touch::NextPage | Touch::PreviousPage | Touch::More(_) => Weight::Light,
            Touch::Less(_) => match &self.state {
                // Takes a line out, and the answer is another one.
                State::Visit(visit) if matches!(visit.at, At::Answer(_)) => Weight::Main,
                _ => Weight::Light,
            },
            Touch::Close
            | Touch::Score(_)
            | Touch::Phone
            | Touch::Refuse
            | Touch::Export
            | Touch::Devices
            | Touch::Missed => Weight::Main,
            Touch::Call | Touch::StopCalling | Touch::SameUnit | Touch::OneMore => Weight::Deliberate,
            Touch::ShowPhone => Weight::Deliberate,
            Touch::Approve | Touch::Print | Touch::ClockIsRight => Weight::Final,
            Touch::StaffDoor => match &self.state {
                State::Thanks(_) => Weight::Number,
                State::Survey(_) => Weight::Final,
                _ => Weight::Deliberate,
            },
            Touch::Main => self.weights().main,
            Touch::Back => self.weights().back,
            Touch::Pick(thing) => match thing {
                Thing::ByStaff => Weight::Deliberate,
                Thing::Line(_) | Thing::Flag(_) | Thing::Chip(_) => Weight::Toggle,
                Thing::Reason(_) | Thing::Proof(_) | Thing::Staff(_) | Thing::Clause(_) | Thing::Span(_) => {
                    Weight::Light
                }
                Thing::ByNumber => self.weight_of_typing(),
                Thing::ByVisit if self.secrets_rest() => Weight::Deliberate,
                Thing::ByVisit => Weight::Main,
                // It begins what can be answered once.
                Thing::ItIsMe(_) => Weight::Final,
                Thing::Visit(_) | Thing::Candidate(_) => Weight::Main,
                Thing::Option(AnswerOption::Faulty | AnswerOption::ChangeOfMind) => Weight::Main,
                Thing::Option(AnswerOption::TalkToStaff | AnswerOption::Paper | AnswerOption::Stop) => Weight::Final,
            },
        }
    }

    /// While typing rests, whoever wants to type gets the staff.
    fn weight_of_typing(&self) -> Weight {
        if self.now.uptime < self.typing_rests_until { Weight::Deliberate } else { Weight::Main }
    }

    /// The table, of what means something else on each screen.
    fn weights(&self) -> Weights {
        match &self.state {
            State::Starting { .. } | State::HandOver(_) | State::SurveyOpening { .. } => EASY,
            State::Home { .. } => Weights { back: self.weight_of_typing(), ..EASY },
            State::NoReceipt | State::Number(_) | State::Which(_) | State::Status(_) | State::SurveyThanks { .. } => {
                EASY
            }
            State::Visit(visit) => visit.weights(),
            // "It is not booked" is read first.
            State::Unsaved(_) => Weights { main: Weight::Final, ..EASY },
            State::Thanks(_) => Weights { main: Weight::Number, back: Weight::Number },
            // Skipping ends it.
            State::Survey(survey) if !survey.why => Weights { back: Weight::Final, ..EASY },
            State::Survey(_) => Weights { main: Weight::Final, back: Weight::Final },
            State::Desk(desk) => desk.weights(),
        }
    }
}

impl Visit {
    fn weights(&self) -> Weights {
        match &self.at {
            // Back from the goods wipes the visit, and so does the main action where nothing can be chosen.
            At::Choose if self.order.nothing_is_left() => Weights { main: Weight::Final, back: Weight::Final },
            At::Choose => Weights { back: Weight::Final, ..EASY },
            At::Ask { .. } => EASY,
            At::Answer(decision) => {
                let open = decision.lines.iter().any(LineDecision::is_open);
                Weights { main: if open { Weight::Main } else { Weight::Final }, ..EASY }
            }
            At::Confirm(_) => Weights { main: Weight::Final, ..EASY },
            At::Phone(..) => EASY,
        }
    }
}

impl Desk {
    fn weights(&self) -> Weights {
        // Locking lets the customer whose visit was decided be asked.
        let locks = Weights { back: Weight::Deliberate, ..EASY };
        match &self.page {
            DeskPage::SignIn { .. } | DeskPage::Devices { .. } => EASY,
            DeskPage::Queue => locks,
            DeskPage::Case { .. } | DeskPage::RefuseWhy { .. } => Weights { main: Weight::Final, ..EASY },
            // It takes them from every list.
            DeskPage::Missed(_) => Weights { main: Weight::Final, ..EASY },
            DeskPage::Export { .. } => Weights { main: Weight::Deliberate, ..EASY },
        }
    }
}
