//! Visits, as people make them: the real counter and the real ledger, step by step.

mod counter;
mod customer;
mod paper;
mod restart;
mod staff;
mod survey;
