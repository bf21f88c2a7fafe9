//! Visits, as people make them: the real counter and the real ledger, step by step.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod counter;
mod customer;
mod display;
mod first_delivery;
mod late;
mod paper;
mod restart;
mod staff;
mod survey;
mod trouble;
mod units;
