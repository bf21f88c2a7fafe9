//! What the doctor says, in both languages: on the command line and on the technician's page.

mod devices;
mod errors;
mod kept;

use std::time::Duration;

use domain::counter::Both;

pub(crate) use devices::*;
pub(crate) use errors::*;
pub(crate) use kept::*;

/// How something is, and what to do.
#[derive(Debug)]
pub(crate) struct Said {
    pub words: Both,
    pub next: Option<Both>,
}

fn says(ko: impl Into<String>, en: impl Into<String>) -> Said {
    Said { words: both(ko, en), next: None }
}

fn both(ko: impl Into<String>, en: impl Into<String>) -> Both {
    Both { ko: ko.into(), en: en.into() }
}

impl Said {
    fn next(self, ko: impl Into<String>, en: impl Into<String>) -> Said {
        Said { next: Some(both(ko, en)), ..self }
    }
}

/// `12,345`, as on screens and slips.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn mib(bytes: u64) -> String {
    format!("{} MiB", grouped(bytes >> 20))
}

/// A look has found nothing in time.
pub(crate) fn hangs(time: Duration) -> Said {
    let secs = time.as_secs();
    says(format!("{secs}초가 지나도 대답이 없어요"), format!("No answer within {secs} s"))
        .next("케이블과 전원을 확인하고 다시 점검해 주세요", "Check cable and power, then look again")
}

/// The system gives no thread.
pub(crate) fn no_thread(why: &std::io::Error) -> Said {
    says(format!("살펴보지 못했어요 ({why})"), format!("It could not be looked at ({why})"))
        .next("기기를 다시 시작해 주세요", "Restart the machine")
}

/// A fault of this program.
pub(crate) fn look_broke() -> Said {
    says("살펴보다가 프로그램이 멈췄어요", "The program failed while looking")
        .next("이 화면을 개발자에게 알려 주세요", "Tell the makers of this program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(count), text);
        }
    }
}
