//! Any bytes, cut anywhere, with any pauses.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../bodies.rs"]
mod bodies;

fuzz_target!(|bytes: &[u8]| bodies::framing(bytes));
