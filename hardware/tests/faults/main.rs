//! Every fault of a printer at every moment of a slip, over a pty and over TCP, with printers that heed `DLE ENQ 2`
//! and printers that do not: what is said of the slip, what is on the paper, and that the next slip is whole and its
//! own. The tests read this table and measure each cell.
//!
//! A cell says what became of the slip, why, and which rows of it are on paper when that is said. The moments: before
//! the job, after the first status, in the first band, between bands, in the last band, before the cut, after the cut
//! (its last byte, before the answer to `GS r 1`), after that answer.
//!
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cell;
mod cover;
mod cutter;
mod lying;
mod near_end;
mod no_paper;
mod offline;
mod overheated;
mod silent;
mod stalled;
mod vanished;
