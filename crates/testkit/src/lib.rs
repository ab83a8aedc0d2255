//! Test databases, builders and a clock that tests move.

#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a failed preparation is a failed test")]

pub mod country;
pub mod databases;
pub mod meter;
pub mod sample;

pub use databases::{TestDatabase, databases, for_each_database};
