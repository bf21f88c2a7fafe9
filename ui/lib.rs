//! The screen as a device: views in, touches out.
//!
//! - [`Screen`]: one panel; [`Screen::show`] paints a view, [`Screen::on_touch`] hears touches, [`Post`] shows views
//!   from other threads
//! - [`format`](mod@format): amounts and dates, on screens and on paper alike
//! - [`mod@bench`]: beside it, on a counter that is only tried out, what can be held to the scanner
//! - [`headless`]: the same screen without a display, as pictures
//! - [`gallery`]: a sample view of every screen
//!
//! Every word stands in the markup; Rust sets names, numbers, amounts and dates.

pub mod bench;
pub mod format;
pub mod gallery;
pub mod headless;
mod letters;
mod page;
mod paint;
mod panel;
mod press;
mod screen;
mod words;

pub use letters::has_shape;
pub use markup;
pub use markup::slint::PlatformError;
pub use panel::{Panel, Shop};
pub use screen::{Post, Screen};
