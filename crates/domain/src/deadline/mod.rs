//! When figures are cut off, when a report can be entered, and when it is due (A3–A5).
//!
//! Three different things: the *data window* is what the figures cover, the *entry window* is when the report can be
//! entered (its own pair of dates), and the *due* moment is the legal deadline. "By a day" means until the end of that
//! day (24:00) in Asia/Ho_Chi_Minh, unless a time of day is given. Inside the system all moments are UTC.

mod cutoff;
mod due;
mod entry;
mod holiday;
mod local;
mod public_holidays;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

pub use cutoff::CutoffRule;
pub use due::{DueDay, DueRule, MonthDay};
pub use entry::EntryWindowRule;
pub use holiday::{Holiday, HolidayCalendar, HolidayYear};
pub use local::{due_label, local_date, local_time, utc_of_local};
pub use public_holidays::{HOLIDAY_YEARS, public_holidays};

use crate::period::{DateRange, Period};

/// What happens when a due day is not a working day (Civil Code 2015, Article 148(5)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonWorkingDayPolicy {
    /// The printed day holds.
    Strict,
    /// The next working day holds.
    #[default]
    NextWorkingDay,
}

/// The dates of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What the figures cover.
    pub data_window: DateRange,
    /// When the report can be entered, in local days.
    pub entry_window: DateRange,
    /// The moment from which it can be entered, UTC: the beginning of the first of those days unless a time is set.
    pub opens: NaiveDateTime,
    /// The day that the regime prints, before any move to a working day.
    pub legal_due: NaiveDate,
    /// The moment until which sending is in time, UTC.
    pub due: NaiveDateTime,
}

impl Schedule {
    /// Whether the report can be entered at this moment (UTC).
    #[must_use]
    pub fn is_open_at(&self, now: NaiveDateTime) -> bool {
        self.opens <= now && local_date(now).is_some_and(|day| self.entry_window.contains(day))
    }

    /// The day whose end, or time, the due moment is: the legal day, or the working day it moved to.
    #[must_use]
    pub fn due_day(&self) -> NaiveDate {
        let before = self.due.checked_sub_signed(chrono::TimeDelta::microseconds(1));
        before.and_then(local_date).unwrap_or(self.legal_due)
    }

    /// Whether something done at this moment (UTC) is late. The due moment itself is in time.
    #[must_use]
    pub fn is_late_at(&self, moment: NaiveDateTime) -> bool {
        moment > self.due
    }
}

/// Why no dates follow from a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// The rule needs dates for this period, and nobody gave any.
    #[error("no dates are given for the period {0}")]
    DatesMissing(Period),
    /// The rule does not fit periods of this kind.
    #[error("the rule does not fit the period {0}")]
    RuleUnfit(Period),
    /// A computed date lies outside the calendar, or a window ends before it starts.
    #[error("the dates of the period {0} are out of range")]
    OutOfRange(Period),
}

/// The rules that dates follow from.
#[derive(Debug, Clone, Copy)]
pub struct ScheduleRules<'a> {
    /// What the figures cover.
    pub cutoff: &'a CutoffRule,
    /// When the report can be entered.
    pub entry_window: &'a EntryWindowRule,
    /// When it is due.
    pub due: &'a DueRule,
    /// What happens when the due day is not a working day.
    pub non_working_days: NonWorkingDayPolicy,
}

impl ScheduleRules<'_> {
    /// The dates of a period.
    pub fn schedule(&self, period: &Period, calendar: &HolidayCalendar) -> Result<Schedule, DeadlineError> {
        let out_of_range = || DeadlineError::OutOfRange(period.clone());
        let data_window = self.cutoff.data_window(period)?;
        let legal_due = self.due.day(period, data_window, calendar)?;
        let due_day = match self.non_working_days {
            NonWorkingDayPolicy::Strict => legal_due,
            NonWorkingDayPolicy::NextWorkingDay => calendar.working_day_from(legal_due).ok_or_else(out_of_range)?,
        };
        let due = local::end_of(due_day, self.due.time).ok_or_else(out_of_range)?;
        let entry_window = self.entry_window.window(period, data_window, due_day)?;
        let opens = utc_of_local(entry_window.from.and_time(chrono::NaiveTime::MIN)).ok_or_else(out_of_range)?;
        Ok(Schedule { data_window, entry_window, opens, legal_due, due })
    }
}
