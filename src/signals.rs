//! The signals that ask the program to end: SIGTERM (a service manager, a shutdown), SIGINT (Control-C) and SIGHUP (the
//! terminal has gone).
//!
//! The first one begins an orderly end on a thread of its own; a second one ends the process at once, also while it is
//! still starting. Handlers are installed also where the process was started with SIGINT ignored, as shells do for
//! programs in the background.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag::{register, register_conditional_shutdown};
use signal_hook::iterator::Signals;

use crate::say::remark;

/// Longest time for an orderly end, after which the process ends as it is. Service managers wait longer before they
/// kill: systemd 90 s.
pub(crate) const END_SECS_MAX: u64 = 45;

/// What a shell reports of a program that a signal ended is 128 and the signal's number.
const ENDED_BY: i32 = 128;

/// The signals, caught.
#[derive(Debug)]
pub struct Caught(Signals);

/// Catches the signals from now on; what comes before [`Caught::end_with`] is kept until then.
///
/// # Errors
/// When the system refuses the handlers.
pub fn catch() -> io::Result<Caught> {
    let heard_one = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        // In this order: the first signal finds the flag unset.
        register_conditional_shutdown(signal, ENDED_BY + signal, Arc::clone(&heard_one))?;
        register(signal, Arc::clone(&heard_one))?;
    }
    Ok(Caught(Signals::new([SIGTERM, SIGINT, SIGHUP])?))
}

impl Caught {
    /// Has the first signal, also one that has come already, call `end` on a thread of its own. `end` is to bring the
    /// process to its end; where that takes too long the process ends all the same, with 1.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn end_with(mut self, end: impl FnOnce() + Send + 'static) -> io::Result<()> {
        thread::Builder::new().name("signals".into()).spawn(move || {
            if self.0.forever().next().is_none() {
                return;
            }
            tracing::info!("asked to end: what is under way is finished first");
            thread::spawn(|| {
                thread::sleep(Duration::from_secs(END_SECS_MAX));
                remark(format!("doro: not everything could be finished within {END_SECS_MAX} s"));
                signal_hook::low_level::exit(1);
            });
            end();
        })?;
        Ok(())
    }
}
