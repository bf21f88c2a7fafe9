//! Beside the panel of a counter that is only tried out: what can be held to its scanner.

use std::rc::Rc;

use markup::slint::{ComponentHandle, EventLoopError, Image, Rgb8Pixel, SharedPixelBuffer, VecModel};
use markup::{App, Bench, Brought, Thing as Kind};

use crate::{Post, Screen};

/// The largest picture of a slip, in pixels.
pub const SLIP: (u32, u32) = (232, 568);

/// What a customer may have brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The receipt of an order.
    Receipt {
        /// Its number.
        order: String,
        /// What its first line is.
        goods: String,
        /// Lines besides.
        more: usize,
        /// How it came to the customer.
        got: Got,
    },
    /// A product with a code of its own.
    Product {
        /// Its name.
        goods: String,
    },
    /// The slip that was printed last.
    Slip,
}

/// How an order came to the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Got {
    /// Taken along from the shop, today.
    InStore,
    /// So many days ago.
    DaysAgo(i32),
    /// Not yet.
    NotYet,
}

impl Thing {
    fn shown(&self) -> Brought {
        match self {
            Thing::Receipt { order, goods, more, got } => Brought {
                kind: Kind::Receipt,
                order: order.into(),
                goods: goods.into(),
                more: i32::try_from(*more).unwrap_or(i32::MAX),
                days: if let Got::DaysAgo(days) = got { *days } else { -1 },
                store: *got == Got::InStore,
            },
            Thing::Product { goods } => Brought { kind: Kind::Product, goods: goods.into(), ..Brought::default() },
            Thing::Slip => Brought { kind: Kind::Slip, ..Brought::default() },
        }
    }
}

impl Screen {
    /// Offers `things` beside the panel, in a window that is wider by their column; `held` hears which of them is
    /// pressed, from 0. `manager` may sign in with `pin`.
    pub fn offer(&self, things: &[Thing], (manager, pin): (&str, &str), mut held: impl FnMut(usize) + 'static) {
        let bench = self.app().global::<Bench>();
        bench.set_things(Rc::new(things.iter().map(Thing::shown).collect::<VecModel<_>>()).into());
        bench.set_manager(manager.into());
        bench.set_pin(pin.into());
        bench.on_held(move |at| {
            if let Ok(at) = usize::try_from(at) {
                held(at);
            }
        });
    }
}

impl Post {
    /// A slip has been printed: it lies there as a picture `width` pixels wide, of so many levels of grey, and can be held
    /// to the scanner.
    ///
    /// # Errors
    /// As of [`Post::show`].
    pub fn slip(&self, width: u32, grey: &[u8]) -> Result<(), EventLoopError> {
        let height = u32::try_from(grey.len()).unwrap_or(0) / width.max(1);
        let mut pixels = SharedPixelBuffer::<Rgb8Pixel>::new(width, height);
        for (pixel, level) in pixels.make_mut_slice().iter_mut().zip(grey) {
            *pixel = Rgb8Pixel::new(*level, *level, *level);
        }
        self.with(move |app| {
            let bench = app.global::<Bench>();
            bench.set_paper(Image::from_rgb8(pixels));
            bench.set_slip(true);
            bench.set_paper_out(true);
        })
    }

    /// What is being played, or that nothing is any more.
    ///
    /// # Errors
    /// As of [`Post::show`].
    pub fn caption(&self, words: Option<String>) -> Result<(), EventLoopError> {
        self.with(move |app| {
            let bench = app.global::<Bench>();
            bench.set_playing(words.is_some());
            bench.set_paper_out(false);
            bench.set_caption(words.unwrap_or_default().into());
        })
    }

    fn with(&self, act: impl FnOnce(App) + Send + 'static) -> Result<(), EventLoopError> {
        self.app().upgrade_in_event_loop(act)
    }
}
