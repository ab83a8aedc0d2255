//! The year that follows from the regimes: every date that the sources print, and what holds for every period.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use chrono::NaiveDate;
use domain::calendar::year;
use domain::deadline::{HOLIDAY_YEARS, HolidayCalendar, NonWorkingDayPolicy, public_holidays};
use domain::period::{Frequency, Period};
use domain::regime::{Regime, UnitLevel, check};
use domain::template::{Provenance, Severity};
use regimes::{circular_01_2020, circular_2026};

const C2020: &str = "01/2020/TT-VPCP";
const C2026: &str = "5/2025/TT-VPCP";
const R68: &str = "68/NQ-CP";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn all() -> impl Iterator<Item = &'static Regime> {
    circular_01_2020().unwrap().regimes.iter().chain(&circular_2026().unwrap().regimes)
}

fn regime(circular: &str, code: &str) -> &'static Regime {
    all().find(|regime| regime.circular == circular && regime.code == code).unwrap()
}

fn holidays() -> HolidayCalendar {
    HolidayCalendar::of_years(HOLIDAY_YEARS.map(public_holidays))
}

/// Legal facts §1.1, §1.2: what the circulars, the handbook and the resolution print.
#[test]
fn every_printed_date_is_kept() {
    use UnitLevel::{
        Bank, BankBranch, BankOffice, Commune, District, GovernmentOffice, Ministry, MinistryDepartment, Province,
        ProvincialDepartment,
    };
    // Circular, regime, period, level, first and last day of the figures, legal day.
    let rows = [
        // Windows of the handbook's screenshots.
        (C2020, "IV", "2021-Q1", Province, "2020-12-15", "2021-03-14", "2021-03-22"),
        (C2020, "V", "2021-H1", Province, "2020-12-15", "2021-06-14", "2021-06-22"),
        (C2020, "III", "2021", Province, "2020-12-15", "2021-12-14", "2021-12-22"),
        // Circular 01/2020, Article 11.
        (C2020, "III", "2021", Commune, "2020-12-15", "2021-12-14", "2021-12-17"),
        (C2020, "III", "2021", District, "2020-12-15", "2021-12-14", "2021-12-19"),
        (C2020, "III", "2021", Ministry, "2020-12-15", "2021-12-14", "2021-12-22"),
        (C2020, "III", "2021", GovernmentOffice, "2020-12-15", "2021-12-14", "2021-12-25"),
        (C2020, "V", "2021", Ministry, "2020-12-15", "2021-12-14", "2021-12-22"),
        (C2020, "V", "2021-H2", Province, "2021-06-15", "2021-12-14", "2021-12-22"),
        (C2020, "VI", "2021", Province, "2020-12-15", "2021-12-14", "2021-12-22"),
        // The draft of 2026: day 15 each quarter.
        (C2026, "I", "2026-Q1", Province, "2025-12-15", "2026-03-14", "2026-03-15"),
        (C2026, "I", "2026-Q2", Ministry, "2026-03-15", "2026-06-14", "2026-06-15"),
        (C2026, "I", "2026-Q3", Ministry, "2026-06-15", "2026-09-14", "2026-09-15"),
        (C2026, "I", "2026-Q4", Province, "2026-09-15", "2026-12-14", "2026-12-15"),
        // Cut off on day 24, due on day 25 of each month.
        (C2026, "II", "2026-01", Province, "2025-12-25", "2026-01-24", "2026-01-25"),
        (C2026, "II", "2026-02", Ministry, "2026-01-25", "2026-02-24", "2026-02-25"),
        (C2026, "II", "2028-02", Ministry, "2028-01-25", "2028-02-24", "2028-02-25"),
        (C2026, "II", "2026", Ministry, "2025-12-25", "2026-12-24", "2026-12-25"),
        // Control of administrative procedures, monthly: 18, 20, 20, 22, 25.
        (C2026, "III", "2026-03", BankOffice, "2026-02-15", "2026-03-14", "2026-03-18"),
        (C2026, "III", "2026-03", BankBranch, "2026-02-15", "2026-03-14", "2026-03-20"),
        (C2026, "III", "2026-03", Bank, "2026-02-15", "2026-03-14", "2026-03-22"),
        (C2026, "III", "2026-03", Commune, "2026-02-15", "2026-03-14", "2026-03-20"),
        (C2026, "III", "2026-03", ProvincialDepartment, "2026-02-15", "2026-03-14", "2026-03-20"),
        (C2026, "III", "2026-03", MinistryDepartment, "2026-02-15", "2026-03-14", "2026-03-20"),
        (C2026, "III", "2026-03", Province, "2026-02-15", "2026-03-14", "2026-03-22"),
        (C2026, "III", "2026-03", Ministry, "2026-02-15", "2026-03-14", "2026-03-22"),
        (C2026, "III", "2026-03", GovernmentOffice, "2026-02-15", "2026-03-14", "2026-03-25"),
        (C2026, "III", "2026", Province, "2025-12-15", "2026-12-14", "2026-12-22"),
        // Electronic documents: 19, 22, 25 of the quarter's last month.
        (C2026, "IV", "2026-Q2", Commune, "2026-03-15", "2026-06-14", "2026-06-19"),
        (C2026, "IV", "2026-Q2", ProvincialDepartment, "2026-03-15", "2026-06-14", "2026-06-19"),
        (C2026, "IV", "2026-Q2", Province, "2026-03-15", "2026-06-14", "2026-06-22"),
        (C2026, "IV", "2026-Q2", Ministry, "2026-03-15", "2026-06-14", "2026-06-22"),
        (C2026, "IV", "2026-Q2", GovernmentOffice, "2026-03-15", "2026-06-14", "2026-06-25"),
        // Meetings: 20, 22, 25 December.
        (C2026, "V", "2026", Commune, "2025-12-15", "2026-12-14", "2026-12-20"),
        (C2026, "V", "2026", Province, "2025-12-15", "2026-12-14", "2026-12-22"),
        (C2026, "V", "2026", Ministry, "2025-12-15", "2026-12-14", "2026-12-22"),
        (C2026, "V", "2026", GovernmentOffice, "2025-12-15", "2026-12-14", "2026-12-25"),
        // 22 June and 22 December; the Government Office 25 June and 25 December.
        (C2026, "VI", "2026-H1", Province, "2025-12-15", "2026-06-14", "2026-06-22"),
        (C2026, "VI", "2026-H2", Ministry, "2026-06-15", "2026-12-14", "2026-12-22"),
        (C2026, "VI", "2026", Ministry, "2025-12-15", "2026-12-14", "2026-12-22"),
        (C2026, "VI", "2026-H1", GovernmentOffice, "2025-12-15", "2026-06-14", "2026-06-25"),
        (C2026, "VI", "2026-H2", GovernmentOffice, "2026-06-15", "2026-12-14", "2026-12-25"),
        // The gazette.
        (C2026, "VII", "2026", Province, "2025-12-15", "2026-12-14", "2026-12-22"),
        (C2026, "VII", "2026", GovernmentOffice, "2025-12-15", "2026-12-14", "2026-12-25"),
    ];
    for (circular, code, period, level, from, to, due) in rows {
        let number: i32 = period[..4].parse().unwrap();
        let entries = year(regime(circular, code), level, number, &holidays()).unwrap();
        let entry = entries.iter().find(|entry| entry.period.to_string() == period).unwrap();
        let schedule = &entry.schedule;
        let found = (schedule.data_window.from, schedule.data_window.to, schedule.legal_due);
        assert_eq!(found, (day(from), day(to), day(due)), "{circular} {code} {period} {level:?}");
    }
}

