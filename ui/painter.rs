//! The painter: a view becomes a page and its frame, and only properties that differ are set, so that the renderer
//! repaints little.

use std::rc::Rc;

use domain::language::Language;
use domain::view::{Screen, View};
use markup::slint::{self, ComponentHandle};
use markup::{App, Paging};

use crate::panel::Shop;
use crate::press::Presses;
use crate::shown::Shown;
use crate::speaker::Speaker;
use crate::{customer, desk, frame, manage, survey};

/// Remembers what was shown last.
pub(crate) struct Painter {
    shop: Shop,
    last: Option<(View, Shown)>,
    presses: Rc<Presses>,
}

impl Painter {
    pub(crate) fn new(shop: Shop, presses: Rc<Presses>) -> Painter {
        Painter { shop, last: None, presses }
    }

    /// Shows a view.
    pub(crate) fn paint(&mut self, app: &App, view: &View) {
        if self.last.as_ref().is_some_and(|(last, _)| last == view) {
            return;
        }
        // The system's locale chooses when the first window is made, and windows of one thread share the choice.
        let tongue = if view.language == Language::En { "en" } else { "" };
        // Unknown only if the markup was built without its translations.
        let _ = slint::select_bundled_translation(tongue);
        let speaker = Speaker { app, language: view.language, shop: &self.shop };
        let shown = page(&speaker, &view.screen);
        if let Some((_, before)) = self.last.as_ref().filter(|(_, before)| before.place != shown.place) {
            (before.forget)(app);
        }
        self.turn(&app.global::<Paging>(), view, &shown);
        shown.place.enter(app);
        frame::surround(&speaker, view, &shown);
        self.presses.show(view);
        self.last = Some((view.clone(), shown));
    }

    /// Which part of a page is shown: the first, except after turning back to the page before.
    fn turn(&self, paging: &Paging<'_>, view: &View, shown: &Shown) {
        paging.set_at(i32::from(shown.pages.at));
        paging.set_of(i32::from(shown.pages.of.max(1)));
        paging.set_size(i32::from(shown.pages.size.max(1)));
        let Some((last, before)) = &self.last else { return paging.set_part(0) };
        let looks = (last.looks.large, last.looks.low) == (view.looks.large, view.looks.low);
        let same = last.serial == view.serial && before.place == shown.place && looks;
        if !same || before.pages.at < shown.pages.at {
            paging.set_part(0);
        } else if before.pages.at > shown.pages.at {
            // The markup clamps it to the last part.
            paging.set_part(1000);
        }
    }
}

/// Sets the page of a screen.
fn page(speaker: &Speaker<'_>, screen: &Screen) -> Shown {
    match screen {
        Screen::Starting => customer::starting::show(),
        Screen::OutOfOrder => customer::out_of_order::show(speaker),
        Screen::Customer(screen) => customer::show(speaker, screen),
        Screen::Survey(screen) => survey::show(speaker, screen),
        Screen::Desk(screen) => desk::show(speaker, screen),
        Screen::Manage(screen) => manage::show(speaker, screen),
    }
}
