//! From the end of a scan on the scanner's port to the painted screen that shows it, beside one frame of a display
//! at 60 Hz: pty, framing, counter, ledger on disk, view and painter, all of it the product's own.
//!
//! `cargo bench -p doro --bench scan`

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use domain::counter::Event;
use domain::touch::{Press, Touch};
use domain::view::{CustomerScreen, Screen, View};
use doro::demo;
use doro::kiosk::Kiosk;

const SCANS: usize = 200;
/// One frame of a display at 60 Hz.
const FRAME: Duration = Duration::from_micros(16_667);

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the ledger");
    let (bench, scanner, parts) = demo::set_up(folder.path(), 1).expect("a counter on a desk");
    let stage = ui::headless::Stage::new(ui::Panel::SMALL, doro::panel::shop(&bench.shop)).expect("a stage");
    let (show, views) = channel();
    let kiosk = Kiosk::start(parts, move |view| {
        let _ = show.send(view);
    })
    .expect("a machine");
    until(&views, |view| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { scanner_up: true, .. })));

    let mut times = Vec::with_capacity(SCANS);
    for nth in 0..SCANS {
        // Two receipts in turn: the same one within a second is one scan.
        let code = &bench.orders[[0, 5][nth % 2]].receipt_barcode;
        let started = Instant::now();
        scanner.scan(code).expect("a plugged scanner");
        let view = until(&views, |view| matches!(view.screen, Screen::Customer(CustomerScreen::Choose { .. })));
        let picture = stage.paint(&view);
        times.push(started.elapsed());
        assert!(picture.rgba.len() > 1_000_000);
        kiosk.tell(Event::Touched { press: Press::at_leisure(&view), touch: Touch::Back });
        until(&views, |view| matches!(view.screen, Screen::Customer(CustomerScreen::Welcome { .. })));
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let frames = |time: Duration| time.as_secs_f64() / FRAME.as_secs_f64();
    for (name, time) in [("median", at(50)), ("95 %", at(95)), ("slowest", at(100))] {
        println!("scan to painted screen, {name:>8}: {time:>10.2?}, {:.2} frames of 60 Hz", frames(time));
    }
}

/// The first view that is wanted.
fn until(views: &Receiver<View>, wanted: impl Fn(&View) -> bool) -> View {
    loop {
        let view = views.recv_timeout(Duration::from_secs(20)).expect("the machine shows something");
        if wanted(&view) {
            return view;
        }
    }
}
