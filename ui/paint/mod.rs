//! The painter: a view becomes a page, and of a page only what differs is laid into properties, so that the
//! renderer repaints little.

mod answer;
mod customer;
mod money;
mod staff;
mod survey;

use std::rc::Rc;

use domain::device::Unread;
use domain::language::Language;
use domain::staff::WrongPins;
use domain::view::{Card, CustomerScreen, DeskScreen, ManageScreen, Notice, Screen, SurveyScreen, View};
use markup::slint::{self, ComponentHandle, Global, Model, ModelRc, SharedString, VecModel};
use markup::{Api, App, Cell, Choice, Fact, Found, Goods, Headline, NoticeWords, Over, Theme, Verdict, Waiting};

use crate::page::{Page, count};
use crate::panel::Shop;
use crate::press::Presses;
use crate::words;

/// Words in the language of the view, out of the markup.
pub(crate) struct Speaker<'a> {
    pub app: &'a App,
    pub language: Language,
    pub shop: &'a Shop,
}

impl<'a> Speaker<'a> {
    /// A set of words.
    pub(crate) fn of<T: Global<'a, App>>(&self) -> T {
        self.app.global::<T>()
    }
}

/// Remembers what was shown last, and keeps the lists that the markup repeats over.
pub(crate) struct Painter {
    shop: Shop,
    last: Option<(View, Page)>,
    presses: Rc<Presses>,
    choices: Rc<VecModel<Choice>>,
    goods: Rc<VecModel<Goods>>,
    verdicts: Rc<VecModel<Verdict>>,
    facts: Rc<VecModel<Fact>>,
    checklist: Rc<VecModel<Fact>>,
    cells: Rc<VecModel<Cell>>,
    waiting: Rc<VecModel<Waiting>>,
    found: Rc<VecModel<Found>>,
}

impl Painter {
    /// Ties the lists to the window.
    pub(crate) fn new(app: &App, shop: Shop, presses: Rc<Presses>) -> Painter {
        let painter = Painter {
            shop,
            last: None,
            presses,
            choices: Rc::default(),
            goods: Rc::default(),
            verdicts: Rc::default(),
            facts: Rc::default(),
            checklist: Rc::default(),
            cells: Rc::default(),
            waiting: Rc::default(),
            found: Rc::default(),
        };
        let api = app.global::<Api>();
        api.set_choices(ModelRc::from(painter.choices.clone()));
        api.set_goods(ModelRc::from(painter.goods.clone()));
        api.set_verdicts(ModelRc::from(painter.verdicts.clone()));
        api.set_facts(ModelRc::from(painter.facts.clone()));
        api.set_checklist(ModelRc::from(painter.checklist.clone()));
        api.set_cells(ModelRc::from(painter.cells.clone()));
        api.set_waiting(ModelRc::from(painter.waiting.clone()));
        api.set_found(ModelRc::from(painter.found.clone()));
        painter
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
        let page = page(&speaker, view);
        let api = app.global::<Api>();
        self.turn(&api, view, &page);
        frame(app, &speaker, view, &page);
        lay(&api, &page);
        sync(&self.choices, &page.choices);
        sync(&self.goods, &page.goods);
        sync(&self.verdicts, &page.verdicts);
        sync(&self.facts, &page.facts);
        sync(&self.checklist, &page.checklist);
        sync(&self.cells, &page.cells);
        sync(&self.waiting, &page.waiting);
        sync(&self.found, &page.found);
        self.presses.show(view);
        self.last = Some((view.clone(), page));
    }

    /// Which part of a page is shown: the first, except after turning back to the page before.
    fn turn(&self, api: &Api<'_>, view: &View, page: &Page) {
        let Some((last, before)) = &self.last else { return api.set_part(0) };
        let looks = (last.looks.large, last.looks.low) == (view.looks.large, view.looks.low);
        if last.serial != view.serial || before.shown != page.shown || !looks || before.pages.at < page.pages.at {
            api.set_part(0);
        } else if before.pages.at > page.pages.at {
            // The markup clamps it to the last part.
            api.set_part(1000);
        }
    }
}

/// One page for one screen.
fn page(speaker: &Speaker<'_>, view: &View) -> Page {
    match &view.screen {
        Screen::Customer(CustomerScreen::Answer(answer)) => answer::page(speaker, answer),
        Screen::Survey(SurveyScreen::Recommend { .. })
        | Screen::Survey(SurveyScreen::Why { .. })
        | Screen::Survey(SurveyScreen::Thanks) => survey::page(speaker, &view.screen),
        Screen::Desk(DeskScreen::SignIn(_))
        | Screen::Desk(DeskScreen::Queue(_))
        | Screen::Desk(DeskScreen::Missed(_))
        | Screen::Desk(DeskScreen::Case(_))
        | Screen::Desk(DeskScreen::RefuseWhy { .. })
        | Screen::Manage(ManageScreen::Export(_))
        | Screen::Manage(ManageScreen::Devices { .. }) => staff::page(speaker, view),
        Screen::Customer(CustomerScreen::Status { number, refusal: Some(refusal), .. }) => {
            answer::told_again(speaker, refusal, *number)
        }
        screen => customer::page(speaker, screen),
    }
}

