//! Moments as both engines keep them: UTC without zone, to the microsecond.

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};

/// A moment as it is stored. Cut to microseconds, so that what is read back equals what was written.
#[must_use]
pub fn stored(moment: DateTime<Utc>) -> NaiveDateTime {
    cut(moment.naive_utc())
}

/// The same moment without what is finer than a microsecond.
#[must_use]
pub fn cut(moment: NaiveDateTime) -> NaiveDateTime {
    let micros = moment.nanosecond() / 1_000;
    moment.with_nanosecond(micros * 1_000).unwrap_or(moment)
}

/// The moment that a stored time means.
#[must_use]
pub fn utc(stored: NaiveDateTime) -> DateTime<Utc> {
    stored.and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_cut_to_microseconds() {
        let moment = DateTime::from_timestamp(1_790_000_000, 123_456_789).unwrap();
        assert_eq!(stored(moment).nanosecond(), 123_456_000);
        assert_eq!(stored(utc(stored(moment))), stored(moment));
    }
}
