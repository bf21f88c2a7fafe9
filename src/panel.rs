//! The panel's window, driven by a machine.

use std::time::Duration;

use domain::counter::Event;
use domain::view::View;

use crate::config;
use crate::failure::Failure;
use crate::kiosk::Kiosk;
use crate::signals::Caught;
use crate::words::TO_A_DESKTOP;

/// How often a window is told to close until it has.
const CLOSE_AGAIN: Duration = Duration::from_millis(100);

/// What shows a view, from any thread.
pub type Show = Box<dyn FnMut(View) + Send>;

/// The panel as the screens know it.
#[must_use]
pub fn size(panel: &config::Panel) -> ui::Panel {
    ui::Panel { width: panel.width, height: panel.height, width_mm: panel.width_mm }
}

/// The shop as the screens know it.
#[must_use]
pub fn shop(shop: &config::Shop) -> ui::Shop {
    ui::Shop { name: shop.name.clone(), phone: shop.phone.clone(), hours: shop.hours.clone() }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum NoDesktop {
    /// Nothing in the session names one.
    #[error("this session has no desktop to draw on: neither WAYLAND_DISPLAY nor DISPLAY is set")]
    NotNamed,
    /// One is named, and there is none, or it lets nobody in.
    #[error("the desktop of {named} cannot be drawn on: {why}")]
    Closed {
        /// The variable with its value.
        named: String,
        /// What the desktop's library says.
        why: String,
    },
}

impl NoDesktop {
    fn because(why: &ui::PlatformError) -> NoDesktop {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let named = |name: &str| Some(format!("{name}={}", set(name)?));
        match named("WAYLAND_DISPLAY").or_else(|| named("WAYLAND_SOCKET")).or_else(|| named("DISPLAY")) {
            Some(named) => {
                let why = why.to_string();
                NoDesktop::Closed { named, why: why.lines().next().unwrap_or_default().to_owned() }
            }
            None => NoDesktop::NotNamed,
        }
    }
}

/// Opens the panel's window, which is not seen yet: all that can fail because of where the program was started. What the
/// kiosk and the doctor open alike.
///
/// # Errors
/// When there is no desktop.
pub fn open(panel: &config::Panel, who: &config::Shop) -> Result<ui::Screen, NoDesktop> {
    let no_desktop = |why: ui::PlatformError| NoDesktop::because(&why);
    ui::Screen::on_a_desktop().map_err(no_desktop)?;
    let screen = ui::Screen::new(size(panel), shop(who)).map_err(no_desktop)?;
    screen.fullscreen(panel.fullscreen);
    if panel.fullscreen {
        let said = (panel.width, panel.height);
        screen.on_resized(move |width, height| {
            if (width, height) != said {
                let (wide, high) = said;
                tracing::warn!(
                    "the screen has {width} × {height} pixels, [panel] says {wide} × {high}: laid out for what is there"
                );
            }
        });
    }
    Ok(screen)
}

/// Opens the window, starts the machine that `start` makes, and stays until the window is closed or a signal asks for
/// the end. The window stays until the machine has ended: somebody may be waiting for their slip. `touched` is called at
/// each touch, before the machine hears of it.
///
/// # Errors
/// When there is no display, or the machine does not start.
pub fn window(
    panel: &config::Panel,
    who: &config::Shop,
    signals: Caught,
    mut touched: impl FnMut() + 'static,
    start: impl FnOnce(Show, &ui::Screen) -> Result<Kiosk, Failure>,
) -> Result<(), Failure> {
    let no_desktop = |why: NoDesktop| Failure(format!("{why}; {TO_A_DESKTOP}; --headless does without a window"));
    let screen = open(panel, who).map_err(no_desktop)?;
    let post = screen.weak();
    let show = move |view| {
        // The window is closed: the machine is stopped next.
        let _ = post.show(view);
    };
    let kiosk = start(Box::new(show), &screen)?;
    let (ender, window) = (kiosk.ender(), screen.weak());
    signals.end_with(move || {
        ender.end();
        // A window that is only just opening does not hear the first word.
        while window.close().is_ok() {
            std::thread::sleep(CLOSE_AGAIN);
        }
    })?;
    let tell = kiosk.teller();
    screen.on_touch(move |press, touch| {
        touched();
        tell.tell(Event::Touched { press, touch });
    });
    screen.run().map_err(|why| no_desktop(NoDesktop::because(&why)))?;
    drop(kiosk);
    Ok(())
}
