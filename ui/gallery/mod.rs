//! A sample view of every screen, for golden pictures, tests and the README. The day is 21 November 2026.

mod answers;
mod desk;
mod devices;
mod visit;

use chrono::{DateTime, NaiveDate, Utc};
use domain::device::Unread;
use domain::language::Language;
use domain::view::{Card, CustomerScreen, Looks, Notice, Screen, View};
use domain::visit_no::VisitNo;

use crate::Shop;

/// The shop of the samples.
#[must_use]
pub fn shop() -> Shop {
    Shop { name: "도로상점".into(), phone: "02-123-4567".into(), hours: "10:00–20:00".into() }
}

/// Every screen in Korean, with the cards and the notices that lie over some.
#[must_use]
pub fn all() -> Vec<(&'static str, View)> {
    let mut all = visit::all();
    all.extend(answers::all());
    all.extend(visit::after());
    all.extend(desk::all());
    all.extend(devices::all());
    all.extend(over());
    all
}

/// The sample of that name.
#[must_use]
pub fn named(name: &str) -> Option<View> {
    all().into_iter().find(|(other, _)| *other == name).map(|(_, view)| view)
}

/// Cards, notices, a bell, a blocked action: laid over screens that are there without them.
fn over() -> Vec<(&'static str, View)> {
    let mut over = Vec::new();
    let base = |name: &str| visit::all().into_iter().find(|(other, _)| *other == name).map(|(_, view)| view);
    if let Some(view) = base("choose") {
        let idle = View { card: Some(Card::Idle { secs_left: 24 }), ..view.clone() };
        over.push(("idle", idle));
        let twice = Card::Twice { name: "울 니트 (베이지, M)".into(), units: 1 };
        over.push(("twice", View { card: Some(twice), ..view.clone() }));
        over.push(("notice", View { notice: Some(Notice::NotOnReceipt("면 양말 3켤레".into())), ..view.clone() }));
        over.push(("called", View { card: Some(Card::Called), bell: true, ..view }));
    }
    if let Some(view) = base("reason") {
        over.push(("blocked", unpicked(view)));
    }
    if let Some(view) = base("welcome") {
        over.push(("unknown-code", View { notice: Some(Notice::UnknownCode("88012345…".into())), ..view.clone() }));
        over.push(("slip-code-please", View { notice: Some(Notice::SlipCodePlease), ..view.clone() }));
        over.push(("unknown-slip", View { notice: Some(Notice::UnknownSlip), ..view.clone() }));
        over.push(("unread-code", View { notice: Some(Notice::Unread(Unread::Damaged)), ..view }));
    }
    over
}

fn unpicked(view: View) -> View {
    let mut screen = view.screen;
    if let Screen::Customer(CustomerScreen::Reason { picked, .. }) = &mut screen {
        *picked = None;
    }
    self::view(screen)
}

/// A view with what follows from its screen, and nothing that has happened.
fn view(screen: Screen) -> View {
    View {
        serial: 1,
        face: 1,
        language: Language::Ko,
        looks: Looks::default(),
        frame: screen.frame(false),
        notice: None,
        bell: false,
        screen,
        card: None,
    }
}

/// A day of 2026.
fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

/// A moment of the sample day, in hours and minutes of UTC.
fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    day(11, 21).and_hms_opt(hour, minute, 0).unwrap_or_default().and_utc()
}

fn number(sequence: u16) -> VisitNo {
    VisitNo { day: day(11, 21), sequence }
}
