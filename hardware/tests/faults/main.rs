#![doc = include_str!("README.md")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cell;
mod closes;
mod cover;
mod cutter;
mod deaf;
mod late;
mod loses_answer;
mod lying;
mod near_end;
mod no_paper;
mod offline;
mod overheated;
mod silent;
mod stalled;
mod twice;
mod vanished;
