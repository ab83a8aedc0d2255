//! Entry windows: when a report can be entered.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::DeadlineError;
use crate::period::{DateRange, Period};

/// When a report can be entered (ngày mở – ngày đóng): its own pair of dates, not the legal deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryWindowRule {
    /// Follows the data window and the due day.
    Relative {
        /// First day, counted from the last day of the data window: −30 opens thirty days before it, 1 the day after.
        opens: i16,
        /// Last day, counted from the due day: 0 closes with it, 15 fifteen days later.
        closes: i16,
    },
    /// Open from the first day of the data window on, so that figures can be kept as they arise.
    WithData {
        /// Last day, counted from the due day.
        closes: i16,
    },
    /// Dates given for each period.
    Given {
        /// The window of each period.
        windows: BTreeMap<Period, DateRange>,
    },
}

impl Default for EntryWindowRule {
    /// Open with the data window, closed fifteen days after the deadline.
    fn default() -> Self {
        Self::WithData { closes: 15 }
    }
}

impl EntryWindowRule {
    /// When a report of this period can be entered.
    pub fn window(
        &self,
        period: &Period,
        data_window: DateRange,
        due_day: NaiveDate,
    ) -> Result<DateRange, DeadlineError> {
        let shifted = |day: NaiveDate, days: i16| day.checked_add_signed(TimeDelta::days(days.into()));
        let (from, to) = match self {
            Self::Relative { opens, closes } => (shifted(data_window.to, *opens), shifted(due_day, *closes)),
            Self::WithData { closes } => (Some(data_window.from), shifted(due_day, *closes)),
            Self::Given { windows } => {
                let window = windows.get(period).ok_or_else(|| DeadlineError::DatesMissing(period.clone()))?;
                (Some(window.from), Some(window.to))
            }
        };
        from.zip(to)
            .and_then(|(from, to)| DateRange::new(from, to))
            .ok_or_else(|| DeadlineError::OutOfRange(period.clone()))
    }
}
