//! Periods: which stretch of time a report is about.
//!
//! A period is written as a code that sorts and reads well: `2026-11-21` (day), `2026-11` (month), `2026-Q4`,
//! `2026-H1`, `2026-9M`, `2026` (year), `A-<slug>` (ad hoc). The code is what is stored and sent; [`Period`] is its
//! checked form, so a period that does not exist cannot be held.

mod code;
mod label;
mod range;
#[cfg(test)]
mod tests;
mod words;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use code::PeriodError;
pub use range::DateRange;
pub use words::marked_words;

/// First year that a period may lie in.
const FIRST_YEAR: i32 = 1900;
/// Last year that a period may lie in: codes have four digits.
const LAST_YEAR: i32 = 9998;

/// How often a form is reported (A4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every day (Resolution 68).
    Daily,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Nine months of a year.
    NineMonthly,
    /// Every year.
    Yearly,
    /// On demand.
    AdHoc,
}

impl Frequency {
    /// All frequencies, from the shortest.
    pub const ALL: [Self; 7] =
        [Self::Daily, Self::Monthly, Self::Quarterly, Self::HalfYearly, Self::NineMonthly, Self::Yearly, Self::AdHoc];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half_yearly",
            Self::NineMonthly => "nine_monthly",
            Self::Yearly => "yearly",
            Self::AdHoc => "ad_hoc",
        }
    }

    /// The frequency with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.as_str() == code)
    }
}

/// The stretch of time that a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period(Kind);

/// What a period can be. Private, so that only checked values exist. Within one kind the order is that of time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Day(NaiveDate),
    Month(i32, u32),
    Quarter(i32, u32),
    HalfYear(i32, u32),
    NineMonths(i32),
    Year(i32),
    AdHoc(String),
}

impl Period {
    /// One day.
    pub fn day(day: NaiveDate) -> Result<Self, PeriodError> {
        check_year(day.year())?;
        Ok(Self(Kind::Day(day)))
    }

    /// Month 1–12 of a year.
    pub fn month(year: i32, month: u32) -> Result<Self, PeriodError> {
        check(year, month, 12)?;
        Ok(Self(Kind::Month(year, month)))
    }

    /// Quarter 1–4 of a year.
    pub fn quarter(year: i32, quarter: u32) -> Result<Self, PeriodError> {
        check(year, quarter, 4)?;
        Ok(Self(Kind::Quarter(year, quarter)))
    }

    /// First (1) or second (2) half of a year.
    pub fn half_year(year: i32, half: u32) -> Result<Self, PeriodError> {
        check(year, half, 2)?;
        Ok(Self(Kind::HalfYear(year, half)))
    }

    /// The first nine months of a year.
    pub fn nine_months(year: i32) -> Result<Self, PeriodError> {
        check_year(year)?;
        Ok(Self(Kind::NineMonths(year)))
    }

    /// A year.
    pub fn year(year: i32) -> Result<Self, PeriodError> {
        check_year(year)?;
        Ok(Self(Kind::Year(year)))
    }

    /// An ad hoc period: lower-case letters, digits and inner hyphens, 60 characters at most. Its dates are given
    /// where it is assigned.
    pub fn ad_hoc(slug: &str) -> Result<Self, PeriodError> {
        code::check_slug(slug)?;
        Ok(Self(Kind::AdHoc(slug.to_owned())))
    }

    /// Which frequency the period belongs to.
    #[must_use]
    pub fn kind(&self) -> Frequency {
        match self.0 {
            Kind::Day(_) => Frequency::Daily,
            Kind::Month(..) => Frequency::Monthly,
            Kind::Quarter(..) => Frequency::Quarterly,
            Kind::HalfYear(..) => Frequency::HalfYearly,
            Kind::NineMonths(_) => Frequency::NineMonthly,
            Kind::Year(_) => Frequency::Yearly,
            Kind::AdHoc(_) => Frequency::AdHoc,
        }
    }

