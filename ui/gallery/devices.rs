//! The technician's page.

use domain::finding::{Both, Finding, Mark, Subject};
use domain::view::{ManageScreen, Screen, View};

use super::view;

/// All good, some bad, and a look under way.
pub(super) fn all() -> Vec<(&'static str, View)> {
    let page = |findings: Vec<Finding>, looking| view(Screen::Manage(ManageScreen::Devices { findings, looking }));
    vec![
        ("devices", page(bad().into_iter().chain(good().into_iter().skip(4)).collect(), false)),
        ("devices-good", page(good(), false)),
        ("devices-looking", page(Vec::new(), true)),
    ]
}

fn both((ko, en): (&str, &str)) -> Both {
    Both { ko: ko.into(), en: en.into() }
}

fn bad() -> Vec<Finding> {
    let found = |subject, mark, words, next| Finding { subject, mark, words: both(words), next: Some(both(next)) };
    vec![
        found(
            Subject::Printer,
            Mark::Wrong,
            ("프린터에 종이가 없어요", "The printer has no paper"),
            ("새 두루마리를 넣어 주세요", "Put in a new roll"),
        ),
        found(
            Subject::Scanner,
            Mark::Wrong,
            (
                "/dev/serial/by-id/usb-Honeywell_Scanner-if00 장치가 없어요",
                "/dev/serial/by-id/usb-Honeywell_Scanner-if00 is not there",
            ),
            (
                "스캐너를 꽂고, /dev/serial/by-id 에서 이름을 확인해 주세요",
                "Plug the scanner in, and look in /dev/serial/by-id for its name",
            ),
        ),
        found(
            Subject::Holidays,
            Mark::Doubtful,
            ("공휴일을 2026-12-31까지만 알아요", "Holidays are known until 2026-12-31 only"),
            (
                "그다음 날들은 직원이 날짜를 확인해야 하니, 새 holidays.toml을 넣어 주세요",
                "Put newer ones into holidays.toml; after that day the staff confirm dates",
            ),
        ),
    ]
}

fn good() -> Vec<Finding> {
    [
        (Subject::Scanner, ("열려 있어요", "Open")),
        (Subject::Printer, ("준비됐어요", "Ready")),
        (Subject::Holidays, ("2028-12-31까지 알아요", "Known until 2028-12-31")),
        (Subject::Instance, ("이 창구만 실행 중이에요", "This kiosk alone runs")),
        (Subject::Config, ("kiosk.toml을 이해했어요", "kiosk.toml is understood")),
        (Subject::Panel, ("1280 × 800, 가로 217 mm", "1280 × 800, 217 mm wide")),
        (Subject::Policy, ("3개 판본", "3 versions")),
        (Subject::Fonts, ("모든 한글을 화면과 종이에 써요", "All Hangul on screen and on paper")),
        (Subject::Key, ("주인만 읽을 수 있고, 장부와 맞아요", "Private, and opens this ledger")),
        (Subject::Ledger, ("손상이 없어요 (방문 812건)", "Undamaged; 812 visits")),
        (Subject::Orders, ("102,400건", "102,400")),
        (Subject::Staff, ("4명", "4 people")),
        (Subject::Disk, ("24,310 MiB 남았어요 (ext4)", "24,310 MiB free (ext4)")),
        (Subject::Clock, ("2026-11-21 14:32, 동기화됨", "2026-11-21 14:32, synchronised")),
        (Subject::Stick, ("꽂힌 USB가 없어요", "None is plugged in")),
        (Subject::Memory, ("1,204 MiB 남았어요", "1,204 MiB free")),
    ]
    .map(|(subject, words)| Finding { subject, mark: Mark::Good, words: both(words), next: None })
    .into()
}
