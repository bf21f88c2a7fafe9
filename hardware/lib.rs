//! Scanner, receipt printer, paper and stick; knows nothing of returns.
#![forbid(unsafe_code)]

pub mod bench;
pub mod paper;
pub mod printer;
pub mod scanner;
