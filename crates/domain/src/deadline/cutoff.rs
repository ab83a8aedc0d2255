//! Data windows: what the figures of a period cover.
//!
//! Every rule but the custom one is a cut-off day K of the month: the window runs from the day after day K of the month
//! before the period to day K of the period's last month. Decree 09/2019, Article 12, is K = 14; the calendar is
//! K = the month's end. Windows of consecutive periods therefore touch, whatever the length of the months.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::DeadlineError;
use crate::period::{DateRange, Frequency, Period};

/// Cut-off day of Decree 09/2019/NĐ-CP, Article 12.
const DECREE_09_DAY: u8 = 14;
/// A day that no month reaches: the month's end.
const MONTH_END: u8 = 31;

/// What the figures of a period cover (A5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum CutoffRule {
    /// Decree 09/2019/NĐ-CP, Article 12: the 15th of the month before the period to the 14th of its last month.
    #[default]
    Decree09,
    /// Cut off on a fixed day of the month; on the month's last day where the month is shorter.
    FixedDay {
        /// Last day that is counted, 1–31.
        day: u8,
    },
    /// The calendar: the first to the last day of the period.
    Calendar,
    /// Dates given by the issuer for each period; the only rule for ad hoc periods.
    Custom {
        /// The window of each period.
        windows: BTreeMap<Period, DateRange>,
    },
}

impl CutoffRule {
    /// What the figures of this period cover.
    pub fn data_window(&self, period: &Period) -> Result<DateRange, DeadlineError> {
        match self {
            Self::Custom { windows } => given(windows, period),
            Self::Decree09 => monthly(DECREE_09_DAY, period),
            Self::Calendar => monthly(MONTH_END, period),
            Self::FixedDay { day } => monthly(*day, period),
        }
    }

    /// The period of this frequency in whose data window the day lies.
    ///
    /// Under Decree 09, 20 December 2026 lies in the first quarter of 2027.
    #[must_use]
    pub fn period_at(&self, frequency: Frequency, day: NaiveDate) -> Option<Period> {
        let holds = |period: &Period| self.data_window(period).is_ok_and(|window| window.contains(day));
        if let Self::Custom { windows } = self {
            return windows.keys().find(|period| period.kind() == frequency && holds(period)).cloned();
        }
        // A cut-off before the month's end puts the last days of a period into the next one, never further.
        let later = day.checked_add_months(Months::new(1))?;
        [day, later].into_iter().filter_map(|day| Period::containing(frequency, day)).find(holds)
    }
}

fn given(windows: &BTreeMap<Period, DateRange>, period: &Period) -> Result<DateRange, DeadlineError> {
    let window = windows.get(period).ok_or_else(|| DeadlineError::DatesMissing(period.clone()))?;
    DateRange::new(window.from, window.to).ok_or_else(|| DeadlineError::OutOfRange(period.clone()))
}

fn monthly(cutoff_day: u8, period: &Period) -> Result<DateRange, DeadlineError> {
    if period.kind() == Frequency::Daily {
        return period.calendar().ok_or_else(|| DeadlineError::OutOfRange(period.clone()));
    }
    let Some((first, months)) = period.months() else { return Err(DeadlineError::DatesMissing(period.clone())) };
    window(cutoff_day, first, months).ok_or_else(|| DeadlineError::OutOfRange(period.clone()))
}

fn window(cutoff_day: u8, first: NaiveDate, months: u32) -> Option<DateRange> {
    let before = first.checked_sub_months(Months::new(1))?;
    let last = first.checked_add_months(Months::new(months.checked_sub(1)?))?;
    let from = day_of_month(before, cutoff_day)?.checked_add_days(Days::new(1))?;
    DateRange::new(from, day_of_month(last, cutoff_day)?)
}

/// Day N of the month that `month` lies in; the month's last day when it is shorter. None for day 0.
pub(super) fn day_of_month(month: NaiveDate, day: u8) -> Option<NaiveDate> {
    let first = month.with_day(1)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    first.with_day(u32::from(day).min(last.day()))
}
