//! Errors of other parts, said in both languages. The English is their own: what is wrong, a colon, what to do.

use std::path::Path;

use hardware::display;
use hardware::printer::escpos::Trouble;
use hardware::printer::{LinkEnd, OpenError, Why};
use hardware::scanner::{PortSpec, Unreadable};
use rustix::fs::{Access, access};

use super::{Said, both, says};
use crate::config::ConfigError;
use crate::ledger::LedgerError;

/// Cuts an error at its last colon.
fn in_english(why: &str, ko: &str, ko_next: &str) -> Said {
    let (what, next) = why.rsplit_once(": ").unwrap_or((why, "check its cable and power"));
    let large = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    // A path keeps its letters.
    let what = if what.starts_with(|c: char| c.is_ascii_lowercase())
        && !what.contains("://")
        && !what.starts_with("serial:")
    {
        large(what)
    } else {
        what.to_owned()
    };
    Said { words: both(ko, what), next: Some(both(ko_next, large(next))) }
}

/// The configuration, or a file that it names.
pub(crate) fn config_wrong(why: &ConfigError) -> Said {
    match why {
        ConfigError::Unreadable { what, file, why } => {
            let is_gone = why.kind() == std::io::ErrorKind::NotFound;
            let (ko, en) = if is_gone {
                ("파일이 없어요", "is not there")
            } else {
                ("파일을 읽을 수 없어요", "cannot be read")
            };
            let why = if is_gone { String::new() } else { format!(" ({why})") };
            says(format!("{} {ko}{why}", file.display()), format!("{} {en}{why}", file.display())).next(
                format!("이름과 권한을 확인해 주세요. {} 가 본보기를 보여 줘요", what.printed_by()),
                format!("Check its name and mode; `{}` prints one to start from", what.printed_by()),
            )
        }
        ConfigError::NotUtf8 { file } => {
            let file = file.display();
            says(format!("{file} 파일의 글자가 UTF-8이 아니에요"), format!("{file} is not UTF-8")).next(
                "편집기에서 인코딩을 UTF-8로 골라 다시 저장해 주세요",
                "Save it as UTF-8 (an editor calls that its encoding)",
            )
        }
        ConfigError::Wrong { file, line, problem } => {
            let at = format!("{}:{line}: {problem}", file.display());
            says(at.clone(), at).next("그 줄을 고쳐 주세요", "Mend that line")
        }
        ConfigError::Policy(why) => {
            says(why.to_string(), why.to_string()).next("그 줄을 고쳐 주세요", "Mend that line")
        }
    }
}

