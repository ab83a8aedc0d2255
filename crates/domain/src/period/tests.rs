//! Tests of periods.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::language::Language;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn codes_labels_and_bounds() {
    let rows = [
        ("2026-11-21", "Ngày 21/11/2026", "21 November 2026", "2026-11-21", "2026-11-21"),
        ("2024-02", "Tháng 2 năm 2024", "February 2024", "2024-02-01", "2024-02-29"),
        ("2026-Q4", "Quý IV năm 2026", "Quarter IV of 2026", "2026-10-01", "2026-12-31"),
        ("2026-Q1", "Quý I năm 2026", "Quarter I of 2026", "2026-01-01", "2026-03-31"),
        ("2026-H1", "6 tháng đầu năm 2026", "First half of 2026", "2026-01-01", "2026-06-30"),
        ("2026-H2", "6 tháng cuối năm 2026", "Second half of 2026", "2026-07-01", "2026-12-31"),
        ("2026-9M", "9 tháng đầu năm 2026", "First nine months of 2026", "2026-01-01", "2026-09-30"),
        ("2026", "Năm 2026", "Year 2026", "2026-01-01", "2026-12-31"),
    ];
    for (code, vi, en, from, to) in rows {
        let period = Period::parse(code).unwrap();
        assert_eq!(period.to_string(), code);
        assert_eq!(period.label(Language::Vi), vi);
        assert_eq!(period.label(Language::En), en);
        assert_eq!(period.calendar(), Some(DateRange { from: day(from), to: day(to) }), "{code}");
        let json = serde_json::to_string(&period).unwrap();
        assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }
    let survey = Period::parse("A-khao-sat-2026").unwrap();
    assert_eq!(survey.to_string(), "A-khao-sat-2026");
    assert_eq!((survey.calendar(), survey.previous(), survey.next()), (None, None, None));
}

#[test]
fn what_is_not_a_period() {
    for code in [
        "",
        "26",
        "2026-",
        "2026-Q0",
        "2026-Q5",
        "2026-H3",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-02-30",
        "2026-8M",
        "2026-q1",
        "1899",
        "9999",
        "+026",
        "A-",
        "A-Quý",
        "A--x",
        "A-x-",
        "２０２６",
        "2026-11-21T00",
    ] {
        assert!(Period::parse(code).is_err(), "{code}");
    }
}

#[test]
fn the_period_before() {
    let rows = [
        ("2026-03-01", "2026-02-28"),
        ("2024-03-01", "2024-02-29"),
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026-Q3", "2026-Q2"),
        ("2026-H1", "2025-H2"),
        ("2026-9M", "2025-9M"),
        ("2026", "2025"),
    ];
    for (code, before) in rows {
        assert_eq!(Period::parse(code).unwrap().previous().unwrap().to_string(), before);
    }
    assert_eq!(Period::parse("1900-01").unwrap().previous(), None);
}

#[test]
fn nine_months_end_in_september() {
    assert_eq!(Period::containing(Frequency::NineMonthly, day("2026-09-30")), Period::parse("2026-9M").ok());
    assert_eq!(Period::containing(Frequency::NineMonthly, day("2026-10-01")), None);
    assert_eq!(Period::containing(Frequency::AdHoc, day("2026-10-01")), None);
}

proptest! {
    #[test]
    fn a_day_lies_in_its_period(days in 0i64..7670, index in 0usize..6) {
        let day = day("2020-01-01") + chrono::TimeDelta::days(days);
        let frequency = Frequency::ALL[index];
        if let Some(period) = Period::containing(frequency, day) {
            prop_assert_eq!(period.kind(), frequency);
            prop_assert!(period.calendar().unwrap().contains(day));
            prop_assert_eq!(Period::parse(&period.to_string()).unwrap(), period.clone());
            prop_assert_eq!(period.next().unwrap().previous().unwrap(), period.clone());
            prop_assert!(period.previous().unwrap() < period);
        }
    }

    #[test]
    fn any_text_is_answered(text in ".{0,20}") {
        if let Ok(period) = Period::parse(&text) {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}
