//! Only what differs is painted: a panel without a graphics card stays quick.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::view::{Asked, CustomerScreen, DeskScreen, QueueView, Screen as Shown, View};
use markup::slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType, Rgb565Pixel};
use markup::slint::platform::{Platform, WindowAdapter};
use markup::slint::{self, ComponentHandle, PhysicalSize, PlatformError};
use ui::{Panel, Screen, gallery, markup};

const PANEL: Panel = Panel::SMALL;

thread_local! {
    static WINDOW: RefCell<Option<Rc<MinimalSoftwareWindow>>> = const { RefCell::new(None) };
}

/// A display that keeps what was painted, as a panel's memory does.
struct Kept;

impl Platform for Kept {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        let window = MinimalSoftwareWindow::new(RepaintBufferType::ReusedBuffer);
        WINDOW.set(Some(window.clone()));
        Ok(window)
    }

    fn duration_since_start(&self) -> Duration {
        Duration::ZERO
    }
}

struct Painted {
    screen: Screen,
    window: Rc<MinimalSoftwareWindow>,
    pixels: RefCell<Vec<Rgb565Pixel>>,
}

impl Painted {
    fn new() -> Painted {
        slint::platform::set_platform(Box::new(Kept)).unwrap();
        let screen = Screen::new(PANEL, gallery::shop()).unwrap();
        let window = WINDOW.take().unwrap();
        window.set_size(PhysicalSize::new(PANEL.width, PANEL.height));
        screen.app().show().unwrap();
        let pixels = RefCell::new(vec![Rgb565Pixel::default(); (PANEL.width * PANEL.height) as usize]);
        Painted { screen, window, pixels }
    }

    /// Shows a view, and says how much of the panel was painted for it, in per cent.
    fn share(&self, view: &View) -> f64 {
        self.screen.show(view);
        slint::platform::update_timers_and_animations();
        let mut painted = 0;
        self.window.draw_if_needed(|renderer| {
            let region = renderer.render(&mut self.pixels.borrow_mut(), PANEL.width as usize);
            painted = region.iter().map(|(_, size)| size.width * size.height).sum();
        });
        f64::from(painted) * 100.0 / f64::from(PANEL.width * PANEL.height)
    }
}

#[test]
fn only_what_differs_is_painted() {
    let panel = Painted::new();
    let queue = gallery::named("queue").unwrap();
    assert!(panel.share(&queue) > 99.0, "a new page is painted whole");
    assert_eq!(panel.share(&queue), 0.0, "the same view");
    assert_eq!(panel.share(&View { face: queue.face + 1, ..queue.clone() }), 0.0, "a view that looks the same");
    let Shown::Desk(DeskScreen::Queue(later)) = &queue.screen else { panic!("{queue:?}") };
    let later = QueueView { now: later.now + Duration::from_secs(1), ..later.clone() };
    assert_eq!(
        panel.share(&View { screen: Shown::Desk(DeskScreen::Queue(later.clone())), ..queue.clone() }),
        0.0,
        "a second later"
    );
    let later = QueueView { now: later.now + Duration::from_secs(60), ..later };
    let minute = panel.share(&View { screen: Shown::Desk(DeskScreen::Queue(later)), ..queue });

    let number = gallery::named("number").unwrap();
    let typed = |typed: &str| View {
        screen: Shown::Customer(CustomerScreen::Number { typed: typed.into(), asked: Asked::OrderNo }),
        ..number.clone()
    };
    let _ = panel.share(&typed("26111"));
    let digit = panel.share(&typed("261114"));

    let choose = gallery::named("choose").unwrap();
    let _ = panel.share(&choose);
    let mut more = choose.clone();
    if let Shown::Customer(CustomerScreen::Choose { rows, .. }) = &mut more.screen {
        rows[0].units += 1;
    }
    let unit = panel.share(&more);
    println!("a minute {minute:.1} %, a digit {digit:.1} %, one unit more {unit:.1} %");
    assert!(digit < 1.0, "a digit is a row of its list, and no more is painted: {digit}");
    // The words of a page that are in no list are one property: with one of them its page is painted, not the frame.
    assert!(minute < 45.0 && unit < 60.0, "{minute} {unit}");
}