/// The ledger, or its key.
pub(crate) fn ledger_error(why: &LedgerError) -> Said {
    let copy = "마지막 사본을 되돌려 주세요";
    let (ko, next) = match why {
        LedgerError::TooNew { found, known } => (
            format!("더 새로운 버전이 쓴 장부예요 (구조 {found}, 이 프로그램은 {known}까지)"),
            "그 버전을 설치하거나 업데이트 전 사본을 되돌려 주세요",
        ),
        LedgerError::Locked => ("다른 프로그램이 장부를 쓰고 있어요".into(), "그 프로그램을 끝내 주세요"),
        LedgerError::NotADatabase => {
            ("데이터베이스 파일이 아니에요".into(), "doro가 만든 파일이나 아직 없는 이름을 설정에 적어 주세요")
        }
        LedgerError::NotOurs => {
            ("다른 프로그램의 데이터베이스예요".into(), "doro가 만든 파일이나 아직 없는 이름을 설정에 적어 주세요")
        }
        LedgerError::LedgerLost { .. } => (
            "장부가 없거나 비었는데 그 열쇠는 있어요".into(),
            "장부가 있는 디스크를 붙이거나 doro restore 로 마지막 사본을 되돌려 주세요",
        ),
        LedgerError::LogLeft(_) => ("장부가 없는데 그 로그는 있어요".into(), copy),
        LedgerError::Gone(_) => (
            "열려 있는 장부 파일이 지워지거나 바뀌었어요".into(),
            "옮긴 파일을 제자리에 되돌리거나 창구를 끝내고 다시 시작해 주세요",
        ),
        LedgerError::InUse | LedgerError::KioskRuns(_) | LedgerError::TerminalRuns { .. } => {
            ("다른 프로그램이 장부를 쓰고 있어요".into(), "그 프로그램을 끝내 주세요")
        }
        LedgerError::SeveralNames => (
            "장부 파일에 이름이 여러 개예요 (하드 링크)".into(),
            "하나만 남기고 지워 주세요. 사본은 doro backup 으로 만들어 주세요",
        ),
        LedgerError::MountedAlone => ("장부 파일만 따로 붙어 있어요".into(), "장부가 있는 폴더를 붙여 주세요"),
        LedgerError::Full => ("디스크가 가득 찼어요".into(), "자리를 만들어 주세요"),
        LedgerError::Disk(why) => (format!("디스크를 읽고 쓰지 못했어요 ({why})"), "디스크를 확인해 주세요"),
        LedgerError::Damaged(why) => (format!("장부가 손상됐어요 ({why})"), copy),
        LedgerError::ReadOnly => ("장부에 쓸 수 없어요".into(), "파일과 폴더의 주인과 권한을 확인해 주세요"),
        LedgerError::NotReadable => {
            ("지금 사용자는 장부를 읽을 수 없어요".into(), "파일과 폴더의 주인과 권한을 확인해 주세요")
        }
        LedgerError::NotThere => ("장부가 없어요".into(), "장부의 이름을 확인해 주세요"),
        LedgerError::CannotOpen(why) => (format!("파일을 열 수 없어요 ({why})"), "폴더와 권한을 확인해 주세요"),
        LedgerError::WrongKey => ("다른 장부의 열쇠예요".into(), "이 장부와 함께 만든 열쇠 파일을 설정에 적어 주세요"),
        LedgerError::KeyOpen { mode } => {
            (format!("다른 사람도 열쇠 파일을 읽을 수 있어요 (권한 {mode:03o})"), "chmod 600 으로 막아 주세요")
        }
        LedgerError::KeyLost => ("열쇠 파일이 없어요".into(), "열쇠 파일의 사본을 되돌려 주세요"),
        LedgerError::KeyBroken => ("열쇠 파일에 열쇠가 없어요".into(), "열쇠 파일의 사본을 되돌려 주세요"),
        LedgerError::Unfit(_) => ("장부의 구조가 이 버전보다 오래됐어요".into(), "창구를 한 번 시작하면 새로워져요"),
        other => {
            return says(format!("장부를 읽지 못했어요 ({other})"), format!("The ledger cannot be read ({other})"))
                .next("이 글을 그대로 알려 주고 도움을 청해 주세요", "Ask for help with these words");
        }
    };
    in_english(&why.to_string(), &ko, next)
}

