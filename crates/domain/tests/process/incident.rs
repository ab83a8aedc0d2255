//! How deadlines move when the system is down.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::deadline::{Holiday, HolidayCalendar, local_date, utc_of_local};
use domain::incident::{Extension, MOST_REACH, Outage};
use proptest::prelude::*;

/// Monday 30 November is a holiday here.
fn calendar() -> HolidayCalendar {
    let off = Holiday { day: day("2026-11-30"), name: "Nghỉ".to_owned(), provisional: false };
    HolidayCalendar::new([off], [day("2026-12-05")])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment in Việt Nam, as UTC.
fn at(text: &str) -> NaiveDateTime {
    utc_of_local(text.parse().unwrap()).unwrap()
}

fn outage<'a>(started: &str, until: &str, extension: Extension, calendar: &'a HolidayCalendar) -> Outage<'a> {
    Outage { started: at(started), until: at(until), extension, reach: 2, calendar }
}

#[test]
fn deadlines_move_by_the_working_days_that_were_lost() {
    let calendar = calendar();
    for (started, until, days, due, moved) in [
        // Within a day: a day.
        ("2026-11-23T10:00:00", "2026-11-23T12:00:00", 1, "2026-11-24T00:00:00", "2026-11-25T00:00:00"),
        // Monday morning to Wednesday: three days, and the hour stays.
        ("2026-11-23T08:00:00", "2026-11-25T09:00:00", 3, "2026-11-24T16:30:00", "2026-11-27T16:30:00"),
        // A weekend and a holiday are no working days; the Saturday of 5 December is worked.
        ("2026-11-27T08:00:00", "2026-12-01T08:00:00", 2, "2026-11-28T00:00:00", "2026-12-03T00:00:00"),
        ("2026-12-03T08:00:00", "2026-12-04T08:00:00", 2, "2026-12-04T00:00:00", "2026-12-06T00:00:00"),
        // On a weekend nothing was lost, but who was to send then gets a working day.
        ("2026-11-28T08:00:00", "2026-11-29T08:00:00", 1, "2026-11-28T12:00:00", "2026-12-01T12:00:00"),
        // Never due before the first working day after the end.
        ("2026-11-28T08:00:00", "2026-12-01T15:00:00", 1, "2026-11-29T10:00:00", "2026-12-02T10:00:00"),
    ] {
        let outage = outage(started, until, Extension::Outage {}, &calendar);
        assert_eq!(outage.days(), days, "{started} – {until}");
        assert_eq!(outage.moved(at(due)), Some(at(moved)), "{due} after {started} – {until}");
    }
    let fixed = outage("2026-11-23T10:00:00", "2026-11-23T12:00:00", Extension::Days { days: 5 }, &calendar);
    assert_eq!(fixed.moved(at("2026-11-24T00:00:00")), Some(at("2026-12-02T00:00:00")));
    let short = outage("2026-11-23T10:00:00", "2026-11-27T12:00:00", Extension::Days { days: 1 }, &calendar);
    assert_eq!(short.moved(at("2026-11-24T00:00:00")), Some(at("2026-12-02T00:00:00")), "after the end all the same");
}

#[test]
fn deadlines_from_its_beginning_to_some_days_after_its_end_are_concerned() {
    let calendar = calendar();
    // Thursday and Friday; two working days more are Tuesday and Wednesday.
    let outage = outage("2026-11-26T10:00:00", "2026-11-27T12:00:00", Extension::Outage {}, &calendar);
    for (due, is_concerned) in [
        ("2026-11-26T09:59:59", false),
        ("2026-11-26T10:00:00", true),
        ("2026-11-28T00:00:00", true),
        ("2026-12-03T00:00:00", true),
        ("2026-12-03T00:00:01", false),
    ] {
        assert_eq!(outage.concerns(at(due)), is_concerned, "{due}");
    }
    let closed = Outage { reach: 0, ..outage };
    assert!(closed.concerns(at("2026-11-28T00:00:00")) && !closed.concerns(at("2026-11-28T00:00:01")));
}

#[test]
fn entry_follows_unless_it_had_closed_before() {
    let calendar = calendar();
    let outage = outage("2026-11-23T10:00:00", "2026-11-24T12:00:00", Extension::Outage {}, &calendar);
    for (closes, moved) in
        [("2026-11-22", None), ("2026-11-23", Some("2026-11-25")), ("2026-11-27", Some("2026-12-02"))]
    {
        assert_eq!(outage.moved_close(day(closes)), moved.map(day), "{closes}");
    }
}

proptest! {
    #[test]
    fn a_deadline_only_moves_later_to_a_working_day_after_the_end_and_further_the_longer_it_lasts(
        begin in 0_i64..400 * 24, length in 0_i64..20 * 24, more in 0_i64..10 * 24, into in 0_i64..30 * 24,
        fixed in proptest::option::of(1_u16..=30), reach in 0..=MOST_REACH,
    ) {
        let calendar = calendar();
        let started = at("2026-01-01T00:30:00") + TimeDelta::hours(begin);
        let extension = fixed.map_or(Extension::Outage {}, |days| Extension::Days { days });
        let outage = Outage { started, until: started + TimeDelta::hours(length), extension, reach, calendar: &calendar };
        let longer = Outage { until: outage.until + TimeDelta::hours(more), ..outage };
        let due = started + TimeDelta::hours(into);
        let moved = outage.moved(due).unwrap();
        prop_assert!(moved > due);
        prop_assert!(calendar.is_working_day(local_date(moved - TimeDelta::microseconds(1)).unwrap()));
        if due <= outage.until {
            prop_assert!(moved > outage.until, "not due while the system is down");
        }
        prop_assert!(longer.days() >= outage.days());
        prop_assert!(longer.moved(due).unwrap() >= moved, "what was granted is not taken back");
        prop_assert!(!outage.concerns(due) || longer.concerns(due));
    }
}
