//! Done: the number to be called by, and what happens next.

use domain::booking::SlipState;
use domain::view::ThanksView;
use markup::slint::ComponentHandle;
use markup::{AfterWords, Customer, CustomerScreen, Paper, ThanksPage};

use super::{called, money};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, view: &ThanksView) -> Shown {
    let say = speaker.of::<AfterWords>();
    let paper = match view.slip {
        SlipState::Printed | SlipState::Queued | SlipState::Sending => Paper::Printed,
        SlipState::InDoubt => Paper::InDoubt,
        SlipState::Paperless => Paper::OnScreen,
        SlipState::NotPrinted | SlipState::Abandoned => Paper::None,
    };
    let next = if view.waits {
        let to_do = say.invoke_what_to_do(words::course(view.decision.course()));
        format!("{} {to_do}", say.invoke_paper(paper)).into()
    } else if paper == Paper::Printed {
        say.invoke_closed()
    } else {
        say.invoke_paper(paper)
    };
    let promises = money::promises(speaker, &view.decision.money().refund.payments);
    speaker.of::<Customer>().set_thanks(ThanksPage {
        number: called(view.number),
        waits: view.waits,
        next,
        lookup_code: if paper == Paper::Printed { "".into() } else { view.claim_code.to_string().into() },
        promise: promises.into_iter().chain(money::all_missing(speaker, &view.decision)).next().unwrap_or_default(),
    });
    Shown::new(Place::Customer(CustomerScreen::Thanks), |app| {
        app.global::<Customer>().set_thanks(ThanksPage::default())
    })
}
