//! Wiring of the return counter: workers, ledger, import, export.

pub mod chime;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod dice;
pub mod doctor;
pub mod export;
pub mod failure;
pub mod headless;
pub mod kiosk;
pub mod last_word;
pub mod ledger;
pub mod orders;
pub mod panel;
pub mod pin;
pub mod report;
mod say;
pub mod setup_sheet;
pub mod signals;
pub mod staff;
pub mod words;
