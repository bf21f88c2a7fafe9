//! Which page is shown, and what the frame must know of it.

use domain::view::Page;
use markup::slint::{ComponentHandle, SharedString};
use markup::{
    App, Area, Customer, CustomerScreen, Desk, DeskScreen, Frame, Manage, ManageScreen, Survey, SurveyScreen, Word,
};

/// A page of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    Customer(CustomerScreen),
    Survey(SurveyScreen),
    Desk(DeskScreen),
    Manage(ManageScreen),
}

impl Place {
    /// Lets the markup show it.
    pub(crate) fn enter(self, app: &App) {
        let area = match self {
            Place::Customer(screen) => {
                app.global::<Customer>().set_screen(screen);
                Area::Customer
            }
            Place::Survey(screen) => {
                app.global::<Survey>().set_screen(screen);
                Area::Survey
            }
            Place::Desk(screen) => {
                app.global::<Desk>().set_screen(screen);
                Area::Desk
            }
            Place::Manage(screen) => {
                app.global::<Manage>().set_screen(screen);
                Area::Manage
            }
        };
        app.global::<Frame>().set_area(area);
    }
}

/// A page whose properties are set.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub place: Place,
    /// Empties the properties of the page: what it said of a customer stays nowhere once it is left.
    pub forget: fn(&App),
    /// Where it stands in a list that is longer than it.
    pub pages: Page,
    /// Quiet words in the top bar.
    pub aside: SharedString,
    pub takes_digits: bool,
    /// What the main action says when it is that the person is done.
    pub done: Word,
}

impl Shown {
    pub(crate) fn new(place: Place, forget: fn(&App)) -> Shown {
        let pages = Page { at: 0, of: 1, size: 1 };
        Shown { place, forget, pages, aside: SharedString::new(), takes_digits: false, done: Word::Done }
    }

    pub(crate) fn in_pages(self, pages: Page) -> Shown {
        Shown { pages, ..self }
    }

    /// With quiet words in the top bar.
    pub(crate) fn with_aside(self, aside: impl Into<SharedString>) -> Shown {
        Shown { aside: aside.into(), ..self }
    }

    pub(crate) fn with_done(self, done: Word) -> Shown {
        Shown { done, ..self }
    }

    pub(crate) fn taking_digits(self) -> Shown {
        Shown { takes_digits: true, ..self }
    }
}
