//! Test databases, builders and a clock that tests move.
