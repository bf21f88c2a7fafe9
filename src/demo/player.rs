//! Plays a script on a running machine: holds codes to the scanner's port, touches what the screen shows, takes
//! pictures.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use domain::counter::view::View;
use domain::counter::{Event, Press, Touch};
use domain::order::Order;
use hardware::bench::{SimulatedPrinter, SimulatedScanner};

use super::names::name;
use super::script::{BREATH, Code, Line, PATIENCE, Step};
use crate::kiosk::Tell;

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

/// Somebody who plays scripts.
pub struct Player<'a> {
    /// The machine's inbox.
    pub tell: Tell,
    /// What the machine shows.
    pub views: Receiver<View>,
    /// The scanner in the customer's hand.
    pub scanner: SimulatedScanner,
    /// The printer on the counter.
    pub printer: &'a SimulatedPrinter,
    /// Orders by number.
    pub orders: &'a [Order],
    /// Where pictures go, and how they are made; none in a window.
    pub pictures: Option<(PathBuf, &'a mut Painter<'a>)>,
    /// The view that stands.
    pub shown: Option<View>,
    /// Pictures so far.
    pub count: usize,
    /// The number on the slip that was booked last.
    pub slip: Option<String>,
}

impl Player<'_> {
    /// Plays a whole script.
    ///
    /// # Errors
    /// Names file and line of the step that could not be played.
    pub fn play(&mut self, script: &[Line]) -> Result<(), PlayError> {
        script.iter().try_for_each(|line| self.step(line))
    }

    fn step(&mut self, at: &Line) -> Result<(), PlayError> {
        let device = |why| PlayError::Device { file: at.file.clone(), line: at.line, why };
        match &at.step {
            Step::Scan(code) => {
                let code = self.code(code, at)?;
                self.scanner.scan(code).map_err(device)?;
                self.look(BREATH * 2);
            }
            step @ (Step::Touch(_) | Step::Pick(_) | Step::More(_) | Step::Less(_)) => {
                self.look(BREATH);
                if let Some(touch) = step.touch(self.shown.as_ref().map(|view| &view.screen)) {
                    self.touch(touch);
                }
            }
            Step::Type(code) => {
                for digit in self.code(code, at)?.bytes().filter(u8::is_ascii_digit) {
                    self.touch(Touch::Digit(digit - b'0'));
                }
            }
            Step::Until(wanted) => self.until(wanted, at)?,
            Step::Wait(time) => self.look(*time),
            Step::Picture(name) => self.picture(name)?,
            Step::Paper(there) => {
                self.printer.set_rows_left((!there).then_some(0));
                // The printer is asked every two seconds how it is.
                self.look(Duration::from_millis(2500));
            }
            Step::Cable(true) => self.scanner.replug().map_err(device)?,
            Step::Cable(false) => self.scanner.unplug(),
        }
        Ok(())
    }

    fn code(&self, code: &Code, at: &Line) -> Result<String, PlayError> {
        let unknown = |what: String| PlayError::Unknown { file: at.file.clone(), line: at.line, what };
        let order = |number: &String| {
            let found = self.orders.iter().find(|order| order.facts.number.0 == *number);
            found.ok_or_else(|| unknown(format!("order {number:?} among the demo's")))
        };
        Ok(match code {
            Code::Plain(code) => code.clone(),
            Code::Receipt(number) => order(number)?.receipt_barcode.clone(),
            Code::Ordered(number) => order(number)?.facts.ordered_on.format("%Y%m%d").to_string(),
            Code::Item(number, line) => {
                let line = line.checked_sub(1).and_then(|at| order(number).ok()?.lines.get(at));
                line.ok_or_else(|| unknown(format!("such line in order {number:?}")))?.product_barcode.clone()
            }
            Code::Slip => self.slip.clone().ok_or_else(|| unknown("slip yet".to_owned()))?,
        })
    }

    fn touch(&mut self, touch: Touch) {
        self.look(BREATH);
        if let Some(view) = &self.shown {
            self.tell.tell(Event::Touched { press: Press::at_leisure(view), touch });
        }
        self.look(BREATH);
    }

    /// Takes in what is shown for some time.
    fn look(&mut self, time: Duration) {
        let until = Instant::now() + time;
        loop {
            match self.views.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(view) => self.see(view),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Takes in what is shown until the machine stops.
    pub fn watch(&mut self) {
        while let Ok(view) = self.views.recv() {
            self.see(view);
        }
    }

    fn see(&mut self, view: View) {
        if let domain::counter::view::Screen::Thanks(thanks) = &view.screen {
            self.slip = Some(thanks.number.to_string());
        }
        self.shown = Some(view);
    }

    fn until(&mut self, wanted: &str, at: &Line) -> Result<(), PlayError> {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.shown.as_ref().map_or("nothing", name);
            if shown == wanted {
                return Ok(());
            }
            match self.views.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(view) => self.see(view),
                Err(_) => {
                    return Err(PlayError::NoScreen {
                        file: at.file.clone(),
                        line: at.line,
                        wanted: wanted.to_owned(),
                        shown: shown.to_owned(),
                    });
                }
            }
        }
    }

    fn picture(&mut self, name: &str) -> Result<(), PlayError> {
        self.look(BREATH);
        let (Some((folder, paint)), Some(view)) = (&mut self.pictures, &self.shown) else { return Ok(()) };
        self.count += 1;
        let file = folder.join(format!("{:02}-{name}.png", self.count));
        paint(view, &file).map_err(|why| PlayError::Picture { file, why })
    }
}
