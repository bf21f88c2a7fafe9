//! Visits, as people make them: the real counter and the real ledger, step by step.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod calls;
mod cancel;
mod changed;
mod counter;
mod customer;
mod depends;
mod display;
mod documents;
mod enquiry;
mod export;
mod first_delivery;
mod hands;
mod late;
mod lines;
mod named;
mod paper;
mod phone;
mod restart;
mod staff;
mod sums;
mod survey;
mod trouble;
mod units;
mod which;
mod whose;
