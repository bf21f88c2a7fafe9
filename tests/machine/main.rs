//! The assembled machine with real parts: threads, a ledger on disk, a scanner on a pty, a printer that parses what
//! it is sent.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod bench;
mod cables;
mod devices;
mod display;
mod export;
mod frozen;
mod panics;
mod paper;
mod units;
