//! How far a copy is, and breaking it off in order.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::signals::Caught;

pub(super) struct Bar {
    bar: ProgressBar,
    ends: Arc<AtomicBool>,
}

impl Bar {
    /// From now on a signal breaks the copy off, and what was begun is removed.
    pub(super) fn new(what: &'static str, signals: Caught) -> Result<Bar, Failure> {
        let ends = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&ends);
        signals.end_with(move || asked.store(true, Ordering::Release))?;
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{msg:>9} {bar:40} {percent:>3}%  {human_pos} of {human_len} pages");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what);
        Ok(Bar { bar, ends })
    }

    /// Whether to go on.
    pub(super) fn show(&self, done: u64, of: u64) -> bool {
        self.bar.set_length(of);
        self.bar.set_position(done);
        if done == of {
            self.bar.set_message("checking");
        }
        !self.ends.load(Ordering::Acquire)
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
