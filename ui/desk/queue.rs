//! Who waits, oldest first; below them what else there is to do.

use domain::booking::{SlipState, Stage};
use domain::moment::seoul_date;
use domain::money::Won;
use domain::protocol::QueueRow;
use domain::view::QueueView;
use domain::written;
use markup::slint::{ComponentHandle, SharedString};
use markup::{Desk, DeskScreen, QueuePage, StaffWords, Waiting};

use crate::list::{count, position, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, view: &QueueView) -> Shown {
    let (say, desk) = (speaker.of::<StaffWords>(), speaker.of::<Desk>());
    let size = usize::from(view.page.size.max(1));
    let shown = view.rows.iter().enumerate().skip(usize::from(view.page.at) * size).take(size);
    let waits = shown.map(|(at, row)| waiting(speaker, view, row, at)).collect();
    desk.set_queue(QueuePage {
        heading: say.invoke_waits(count(view.rows.len())),
        rows: rows(desk.get_queue().rows, waits),
        trouble: trouble(speaker, view).into(),
        asks_clock: view.clock_doubtful,
        missed: if view.missed > 0 { say.invoke_missed(count(view.missed)) } else { "".into() },
    });
    Shown::new(Place::Desk(DeskScreen::Queue), |app| app.global::<Desk>().set_queue(QueuePage::default()))
        .in_pages(view.page)
        .with_aside(format!("{} · {}", view.name, written::time(view.now)))
}

/// Devices that are down, and a clock that nobody vouches for.
fn trouble(speaker: &Speaker<'_>, view: &QueueView) -> String {
    let say = speaker.of::<StaffWords>();
    let down: Vec<_> = view.down.iter().map(|device| say.invoke_gone(words::device(*device))).collect();
    let mut trouble = if down.is_empty() { Vec::new() } else { vec![say.invoke_down(down.join(", ").into())] };
    trouble.extend(view.clock_doubtful.then(|| {
        let day = written::full_day(seoul_date(view.now), speaker.language);
        say.invoke_clock_doubtful(format!("{day} {}", written::time(view.now)).into())
    }));
    trouble.join(" · ")
}

/// One that waits.
fn waiting(speaker: &Speaker<'_>, view: &QueueView, row: &QueueRow, at: usize) -> Waiting {
    let say = speaker.of::<StaffWords>();
    let minutes = view.now.signed_duration_since(row.booked_at).num_minutes().max(0);
    let won = |amount: Won| SharedString::from(written::won(amount, speaker.language));
    let mut what = if row.others > 0 {
        say.invoke_and_more(row.name.as_str().into(), count(row.others))
    } else {
        row.name.as_str().into()
    };
    if row.sums.due > Won::ZERO {
        what = say.invoke_and_owes(what, won(row.sums.due));
    }
    if row.sums.later > Won::ZERO {
        what = say.invoke_and_later(what, won(row.sums.later));
    }
    let paper_missing = matches!(row.slip, SlipState::NotPrinted | SlipState::InDoubt);
    let tag = match row.stage {
        Stage::Waiting | Stage::Approved | Stage::Refused | Stage::Talked if row.wants_staff => say.invoke_talk(),
        Stage::Waiting if row.look => say.invoke_look(),
        Stage::Waiting if !paper_missing => say.invoke_plain(),
        Stage::Waiting | Stage::Approved | Stage::Refused | Stage::Talked => say.invoke_slip(words::slip(row.slip)),
    };
    Waiting {
        number: row.number.short().to_string().into(),
        waited: say.invoke_minutes(count(minutes)),
        what,
        amount: won(row.sums.amount),
        tag,
        warm: row.wants_staff || row.look || paper_missing,
        at: position(at),
    }
}