    /// The period before, as `prev[c]` reads it. Ad hoc periods have none.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.shifted(-1)
    }

    /// The period after. Ad hoc periods have none.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.shifted(1)
    }

    fn shifted(&self, by: i32) -> Option<Self> {
        let step = |year: i32, part: u32, parts: i32| {
            let index = year * parts + i32::try_from(part).ok()? - 1 + by;
            Some((index.div_euclid(parts), u32::try_from(index.rem_euclid(parts)).ok()? + 1))
        };
        let shifted = match self.0 {
            Kind::Day(day) if by < 0 => Self::day(day.checked_sub_days(Days::new(1))?),
            Kind::Day(day) => Self::day(day.checked_add_days(Days::new(1))?),
            Kind::Month(year, month) => step(year, month, 12).map(|(y, m)| Self::month(y, m))?,
            Kind::Quarter(year, quarter) => step(year, quarter, 4).map(|(y, q)| Self::quarter(y, q))?,
            Kind::HalfYear(year, half) => step(year, half, 2).map(|(y, h)| Self::half_year(y, h))?,
            Kind::NineMonths(year) => Self::nine_months(year + by),
            Kind::Year(year) => Self::year(year + by),
            Kind::AdHoc(_) => return None,
        };
        shifted.ok()
    }

    /// The period of this frequency that the day lies in by the calendar.
    ///
    /// None for ad hoc, and for nine months from October on.
    #[must_use]
    pub fn containing(frequency: Frequency, day: NaiveDate) -> Option<Self> {
        let (year, month0) = (day.year(), day.month0());
        match frequency {
            Frequency::Daily => Self::day(day),
            Frequency::Monthly => Self::month(year, month0 + 1),
            Frequency::Quarterly => Self::quarter(year, month0 / 3 + 1),
            Frequency::HalfYearly => Self::half_year(year, month0 / 6 + 1),
            Frequency::NineMonthly if month0 < 9 => Self::nine_months(year),
            Frequency::NineMonthly | Frequency::AdHoc => return None,
            Frequency::Yearly => Self::year(year),
        }
        .ok()
    }

    /// The periods of this frequency that a year has, in order. None for ad hoc and outside of the calendar.
    #[must_use]
    pub fn of_year(frequency: Frequency, year: i32) -> Vec<Self> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).and_then(|day| Self::containing(frequency, day));
        let of_year = |period: &Self| period.calendar().is_some_and(|range| range.from.year() == year);
        std::iter::successors(first, Self::next).take_while(of_year).collect()
    }

    /// The first and last day by the calendar. None for ad hoc.
    #[must_use]
    pub fn calendar(&self) -> Option<DateRange> {
        if let Kind::Day(day) = self.0 {
            return Some(DateRange { from: day, to: day });
        }
        let (from, months) = self.months()?;
        let to = from.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(DateRange { from, to })
    }

    /// The day by which it is told which rules the period goes by: its last one by the calendar; of an ad hoc period the last
    /// day of its figures.
    #[must_use]
    pub fn last_day(&self, of_figures: NaiveDate) -> NaiveDate {
        self.calendar().map_or(of_figures, |range| range.to)
    }

    /// The first day of the first month and the number of months, for periods made of whole months.
    pub(crate) fn months(&self) -> Option<(NaiveDate, u32)> {
        let (year, month, months) = match self.0 {
            Kind::Month(year, month) => (year, month, 1),
            Kind::Quarter(year, quarter) => (year, quarter * 3 - 2, 3),
            Kind::HalfYear(year, half) => (year, half * 6 - 5, 6),
            Kind::NineMonths(year) => (year, 1, 9),
            Kind::Year(year) => (year, 1, 12),
            Kind::Day(_) | Kind::AdHoc(_) => return None,
        };
        Some((NaiveDate::from_ymd_opt(year, month, 1)?, months))
    }
}

fn check_year(year: i32) -> Result<(), PeriodError> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) { Ok(()) } else { Err(PeriodError::Year) }
}

fn check(year: i32, part: u32, parts: u32) -> Result<(), PeriodError> {
    check_year(year)?;
    if (1..=parts).contains(&part) { Ok(()) } else { Err(PeriodError::Part) }
}
