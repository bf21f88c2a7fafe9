//! What the doctor says, in both languages: on the command line and on the technician's page.

mod devices;
mod errors;
mod kept;

use std::time::Duration;

use domain::finding::Both;
use domain::written::grouped;

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

fn mib(bytes: u64) -> String {
    format!("{} MiB", grouped(bytes >> 20))
}

/// A look has found nothing in time.
pub(crate) fn hangs(time: Duration) -> Said {
    let secs = time.as_secs();
    says(format!("{secs}초가 지나도 대답이 없어요"), format!("No answer within {secs} s"))
        .next("케이블과 전원을 확인하고 다시 점검해 주세요", "Check cable and power, then look again")
}

/// A look of an earlier time has not come back.
pub(crate) fn hangs_still() -> Said {
    says("지난 점검에서 아직도 대답이 없어요", "No answer since it was last looked at").next(
        "케이블과 전원을 확인해 주세요. 그래도 그러면 기기를 다시 시작해 주세요",
        "Check cable and power; else restart the machine",
    )
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
