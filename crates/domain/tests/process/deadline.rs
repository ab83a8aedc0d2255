//! Data windows, entry windows and due moments: the dates that the sources print, and what holds for all years.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::deadline::{
    CutoffRule, DeadlineError, DueDay, DueRule, EntryWindowRule, Holiday, HolidayCalendar, MonthDay,
    NonWorkingDayPolicy, Schedule, ScheduleRules, due_label, local_date, local_time, utc_of_local,
};
use domain::language::Language;
use domain::period::{DateRange, Frequency, Period};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn period(code: &str) -> Period {
    Period::parse(code).unwrap()
}

fn range(from: &str, to: &str) -> DateRange {
    DateRange::new(day(from), day(to)).unwrap()
}

fn of_last_month(day: u8) -> DueRule {
    DueRule::end_of(DueDay::DayOfLastMonth { day })
}

fn schedule(code: &str, due: &DueRule, policy: NonWorkingDayPolicy, calendar: &HolidayCalendar) -> Schedule {
    let rules = ScheduleRules {
        cutoff: &CutoffRule::Decree09,
        entry_window: &EntryWindowRule::Relative { opens: 1, closes: 0 },
        due,
        non_working_days: policy,
    };
    rules.schedule(&period(code), calendar).unwrap()
}

#[test]
fn data_windows() {
    let fixed = |day| CutoffRule::FixedDay { day };
    let rows = [
        // The handbook's screenshots.
        (CutoffRule::Decree09, "2021-Q1", "2020-12-15", "2021-03-14"),
        (CutoffRule::Decree09, "2020-Q1", "2019-12-15", "2020-03-14"),
        (CutoffRule::Decree09, "2021-H1", "2020-12-15", "2021-06-14"),
        (CutoffRule::Decree09, "2021", "2020-12-15", "2021-12-14"),
        // Decree 09/2019, Article 12.
        (CutoffRule::Decree09, "2026-01", "2025-12-15", "2026-01-14"),
        (CutoffRule::Decree09, "2026-03", "2026-02-15", "2026-03-14"),
        (CutoffRule::Decree09, "2026-Q2", "2026-03-15", "2026-06-14"),
        (CutoffRule::Decree09, "2026-Q3", "2026-06-15", "2026-09-14"),
        (CutoffRule::Decree09, "2026-Q4", "2026-09-15", "2026-12-14"),
        (CutoffRule::Decree09, "2026-H2", "2026-06-15", "2026-12-14"),
        (CutoffRule::Decree09, "2026-9M", "2025-12-15", "2026-09-14"),
        (CutoffRule::Decree09, "2026-11-21", "2026-11-21", "2026-11-21"),
        // The 24th of each month (2026 circular, regime II).
        (fixed(24), "2026-03", "2026-02-25", "2026-03-24"),
        (fixed(30), "2026-02", "2026-01-31", "2026-02-28"),
        (fixed(30), "2026-03", "2026-03-01", "2026-03-30"),
        (fixed(30), "2024-02", "2024-01-31", "2024-02-29"),
        (CutoffRule::Calendar, "2024-02", "2024-02-01", "2024-02-29"),
        (CutoffRule::Calendar, "2026-Q4", "2026-10-01", "2026-12-31"),
        (CutoffRule::Calendar, "2026", "2026-01-01", "2026-12-31"),
    ];
    for (rule, code, from, to) in rows {
        assert_eq!(rule.data_window(&period(code)), Ok(range(from, to)), "{code} {rule:?}");
    }
}

#[test]
fn the_period_whose_window_holds_a_day() {
    let rows = [
        (CutoffRule::Decree09, Frequency::Quarterly, "2026-11-21", Some("2026-Q4")),
        (CutoffRule::Decree09, Frequency::Quarterly, "2026-12-14", Some("2026-Q4")),
        (CutoffRule::Decree09, Frequency::Quarterly, "2026-12-15", Some("2027-Q1")),
        (CutoffRule::Decree09, Frequency::Yearly, "2026-12-20", Some("2027")),
        (CutoffRule::Decree09, Frequency::HalfYearly, "2026-06-14", Some("2026-H1")),
        (CutoffRule::Decree09, Frequency::HalfYearly, "2026-06-15", Some("2026-H2")),
        (CutoffRule::Decree09, Frequency::NineMonthly, "2026-09-14", Some("2026-9M")),
        (CutoffRule::Decree09, Frequency::NineMonthly, "2026-09-15", None),
        (CutoffRule::Decree09, Frequency::NineMonthly, "2026-12-15", Some("2027-9M")),
        (CutoffRule::Decree09, Frequency::Daily, "2026-12-15", Some("2026-12-15")),
        (CutoffRule::FixedDay { day: 24 }, Frequency::Monthly, "2026-01-31", Some("2026-02")),
        (CutoffRule::Calendar, Frequency::Monthly, "2026-01-31", Some("2026-01")),
    ];
    for (rule, frequency, at, expected) in rows {
        assert_eq!(rule.period_at(frequency, day(at)), expected.map(period), "{at} {frequency:?}");
    }
}