/// Why the printer does not print.
pub(crate) fn printer_down(why: &Why) -> Said {
    let off_and_on = "프린터를 껐다 켜고 케이블을 확인해 주세요";
    let (ko, next) = match why {
        Why::Trouble(Trouble::CoverOpen) => ("프린터 덮개가 열려 있어요".into(), "덮개를 닫아 주세요"),
        Why::Trouble(Trouble::NoPaper) => ("프린터에 종이가 없어요".into(), "새 두루마리를 넣어 주세요"),
        Why::Trouble(Trouble::Cutter) => {
            ("종이 칼날이 걸렸어요".into(), "프린터를 끄고 칼날의 종이를 빼낸 다음 켜 주세요")
        }
        Why::Trouble(Trouble::Broken) => {
            ("프린터가 고장을 알려요".into(), "껐다 켜고, 그래도 그러면 수리를 맡겨 주세요")
        }
        Why::Trouble(Trouble::Overheated) => ("인쇄 머리가 뜨거워요".into(), "잠시 기다리면 저절로 다시 돼요"),
        Why::Trouble(_) => ("프린터가 오프라인이에요".into(), "용지 버튼을 누르거나 껐다 켜 주세요"),
        Why::Link(LinkEnd::Stalled) => ("프린터가 데이터를 받지 않아요".into(), off_and_on),
        Why::Link(LinkEnd::Vanished(why)) => (format!("프린터가 사라졌어요 ({why})"), "케이블과 전원을 확인해 주세요"),
        Why::Open(why) => printer_closed(why),
        Why::Silent => (
            "프린터가 대답하지 않아요".into(),
            "껐다 켜고 케이블을 확인해 주세요. 원래 대답하지 않는 프린터라면 `doro print-sample --kind probe` 로 뽑아 보고, \
             종이가 맞으면 설정의 [printer] 에 mute = true 를 적어 주세요",
        ),
        // It answers as no printer does.
        _ => ("프린터답게 대답하지 않아요".into(), "주소를 확인하고, 프린터를 껐다 켜고, 케이블을 확인해 주세요"),
    };
    in_english(&why.to_string(), &ko, next)
}

fn printer_closed(why: &OpenError) -> (String, &'static str) {
    match why {
        OpenError::Missing { target } => (format!("{target} 장치가 없어요"), "프린터를 켜고 케이블을 확인해 주세요"),
        OpenError::Busy { target } => (format!("{target}: 다른 프로그램이 쓰고 있어요"), "그 프로그램을 끝내 주세요"),
        OpenError::Forbidden { target } => {
            (format!("{target}: 열 권한이 없어요"), "이 사용자를 lp와 dialout 그룹에 넣고 다시 로그인해 주세요")
        }
        OpenError::Refused { target } => (
            format!("{target}: 연결을 받지 않아요"),
            "주소가 맞는지, 다른 프로그램이 인쇄하고 있는지 확인해 주세요. 앞의 연결이 덜 끝났으면 저절로 다시 돼요",
        ),
        OpenError::Unreachable { target, reason } => {
            (format!("{target}: 대답이 없어요 ({reason})"), "프린터의 네트워크 케이블과 주소를 확인해 주세요")
        }
        other => (other.to_string(), "주소와 케이블을 확인해 주세요"),
    }
}

/// Why the customer display is dark.
pub(crate) fn display_dark(why: &display::Trouble) -> Said {
    let (ko, next) = match why {
        display::Trouble::Missing { device, .. } => {
            (format!("{device} 장치가 없어요"), "표시기의 케이블과 설정의 [display] bus 를 확인해 주세요")
        }
        display::Trouble::Forbidden { device, group } => {
            let said = says(format!("{device}: 열 권한이 없어요"), format!("{device} may not be opened"));
            return said.next(
                format!("이 사용자를 {group} 그룹에 넣고 다시 로그인해 주세요"),
                format!("Add this user to the group `{group}` and log in again"),
            );
        }
        display::Trouble::Busy { device } => {
            (format!("{device}: 다른 프로그램이 쓰고 있어요"), "그 프로그램을 끝내 주세요")
        }
        display::Trouble::Silent { reason } => {
            (format!("표시기가 대답하지 않아요 ({reason})"), "케이블과 주소와 전원을 확인해 주세요")
        }
        display::Trouble::Stalled => ("표시기가 데이터를 받지 않아요".into(), "표시기를 껐다 켜 주세요"),
    };
    in_english(&why.to_string(), &ko, next)
}

