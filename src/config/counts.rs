//! What a shop's files of orders say of returns.

use serde::Deserialize;

/// What `already_returned` and `payments_refunded` count, as the shop says it once. `--help` says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// What went back elsewhere: nothing of what this counter took back
    #[default]
    Elsewhere,
    /// Everything that was known at the moment --as-of: what this counter had approved by then is contained in it
    Everything,
}
