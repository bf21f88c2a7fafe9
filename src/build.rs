//! Tells the program when it was built: no right clock is before that.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    // Reproducible builds give the time themselves.
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let secs = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|secs| secs.parse().ok()).unwrap_or(now);
    println!("cargo::rustc-env=DORO_BUILT_AT_SECS={secs}");
}
