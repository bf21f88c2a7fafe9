//! Which period goes onto the stick, and how it went.

use domain::device::ExportEnd;
use domain::touch::Span;
use domain::view::{ExportState, ExportView};
use domain::written;
use markup::slint::ComponentHandle;
use markup::{ExportPage, Manage, ManageScreen, StaffWords};

use crate::list::{choice, count, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

pub(super) fn show(speaker: &Speaker<'_>, view: &ExportView) -> Shown {
    let (say, manage) = (speaker.of::<StaffWords>(), speaker.of::<Manage>());
    let periods = Span::ALL.iter().zip(&view.periods).enumerate().map(|(at, (span, (first, last)))| {
        let days = written::span(*first, *last, speaker.language);
        choice(say.invoke_span(words::span(*span)), days, view.picked == *span, at)
    });
    let (said, trouble) = match &view.state {
        ExportState::Ready => (say.invoke_ready(), false),
        ExportState::Writing => (say.invoke_writing(), false),
        ExportState::Ended(ExportEnd::Written { place, returns, answers }) => {
            (say.invoke_written(place.as_str().into(), count(*returns), count(*answers)), false)
        }
        ExportState::Ended(ExportEnd::NoStick) => (say.invoke_no_stick(), true),
        ExportState::Ended(ExportEnd::Silent) => (say.invoke_silent_stick(), true),
        ExportState::Ended(ExportEnd::Failed { why }) => (say.invoke_failed(why.as_str().into()), true),
    };
    manage.set_export(ExportPage { said, trouble, periods: rows(manage.get_export().periods, periods.collect()) });
    Shown::new(Place::Manage(ManageScreen::Export), |app| app.global::<Manage>().set_export(ExportPage::default()))
}
