//! Calls to which nobody came: when, and why.

use domain::call::MissedCall;
use domain::finding::Mark;
use domain::moment::seoul_date;
use domain::view::MissedView;
use domain::written;
use markup::slint::ComponentHandle;
use markup::{Desk, DeskScreen, Found, MissedPage, StaffWords};

use crate::list::rows;
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, view: &MissedView) -> Shown {
    let (say, desk) = (speaker.of::<StaffWords>(), speaker.of::<Desk>());
    let today = seoul_date(view.now);
    let when = |at| match seoul_date(at) {
        day if day == today => written::time(at),
        day => format!("{} {}", written::full_day(day, speaker.language), written::time(at)),
    };
    let entry = |(call, row): (&MissedCall, i32)| Found {
        mark: words::mark(Mark::Doubtful),
        subject: format!("{} · {}", when(call.at), say.invoke_nobody_came()).into(),
        words: say.invoke_cause(words::cause(call.why)),
        row,
        right: false,
    };
    let calls = view.shown().iter().zip(0..).map(entry).collect();
    desk.set_missed(MissedPage { calls: rows(desk.get_missed().calls, calls) });
    Shown::new(Place::Desk(DeskScreen::Missed), |app| app.global::<Desk>().set_missed(MissedPage::default()))
        .in_pages(view.page)
}
