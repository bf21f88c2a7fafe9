//! What becomes of the process when one of its threads panics. A machine without its counter, or without a device's
//! thread, stands there with its last screen and does nothing: the process ends instead, and whoever started it starts it
//! again. An unfinished visit is resumed then.

use std::panic;

/// The code of a process that ended so: an error within the software (`EX_SOFTWARE` of sysexits.h).
pub const BROKEN: i32 = 70;

/// From now on a panic of any thread is said as usual, and then ends the process at once with [`BROKEN`]. What the ledger
/// has committed stays; nothing is finished any more, since nobody knows what still holds.
pub fn a_panic_ends_the_process() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        usual(panic);
        signal_hook::low_level::exit(BROKEN);
    }));
}
