//! Scripts of visits: one step a line, as a person at the counter would do it.

use std::path::Path;
use std::time::Duration;

use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, SurveyTouch, Touch};
use domain::view::Screen;
use hardware::plain::plain_path;

/// How long `until` waits for a screen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// Between a touch and the next: events are handled in order, but a script touches what it has seen.
pub(crate) const BREATH: Duration = Duration::from_millis(60);

/// What a script can name instead of writing digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// As written, with `{GS}` for the separator of GS1's elements.
    Plain(String),
    /// The receipt's code of an order.
    Receipt(String),
    /// The product's code of a line of an order, from 1.
    Item(String, usize),
    /// The date of purchase of an order, eight digits.
    Ordered(String),
    /// The slip that was printed last: to the scanner its code, typed its number.
    Slip,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something is held to the scanner.
    Scan(Code),
    /// Something on the screen is touched.
    Touch(Touch),
    /// The entry at a place of the list on the screen is touched.
    Pick(usize),
    /// One more of that entry.
    More(usize),
    /// One less of it.
    Less(usize),
    /// Digits are typed on the pad.
    Type(Code),
    /// Wait until a screen is there.
    Until(String),
    /// Wait.
    Wait(Duration),
    /// What comes now, for somebody who looks on.
    Caption {
        /// Korean.
        ko: String,
        /// English.
        en: String,
    },
    /// Keep a picture of the screen.
    Picture(String),
    /// The printer's paper ends, or is put in.
    Paper(bool),
    /// The scanner's cable is pulled, or plugged in.
    Cable(bool),
}

impl Step {
    /// The touch that the step is on a screen; none where it is none, or where nothing stands at its place.
    #[must_use]
    pub fn touch(&self, screen: Option<&Screen>) -> Option<Touch> {
        match self {
            Step::Touch(touch) => Some(*touch),
            Step::Pick(at) => screen?.touched(*at),
            Step::More(at) => screen?.line(*at).map(|no| Touch::Customer(CustomerTouch::More(no))),
            Step::Less(at) => screen?.line(*at).map(|no| Touch::Customer(CustomerTouch::Less(no))),
            _ => None,
        }
    }
}

/// A step, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file, for messages.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What to do.
    pub step: Step,
}

/// Why a script is not understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {text:?} is no step; expected {expected}")]
pub struct NotAStep {
    file: String,
    line: usize,
    text: String,
    expected: &'static str,
}

/// Every word that a script may begin a line with.
pub const STEPS: &str = "\
scan CODE | type CODE         CODE: text ({GS} separates GS1's elements),\n\
\x20                             receipt:ORDER, item:ORDER/LINE, ordered:ORDER,\n\
\x20                             slip\n\
until SCREEN                  wait for a screen: welcome, choose, reason,\n\
\x20                             answer, confirm, thanks …; or for scanner-up,\n\
\x20                             scanner-down, printer-up, printer-down, printed,\n\
\x20                             exported\n\
wait SECONDS                  without a window they pass at once\n\
caption KOREAN | ENGLISH      what comes now, for somebody who looks on\n\
picture NAME                  keep a picture of the screen\n\
pick N | more N | less N      an entry of a list, from 0\n\
score N                       0 to 10\n\
main | back | call | larger | contrast | language | low | still | close |\n\
stop-calling | staff-door\n\
same-unit | one-more          the card after a double reading\n\
erase | next-page | previous-page | phone | consent | approve | refuse |\n\
print | export | show-phone | missed | devices | clock-is-right\n\
paper out | paper in          the printer\n\
cable out | cable in          the scanner\n\
# …                           a remark";

/// Reads a script.
///
/// # Errors
/// Names file, line and what would be right.
pub fn read(text: &str, file: &Path) -> Result<Vec<Line>, NotAStep> {
    text.lines().zip(1..).filter_map(|(text, at)| line(text, file, at).transpose()).collect()
}

/// Reads one line of a script, the one with the number `at`; none where it says nothing.
///
/// # Errors
/// As of [`read`].
pub fn line(text: &str, file: &Path, at: usize) -> Result<Option<Line>, NotAStep> {
    // A byte order mark at the beginning of a file is no word of it.
    let text = if at == 1 { text.trim_start_matches('\u{feff}') } else { text };
    let text = text.split('#').next().unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(None);
    }
    let file = plain_path(file);
    match step(text) {
        Ok(step) => Ok(Some(Line { file, line: at, step })),
        Err(expected) => Err(NotAStep { file, line: at, text: text.to_owned(), expected }),
    }
}

fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

