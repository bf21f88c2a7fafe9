//! What the counter decides, without I/O and without a clock: every module here is a function of its arguments.
//!
//! From the ground up; a module knows only those above it:
//! - [`language`], [`money`], [`order`], [`mod@unit`], [`staff`], [`terminal`], [`moment`], [`mod@file`]: the words
//!   that all others use
//! - [`written`]: how amounts and days are written, wherever they stand
//! - [`visit_no`], [`slip_code`]: what a visit is called, and what shows that somebody is its customer
//! - [`survey`], [`nps`]: what is asked afterwards and how it is counted
//! - [`calendar`], [`policy`], [`judge`]: what may go back, why, until when, and when the money comes
//! - [`booking`], [`call`]: what is written down of a visit, and of a call for the staff
//! - [`device`], [`finding`]: what devices say, and how everything is that the counter needs
//! - [`touch`]: what a person can touch
//! - [`protocol`]: what is asked of the ledger, and what it answers
//! - [`view`]: what a person should see
//! - [`counter`]: the counter itself, a state machine from event to effects

pub mod booking;
pub mod calendar;
pub mod call;
pub mod counter;
pub mod device;
pub mod file;
pub mod finding;
pub mod judge;
pub mod language;
pub mod moment;
pub mod money;
pub mod nps;
pub mod order;
mod pad;
pub mod policy;
pub mod protocol;
mod settlement;
pub mod slip_code;
pub mod staff;
pub mod survey;
pub mod terminal;
pub mod touch;
pub mod unit;
pub mod view;
pub mod visit_no;
pub mod written;
