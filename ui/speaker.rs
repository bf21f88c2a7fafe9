//! Words in the language of the view, out of the markup.

use domain::language::Language;
use markup::App;
use markup::slint::{ComponentHandle, Global};

use crate::panel::Shop;

/// Speaks for one view.
pub(crate) struct Speaker<'a> {
    pub app: &'a App,
    pub language: Language,
    pub shop: &'a Shop,
}

impl<'a> Speaker<'a> {
    /// A set of words, or what Rust sets of an area.
    pub(crate) fn of<T: Global<'a, App>>(&self) -> T {
        self.app.global::<T>()
    }
}
