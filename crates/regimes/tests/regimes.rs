//! The regimes and their dates.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::deadline::HolidayCalendar;
use domain::period::{Frequency, Period};
use domain::regime::{Regime, UnitLevel};
use domain::workflow::Signing;
use regimes::circular_01_2020;

const CIRCULAR: &str = "01/2020/TT-VPCP";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn regime(code: &str) -> &'static Regime {
    circular_01_2020().unwrap().regime(CIRCULAR, code).unwrap()
}

#[test]
fn there_are_six_regimes_of_the_circular_and_one_of_the_resolution() {
    let regimes = &circular_01_2020().unwrap().regimes;
    let keys: BTreeSet<_> = regimes.iter().map(|regime| (regime.circular.as_str(), regime.code.as_str())).collect();
    let of_circular = ["I", "II", "III", "IV", "V", "VI"].map(|code| (CIRCULAR, code));
    assert_eq!(keys, BTreeSet::from_iter(of_circular.into_iter().chain([("68/NQ-CP", "NQ68-QĐ23")])));
    assert_eq!(regimes.len(), 7);
}

#[test]
fn reports_pass_one_leader_and_are_checked_by_the_receiver() {
    for regime in circular_01_2020().unwrap().regimes.iter().filter(|regime| regime.circular == CIRCULAR) {
        let policy = &regime.policy;
        assert_eq!(
            (policy.levels(), policy.signing, policy.receiver_check),
            (1, Signing::Off, true),
            "{}",
            regime.code
        );
        assert!(!policy.one_account, "{}", regime.code);
    }
}

/// Windows and days as the circular and decree 09 print them, before any move to a working day.
#[test]
fn dates_are_those_of_the_circular() {
    use UnitLevel::{Commune, GovernmentOffice, Ministry, Province, ProvincialDepartment};
    for (code, period, level, from, to, due) in [
        ("I", "2021-H1", Province, "2020-12-15", "2021-06-14", "2021-06-25"),
        ("II", "2021-Q1", Commune, "2020-12-15", "2021-03-14", "2021-03-17"),
        ("II", "2021-Q1", ProvincialDepartment, "2020-12-15", "2021-03-14", "2021-03-19"),
        ("II", "2026-Q4", Province, "2026-09-15", "2026-12-14", "2026-12-22"),
        ("II", "2026", GovernmentOffice, "2025-12-15", "2026-12-14", "2026-12-25"),
        ("III", "2026", Commune, "2025-12-15", "2026-12-14", "2026-12-17"),
        ("III", "2026", Ministry, "2025-12-15", "2026-12-14", "2026-12-22"),
        ("IV", "2024-Q1", Ministry, "2023-12-15", "2024-03-14", "2024-03-22"),
        ("V", "2026-H1", Province, "2025-12-15", "2026-06-14", "2026-06-22"),
        ("V", "2026-H2", Province, "2026-06-15", "2026-12-14", "2026-12-22"),
        ("V", "2026", GovernmentOffice, "2025-12-15", "2026-12-14", "2026-12-25"),
        ("VI", "2026", Province, "2025-12-15", "2026-12-14", "2026-12-22"),
    ] {
        let period: Period = Period::parse(period).unwrap();
        let schedule = regime(code).schedule(&period, level, &HolidayCalendar::default()).unwrap();
        let window = schedule.data_window;
        assert_eq!(
            (window.from, window.to, schedule.legal_due),
            (day(from), day(to), day(due)),
            "{code} {period} {level:?}"
        );
    }
}

/// Decree 09/2019, Article 8(5): the deadline leaves at least one working day after the end of data taking.
/// The entry window is open on every day of the data window, so that figures can be kept as they arise.
#[test]
fn every_level_has_a_working_day_before_its_deadline() {
    let calendar = HolidayCalendar::default();
    for regime in circular_01_2020().unwrap().regimes.iter().filter(|regime| regime.circular == CIRCULAR) {
        for (frequency, level) in regime.frequencies.iter().flat_map(|f| UnitLevel::ALL.map(|level| (*f, level))) {
            for year in 2019..2040 {
                for month in 1..=12 {
                    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
                    let period = Period::containing(frequency, first).unwrap();
                    let schedule = regime.schedule(&period, level, &calendar).unwrap();
                    let next = calendar.working_days_after(schedule.data_window.to, 1).unwrap();
                    let place = (&regime.code, &period, level);
                    assert!(next <= schedule.legal_due, "{place:?}");
                    assert_eq!(schedule.entry_window.from, schedule.data_window.from, "{place:?}");
                    assert!(schedule.entry_window.to >= schedule.legal_due, "{place:?}");
                }
            }
        }
    }
}

#[test]
fn daily_reports_are_due_in_the_afternoon() {
    let regime = circular_01_2020().unwrap().regime("68/NQ-CP", "NQ68-QĐ23").unwrap();
    assert_eq!(regime.frequencies, [Frequency::Daily, Frequency::Monthly]);
    let period = Period::parse("2021-11-22").unwrap();
    for (level, utc) in [
        (UnitLevel::BankOffice, "2021-11-22T09:00:00"),
        (UnitLevel::District, "2021-11-22T09:30:00"),
        (UnitLevel::Province, "2021-11-22T10:00:00"),
    ] {
        let due = regime.schedule(&period, level, &HolidayCalendar::default()).unwrap().due;
        assert_eq!(due, utc.parse().unwrap(), "{level:?}");
    }
}
