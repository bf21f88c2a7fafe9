//! One visit: what was handed in, what to look at, and what to do.

mod checklist;
mod facts;

use domain::booking::Stage;
use domain::view::CaseView;
use domain::written;
use markup::slint::ComponentHandle;
use markup::{CasePage, Desk, DeskScreen, PaperState, StaffWords};

use crate::list::{fact, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, view: &CaseView) -> Shown {
    let (say, desk) = (speaker.of::<StaffWords>(), speaker.of::<Desk>());
    let case = &view.case;
    let slip = if view.printing { PaperState::Sending } else { words::slip(case.slip) };
    let mut facts = facts::facts(speaker, case, slip);
    let agreed = view.phone.as_ref().is_some_and(|contact| contact.consent);
    facts.extend(agreed.then(|| fact(say.invoke_news(), say.invoke_agreed())));
    let before = desk.get_case();
    desk.set_case(CasePage {
        heading: format!("{} · {}", case.visit.number.short(), case.visit.number).into(),
        stage: say.invoke_stage(words::stage(case.stage)),
        refused: case.stage == Stage::Refused,
        facts: rows(before.facts, facts),
        checklist: rows(before.checklist, checklist::checklist(speaker, case)),
        waits: case.stage == Stage::Waiting,
        paper: view.paper,
        printing: view.printing,
        has_phone: case.phone_until.is_some(),
        phone: view.phone.as_ref().map(|contact| written::phone(&contact.phone)).unwrap_or_default().into(),
    });
    Shown::new(Place::Desk(DeskScreen::Case), |app| app.global::<Desk>().set_case(CasePage::default()))
}
