//! A name, then a PIN that is never shown.

use domain::view::{SignInTrouble, SignInView};
use domain::written;
use markup::slint::{ComponentHandle, SharedString};
use markup::{Desk, DeskScreen, SignInPage, StaffWords, Word};

use crate::list::{choice, count, position, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>, view: &SignInView) -> Shown {
    let (say, desk) = (speaker.of::<StaffWords>(), speaker.of::<Desk>());
    let names = view.names.iter().enumerate().map(|(at, staff)| choice(&staff.name, "", false, at)).collect();
    let chosen = view.picked.and_then(|who| view.names.iter().find(|staff| staff.id == who));
    let trouble = match view.trouble {
        None => SharedString::new(),
        Some(SignInTrouble::WrongPin { left }) => say.invoke_wrong_pin(count(left)),
        Some(SignInTrouble::Locked { until }) => say.invoke_locked(written::time(until).into()),
        Some(SignInTrouble::NoStaff) => say.invoke_no_staff(),
    };
    desk.set_sign_in(SignInPage {
        names: rows(desk.get_sign_in().names, names),
        named: chosen.is_some(),
        chosen: chosen.map(|staff| staff.name.as_str().into()).unwrap_or_default(),
        typed: position(view.typed),
        trouble,
    });
    let place = Place::Desk(DeskScreen::SignIn);
    Shown::new(place, |app| app.global::<Desk>().set_sign_in(SignInPage::default()))
        .taking_digits()
        .with_done(Word::SignIn)
}
