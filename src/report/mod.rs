//! What is told of the ledger outside the counter: sheets, reports, boards. All of them are made from the same facts.

pub mod facts;
