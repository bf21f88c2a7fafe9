//! What the counter decides, without I/O and without a clock: every module here is a function of its arguments.
//!
//! - [`money`], [`order`], [`unit`]: what was sold and paid, and what a unit says of itself
//! - [`policy`], [`calendar`], [`judge`]: what may go back, why, until when, and when the money comes
//! - [`counter`]: the counter itself, a state machine from event to effects
//! - [`visit_no`], [`slip_code`]: what a visit is called, and what shows that somebody is its customer
//! - [`survey`], [`nps`]: what is asked afterwards and how it is counted

pub mod calendar;
pub mod counter;
pub mod judge;
pub mod moment;
pub mod money;
pub mod nps;
pub mod order;
pub mod policy;
pub mod slip_code;
pub mod survey;
pub mod unit;
pub mod visit_no;
