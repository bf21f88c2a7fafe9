//! Wiring of the return counter: workers, ledger, import, export.

pub mod export;
pub mod ledger;
pub mod orders;
pub mod staff;
pub mod words;
