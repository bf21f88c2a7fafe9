//! The ledger: every question, every limit, every bad file.

#[path = "ledger/questions.rs"]
mod questions;
#[path = "ledger/world.rs"]
mod world;
