//! Numbers and days as calamine gives them.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Raw;

/// Below this, every integer is exact in every spreadsheet program.
const SAFE_INTEGERS: f64 = 1e15;
/// Behind the last day that both counts of days know.
const END_OF_DAYS: f64 = 2_957_004.0;

/// A day, and whether a time of day was with it.
pub(crate) type Day = (NaiveDate, bool);

/// A number cell's content.
pub(crate) fn raw(number: f64) -> Raw {
    if number.fract() == 0.0 && number.abs() < SAFE_INTEGERS {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 15 digits")]
        return Raw::Integer(number as i64);
    }
    Raw::Float(number)
}

/// The shortest decimal of a binary number, which is what was typed; `None` when it has more digits than the system keeps.
pub(crate) fn exact_decimal(number: f64) -> Option<Decimal> {
    Decimal::from_str_exact(&number.to_string()).ok().map(|decimal| decimal.normalize())
}

/// The day that a serial number stands for; `None` for 29 February 1900, which never was, and for what lies outside.
pub(crate) fn day(serial: ExcelDateTime) -> Option<Day> {
    let number = serial.as_f64();
    // calamine moves what lies outside to the nearest day.
    if !(0.0..END_OF_DAYS).contains(&number) {
        return None;
    }
    let (year, month, day, ..) = serial.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    (year >= 1900).then_some((date, number.fract() != 0.0))
}

/// The day of a whole number whose date format was lost.
pub(crate) fn unformatted_day(number: Decimal) -> Option<NaiveDate> {
    let whole = i32::try_from(number).ok().filter(|whole| Decimal::from(*whole) == number)?;
    day(ExcelDateTime::new(f64::from(whole), ExcelDateTimeType::DateTime, false)).map(|(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_become_what_was_typed() {
        for (number, expected) in [
            ("1.1000000000000001", Some("1.1")),
            ("0.1", Some("0.1")),
            ("1E3", Some("1000")),
            ("1.5E-2", Some("0.015")),
            ("-1234567.89", Some("-1234567.89")),
            ("999999999999999.99", Some("1000000000000000")),
            ("1E300", None),
            ("1E-40", None),
        ] {
            let expected = expected.map(|text| Decimal::from_str_exact(text).unwrap());
            assert_eq!(exact_decimal(number.parse().unwrap()), expected, "{number}");
        }
    }

    #[test]
    fn short_integers_are_kept_as_they_are() {
        assert_eq!(raw(-42.0), Raw::Integer(-42));
        assert_eq!(raw(999_999_999_999_999.0), Raw::Integer(999_999_999_999_999));
        assert_eq!(raw(1e15), Raw::Float(1e15));
        assert_eq!(raw(0.5), Raw::Float(0.5));
    }

    #[test]
    fn day_numbers_become_days() {
        let of = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (serial, is_1904, expected) in [
            (0.0, false, None),
            (1.0, false, Some((of(1900, 1, 1), false))),
            (59.0, false, Some((of(1900, 2, 28), false))),
            (60.0, false, None),
            (61.0, false, Some((of(1900, 3, 1), false))),
            (46347.0, false, Some((of(2026, 11, 21), false))),
            (46347.5, false, Some((of(2026, 11, 21), true))),
            (44885.0, true, Some((of(2026, 11, 21), false))),
            (-1.0, false, None),
            (3e6, false, None),
        ] {
            assert_eq!(day(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904)), expected, "{serial}");
        }
        assert_eq!(unformatted_day(Decimal::from(46347)), Some(of(2026, 11, 21)));
        assert_eq!(unformatted_day(Decimal::new(463475, 1)), None);
    }
}
