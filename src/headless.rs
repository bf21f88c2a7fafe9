//! The panel without a screen: steps come as lines, what a person would see goes out as lines.

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use domain::counter::Event;
use domain::device::ExportEnd;
use domain::touch::{Press, Touch};
use domain::view::{CustomerScreen, DeskScreen, ExportState, ManageScreen, Screen, View};
use hardware::plain::plain;

use crate::demo::names::{is, name};
use crate::demo::script::{self, BREATH, Code, PATIENCE, Step};
use crate::failure::Failure;
use crate::kiosk::{Kiosk, Tell};
use crate::panel::Show;
use crate::say::remark;

#[derive(Default)]
struct Shown {
    view: Mutex<Option<View>>,
    changed: Condvar,
}

impl Shown {
    fn view(&self) -> MutexGuard<'_, Option<View>> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says a view in a line where the line differs from the one before.
    fn show(&self, view: View) {
        let mut shown = self.view();
        let line = line(&view);
        if shown.as_ref().is_none_or(|before| self::line(before) != line) {
            // Nobody reads any more: the counter goes on until its steps end.
            let _ = writeln!(std::io::stdout(), "{}", plain(&line));
        }
        *shown = Some(view);
        self.changed.notify_all();
    }

    fn until(&self, wanted: &str) -> Result<(), Failure> {
        let end = Instant::now() + PATIENCE;
        let mut shown = self.view();
        while !shown.as_ref().is_some_and(|view| is(view, wanted)) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let there = shown.as_ref().map_or("nothing", name);
                let secs = PATIENCE.as_secs();
                return Err(Failure(format!("waited {secs} s for the screen {wanted:?}; it shows {there:?}")));
            }
            shown = self.changed.wait_timeout(shown, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(())
    }
}

/// Starts the machine that `start` makes and plays the steps of `input` on it until they end.
///
/// # Errors
/// When the machine does not start, or a screen that `until` names does not come. A line that is no step is said and
/// left out, since the next one may be right; at the end it is an error all the same.
pub fn play(input: impl BufRead, start: impl FnOnce(Show) -> Result<Kiosk, Failure>) -> Result<(), Failure> {
    let shown = Arc::new(Shown::default());
    let showing = Arc::clone(&shown);
    let kiosk = start(Box::new(move |view| showing.show(view)))?;
    let tell = kiosk.teller();
    let mut left_out = 0;
    for (line, at) in input.split(b'\n').zip(1..) {
        let line = line?;
        let read = match std::str::from_utf8(&line) {
            Ok(text) => script::line(text, Path::new("step"), at).map_err(|why| why.to_string()),
            Err(_) => Err(format!("step:{at}: it is not UTF-8")),
        };
        match read {
            Ok(line) => line.map_or(Ok(()), |line| step(line.step, &shown, &tell))?,
            Err(why) => {
                remark(format!("doro: {why}"));
                left_out += 1;
            }
        }
    }
    match left_out {
        0 => Ok(()),
        lines => Err(Failure(format!("{lines} line(s) of the input were no steps and were left out"))),
    }
}

fn step(step: Step, shown: &Shown, tell: &Tell) -> Result<(), Failure> {
    let touch = |touch| {
        // Before the first screen there is nothing to touch.
        let press = shown.view().as_ref().map(Press::at_leisure);
        if let Some(press) = press {
            tell.tell(Event::Touched { press, touch });
        }
    };
    match step {
        Step::Touch(_) | Step::Pick(_) | Step::More(_) | Step::Less(_) => {
            let touched = step.touch(shown.view().as_ref().map(|view| &view.screen));
            touched.into_iter().for_each(touch);
        }
        Step::Type(Code::Plain(code)) => {
            code.bytes().filter(u8::is_ascii_digit).for_each(|digit| touch(Touch::Digit(digit - b'0')));
        }
        Step::Until(wanted) => return shown.until(&wanted),
        Step::Wait(time) => std::thread::sleep(time),
        _ => remark("doro: that step is the demo's: here scanner, printer and orders are the real ones"),
    }
    std::thread::sleep(BREATH);
    Ok(())
}

/// A view in a line without personal data: the screen's name and what a technician looks for.
fn line(view: &View) -> String {
    let up = |there: &bool| if *there { "up" } else { "down" };
    let mut line = name(view).to_owned();
    line += &match &view.screen {
        Screen::Customer(CustomerScreen::Welcome { paper, printer_up, scanner_up, .. }) => {
            let printer = if *paper { up(printer_up) } else { "none" };
            format!(" scanner={} printer={printer}", up(scanner_up))
        }
        Screen::Customer(CustomerScreen::Choose { order, .. }) => format!(" order={}", order.0),
        Screen::Customer(CustomerScreen::HandingOver { number: Some(number) }) => format!(" visit={number}"),
        Screen::Customer(CustomerScreen::Thanks(thanks)) => format!(" visit={} slip={:?}", thanks.number, thanks.slip),
        Screen::Desk(DeskScreen::SignIn(sign_in)) => format!(" names={}", sign_in.names.len()),
        Screen::Desk(DeskScreen::Queue(queue)) => {
            let missed = if queue.missed > 0 { format!(" missed={}", queue.missed) } else { String::new() };
            format!(" visits={} down={:?}{missed}", queue.rows.len(), queue.down)
        }
        Screen::Desk(DeskScreen::Missed(missed)) => format!(" calls={}", missed.calls.len()),
        Screen::Desk(DeskScreen::Case(case)) => {
            let printing = if case.printing { " printing" } else { "" };
            let case = &case.case;
            format!(" visit={} copy={} slip={:?}{printing}", case.visit.number, case.copy, case.slip)
        }
        Screen::Manage(ManageScreen::Export(export)) => match &export.state {
            ExportState::Ended(ExportEnd::Written { place, returns, answers }) => {
                format!(" Written returns={returns} answers={answers} place={place}")
            }
            ExportState::Ended(ExportEnd::Failed { why }) => format!(" Failed {why}"),
            ExportState::Ended(ExportEnd::NoStick) => " NoStick".into(),
            ExportState::Ended(ExportEnd::Silent) => " Silent".into(),
            state => format!(" {state:?}"),
        },
        _ => String::new(),
    };
    if let Some(notice) = &view.notice {
        // Its name alone: what it carries may be what a customer has scanned.
        let notice = format!("{notice:?}");
        line += &format!(" notice={}", notice.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    }
    if view.bell {
        line += " called";
    }
    line
}
