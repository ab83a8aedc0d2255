//! The clock, as an argument: tests move it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, UTC, whole microseconds: what PostgreSQL keeps.
    fn now(&self) -> NaiveDateTime;
}

/// The calendar day in Việt Nam (UTC+7, no summer time) at this UTC time.
#[must_use]
pub fn local_day(now: NaiveDateTime) -> NaiveDate {
    (now + TimeDelta::hours(7)).date()
}

/// A stored UTC time with its zone, for the wire.
#[must_use]
pub fn utc(time: NaiveDateTime) -> DateTime<Utc> {
    time.and_utc()
}
