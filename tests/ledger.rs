//! The ledger: every question, every limit, every bad file.

#![allow(clippy::unwrap_used, reason = "what a test asks for must be there")]

#[path = "ledger/calls.rs"]
mod calls;
#[path = "ledger/clock.rs"]
mod clock;
#[path = "ledger/exports.rs"]
mod exports;
#[path = "ledger/files.rs"]
mod files;
#[path = "ledger/finding.rs"]
mod finding;
#[path = "ledger/limits.rs"]
mod limits;
#[path = "ledger/questions.rs"]
mod questions;
#[path = "ledger/sign_in.rs"]
mod sign_in;
#[path = "ledger/slips.rs"]
mod slips;
#[path = "ledger/terminals.rs"]
mod terminals;
#[path = "ledger/units.rs"]
mod units;
#[path = "ledger/void.rs"]
mod void;
#[path = "ledger/world.rs"]
mod world;
