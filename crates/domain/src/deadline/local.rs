//! Local time: Asia/Ho_Chi_Minh, UTC+7 all year.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::language::Language;

/// Asia/Ho_Chi_Minh has had this offset, without summer time, since 1975.
const OFFSET: TimeDelta = TimeDelta::hours(7);

/// The local wall-clock time of a UTC moment. None at the very ends of the calendar.
#[must_use]
pub fn local_time(utc: NaiveDateTime) -> Option<NaiveDateTime> {
    utc.checked_add_signed(OFFSET)
}

/// The local day of a UTC moment. None at the very ends of the calendar.
#[must_use]
pub fn local_date(utc: NaiveDateTime) -> Option<NaiveDate> {
    local_time(utc).map(|local| local.date())
}

/// The UTC moment of a local wall-clock time. None at the very ends of the calendar.
#[must_use]
pub fn utc_of_local(local: NaiveDateTime) -> Option<NaiveDateTime> {
    local.checked_sub_signed(OFFSET)
}

/// The UTC moment at which a local day ends (24:00), or its given time of day.
pub(super) fn end_of(day: NaiveDate, time: Option<NaiveTime>) -> Option<NaiveDateTime> {
    let local = match time {
        Some(time) => day.and_time(time),
        None => day.succ_opt()?.and_time(NaiveTime::MIN),
    };
    utc_of_local(local)
}

/// A due moment in words. Midnight belongs to the day that ends: "24:00 ngày 22/12/2026".
#[must_use]
pub fn due_label(due: NaiveDateTime, language: Language) -> String {
    let Some(local) = local_time(due) else { return due.to_string() };
    let (time, day) = match (local.time() == NaiveTime::MIN, local.date().pred_opt()) {
        (true, Some(day_before)) => ("24:00".to_owned(), day_before),
        _ => (local.format("%H:%M").to_string(), local.date()),
    };
    let day = day.format("%d/%m/%Y");
    match language {
        Language::Vi => format!("{time} ngày {day}"),
        Language::En => format!("{time} on {day}"),
    }
}