#[test]
fn due_days_by_rule() {
    let dates = |text: &[&str]| serde_json::from_value::<Vec<MonthDay>>(serde_json::json!(text)).unwrap();
    let calendar = HolidayCalendar::default();
    let rows = [
        (DueDay::DayOfLastMonth { day: 17 }, "2026-Q4", "2026-12-17"),
        (DueDay::DayOfLastMonth { day: 22 }, "2026-11", "2026-11-22"),
        (DueDay::DayOfLastMonth { day: 31 }, "2026-Q2", "2026-06-30"),
        (DueDay::DayOfLastMonth { day: 30 }, "2024-02", "2024-02-29"),
        (DueDay::DayOfNextMonth { day: 5 }, "2026", "2027-01-05"),
        (DueDay::FixedDates { dates: dates(&["06-22", "12-22"]) }, "2026-H1", "2026-06-22"),
        (DueDay::FixedDates { dates: dates(&["06-22", "12-22"]) }, "2026-H2", "2026-12-22"),
        (DueDay::FixedDates { dates: dates(&["06-22", "12-22"]) }, "2026", "2026-12-22"),
        (DueDay::FixedDates { dates: dates(&["02-29"]) }, "2026-Q4", "2027-02-28"),
        (DueDay::FixedDates { dates: dates(&["01-10"]) }, "2026", "2027-01-10"),
        // The last day of the data window is too early: something must be left to report it.
        (DueDay::FixedDates { dates: dates(&["12-14"]) }, "2026", "2027-12-14"),
        // 14 December 2026 is a Monday.
        (DueDay::WorkingDaysAfterCutoff { days: 2 }, "2026-Q4", "2026-12-16"),
        (DueDay::WorkingDaysAfterCutoff { days: 5 }, "2026-Q4", "2026-12-21"),
        (DueDay::DaysAfterCutoff { days: 0 }, "2026-11-21", "2026-11-21"),
        (DueDay::Given { dates: [(period("A-khao-sat"), day("2026-11-30"))].into() }, "A-khao-sat", "2026-11-30"),
    ];
    let windows = [(period("A-khao-sat"), range("2026-11-01", "2026-11-15"))].into();
    let custom = CutoffRule::Custom { windows };
    for (due, code, expected) in rows {
        let cutoff = if code.starts_with('A') { &custom } else { &CutoffRule::Decree09 };
        let window = cutoff.data_window(&period(code)).unwrap();
        let rule = DueRule::end_of(due);
        assert_eq!(rule.day(&period(code), window, &calendar), Ok(day(expected)), "{code} {rule:?}");
    }
}

#[test]
fn what_rules_cannot_answer() {
    let calendar = HolidayCalendar::default();
    let survey = period("A-khao-sat");
    let window = range("2026-11-01", "2026-11-15");
    let missing = Err(DeadlineError::DatesMissing(survey.clone()));
    assert_eq!(CutoffRule::Decree09.data_window(&survey), missing);
    assert_eq!(CutoffRule::Custom { windows: [].into() }.data_window(&survey), missing);
    assert_eq!(of_last_month(22).day(&survey, window, &calendar), Err(DeadlineError::RuleUnfit(survey.clone())));
    let given = DueRule::end_of(DueDay::Given { dates: [].into() });
    assert_eq!(given.day(&survey, window, &calendar), Err(DeadlineError::DatesMissing(survey.clone())));
    let quarter = period("2026-Q4");
    let out = Err(DeadlineError::OutOfRange(quarter.clone()));
    assert_eq!(of_last_month(0).day(&quarter, window, &calendar), Err(DeadlineError::OutOfRange(quarter.clone())));
    assert_eq!(CutoffRule::FixedDay { day: 0 }.data_window(&quarter), out);
    let backwards = EntryWindowRule::Relative { opens: 30, closes: 0 };
    assert_eq!(backwards.window(&quarter, range("2026-09-15", "2026-12-14"), day("2026-12-22")), out);
}

