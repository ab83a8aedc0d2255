//! A year of a regime: every period with its dates, for one level of units; as a list and as a calendar file.

mod ics;

pub use ics::{Calendar, ics};

use crate::deadline::{CutoffRule, DeadlineError, HolidayCalendar, Schedule};
use crate::period::{Frequency, Period};
use crate::regime::{Regime, UnitLevel};

/// One period with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The period.
    pub period: Period,
    /// Its dates.
    pub schedule: Schedule,
}

/// Every period of a year that units of this level report, by due moment.
///
/// # Errors
/// `OutOfRange` at the ends of the calendar, `RuleUnfit` for a rule that cannot hold for its periods.
pub fn year(
    regime: &Regime,
    level: UnitLevel,
    year: i32,
    holidays: &HolidayCalendar,
) -> Result<Vec<Entry>, DeadlineError> {
    let frequencies: &[Frequency] = if regime.is_reported_by(level) { &regime.frequencies } else { &[] };
    year_of(regime, (level, frequencies), year, holidays)
}

/// Every period of a year that somebody of a level reports who reports so often, by due moment. Periods without a rule for
/// the level, and those whose dates the issuer has still to give, are not in it.
///
/// # Errors
/// As [`year`].
pub fn year_of(
    regime: &Regime,
    (level, frequencies): (UnitLevel, &[Frequency]),
    year: i32,
    holidays: &HolidayCalendar,
) -> Result<Vec<Entry>, DeadlineError> {
    let mut entries = Vec::new();
    for frequency in frequencies {
        if regime.due_rule(level, *frequency).is_none() {
            continue;
        }
        for period in periods(regime, *frequency, year) {
            match regime.schedule(&period, level, holidays) {
                Ok(schedule) => entries.push(Entry { period, schedule }),
                Err(DeadlineError::DatesMissing(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    entries.sort_by(|one, other| (one.schedule.due, &one.period).cmp(&(other.schedule.due, &other.period)));
    Ok(entries)
}

/// The periods of a frequency in a year; ad hoc ones are those that the issuer has given a window in it.
fn periods(regime: &Regime, frequency: Frequency, year: i32) -> Vec<Period> {
    use chrono::Datelike;
    if frequency != Frequency::AdHoc {
        return Period::of_year(frequency, year);
    }
    let CutoffRule::Custom { windows } = &regime.cutoff else { return Vec::new() };
    let of_year = windows.iter().filter(|(period, window)| period.kind() == frequency && window.to.year() == year);
    of_year.map(|(period, _)| period.clone()).collect()
}
