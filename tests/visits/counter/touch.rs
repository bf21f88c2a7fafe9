//! What a finger touches, as tests name it.

use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, SurveyTouch};
use domain::view::Screen;

/// What a finger touches: of a list, a place on the screen as it is when the finger comes down.
#[derive(Clone, Copy, Debug)]
pub enum Touch {
    Pick(u16),
    More(u16),
    Less(u16),
    Named(domain::touch::Touch),
}

#[expect(non_upper_case_globals, reason = "they stand beside the places of a list")]
impl Touch {
    pub const Back: Touch = Touch::Named(domain::touch::Touch::Back);
    pub const Main: Touch = Touch::Named(domain::touch::Touch::Main);
    pub const Call: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Call));
    pub const Larger: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Larger));
    pub const Language: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Language));
    pub const Still: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Still));
    pub const Close: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::Close));
    pub const StopCalling: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::StopCalling));
    pub const StaffDoor: Touch = Touch::Named(domain::touch::Touch::Frame(FrameTouch::StaffDoor));
    pub const Erase: Touch = Touch::Named(domain::touch::Touch::Erase);
    pub const SameUnit: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::SameUnit));
    pub const OneMore: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::OneMore));
    pub const Phone: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::Phone));
    pub const Consent: Touch = Touch::Named(domain::touch::Touch::Customer(CustomerTouch::Consent));
    pub const Missed: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Missed));
    pub const ShowPhone: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::ShowPhone));
    pub const Approve: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Approve));
    pub const Refuse: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Refuse));
    pub const Print: Touch = Touch::Named(domain::touch::Touch::Desk(DeskTouch::Print));
    pub const Export: Touch = Touch::Named(domain::touch::Touch::Manage(ManageTouch::Export));
    pub const Devices: Touch = Touch::Named(domain::touch::Touch::Manage(ManageTouch::Devices));

    #[expect(non_snake_case, reason = "as above")]
    pub fn Digit(digit: u8) -> Touch {
        Touch::Named(domain::touch::Touch::Digit(digit))
    }

    #[expect(non_snake_case, reason = "as above")]
    pub fn Score(score: u8) -> Touch {
        Touch::Named(domain::touch::Touch::Survey(SurveyTouch::Score(score)))
    }

    /// What it means on a screen; none where nothing stands at its place.
    pub fn on(self, screen: &Screen) -> Option<domain::touch::Touch> {
        match self {
            Touch::Pick(at) => screen.touched(at.into()),
            Touch::More(at) => screen.line(at.into()).map(|no| domain::touch::Touch::Customer(CustomerTouch::More(no))),
            Touch::Less(at) => screen.line(at.into()).map(|no| domain::touch::Touch::Customer(CustomerTouch::Less(no))),
            Touch::Named(touch) => Some(touch),
        }
    }
}

impl From<domain::touch::Touch> for Touch {
    fn from(touch: domain::touch::Touch) -> Touch {
        Touch::Named(touch)
    }
}