/// What stands around the page.
fn frame(app: &App, speaker: &Speaker<'_>, view: &View, page: &Page) {
    let theme = app.global::<Theme>();
    theme.set_large(view.looks.large);
    theme.set_contrast(view.looks.contrast);
    theme.set_low(view.looks.low);
    let api = app.global::<Api>();
    api.set_english(view.language == Language::En);
    api.set_step(view.frame.step.map_or(-1, |step| step as i32));
    api.set_back(words::back(view.frame.back));
    api.set_main(words::main(view.frame.main, &view.screen));
    api.set_blocked(words::blocked(view.frame.blocked));
    api.set_notice(view.notice.as_ref().map_or_else(SharedString::new, |notice| notice_words(speaker, notice)));
    api.set_bell(view.bell);
    api.set_over(match &view.card {
        None => Over::None,
        Some(Card::Idle { secs_left }) => {
            api.set_seconds(count(*secs_left));
            Over::Idle
        }
        Some(Card::Called) => Over::Called,
        Some(Card::Twice { name, units }) => {
            api.set_item(name.as_str().into());
            api.set_units(count(*units));
            Over::Twice
        }
    });
    api.set_staff(page.staff);
    api.set_aside(page.aside.as_str().into());
}

fn notice_words(speaker: &Speaker<'_>, notice: &Notice) -> SharedString {
    use markup::Notice as Said;
    let names;
    let (said, name, left) = match notice {
        Notice::UnknownCode(code) => (Said::UnknownCode, code.as_str(), 0),
        Notice::Unread(Unread::Damaged) => (Said::Damaged, "", 0),
        Notice::Unread(Unread::NotOurs) => (Said::NotOurs, "", 0),
        Notice::NoSuchOrder { left } => (Said::NoSuchOrder, "", count(*left)),
        Notice::TooManyTries => (Said::TooManyTries, "", 0),
        Notice::NoSuchVisit { left } => (Said::NoSuchVisit, "", count(*left)),
        Notice::TooManyGuesses => (Said::TooManyGuesses, "", 0),
        Notice::SlipCodePlease => (Said::SlipCodePlease, "", 0),
        Notice::UnknownSlip => (Said::UnknownSlip, "", 0),
        Notice::SameReceipt => (Said::SameReceipt, "", 0),
        Notice::OtherOrder => (Said::OtherOrder, "", 0),
        Notice::NotOnReceipt(name) => (Said::NotOnReceipt, name.as_str(), 0),
        Notice::ScanLater => (Said::ScanLater, "", 0),
        Notice::ItemChosen(name) => (Said::ItemChosen, name.as_str(), 0),
        Notice::SameUnit(name) => (Said::SameUnit, name.as_str(), 0),
        Notice::AllChosen(name) => (Said::AllChosen, name.as_str(), 0),
        Notice::NothingLeft(name) => (Said::NothingLeft, name.as_str(), 0),
        Notice::HandedIn(name, number) => (Said::HandedIn, name.as_str(), count(*number)),
        Notice::Taken(name) => (Said::Taken, name.as_str(), 0),
        Notice::OrderChanged => (Said::OrderChanged, "", 0),
        Notice::WrongDate => (Said::WrongDate, "", 0),
        Notice::WrongPhone => (Said::WrongPhone, "", 0),
        Notice::CannotJudge => (Said::CannotJudge, "", 0),
        Notice::SurveyOver => (Said::SurveyOver, "", 0),
        Notice::DecidedMeanwhile => (Said::DecidedMeanwhile, "", 0),
        Notice::PhoneDestroyed => (Said::PhoneDestroyed, "", 0),
        Notice::Saved => (Said::Saved, "", 0),
        Notice::ManagersOnly => (Said::ManagersOnly, "", 0),
        Notice::WrongPins(wrong) => {
            names = most_tried(wrong);
            (Said::WrongPins, names.as_str(), count(wrong.iter().map(|wrong| wrong.tries).sum::<u32>()))
        }
        Notice::Slow => (Said::Slow, "", 0),
        Notice::NoAnswer => (Said::NoAnswer, "", 0),
        Notice::PerhapsNotSaved => (Said::PerhapsNotSaved, "", 0),
    };
    speaker.of::<NoticeWords>().invoke_say(said, name.into(), left)
}

/// The two names that were tried most; a line holds no more.
fn most_tried(wrong: &[WrongPins]) -> String {
    let names = wrong.iter().take(2).map(|wrong| format!("{} {}", wrong.name, wrong.tries));
    let names = names.collect::<Vec<_>>().join(", ");
    if wrong.len() > 2 { names + " …" } else { names }
}

/// Lays a page's texts into properties; a property that stays the same repaints nothing.
fn lay(api: &Api<'_>, page: &Page) {
    api.set_shown(page.shown);
    api.set_head(Headline {
        text: page.heading.as_str().into(),
        tag: page.tag.as_str().into(),
        warm: page.warm,
        note: page.note.as_str().into(),
    });
    api.set_body(page.body.as_str().into());
    api.set_under(page.under.as_str().into());
    api.set_big(page.big.as_str().into());
    api.set_label(page.label.as_str().into());
    api.set_small(page.small.as_str().into());
    api.set_later_label(page.later_label.as_str().into());
    api.set_later_big(page.later_big.as_str().into());
    api.set_aside_body(page.aside_body.as_str().into());
    api.set_asks(page.asks);
    api.set_flag(page.flag);
    api.set_busy(page.busy);
    api.set_picked(page.picked);
    api.set_typed(page.typed);
    api.set_page_at(i32::from(page.pages.at));
    api.set_page_of(i32::from(page.pages.of.max(1)));
    api.set_page_size(i32::from(page.pages.size.max(1)));
}

/// Makes a list the same as `wanted`, touching only rows that differ.
fn sync<T: Clone + PartialEq + 'static>(model: &VecModel<T>, wanted: &[T]) {
    for (at, row) in wanted.iter().enumerate() {
        match model.row_data(at) {
            Some(shown) if shown == *row => {}
            Some(_) => model.set_row_data(at, row.clone()),
            None => model.push(row.clone()),
        }
    }
    while model.row_count() > wanted.len() {
        model.remove(model.row_count() - 1);
    }
}
