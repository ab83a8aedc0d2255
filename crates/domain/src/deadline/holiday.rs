//! Working days. Holidays are data that an administrator edits every year (legal facts §4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// One day off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub day: NaiveDate,
    /// Its name, e.g. "Quốc khánh".
    pub name: String,
    /// Follows from a rule; the Government has not announced it, or nobody has compared it with what was announced.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// The days off of one year, and the weekend days worked in exchange, as an administrator keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    /// The days off, in order of time.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// Weekend days that are worked (làm bù).
    #[serde(default)]
    pub working_days: Vec<NaiveDate>,
}

/// Which days are worked. Saturdays, Sundays and holidays are not, except the days swapped in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HolidayCalendar {
    holidays: BTreeMap<NaiveDate, String>,
    swapped_in: BTreeSet<NaiveDate>,
}

/// The stored form of a calendar.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(default)]
    holidays: Vec<Holiday>,
    #[serde(default)]
    working_days: Vec<NaiveDate>,
}

impl HolidayCalendar {
    /// A calendar of these holidays, and of these weekend days worked in exchange (làm bù).
    #[must_use]
    pub fn new(holidays: impl IntoIterator<Item = Holiday>, swapped_in: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self {
            holidays: holidays.into_iter().map(|holiday| (holiday.day, holiday.name)).collect(),
            swapped_in: swapped_in.into_iter().collect(),
        }
    }

    /// A calendar of the days off of several years.
    #[must_use]
    pub fn of_years(years: impl IntoIterator<Item = HolidayYear>) -> Self {
        let (mut holidays, mut swapped_in) = (Vec::new(), Vec::new());
        for year in years {
            holidays.extend(year.holidays);
            swapped_in.extend(year.working_days);
        }
        Self::new(holidays, swapped_in)
    }

    /// The holidays, in order of time.
    pub fn holidays(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        self.holidays.iter().map(|(day, name)| (*day, name.as_str()))
    }

    /// The weekend days worked in exchange, in order of time.
    pub fn swapped_in(&self) -> impl Iterator<Item = NaiveDate> {
        self.swapped_in.iter().copied()
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.swapped_in.contains(&day) || !(weekend || self.holidays.contains_key(&day))
    }

    /// The day itself when it is worked, else the next one that is. None at the end of the calendar.
    #[must_use]
    pub fn working_day_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().find(|day| self.is_working_day(*day))
    }

    /// How many days are worked after the first day and until the last one.
    #[must_use]
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> usize {
        let days = after.iter_days().skip(1).take_while(|day| *day <= until);
        days.filter(|day| self.is_working_day(*day)).count()
    }

    /// The N-th working day after the day. None at the end of the calendar, and for N = 0.
    #[must_use]
    pub fn working_days_after(&self, day: NaiveDate, count: u16) -> Option<NaiveDate> {
        let skipped = usize::from(count).checked_sub(1)?;
        day.succ_opt()?.iter_days().filter(|day| self.is_working_day(*day)).nth(skipped)
    }
}

impl Serialize for HolidayCalendar {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let holidays =
            self.holidays().map(|(day, name)| Holiday { day, name: name.to_owned(), provisional: false }).collect();
        Stored { holidays, working_days: self.swapped_in().collect() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for HolidayCalendar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        Ok(Self::new(stored.holidays, stored.working_days))
    }
}
