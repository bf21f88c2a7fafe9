//! How everything is that the counter needs.

use domain::finding::{Finding, Mark};
use markup::slint::ComponentHandle;
use markup::{DevicesPage, Found, Manage, ManageScreen, StaffWords};

use crate::list::{count, rows};
use crate::shown::{Place, Shown};
use crate::speaker::Speaker;
use crate::words;

/// `looking`: a look is under way, and nothing is known yet.
pub(super) fn show(speaker: &Speaker<'_>, findings: &[Finding], looking: bool) -> Shown {
    let (say, manage) = (speaker.of::<StaffWords>(), speaker.of::<Manage>());
    let marked = |mark| count(findings.iter().filter(|finding| finding.mark == mark).count());
    let summary = if looking { "".into() } else { say.invoke_found(marked(Mark::Wrong), marked(Mark::Doubtful)) };
    manage.set_devices(DevicesPage {
        summary,
        wrong: !looking && marked(Mark::Wrong) > 0,
        looking,
        found: rows(manage.get_devices().found, found(speaker, findings)),
    });
    let place = Place::Manage(ManageScreen::Devices);
    Shown::new(place, |app| app.global::<Manage>().set_devices(DevicesPage::default()))
}

fn found(speaker: &Speaker<'_>, findings: &[Finding]) -> Vec<Found> {
    let say = speaker.of::<StaffWords>();
    let (mut row, mut right) = (0, false);
    let mut found = Vec::new();
    for finding in findings {
        let good = finding.mark == Mark::Good;
        let mut words = finding.words.of(speaker.language).to_owned();
        if let Some(next) = &finding.next {
            words = format!("{words}\n→ {}", next.of(speaker.language));
        }
        found.push(Found {
            mark: words::mark(finding.mark),
            subject: say.invoke_subject(words::subject(finding.subject)),
            words: words.into(),
            row,
            right,
        });
        // The next one stands beside a good one on the left, below everything else.
        (row, right) = if good && !right { (row, true) } else { (row + 1, false) };
    }
    found
}
