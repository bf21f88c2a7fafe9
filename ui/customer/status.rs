//! How a visit stands, for whoever has its secret.

use domain::booking::Stage;
use domain::judge::Decision;
use domain::money::Won;
use domain::visit_no::VisitNo;
use domain::written;
use markup::slint::{ComponentHandle, SharedString};
use markup::{AfterWords, Customer, CustomerScreen, Fact, PageWords, StatusPage};

use super::help::helps;
use super::{called, money};
use crate::list::{fact, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, number: VisitNo, stage: Stage, decision: &Decision) -> Shown {
    let (say, customer) = (speaker.of::<AfterWords>(), speaker.of::<Customer>());
    let (course, refund) = (decision.course(), &decision.refund);
    let moves = matches!(stage, Stage::Waiting | Stage::Approved);
    let pays = moves && (refund.amount > Won::ZERO || refund.due > Won::ZERO);
    let stage = words::stage(stage);
    let facts = if pays { sums(speaker, decision) } else { Vec::new() };
    customer.set_status(StatusPage {
        heading: say.invoke_stage(stage, course.is_cancellation()),
        number: speaker.of::<PageWords>().invoke_your_number(called(number)),
        refused: stage == markup::Stage::Refused,
        facts: rows(customer.get_status().facts, facts),
        next: say.invoke_stage_under(stage, words::course(course), refund.amount > Won::ZERO),
        help: if pays { "".into() } else { helps(speaker) },
    });
    Shown::new(Place::Customer(CustomerScreen::Status), |app| {
        app.global::<Customer>().set_status(StatusPage::default())
    })
}

/// The sums, when they come, and what has to be brought for them.
fn sums(speaker: &Speaker<'_>, decision: &Decision) -> Vec<Fact> {
    let money::Said { large, later } = money::said(speaker, decision);
    let sum = |(label, sum): (SharedString, Won)| fact(label, written::won(sum, speaker.language));
    let mut facts = vec![sum(large)];
    facts.extend(money::promises(speaker, &decision.money().refund.payments));
    facts.extend(later.map(sum));
    facts.extend(money::all_missing(speaker, decision));
    facts
}
