//! Period codes: parsing and printing.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Kind, Period};

/// Longest slug of an ad hoc period.
const LONGEST_SLUG: usize = 60;

/// Why a text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of one of the known shapes.
    #[error("not a period: write 2026-11-21, 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2026 or A-name")]
    Shape,
    /// The year is out of range.
    #[error("the year of a period lies between 1900 and 9998")]
    Year,
    /// No such month, quarter or half-year.
    #[error("no such month, quarter or half-year")]
    Part,
    /// The slug of an ad hoc period has other characters, or is empty or too long.
    #[error("the name of an ad hoc period has lower-case letters, digits and inner hyphens, 60 at most")]
    Slug,
}

impl Period {
    /// The period with this code.
    pub fn parse(code: &str) -> Result<Self, PeriodError> {
        if let Some(slug) = code.strip_prefix("A-") {
            return Self::ad_hoc(slug);
        }
        let (year, rest) = match code.split_once('-') {
            Some((year, rest)) => (digits(year, 4)?, Some(rest)),
            None => (digits(code, 4)?, None),
        };
        match rest {
            None => Self::year(year),
            Some("9M") => Self::nine_months(year),
            Some(rest) => parse_part(year, rest),
        }
    }
}

fn parse_part(year: i32, rest: &str) -> Result<Period, PeriodError> {
    if let Some(quarter) = rest.strip_prefix('Q') {
        Period::quarter(year, part(quarter, 1)?)
    } else if let Some(half) = rest.strip_prefix('H') {
        Period::half_year(year, part(half, 1)?)
    } else if let Some((month, day)) = rest.split_once('-') {
        let day = NaiveDate::from_ymd_opt(year, part(month, 2)?, part(day, 2)?).ok_or(PeriodError::Part)?;
        Period::day(day)
    } else {
        Period::month(year, part(rest, 2)?)
    }
}

/// Exactly `length` ASCII digits as a number.
fn digits(text: &str, length: usize) -> Result<i32, PeriodError> {
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PeriodError::Shape);
    }
    text.parse().map_err(|_| PeriodError::Shape)
}

fn part(text: &str, length: usize) -> Result<u32, PeriodError> {
    u32::try_from(digits(text, length)?).map_err(|_| PeriodError::Shape)
}

pub(super) fn check_slug(slug: &str) -> Result<(), PeriodError> {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let good = !slug.is_empty()
        && slug.len() <= LONGEST_SLUG
        && slug.bytes().all(known)
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if good { Ok(()) } else { Err(PeriodError::Slug) }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Kind::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Kind::Month(year, month) => write!(f, "{year}-{month:02}"),
            Kind::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Kind::HalfYear(year, half) => write!(f, "{year}-H{half}"),
            Kind::NineMonths(year) => write!(f, "{year}-9M"),
            Kind::Year(year) => write!(f, "{year}"),
            Kind::AdHoc(slug) => write!(f, "A-{slug}"),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = PeriodError;

    fn from_str(code: &str) -> Result<Self, PeriodError> {
        Self::parse(code)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).map_err(serde::de::Error::custom)
    }
}
