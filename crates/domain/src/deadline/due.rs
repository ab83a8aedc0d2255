//! Due days: the legal deadline of a report.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cutoff::day_of_month;
use super::{DeadlineError, HolidayCalendar};
use crate::period::{DateRange, Frequency, Period};

/// When a report is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueRule {
    /// The day.
    pub day: DueDay,
    /// Time of day in Asia/Ho_Chi_Minh; the end of the day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveTime>,
}

/// The day on which a report is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum DueDay {
    /// Day N of the period's last month (of the month itself, for monthly reports): "ngày 22 của tháng cuối quý".
    DayOfLastMonth {
        /// Day of the month, 1–31; the month's last day where the month is shorter.
        day: u8,
    },
    /// Day N of the month after the period.
    DayOfNextMonth {
        /// Day of the month, 1–31; the month's last day where the month is shorter.
        day: u8,
    },
    /// The first of these days of the year after the data window: "22/6 và 22/12".
    FixedDates {
        /// The days of the year.
        dates: Vec<MonthDay>,
    },
    /// The N-th working day after the last day of the data window.
    WorkingDaysAfterCutoff {
        /// How many working days, from 1.
        days: u16,
    },
    /// N calendar days after the last day of the data window; 0 is the same day (daily reports).
    DaysAfterCutoff {
        /// How many days.
        days: u16,
    },
    /// Given for each period; the only rule for ad hoc periods besides the two that count from the cut-off.
    Given {
        /// The due day of each period.
        dates: BTreeMap<Period, NaiveDate>,
    },
}

impl DueRule {
    /// Due at the end of this day.
    #[must_use]
    pub fn end_of(day: DueDay) -> Self {
        Self { day, time: None }
    }

    /// The day that the rule names, before any move to a working day.
    pub fn day(
        &self,
        period: &Period,
        data_window: DateRange,
        calendar: &HolidayCalendar,
    ) -> Result<NaiveDate, DeadlineError> {
        let day = match &self.day {
            DueDay::DayOfLastMonth { day } => day_of_month(last_month(period)?, *day),
            DueDay::DayOfNextMonth { day } => {
                last_month(period)?.checked_add_months(Months::new(1)).and_then(|month| day_of_month(month, *day))
            }
            DueDay::FixedDates { dates } => first_after(dates, data_window.to),
            DueDay::WorkingDaysAfterCutoff { days } => calendar.working_days_after(data_window.to, *days),
            DueDay::DaysAfterCutoff { days } => data_window.to.checked_add_days(chrono::Days::new(u64::from(*days))),
            DueDay::Given { dates } => {
                return dates.get(period).copied().ok_or_else(|| DeadlineError::DatesMissing(period.clone()));
            }
        };
        day.ok_or_else(|| DeadlineError::OutOfRange(period.clone()))
    }
}

/// A day in the last month of the period.
fn last_month(period: &Period) -> Result<NaiveDate, DeadlineError> {
    if matches!(period.kind(), Frequency::Daily | Frequency::AdHoc) {
        return Err(DeadlineError::RuleUnfit(period.clone()));
    }
    period.calendar().map(|range| range.to).ok_or_else(|| DeadlineError::OutOfRange(period.clone()))
}

fn first_after(dates: &[MonthDay], cutoff: NaiveDate) -> Option<NaiveDate> {
    let years = [cutoff.year(), cutoff.year() + 1];
    years.iter().flat_map(|year| dates.iter().filter_map(|date| date.in_year(*year))).filter(|day| *day > cutoff).min()
}

/// A day of the year, written `12-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// A day that some year has.
    #[must_use]
    pub fn new(month: u32, day: u32) -> Option<Self> {
        // 2000 is a leap year: 29 February is a day of the year.
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| Self { month, day })
    }

    /// The day in this year; the month's last day where the year has no 29 February.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let day = u8::try_from(self.day).ok()?;
        NaiveDate::from_ymd_opt(year, self.month, 1).and_then(|month| day_of_month(month, day))
    }
}

impl Serialize for MonthDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}-{:02}", self.month, self.day))
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = text.split_once('-').and_then(|(month, day)| Self::new(month.parse().ok()?, day.parse().ok()?));
        parsed.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a day of the year: write 12-22")))
    }
}