#[test]
fn the_end_of_a_day_is_at_seventeen_utc() {
    let strict = NonWorkingDayPolicy::Strict;
    let calendar = HolidayCalendar::default();
    let due = schedule("2026-Q4", &of_last_month(22), strict, &calendar);
    assert_eq!(due.due, moment("2026-12-22T17:00:00"));
    assert!(!due.is_late_at(moment("2026-12-22T17:00:00")));
    assert!(due.is_late_at(moment("2026-12-22T17:00:01")));
    assert_eq!(due_label(due.due, Language::Vi), "24:00 ngày 22/12/2026");
    let timed = DueRule { day: DueDay::DaysAfterCutoff { days: 0 }, time: NaiveTime::from_hms_opt(16, 30, 0) };
    let daily = ScheduleRules {
        cutoff: &CutoffRule::Calendar,
        entry_window: &EntryWindowRule::Relative { opens: 0, closes: 0 },
        due: &timed,
        non_working_days: strict,
    };
    let daily = daily.schedule(&period("2026-11-21"), &calendar).unwrap();
    assert_eq!(daily.due, moment("2026-11-21T09:30:00"));
    assert_eq!(due_label(daily.due, Language::En), "16:30 on 21/11/2026");
    // The local day of 21 November runs from 17:00 to 17:00 UTC.
    let rows = [
        ("2026-11-20T16:59:59", false),
        ("2026-11-20T17:00:00", true),
        ("2026-11-21T16:59:59", true),
        ("2026-11-21T17:00:00", false),
    ];
    for (now, open) in rows {
        assert_eq!(daily.is_open_at(moment(now)), open, "{now}");
    }
    assert_eq!(local_date(moment("2026-12-31T17:00:00")), Some(day("2027-01-01")));
    let noon = moment("2026-06-01T12:00:00");
    assert_eq!(local_time(noon).and_then(utc_of_local), Some(noon));
}

#[test]
fn entry_windows_are_their_own_dates() {
    let data = range("2020-12-15", "2021-03-14");
    let due = day("2021-03-22");
    // The handbook: opened on 19/02/2021, closed on 30/03/2021, whatever the deadline.
    let given = EntryWindowRule::Given { windows: [(period("2021-Q1"), range("2021-02-19", "2021-03-30"))].into() };
    let rows = [
        (given, range("2021-02-19", "2021-03-30")),
        (EntryWindowRule::Relative { opens: 1, closes: 0 }, range("2021-03-15", "2021-03-22")),
        (EntryWindowRule::Relative { opens: -14, closes: 15 }, range("2021-02-28", "2021-04-06")),
        (EntryWindowRule::WithData { closes: 10 }, range("2020-12-15", "2021-04-01")),
    ];
    for (rule, expected) in rows {
        assert_eq!(rule.window(&period("2021-Q1"), data, due), Ok(expected), "{rule:?}");
        let json = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<EntryWindowRule>(&json).unwrap(), rule);
    }
}

/// Tết 2026 for civil servants: 14–22 February (legal facts §4), with a made-up Saturday worked in exchange.
fn tet_2026() -> HolidayCalendar {
    let days = day("2026-02-14").iter_days().take(9);
    HolidayCalendar::new(
        days.map(|day| Holiday { day, name: "Tết Nguyên đán".to_owned(), provisional: false }),
        [day("2026-02-28")],
    )
}

#[test]
fn non_working_days() {
    let calendar = tet_2026();
    let rows = [
        ("2026-02-13", true, "2026-02-13"),
        ("2026-02-16", false, "2026-02-23"),
        ("2026-02-22", false, "2026-02-23"),
        ("2026-02-28", true, "2026-02-28"),
        ("2026-03-01", false, "2026-03-02"),
    ];
    for (text, works, next) in rows {
        assert_eq!(calendar.is_working_day(day(text)), works, "{text}");
        assert_eq!(calendar.working_day_from(day(text)), Some(day(next)), "{text}");
    }
    assert_eq!(calendar.working_days_after(day("2026-02-13"), 2), Some(day("2026-02-24")));
    assert_eq!(calendar.working_days_after(day("2026-02-27"), 1), Some(day("2026-02-28")));
    assert_eq!(calendar.working_days_after(day("2026-02-27"), 0), None);
    let json = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<HolidayCalendar>(&json).unwrap(), calendar);

    let rule = of_last_month(22);
    // 22 February 2026 is a Sunday inside Tết.
    let moved = schedule("2026-02", &rule, NonWorkingDayPolicy::NextWorkingDay, &calendar);
    assert_eq!((moved.legal_due, moved.due), (day("2026-02-22"), moment("2026-02-23T17:00:00")));
    assert_eq!(moved.entry_window, range("2026-02-15", "2026-02-23"));
    let strict = schedule("2026-02", &rule, NonWorkingDayPolicy::Strict, &calendar);
    assert_eq!((strict.legal_due, strict.due), (day("2026-02-22"), moment("2026-02-22T17:00:00")));
}

