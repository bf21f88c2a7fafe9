//! The published rules, as sentences that can fail.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod bad_requests;
mod calendar;
mod certainty;
mod conditions;
mod examples;
mod files;
mod instead;
mod money;
mod nps;
mod oracle;
mod periods;
mod properties;
mod second_reading;
mod visit_of_many;
mod world;
