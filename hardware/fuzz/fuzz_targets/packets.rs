//! Any bytes as packets, cut anywhere, with any silences.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target runs one of the bodies")]
#[path = "../bodies.rs"]
mod bodies;

fuzz_target!(|bytes: &[u8]| bodies::packets(bytes));
