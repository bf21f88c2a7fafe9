#![doc = include_str!("README.md")]
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
