//! Which clause refuses.

use domain::policy::Clause;
use domain::view::Page;
use domain::visit_no::VisitNo;
use markup::slint::ComponentHandle;
use markup::{AnswerWords, Desk, DeskScreen, RefusePage};

use crate::list::{choice, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(
    speaker: &Speaker<'_>,
    number: VisitNo,
    clauses: &[Clause],
    picked: Option<Clause>,
    pages: Page,
) -> Shown {
    let (say, desk) = (speaker.of::<AnswerWords>(), speaker.of::<Desk>());
    let size = usize::from(pages.size.max(1));
    let shown = clauses.iter().enumerate().skip(usize::from(pages.at) * size).take(size);
    let cards = shown
        .map(|(at, clause)| choice(say.invoke_clause_short(words::clause(*clause)), "", picked == Some(*clause), at));
    desk.set_refuse(RefusePage { clauses: rows(desk.get_refuse().clauses, cards.collect()) });
    Shown::new(Place::Desk(DeskScreen::Refuse), |app| app.global::<Desk>().set_refuse(RefusePage::default()))
        .in_pages(pages)
        .with_aside(number.short().to_string())
}
