//! The `doro` binary.

fn main() {}
