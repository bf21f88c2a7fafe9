//! What stands around the page: looks, steps, buttons, a notice, a card.

use domain::device::Unread;
use domain::language::Language;
use domain::staff::WrongPins;
use domain::view::{Card, Notice, View};
use markup::slint::SharedString;
use markup::{Frame, NoticeWords, Over, Theme};

use crate::list::count;
use crate::shown::Shown;
use crate::speaker::Speaker;
use crate::words;

/// Sets it for a view whose page is set.
pub(crate) fn surround(speaker: &Speaker<'_>, view: &View, shown: &Shown) {
    let theme = speaker.of::<Theme>();
    theme.set_large(view.looks.large);
    theme.set_contrast(view.looks.contrast);
    theme.set_low(view.looks.low);
    let frame = speaker.of::<Frame>();
    frame.set_english(view.language == Language::En);
    frame.set_step(view.frame.step.map_or(-1, |step| step as i32));
    frame.set_back(words::back(view.frame.back));
    frame.set_main(words::main(view.frame.main, shown.done));
    frame.set_blocked(words::blocked(view.frame.blocked));
    frame.set_notice(view.notice.as_ref().map_or_else(SharedString::new, |notice| notice_words(speaker, notice)));
    frame.set_bell(view.bell);
    frame.set_over(over(&frame, view.card.as_ref()));
    frame.set_aside(shown.aside.clone());
    frame.set_takes_digits(shown.takes_digits);
}

/// Sets what the card says.
fn over(frame: &Frame<'_>, card: Option<&Card>) -> Over {
    match card {
        None => Over::None,
        Some(Card::Idle { secs_left }) => {
            frame.set_seconds_left(count(*secs_left));
            Over::Idle
        }
        Some(Card::Called) => Over::Called,
        Some(Card::Twice { name, units }) => {
            frame.set_twice_name(name.as_str().into());
            frame.set_twice_units(count(*units));
            Over::Twice
        }
    }
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