/// The windows of resolution 68, in local time: 14:00–16:00, 16:00–16:30, 16:30–17:00. UTC is seven hours less.
#[test]
fn the_daily_hours_of_resolution_68_are_kept() {
    let regime = regime(R68, "NQ68-QĐ23");
    for (level, opens, due) in [
        (UnitLevel::BankOffice, "2021-11-21T07:00:00", "2021-11-21T09:00:00"),
        (UnitLevel::District, "2021-11-21T09:00:00", "2021-11-21T09:30:00"),
        (UnitLevel::Province, "2021-11-21T09:30:00", "2021-11-21T10:00:00"),
    ] {
        // A Sunday: the hours hold on every day.
        let period = Period::parse("2021-11-21").unwrap();
        let schedule = regime.schedule(&period, level, &holidays()).unwrap();
        assert_eq!((schedule.opens, schedule.due), (opens.parse().unwrap(), due.parse().unwrap()), "{level:?}");
        let minute = chrono::TimeDelta::minutes(1);
        assert!(schedule.is_open_at(schedule.opens) && !schedule.is_open_at(schedule.opens - minute), "{level:?}");
        assert!(!schedule.is_late_at(schedule.due) && schedule.is_late_at(schedule.due + minute), "{level:?}");
    }
}

#[test]
fn a_year_has_all_its_periods() {
    for (code, level, periods) in [
        ("III", UnitLevel::Commune, 13),
        ("IV", UnitLevel::Province, 5),
        ("VI", UnitLevel::Ministry, 3),
        ("VII", UnitLevel::Province, 1),
        ("VII", UnitLevel::Commune, 0),
    ] {
        assert_eq!(year(regime(C2026, code), level, 2026, &holidays()).unwrap().len(), periods, "{code}");
    }
    let leap = year(regime(R68, "NQ68-QĐ23"), UnitLevel::Province, 2024, &holidays()).unwrap();
    assert_eq!(leap.len(), 366 + 12);
}

