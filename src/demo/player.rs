//! Plays a script on a running machine: holds codes to the scanner's port, touches what the screen shows, takes
//! pictures.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use domain::counter::Event;
use domain::language::Language;
use domain::order::Order;
use domain::slip_code::SlipCode;
use domain::touch::{Press, Touch};
use domain::view::{CustomerScreen, Screen, View};
use hardware::bench::{SimulatedPrinter, SimulatedScanner};

use super::names::{is, name};
use super::pace::Pace;
use super::printed;
use super::script::{Code, Line, PATIENCE, Step};
use crate::kiosk::Tell;

/// How long a code may take from the scanner to the screen.
const COMES_MAX: Duration = Duration::from_millis(800);
/// Silence after which nothing more comes of a code.
const QUIET: Duration = Duration::from_millis(100);
/// How often a player who is looked on sees whether somebody has taken over.
const GLANCE: Duration = Duration::from_millis(50);

/// Why a script stopped.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A screen did not come.
    #[error("{file}:{line}: waited {secs} s for the screen {wanted:?}; it shows {shown:?}", secs = PATIENCE.as_secs())]
    NoScreen {
        /// The script.
        file: String,
        /// From 1.
        line: usize,
        /// What was waited for.
        wanted: String,
        /// What is there.
        shown: String,
    },
    /// An order or a slip that is not there.
    #[error("{file}:{line}: there is no {what}")]
    Unknown {
        /// The script.
        file: String,
        /// From 1.
        line: usize,
        /// What was named.
        what: String,
    },
    /// A simulated device.
    #[error("{file}:{line}: {why}")]
    Device {
        /// The script.
        file: String,
        /// From 1.
        line: usize,
        /// The system's reason.
        why: std::io::Error,
    },
    /// A picture could not be written.
    #[error("{file}: {why}")]
    Picture {
        /// The picture.
        file: PathBuf,
        /// The reason.
        why: String,
    },
}

/// Paints a view into a PNG file.
pub type Painter<'a> = dyn FnMut(&View, &Path) -> Result<(), String> + 'a;

/// Shows a caption: in the kiosk's language, and in English.
pub type Captions<'a> = dyn FnMut(&str, &str) + 'a;

/// Somebody who plays scripts.
pub struct Player<'a> {
    /// The machine's inbox.
    pub tell: Tell,
    /// What the machine shows.
    pub views: Receiver<View>,
    /// How fast.
    pub pace: Pace,
    /// The scanner in the customer's hand.
    pub scanner: SimulatedScanner,
    /// The printer on the counter.
    pub printer: &'a SimulatedPrinter,
    /// Orders by number.
    pub orders: &'a [Order],
    /// Where pictures go, and how they are made; none in a window.
    pub pictures: Option<(PathBuf, &'a mut Painter<'a>)>,
    /// Where captions go.
    pub captions: Option<&'a mut Captions<'a>>,
    /// The view that stands.
    pub shown: Option<View>,
    /// Pictures so far.
    pub count: usize,
    /// The code on the slip that was booked last.
    pub slip: Option<String>,
    /// The machine has stopped: it shows nothing more.
    pub is_over: bool,
}

