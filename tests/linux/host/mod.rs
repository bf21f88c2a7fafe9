//! This side of the bench: a virtual machine, its disk, its stick, and the line to the agent inside.

mod archive;
mod machine;
mod modules;
mod qmp;
mod shop;
mod start;
mod stick;

pub use machine::Machine;
pub use shop::PIN;
