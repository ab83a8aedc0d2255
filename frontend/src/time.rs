//! Moments and days as people in Vietnam read them: dd/mm/yyyy, 24 hours, Asia/Ho_Chi_Minh (I1).
//!
//! Vietnam has had one offset without summer time since 1975, so the offset is a constant.

use std::cell::Cell;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};

use crate::locales::{M, fill, t};

const OFFSET_HOURS: i64 = 7;

/// How pressing a deadline is; what "Việc của tôi" is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// The deadline has passed.
    Overdue,
    /// Due within five days.
    Soon,
    /// Due later.
    Later,
}

thread_local! {
    /// How far the server's clock is ahead of this device's, in milliseconds.
    static AHEAD: Cell<i64> = const { Cell::new(0) };
}

/// Clocks that differ by less agree: answers take their time, and tell whole seconds.
const AGREEING: i64 = 10_000;

/// The present moment by the server's clock, which deadlines are judged by; by this device's until the server has answered.
pub fn now() -> DateTime<Utc> {
    device_now() + Duration::milliseconds(AHEAD.get())
}

/// The present moment by this device's clock, for what is compared with other moments of the same clock only.
pub fn device_now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(device_milliseconds()).unwrap_or_default()
}

fn device_milliseconds() -> i64 {
    // Milliseconds since 1970 fit an i64 until far beyond any deadline.
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let milliseconds = js_sys::Date::now() as i64;
    milliseconds
}

/// Takes the `Date` of an answer of the server that has just come.
pub fn heed(date: &str) {
    if let Ok(server) = DateTime::parse_from_rfc2822(date) {
        AHEAD.set(ahead(server.timestamp_millis(), device_milliseconds()));
    }
}

/// How far one clock is ahead of the other, unless they agree.
fn ahead(server: i64, device: i64) -> i64 {
    let ahead = server - device;
    if ahead.abs() < AGREEING { 0 } else { ahead }
}

/// The moment on a clock in Vietnam.
pub fn local(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.naive_utc() + Duration::hours(OFFSET_HOURS)
}

/// `21/11/2026`.
pub fn date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// `21/11/2026 10:42`.
pub fn date_time(moment: DateTime<Utc>) -> String {
    format!("{} {}", date(local(moment).date()), clock(moment))
}

/// `10:42`.
pub fn clock(moment: DateTime<Utc>) -> String {
    let moment = local(moment);
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// How pressing a deadline is now.
pub fn urgency(due: DateTime<Utc>, now: DateTime<Utc>) -> Urgency {
    if due < now {
        Urgency::Overdue
    } else if days_between(now, due) <= 5 {
        Urgency::Soon
    } else {
        Urgency::Later
    }
}

/// "còn 3 ngày", "hôm nay", "quá hạn 2 ngày".
pub fn due_distance(due: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let days = days_between(now, due);
    match days {
        _ if due < now && days == 0 => t(M::OverdueToday).to_owned(),
        _ if due < now => fill(M::OverdueDays, &[&(-days).to_string()]),
        0 => t(M::DueToday).to_owned(),
        1 => t(M::DueTomorrow).to_owned(),
        days => fill(M::DueInDays, &[&days.to_string()]),
    }
}

/// The last day on which sending is in time. A deadline at midnight is the end (24:00) of the day before.
pub fn due_day(due: DateTime<Utc>) -> NaiveDate {
    (local(due) - Duration::seconds(1)).date()
}

/// Calendar days from now to the deadline's day.
fn days_between(now: DateTime<Utc>, due: DateTime<Utc>) -> i64 {
    (due_day(due) - local(now).date()).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn deadlines_count_calendar_days_in_vietnam() {
        let now = at("2026-11-21T16:30:00Z"); // 23:30 on the 21st in Vietnam
        for (due, urgency_expected, text) in [
            ("2026-11-21T16:59:59Z", Urgency::Soon, "hạn hôm nay"),
            ("2026-11-21T17:00:00Z", Urgency::Soon, "hạn hôm nay"),
            ("2026-11-22T17:00:00Z", Urgency::Soon, "hạn ngày mai"),
            ("2026-11-26T16:59:59Z", Urgency::Soon, "còn 5 ngày"),
            ("2026-11-27T16:59:59Z", Urgency::Later, "còn 6 ngày"),
            ("2026-11-21T10:00:00Z", Urgency::Overdue, "quá hạn hôm nay"),
            ("2026-11-19T16:59:59Z", Urgency::Overdue, "quá hạn 2 ngày"),
        ] {
            assert_eq!(urgency(at(due), now), urgency_expected, "{due}");
            assert_eq!(due_distance(at(due), now), text, "{due}");
        }
    }

    #[test]
    fn only_clocks_that_differ_are_set() {
        for (server, device, expected) in [
            (1_000_000, 1_000_400, 0),
            (1_009_000, 1_000_000, 0),
            (8_200_000, 1_000_000, 7_200_000),
            (1_000_000, 87_400_000, -86_400_000),
        ] {
            assert_eq!(ahead(server, device), expected);
        }
        assert_eq!(DateTime::parse_from_rfc2822("Sun, 22 Nov 2026 14:00:00 GMT").unwrap().timestamp(), 1_795_356_000);
    }

    #[test]
    fn midnight_belongs_to_the_day_that_ends() {
        for (due, day) in [
            ("2026-12-17T17:00:00Z", "17/12/2026"),
            ("2026-12-17T16:59:59Z", "17/12/2026"),
            ("2026-12-17T09:30:00Z", "17/12/2026"),
        ] {
            assert_eq!(date(due_day(at(due))), day, "{due}");
        }
    }

    #[test]
    fn moments_are_shown_in_vietnam() {
        assert_eq!(date_time(at("2026-12-31T17:05:00Z")), "01/01/2027 00:05");
    }
}
