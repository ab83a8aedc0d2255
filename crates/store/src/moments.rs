//! Reading moments and days as this program writes them: with one layout known, a row of a list costs a twentieth of what
//! trying diesel's many layouts costs. PostgreSQL sends numbers, and needs none of this.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::backend::Backend;
use diesel::deserialize::{FromSql, FromSqlRow, Queryable, Result};
use diesel::pg::Pg;
use diesel::sql_types::{Date, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

use crate::conn::MultiBackend;

/// A moment that is read.
#[derive(Debug, FromSqlRow)]
pub struct Moment(NaiveDateTime);

/// A moment that is read, or none.
#[derive(Debug)]
pub struct MaybeMoment(Option<Moment>);

/// A day that is read.
#[derive(Debug, FromSqlRow)]
pub struct Day(NaiveDate);

impl FromSql<Timestamp, Sqlite> for Moment {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        moment(&text).map(Self).ok_or_else(|| format!("not a moment: {text}").into())
    }
}

impl FromSql<Timestamp, Pg> for Moment {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> Result<Self> {
        FromSql::<Timestamp, Pg>::from_sql(value).map(Self)
    }
}

impl FromSql<Timestamp, MultiBackend> for Moment {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> Result<Self> {
        value.from_sql::<Self, Timestamp>()
    }
}

impl From<Moment> for NaiveDateTime {
    fn from(read: Moment) -> Self {
        read.0
    }
}

impl Queryable<Nullable<Timestamp>, MultiBackend> for MaybeMoment {
    type Row = Option<Moment>;

    fn build(row: Option<Moment>) -> Result<Self> {
        Ok(Self(row))
    }
}

impl From<MaybeMoment> for Option<NaiveDateTime> {
    fn from(read: MaybeMoment) -> Self {
        read.0.map(NaiveDateTime::from)
    }
}

impl FromSql<Date, Sqlite> for Day {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        day(text.as_bytes()).map(Self).ok_or_else(|| format!("not a day: {text}").into())
    }
}

impl FromSql<Date, Pg> for Day {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> Result<Self> {
        FromSql::<Date, Pg>::from_sql(value).map(Self)
    }
}

impl FromSql<Date, MultiBackend> for Day {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> Result<Self> {
        value.from_sql::<Self, Date>()
    }
}

impl From<Day> for NaiveDate {
    fn from(read: Day) -> Self {
        read.0
    }
}

/// `2026-11-21 08:30:00.123456`; the fraction may be shorter or absent.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.as_bytes().split_at_checked(10)?;
    let (whole, fraction) = time.split_at_checked(9)?;
    let [b' ', h1, h2, b':', m1, m2, b':', s1, s2] = *whole else { return None };
    let nanoseconds = match fraction {
        [] => 0,
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => {
            number(digits)? * 10_u32.pow(u32::try_from(9 - digits.len()).ok()?)
        }
        _ => return None,
    };
    day(date)?.and_hms_nano_opt(number(&[h1, h2])?, number(&[m1, m2])?, number(&[s1, s2])?, nanoseconds)
}

/// `2026-11-21`.
fn day(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// At most nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2026-11-21 08:30:00", Some("2026-11-21T08:30:00")),
            ("1990-01-01 00:00:00.500", Some("1990-01-01T00:00:00.500")),
            ("2024-02-29 23:59:59.123456", Some("2024-02-29T23:59:59.123456")),
            ("2025-02-29 00:00:00", None),
            ("2026-11-21T08:30:00", None),
            ("2026-11-21 08:30", None),
            ("2026-11-21 08:30:00.", None),
            ("2026-11-21 08:30:00.1234567890", None),
            ("2026-1-21 08:30:00", None),
            ("2026-11-21 24:00:00", None),
            ("2026-11-2é 08:30:00", None),
            ("", None),
        ] {
            assert_eq!(moment(text), expected.map(|iso| iso.parse().unwrap()), "{text}");
            assert!(moment(text).is_none_or(|moment| moment.format("%F %T%.f").to_string() == text), "{text}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2026-11-21", NaiveDate::from_ymd_opt(2026, 11, 21)),
            ("0001-01-01", NaiveDate::from_ymd_opt(1, 1, 1)),
            ("2026-02-30", None),
            ("2026-11-2", None),
            ("+026-11-21", None),
            ("2026/11/21", None),
        ] {
            assert_eq!(day(text.as_bytes()), expected, "{text}");
        }
    }
}
