//! The screen as a device: views in, touches out.
//!
//! - [`Screen`]: one panel; [`Screen::show`] paints a view, [`Screen::on_touch`] hears touches, [`Post`] shows views
//!   from other threads
//! - [`mod@bench`]: beside it, on a counter that is only tried out, what can be held to the scanner
//! - [`headless`]: the same screen without a display, as pictures
//! - [`gallery`]: a sample view of every screen
//!
//! Every word stands in the markup; Rust sets names, numbers, amounts and dates.

// A screen, a notice or a word that the domain gains must be painted before this compiles.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod bench;
mod customer;
mod desk;
mod frame;
pub mod gallery;
pub mod headless;
mod letters;
mod list;
mod manage;
mod painter;
mod panel;
mod press;
mod screen;
mod shown;
mod speaker;
mod survey;
mod words;

pub use letters::has_shape;
pub use markup;
pub use markup::slint::PlatformError;
pub use panel::{Panel, Shop};
pub use screen::{Post, Screen};