/// Why the scanner's port is not open, with the scanner's own words in English.
pub(crate) fn scanner_down(port: &PortSpec, why: &str) -> Said {
    let device = port.device(Path::new("/sys")).filter(|device| device.exists());
    let (ko, next) = match device {
        None => ("장치가 없어요", "스캐너를 꽂고, /dev/serial/by-id 에서 이름을 확인해 주세요"),
        Some(device) if access(&device, Access::READ_OK | Access::WRITE_OK).is_err() => {
            ("열 권한이 없어요", "이 사용자를 dialout 그룹에 넣고 다시 로그인해 주세요")
        }
        Some(_) => ("열 수 없어요", "다른 프로그램이 쓰고 있으면 끝내고, 스캐너의 케이블을 확인해 주세요"),
    };
    in_english(why, &format!("{port}: {ko}"), next)
}

/// Why nothing can be made of what the scanner sends.
pub(crate) fn scanner_unreadable(why: Unreadable) -> Said {
    let (ko, next) = match why {
        Unreadable::TooLong => {
            ("스캐너가 끝 표시 없이 4,096바이트 넘게 보냈어요", "스캐너의 끝 문자(CR)와 속도를 확인해 주세요")
        }
        Unreadable::NoRead => {
            ("스캐너가 아무것도 못 읽었다는 글자를 보내요", "설명서의 No Read 메시지 설정을 꺼 주세요")
        }
        Unreadable::Parity => {
            ("스캐너가 데이터 7비트와 패리티로 보내요", "스캐너를 데이터 8비트, 패리티 없음(8N1)으로 맞춰 주세요")
        }
        Unreadable::Noise => {
            ("스캐너에서 글자가 아닌 신호가 와요", "스캐너의 속도, 데이터 비트, 패리티(8N1)를 확인해 주세요")
        }
        Unreadable::NotPacketed => (
            "스캐너가 패킷이 아니라 글자를 보내요",
            "`Send Packeted Decode Data` 코드를 읽히거나 [scanner] profile 을 바꿔 주세요",
        ),
    };
    in_english(&why.to_string(), ko, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_says_what_is_wrong_and_what_to_do_in_both_languages() {
        let target = || "tcp://10.0.0.7:9100".to_owned();
        let whys = [
            Why::Trouble(Trouble::NoPaper),
            Why::Silent,
            Why::NoPrinter,
            Why::Open(OpenError::Refused { target: target() }),
            Why::Link(LinkEnd::Stalled),
            Why::Link(LinkEnd::Vanished("hung up".into())),
            Why::Open(OpenError::Unreachable { target: target(), reason: "refused".into() }),
            Why::Open(OpenError::Busy { target: target() }),
        ];
        let said = whys.iter().map(printer_down).chain([
            ledger_error(&LedgerError::Damaged("row 1".into())),
            ledger_error(&LedgerError::KeyOpen { mode: 0o644 }),
            ledger_error(&LedgerError::NotADatabase),
            scanner_down(&PortSpec::Path("/nowhere".into()), "/nowhere is not there: plug the scanner in"),
            scanner_unreadable(Unreadable::TooLong),
            scanner_unreadable(Unreadable::NotPacketed),
            scanner_unreadable(Unreadable::NoRead),
            scanner_unreadable(Unreadable::Parity),
            scanner_unreadable(Unreadable::Noise),
        ]);
        for said in said {
            let next = said.next.as_ref().map(|next| (next.ko.as_str(), next.en.as_str()));
            let (ko, en) = next.unwrap_or_else(|| panic!("{said:?}"));
            assert!(en.is_ascii() && !en.is_empty(), "{said:?}");
            assert!(ko.chars().any(|c| ('가'..='힣').contains(&c)) && said.words.ko != said.words.en, "{said:?}");
        }
    }

    #[test]
    fn an_address_keeps_its_small_letters() {
        let why = Why::Open(OpenError::Busy { target: "tcp://10.0.0.7:9100".into() });
        assert_eq!(printer_down(&why).words.en, "tcp://10.0.0.7:9100 is in use by another program");
        assert_eq!(printer_down(&Why::Trouble(Trouble::NoPaper)).words.en, "The printer has no paper");
    }
}
