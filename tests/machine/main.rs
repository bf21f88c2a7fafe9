//! The assembled machine with real parts: threads, a ledger on disk, a scanner on a pty, a printer that parses what
//! it is sent.

mod bench;
mod cables;
mod export;
mod paper;
