//! Orders coming in: the shop's files, and samples that look like them.

mod dice;

pub use dice::Dice;