/// Nothing that is shipped would be refused at publication, in any year.
#[test]
fn what_is_shipped_can_be_published() {
    for regime in all() {
        let faults = check(regime, &holidays(), HOLIDAY_YEARS);
        let errors: Vec<_> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{} {}: {errors:#?}", regime.circular, regime.code);
    }
}

#[test]
fn regimes_of_2026_say_that_they_are_a_draft() {
    let circular = circular_2026().unwrap();
    let codes: Vec<_> = circular.regimes.iter().map(|regime| regime.code.as_str()).collect();
    assert_eq!(codes, ["I", "II", "III", "IV", "V", "VI", "VII"]);
    for regime in &circular.regimes {
        assert_eq!(regime.provenance, Provenance::Draft, "{}", regime.code);
        assert!(regime.provenance_note.as_ref().unwrap().contains("Theo dự thảo"), "{}", regime.code);
    }
    // The draft's slip, and the receiver that may have moved.
    let control = regime(C2026, "III");
    assert!(control.provenance_note.as_ref().unwrap().contains("khoản 1"));
    let of_province = control.receivers.iter().find(|one| one.level == UnitLevel::Province).unwrap();
    assert_eq!(
        (of_province.receiver.as_str(), &of_province.alternatives[..]),
        ("Văn phòng Chính phủ", &["Bộ Tư pháp".to_owned()][..])
    );
}

/// Over 21 years: windows of consecutive periods join, a report is due after its cut-off, a moved due day is a working
/// day and the first one from the legal day on, and every level leaves a working day.
#[test]
fn what_holds_for_every_period() {
    let holidays = holidays();
    for regime in all() {
        for reporter in &regime.reporters {
            for frequency in &regime.frequencies {
                let of_frequency = |number| {
                    let entries = year(regime, reporter.level, number, &holidays).unwrap();
                    entries.into_iter().filter(|entry| entry.period.kind() == *frequency).collect::<Vec<_>>()
                };
                let mut entries: Vec<_> = HOLIDAY_YEARS.flat_map(of_frequency).collect();
                entries.sort_by(|one, other| one.period.cmp(&other.period));
                let place = format!("{} {} {:?}", regime.circular, regime.code, reporter.level);
                for two in entries.windows(2) {
                    let (before, after) = (&two[0].schedule.data_window, &two[1].schedule.data_window);
                    assert_eq!(before.to.succ_opt(), Some(after.from), "{place} {}", two[1].period);
                }
                for entry in &entries {
                    let schedule = &entry.schedule;
                    let (cutoff, due) = (schedule.data_window.to, schedule.due_day());
                    assert!(due >= schedule.legal_due, "{place} {}", entry.period);
                    if *frequency == Frequency::Daily {
                        assert_eq!((cutoff, due), (schedule.legal_due, schedule.legal_due), "{place} {}", entry.period);
                        continue;
                    }
                    assert!(schedule.legal_due > cutoff, "{place} {}", entry.period);
                    assert!(schedule.entry_window.contains(due), "{place} {}", entry.period);
                    if regime.non_working_days == NonWorkingDayPolicy::NextWorkingDay {
                        assert_eq!(
                            holidays.working_day_from(schedule.legal_due),
                            Some(due),
                            "{place} {}",
                            entry.period
                        );
                        assert!(holidays.working_days_between(cutoff, due) >= 1, "{place} {}", entry.period);
                    }
                }
            }
        }
    }
}
