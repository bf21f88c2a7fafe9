//! The screens as Slint markup and what Slint generates from them, nothing else.
#![expect(missing_docs, reason = "generated")]
slint::include_modules!();
pub use slint;
