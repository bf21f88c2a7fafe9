//! What people see: screens by short names, and what stands on those that tests look at most.

use domain::view::{
    AnswerView, CaseView, ChooseRow, ConfirmView, CustomerScreen, DeskScreen, ManageScreen, QueueView, Screen,
    SurveyScreen, ThanksView,
};

use super::Person;

/// A screen that is compared by its name, and told whole where it is another.
pub struct Seen(Screen);

impl PartialEq<&str> for Seen {
    fn eq(&self, other: &&str) -> bool {
        name(&self.0) == *other
    }
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}: {:?}", name(&self.0), self.0)
    }
}

/// No two screens have one name.
pub fn name(screen: &Screen) -> &'static str {
    match screen {
        Screen::Starting => "starting",
        Screen::OutOfOrder => "out of order",
        Screen::Customer(screen) => match screen {
            CustomerScreen::Welcome { .. } => "welcome",
            CustomerScreen::NoReceipt => "no receipt",
            CustomerScreen::Number { .. } => "number",
            CustomerScreen::Which { .. } => "which",
            CustomerScreen::Choose { .. } => "choose",
            CustomerScreen::Reason { .. } => "reason",
            CustomerScreen::Condition { .. } => "condition",
            CustomerScreen::Proof { .. } => "proof",
            CustomerScreen::Noticed { .. } => "noticed",
            CustomerScreen::Answer(_) => "answer",
            CustomerScreen::Confirm(_) => "confirm",
            CustomerScreen::Phone { .. } => "phone",
            CustomerScreen::HandingOver { .. } => "handing over",
            CustomerScreen::Thanks(_) => "thanks",
            CustomerScreen::Unsaved => "unsaved",
            CustomerScreen::Status { .. } => "status",
        },
        Screen::Survey(screen) => match screen {
            SurveyScreen::Recommend { .. } => "recommend",
            SurveyScreen::Why { .. } => "why",
            SurveyScreen::Thanks => "survey thanks",
            SurveyScreen::Unsaved => "survey unsaved",
        },
        Screen::Desk(screen) => match screen {
            DeskScreen::SignIn(_) => "sign in",
            DeskScreen::Queue(_) => "queue",
            DeskScreen::Missed(_) => "missed",
            DeskScreen::Case(_) => "case",
            DeskScreen::RefuseWhy { .. } => "refuse why",
        },
        Screen::Manage(screen) => match screen {
            ManageScreen::Export(_) => "export",
            ManageScreen::Devices { .. } => "devices",
        },
    }
}

/// What stands on a screen, which has to be this one.
macro_rules! stands {
    ($($(#[$doc:meta])* $what:ident -> $type:ty: $screen:pat => $value:expr;)+) => {
        impl Person {
            $($(#[$doc])* pub fn $what(&self) -> $type {
                let screen = self.screen();
                let $screen = screen else { panic!("not {}: {screen:?}", stringify!($what)) };
                $value
            })+
        }
    };
}

stands! {
    /// The lines that can be chosen.
    rows -> Vec<ChooseRow>: Screen::Customer(CustomerScreen::Choose { rows, .. }) => rows;
    answer -> AnswerView: Screen::Customer(CustomerScreen::Answer(answer)) => *answer;
    summary -> ConfirmView: Screen::Customer(CustomerScreen::Confirm(confirm)) => *confirm;
    thanks -> ThanksView: Screen::Customer(CustomerScreen::Thanks(thanks)) => *thanks;
    queue -> QueueView: Screen::Desk(DeskScreen::Queue(queue)) => queue;
    case -> CaseView: Screen::Desk(DeskScreen::Case(case)) => *case;
}

impl Person {
    /// The screen, by its name.
    pub fn sees(&self) -> Seen {
        Seen(self.screen())
    }

    /// The screens that were entered since this was asked last, in their order.
    pub fn saw<const N: usize>(&mut self, screens: [&str; N]) -> &mut Person {
        assert_eq!(self.entered, screens);
        self.entered.clear();
        self
    }

    /// What was entered so far is not asked for.
    pub fn saw_all(&mut self) {
        self.entered.clear();
    }

    /// Notes the screen where it has been entered just now.
    pub(super) fn look(&mut self) {
        let view = self.view();
        let face = (view.serial, name(&view.screen));
        if self.face.replace(face) != Some(face) {
            self.entered.push(face.1);
        }
    }
}