fn step(text: &str) -> Result<Step, &'static str> {
    let (verb, rest) = text.split_once(char::is_whitespace).map_or((text, ""), |(verb, rest)| (verb, rest.trim()));
    let number = || rest.parse::<usize>().map_err(|_| "a number after it");
    let score = || rest.parse::<u8>().map_err(|_| "a score from 0 to 10 after it");
    let out_or_in = || match rest {
        "out" => Ok(false),
        "in" => Ok(true),
        _ => Err("`out` or `in` after it"),
    };
    Ok(match verb {
        "scan" => Step::Scan(read_code(rest)?),
        "type" => Step::Type(read_code(rest)?),
        "caption" => {
            let (ko, en) = rest.split_once('|').ok_or("KOREAN | ENGLISH after it")?;
            Step::Caption { ko: ko.trim().to_owned(), en: en.trim().to_owned() }
        }
        "until" if !rest.is_empty() => Step::Until(rest.to_owned()),
        "picture" if !rest.is_empty() => Step::Picture(rest.to_owned()),
        "wait" => Step::Wait(seconds(rest).ok_or("seconds after it")?),
        "paper" => Step::Paper(out_or_in()?),
        "cable" => Step::Cable(out_or_in()?),
        "pick" => Step::Pick(number()?),
        "more" => Step::More(number()?),
        "less" => Step::Less(number()?),
        "score" => Step::Touch(Touch::Survey(SurveyTouch::Score(score()?))),
        word => Step::Touch(touch(word).ok_or("one of the words of `doro demo --help`")?),
    })
}

/// Reads what may stand behind `scan`.
///
/// # Errors
/// What is expected there.
pub fn read_code(text: &str) -> Result<Code, &'static str> {
    match text.split_once(':') {
        Some(("receipt", order)) => Ok(Code::Receipt(order.to_owned())),
        Some(("ordered", order)) => Ok(Code::Ordered(order.to_owned())),
        Some(("item", item)) => {
            let (order, line) = item.split_once('/').ok_or("item:ORDER/LINE")?;
            Ok(Code::Item(order.to_owned(), line.parse().map_err(|_| "item:ORDER/LINE")?))
        }
        _ if text == "slip" => Ok(Code::Slip),
        _ if text.is_empty() => Err("a code after it"),
        _ => Ok(Code::Plain(text.replace("{GS}", "\x1d"))),
    }
}

fn touch(word: &str) -> Option<Touch> {
    Some(match word {
        "main" => Touch::Main,
        "back" => Touch::Back,
        "call" => Touch::Frame(FrameTouch::Call),
        "larger" => Touch::Frame(FrameTouch::Larger),
        "contrast" => Touch::Frame(FrameTouch::Contrast),
        "language" => Touch::Frame(FrameTouch::Language),
        "low" => Touch::Frame(FrameTouch::Low),
        "still" => Touch::Frame(FrameTouch::Still),
        "same-unit" => Touch::Customer(CustomerTouch::SameUnit),
        "one-more" => Touch::Customer(CustomerTouch::OneMore),
        "close" => Touch::Frame(FrameTouch::Close),
        "stop-calling" => Touch::Frame(FrameTouch::StopCalling),
        "staff-door" => Touch::Frame(FrameTouch::StaffDoor),
        "erase" => Touch::Erase,
        "next-page" => Touch::NextPage,
        "previous-page" => Touch::PreviousPage,
        "phone" => Touch::Customer(CustomerTouch::Phone),
        "consent" => Touch::Customer(CustomerTouch::Consent),
        "missed" => Touch::Desk(DeskTouch::Missed),
        "show-phone" => Touch::Desk(DeskTouch::ShowPhone),
        "approve" => Touch::Desk(DeskTouch::Approve),
        "refuse" => Touch::Desk(DeskTouch::Refuse),
        "print" => Touch::Desk(DeskTouch::Print),
        "export" => Touch::Manage(ManageTouch::Export),
        "devices" => Touch::Manage(ManageTouch::Devices),
        "clock-is-right" => Touch::Desk(DeskTouch::ClockIsRight),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_line_by_line() {
        let read =
            read("\u{feff}# a visit\nscan receipt:A-1\n\npick 2   # the second\n", Path::new("a.visit")).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].line, &read[0].step), (2, &Step::Scan(Code::Receipt("A-1".into()))));
        assert_eq!((read[1].line, &read[1].step), (4, &Step::Pick(2)));
    }

    #[test]
    fn a_wrong_step_is_named_with_its_line() {
        for (text, said) in [
            ("main\njump", "a.visit:2: \"jump\" is no step; expected one of the words of `doro demo --help`"),
            ("pick two", "a.visit:1: \"pick two\" is no step; expected a number after it"),
            ("paper", "a.visit:1: \"paper\" is no step; expected `out` or `in` after it"),
            ("scan item:A", "a.visit:1: \"scan item:A\" is no step; expected item:ORDER/LINE"),
        ] {
            assert_eq!(read(text, Path::new("a.visit")).unwrap_err().to_string(), said);
        }
    }
}