impl<'a> Player<'a> {
    /// Somebody in front of a machine.
    #[must_use]
    pub fn new(
        (tell, views): (Tell, Receiver<View>),
        pace: Pace,
        scanner: SimulatedScanner,
        (printer, orders): (&'a SimulatedPrinter, &'a [Order]),
    ) -> Player<'a> {
        let (pictures, captions, shown, slip) = (None, None, None, None);
        Player {
            tell,
            views,
            pace,
            scanner,
            printer,
            orders,
            pictures,
            captions,
            shown,
            count: 0,
            slip,
            is_over: false,
        }
    }

    /// Plays a whole script, or to where somebody takes over.
    ///
    /// # Errors
    /// Names file and line of the step that could not be played.
    pub fn play(&mut self, script: &[Line]) -> Result<(), PlayError> {
        let mut last = None;
        for line in script {
            let before = Pace::before(&line.step, last);
            if !before.is_zero() {
                self.pass(before);
            }
            if self.is_taken() {
                break;
            }
            match self.step(line) {
                Err(_) if self.is_taken() => break,
                played => played?,
            }
            self.look(Pace::behind(&line.step));
            last = Some(&line.step);
        }
        Ok(())
    }

    /// Whether it is no more for the player to play.
    fn is_taken(&self) -> bool {
        self.is_over || matches!(&self.pace, Pace::Watched(hands) if hands.have_it())
    }

    /// Plays one step.
    ///
    /// # Errors
    /// Names its file and line where it could not be played.
    pub fn step(&mut self, at: &Line) -> Result<(), PlayError> {
        let device = |why| PlayError::Device { file: at.file.clone(), line: at.line, why };
        match &at.step {
            Step::Scan(code) => {
                let code = match code {
                    Code::Slip => self.printed().ok_or_else(|| unknown(at, "slip yet".to_owned()))?,
                    code => self.code(code, at)?,
                };
                self.scanner.scan(code).map_err(device)?;
                self.come();
            }
            step @ (Step::Touch(_) | Step::Pick(_) | Step::More(_) | Step::Less(_)) => {
                self.catch_up();
                let touch = step.touch(self.shown.as_ref().map(|view| &view.screen));
                let nothing = || unknown(at, format!("such entry on the screen {:?}", self.name()));
                let touch = touch.ok_or_else(nothing)?;
                self.touch(touch);
            }
            Step::Type(code) => {
                for digit in self.code(code, at)?.bytes().filter(u8::is_ascii_digit) {
                    self.look(Pace::before(&at.step, None));
                    self.touch(Touch::Digit(digit - b'0'));
                }
            }
            Step::Until(wanted) => self.until(wanted, at)?,
            Step::Wait(time) => self.pass(*time),
            Step::Caption { ko, en } => self.caption(ko, en),
            Step::Picture(name) => self.picture(name)?,
            Step::Paper(there) => self.printer.set_rows_left((!there).then_some(0)),
            Step::Cable(true) => self.scanner.replug().map_err(device)?,
            Step::Cable(false) => self.scanner.unplug(),
        }
        Ok(())
    }

    /// Puts in paper and cable, where a script that broke off has left them out.
    ///
    /// # Errors
    /// When the system gives the scanner no port.
    pub fn tidy(&mut self) -> std::io::Result<()> {
        self.printer.set_rows_left(None);
        if self.scanner.is_plugged() { Ok(()) } else { self.scanner.replug() }
    }

    /// What the scanner reads on the slip that was printed last.
    fn printed(&self) -> Option<String> {
        self.printer.papers().last().and_then(printed::code)
    }

    fn code(&self, code: &Code, at: &Line) -> Result<String, PlayError> {
        let order = |number: &String| {
            let found = self.orders.iter().find(|order| order.facts.number.0 == *number);
            found.ok_or_else(|| unknown(at, format!("order {number:?} among the demo's")))
        };
        Ok(match code {
            Code::Plain(code) => code.clone(),
            Code::Receipt(number) => order(number)?.receipt_barcode.clone(),
            Code::Ordered(number) => order(number)?.facts.ordered_on.format("%Y%m%d").to_string(),
            Code::Item(number, line) => {
                let line = line.checked_sub(1).and_then(|at| order(number).ok()?.lines.get(at));
                line.ok_or_else(|| unknown(at, format!("such line in order {number:?}")))?.product_barcode.clone()
            }
            Code::Slip => self.slip.clone().ok_or_else(|| unknown(at, "slip yet".to_owned()))?,
        })
    }

    fn name(&self) -> &'static str {
        self.shown.as_ref().map_or("nothing", name)
    }

    fn touch(&mut self, touch: Touch) {
        if let Some(view) = &self.shown {
            self.tell.tell(Event::Touched { press: Press::at_leisure(view), touch });
        }
        self.catch_up();
    }

    /// Lets time pass.
    fn pass(&mut self, time: Duration) {
        match &self.pace {
            Pace::Leaps(leap) => {
                leap.over(time);
                self.catch_up();
            }
            Pace::Watched(_) => self.look(time),
        }
    }

    /// Takes in everything that the machine shows for what it was told.
    fn catch_up(&mut self) {
        if let Pace::Leaps(leap) = &self.pace {
            leap.settle();
        }
        while let Ok(view) = self.views.try_recv() {
            self.see(view);
        }
    }

    /// Takes in what comes of a code: it goes over a real line, and is looked up in a real ledger.
    fn come(&mut self) {
        let mut wait = COMES_MAX;
        while let Ok(view) = self.views.recv_timeout(wait) {
            self.see(view);
            wait = QUIET;
        }
        self.catch_up();
    }

    /// Takes in what is shown for some time, or until somebody takes over; at once where nobody looks on.
    fn look(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while matches!(self.pace, Pace::Watched(_)) && !self.is_taken() && Instant::now() < until {
            self.glance();
        }
    }

    /// Takes in what is shown at this moment; whether the machine still runs.
    pub fn glance(&mut self) -> bool {
        match self.views.recv_timeout(GLANCE) {
            Ok(view) => self.see(view),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.is_over = true,
        }
        !self.is_over
    }

    fn see(&mut self, view: View) {
        if let Screen::Customer(CustomerScreen::Thanks(thanks)) = &view.screen {
            let code = SlipCode { visit: thanks.number, claim: thanks.claim_code };
            self.slip = Some(code.to_string());
        }
        self.shown = Some(view);
    }

    fn until(&mut self, wanted: &str, at: &Line) -> Result<(), PlayError> {
        let until = Instant::now() + PATIENCE;
        while !self.shown.as_ref().is_some_and(|view| is(view, wanted)) {
            if Instant::now() > until || self.is_taken() {
                return Err(PlayError::NoScreen {
                    file: at.file.clone(),
                    line: at.line,
                    wanted: wanted.to_owned(),
                    shown: self.name().to_owned(),
                });
            }
            self.glance();
        }
        Ok(())
    }

    fn caption(&mut self, ko: &str, en: &str) {
        let english = self.shown.as_ref().is_some_and(|view| view.language == Language::En);
        if let Some(captions) = &mut self.captions {
            captions(if english { en } else { ko }, en);
        }
    }

    fn picture(&mut self, name: &str) -> Result<(), PlayError> {
        self.catch_up();
        let (Some((folder, paint)), Some(view)) = (&mut self.pictures, &self.shown) else { return Ok(()) };
        self.count += 1;
        let file = folder.join(format!("{:02}-{name}.png", self.count));
        paint(view, &file).map_err(|why| PlayError::Picture { file, why })
    }
}

fn unknown(at: &Line, what: String) -> PlayError {
    PlayError::Unknown { file: at.file.clone(), line: at.line, what }
}
