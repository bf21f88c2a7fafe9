//! What is kept, with real processes, real signals and real files: how the kiosk ends, who may have the ledger open, and
//! what is in the files at rest.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod broken_off;
mod brought_back;
mod copies;
mod disks;
mod forms;
mod gone;
mod locks;
mod lost;
mod orderly_end;
#[path = "../patience/mod.rs"]
mod patience;
mod shop;
mod terminals;
mod traces;
