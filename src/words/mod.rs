//! Words that leave the machine other than by the screen.

pub mod export;