#[test]
fn days_of_the_year_are_written_month_first() {
    assert_eq!(serde_json::to_string(&MonthDay::new(6, 2)).unwrap(), r#""06-02""#);
    assert_eq!((MonthDay::new(2, 30), MonthDay::new(13, 1)), (None, None));
    for wrong in [r#""22/12""#, r#""1222""#, r#""12-32""#, "1222"] {
        assert!(serde_json::from_str::<MonthDay>(wrong).is_err(), "{wrong}");
    }
}

fn any_cutoff() -> impl Strategy<Value = CutoffRule> {
    prop_oneof![
        Just(CutoffRule::Decree09),
        Just(CutoffRule::Calendar),
        (1u8..=31).prop_map(|day| CutoffRule::FixedDay { day })
    ]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..7670).prop_map(|days| day("2020-01-01") + TimeDelta::days(days))
}

fn any_calendar() -> impl Strategy<Value = HolidayCalendar> {
    (prop::collection::vec(any_day(), 0..200), prop::collection::vec(any_day(), 0..40)).prop_map(|(off, on)| {
        HolidayCalendar::new(off.into_iter().map(|day| Holiday { day, name: String::new(), provisional: false }), on)
    })
}

/// Frequencies whose periods follow each other without a gap.
const GAPLESS: [Frequency; 5] =
    [Frequency::Daily, Frequency::Monthly, Frequency::Quarterly, Frequency::HalfYearly, Frequency::Yearly];

proptest! {
    #[test]
    fn windows_touch_without_gap_or_overlap(cutoff in any_cutoff(), at in any_day(), index in 0usize..5) {
        let here = cutoff.period_at(GAPLESS[index], at).unwrap();
        let window = cutoff.data_window(&here).unwrap();
        prop_assert!(window.contains(at));
        let after = cutoff.data_window(&here.next().unwrap()).unwrap();
        prop_assert_eq!(window.to.succ_opt().unwrap(), after.from);
        let before = cutoff.data_window(&here.previous().unwrap()).unwrap();
        prop_assert_eq!(before.to.succ_opt().unwrap(), window.from);
    }

    #[test]
    fn a_longer_window_is_its_months_together(cutoff in any_cutoff(), year in 2020i32..2041) {
        let window = |code: String| cutoff.data_window(&period(&code)).unwrap();
        let months: Vec<DateRange> = (1..=12).map(|month| window(format!("{year}-{month:02}"))).collect();
        let longer = [
            (format!("{year}-Q1"), 0, 2), (format!("{year}-Q2"), 3, 5), (format!("{year}-Q3"), 6, 8),
            (format!("{year}-Q4"), 9, 11), (format!("{year}-H1"), 0, 5), (format!("{year}-H2"), 6, 11),
            (format!("{year}-9M"), 0, 8), (year.to_string(), 0, 11),
        ];
        for (code, first, last) in longer {
            prop_assert_eq!(window(code), DateRange { from: months[first].from, to: months[last].to });
        }
    }

    #[test]
    fn due_comes_after_the_figures_are_cut_off(
        calendar in any_calendar(),
        at in any_day(),
        index in 1usize..5,
        due_day in 15u8..=31,
        working_days in 1u16..30,
        strict in any::<bool>(),
    ) {
        let cutoff = CutoffRule::Decree09;
        let here = cutoff.period_at(GAPLESS[index], at).unwrap();
        let policy = if strict { NonWorkingDayPolicy::Strict } else { NonWorkingDayPolicy::NextWorkingDay };
        let rules = [
            of_last_month(due_day),
            DueRule::end_of(DueDay::WorkingDaysAfterCutoff { days: working_days }),
            DueRule::end_of(DueDay::FixedDates { dates: vec![MonthDay::new(6, 22).unwrap(), MonthDay::new(12, 22).unwrap()] }),
        ];
        for due in &rules {
            let found = schedule(&here.to_string(), due, policy, &calendar);
            let due_day = local_date(found.due - TimeDelta::seconds(1)).unwrap();
            prop_assert!(found.data_window.to < found.legal_due);
            prop_assert!(found.legal_due <= due_day);
            prop_assert!(found.entry_window.contains(due_day));
            prop_assert!(found.is_open_at(found.due - TimeDelta::seconds(1)) && !found.is_open_at(found.due));
            if strict {
                prop_assert_eq!(found.legal_due, due_day);
            } else {
                prop_assert!(calendar.is_working_day(due_day));
                let skipped = found.legal_due.iter_days().take_while(|day| *day < due_day);
                prop_assert!(skipped.into_iter().all(|day| !calendar.is_working_day(day)));
            }
        }
    }
}
