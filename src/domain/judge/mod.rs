//! Judging a request by the policy.

pub mod decision;
pub mod request;

pub use decision::*;
pub use request::*;
