//! Numbers and dates as files write them.

use std::str::FromStr;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::Raw;

/// Digits that every spreadsheet program keeps exactly.
const SAFE_DIGITS: usize = 15;
/// The shortest form of a binary number never has more; a longer one was written by a program that knew all digits.
const BINARY_DIGITS: usize = 17;

/// A number cell's content; `None` when it is no number.
pub(super) fn raw(text: &str) -> Option<Raw> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() <= SAFE_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Raw::Integer);
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| Raw::Number(text.into()))
}

/// The exact decimal that a written number stands for; `None` when it has more digits than the system keeps.
///
/// Excel writes 1.1 as 1.1000000000000001: the shortest decimal of the same binary number is what was typed.
pub(crate) fn exact_decimal(written: &str) -> Option<Decimal> {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    if is_plain && significant_digits(written) > BINARY_DIGITS {
        return Decimal::from_str_exact(written).ok();
    }
    let shortest = written.parse::<f64>().ok().filter(|number| number.is_finite())?.to_string();
    Decimal::from_str(&shortest).ok().filter(|decimal| is_same(*decimal, &shortest)).map(|decimal| decimal.normalize())
}

/// Very small numbers would be rounded away to fit.
fn is_same(decimal: Decimal, text: &str) -> bool {
    Decimal::from_str_exact(text).is_ok_and(|exact| exact == decimal) || decimal.to_string() == text
}

fn significant_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count()
}

/// The day of a day number, with Excel's 29 February 1900 that never was; and whether a time of day was with it.
pub(crate) fn serial_date(serial: Decimal, is_1904: bool) -> Option<(NaiveDate, bool)> {
    let whole = serial.floor();
    let days = u64::try_from(whole).ok()?;
    let epoch = match (is_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, 0 | 60) => return None,
        (false, 1..60) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let date = epoch.checked_add_days(Days::new(days))?;
    Some((date, whole != serial)).filter(|(date, _)| *date <= NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers_become_what_was_typed() {
        for (written, expected) in [
            ("1.1000000000000001", Some("1.1")),
            ("0.1", Some("0.1")),
            ("1E3", Some("1000")),
            ("1.5E-2", Some("0.015")),
            ("-1234567.89", Some("-1234567.89")),
            ("999999999999999.99", Some("1000000000000000")),
            ("12345678901234567890.123456", Some("12345678901234567890.123456")),
            ("1E300", None),
            ("1E-40", None),
        ] {
            let expected = expected.map(|text| Decimal::from_str_exact(text).unwrap());
            assert_eq!(exact_decimal(written), expected, "{written}");
        }
    }

    #[test]
    fn short_integers_are_kept_as_they_are() {
        assert_eq!(raw("-42"), Some(Raw::Integer(-42)));
        assert_eq!(raw("1234567890123456"), Some(Raw::Number("1234567890123456".into())));
        assert_eq!(raw("abc"), None);
        assert_eq!(raw("NaN"), None);
    }

    #[test]
    fn day_numbers_become_days() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (serial, is_1904, expected) in [
            ("1", false, Some((day(1900, 1, 1), false))),
            ("59", false, Some((day(1900, 2, 28), false))),
            ("60", false, None),
            ("61", false, Some((day(1900, 3, 1), false))),
            ("46347", false, Some((day(2026, 11, 21), false))),
            ("46347.5", false, Some((day(2026, 11, 21), true))),
            ("44885", true, Some((day(2026, 11, 21), false))),
            ("-1", false, None),
        ] {
            assert_eq!(serial_date(Decimal::from_str_exact(serial).unwrap(), is_1904), expected, "{serial}");
        }
    }
}
