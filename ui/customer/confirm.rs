//! The summary: what comes back, the money, and a telephone number for whoever wants to leave one.

use domain::view::ConfirmView;
use domain::written;
use markup::slint::{ComponentHandle, SharedString};
use markup::{AfterWords, AnswerWords, ConfirmPage, Customer, CustomerScreen};

use super::answer::hangs_on;
use super::money::{self, Told};
use crate::list::{count, fact, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;

pub(super) fn show(speaker: &Speaker<'_>, view: &ConfirmView) -> Shown {
    let (say, customer) = (speaker.of::<AnswerWords>(), speaker.of::<Customer>());
    let Told { label, sum, later_label, later_sum, mut facts, .. } = money::told(speaker, &view.decision);
    facts.extend(hangs_on(speaker, &view.beside).map(|words| fact(words, "")));
    let names: Vec<SharedString> =
        view.lines.iter().map(|(name, units)| say.invoke_units(name.as_str().into(), count(*units))).collect();
    let destroyed = written::full_day(view.destroy_on, speaker.language);
    customer.set_confirm(ConfirmPage {
        names: names.join(", ").into(),
        sum_label: label,
        sum,
        later_label,
        later_sum,
        facts: rows(customer.get_confirm().facts, facts),
        asks_phone: view.asks_phone,
        asks_news: view.asks_phone && view.asks_news,
        phone: view.phone.as_deref().unwrap_or_default().into(),
        news: view.consent,
        phone_use: speaker.of::<AfterWords>().invoke_phone_use(destroyed.into(), view.consent),
    });
    let place = Place::Customer(CustomerScreen::Confirm);
    Shown::new(place, |app| app.global::<Customer>().set_confirm(ConfirmPage::default()))
}
