//! Numbers as Vietnamese people write them: `1.234.567,89`.
//!
//! Reading is generous where the meaning is certain and refuses where it is not: a number that would have to be
//! guessed stays a text for the reporter to correct (grid.md 46–48, 64).

use rust_decimal::{Decimal, RoundingStrategy};

/// Most significant digits that are stored exactly.
pub const MAX_DIGITS: usize = 28;

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Nothing but blanks, signs or currency words.
    #[error("there are no digits")]
    Empty,
    /// Something that is neither digit, sign nor separator.
    #[error("this is not a number")]
    NotANumber,
    /// Separators stand where neither groups nor decimals can begin, e.g. `1.23.4`.
    #[error("the separators do not form a number")]
    Separators,
    /// More digits than can be kept exactly.
    #[error("more than 28 digits")]
    TooLong,
}

impl NumberFault {
    /// What to tell the reporter, in Vietnamese.
    #[must_use]
    pub fn message_vi(self) -> &'static str {
        match self {
            Self::Empty => "chưa có chữ số nào",
            Self::NotANumber => "không phải là số",
            Self::Separators => "dấu chấm, dấu phẩy đặt không đúng chỗ",
            Self::TooLong => "số có quá 28 chữ số",
        }
    }
}

/// Reads a number as typed or pasted in Vietnam.
///
/// `1.234` is one thousand two hundred thirty-four, `1234.5` (no valid group) and `1234,5` are the same number,
/// `(1.234)`, `1.234-` and `–1.234` are negative; spaces of any kind group; full-width digits, `%`, `₫`, `đ`, `VND`
/// and a leading apostrophe are understood; `1,234.56` is read as English because nothing else fits.
///
/// # Errors
/// Says why when the text is not certainly a number.
pub fn parse_vi(text: &str) -> Result<Decimal, NumberFault> {
    let plain: String = text.chars().map(plain_char).collect();
    let (body, negative) = strip_sign(strip_words(plain.trim()))?;
    let digits = canonical_digits(body)?;
    let number = Decimal::from_str_exact(&digits).map_err(|_| NumberFault::TooLong)?;
    Ok(if negative && !number.is_zero() { -number } else { number })
}

/// Reads a plain decimal (`-1234.5`), as the API writes what was entered. One of more digits than can be kept exactly, and a
/// notation of somebody's own, is no number: like what is typed, it stays the text that it is.
#[must_use]
pub fn parse_plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    parse_figure(text).filter(|_| is_kept(whole, fraction))
}

/// Reads a plain decimal that was computed: results may have a digit more than what is entered.
#[must_use]
pub fn parse_figure(text: &str) -> Option<Decimal> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    Decimal::from_str_exact(text).ok().filter(|_| is_plain)
}

/// Whether every digit can be kept, whatever they are.
fn is_kept(whole: &str, fraction: &str) -> bool {
    whole.trim_start_matches('0').len() + fraction.len() <= MAX_DIGITS
}

/// Full-width forms, typographic minus signs and exotic blanks as their plain characters.
pub(crate) fn plain_char(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10).unwrap_or(letter),
        '．' => '.',
        '，' => ',',
        '＋' => '+',
        '－' | '−' | '–' | '—' | '‐' | '‑' => '-',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        '\u{2019}' | '`' | '´' => '\'',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// Without apostrophe, percent sign and currency.
pub(crate) fn strip_words(text: &str) -> &str {
    let text = text.strip_prefix('\'').unwrap_or(text).trim_start();
    let text = text.strip_prefix('₫').unwrap_or(text).trim_start();
    for word in ["%", "₫", "đ", "Đ", "VNĐ", "VND", "vnđ", "vnd"] {
        if let Some(rest) = text.strip_suffix(word) {
            return rest.strip_suffix("VN").unwrap_or(rest).trim_end();
        }
    }
    text
}

/// The text without its sign, and whether it is negative.
pub(crate) fn strip_sign(text: &str) -> Result<(&str, bool), NumberFault> {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Ok((inner.trim(), true));
    }
    let (body, negative) = match (text.strip_prefix('-'), text.strip_suffix('-')) {
        (Some(_), Some(_)) if text.len() > 1 => return Err(NumberFault::NotANumber),
        (Some(rest), _) | (_, Some(rest)) => (rest.trim(), true),
        _ => (text.strip_prefix('+').unwrap_or(text).trim(), false),
    };
    Ok((body, negative))
}

/// Digits with at most one `.`, ready for an exact reading.
fn canonical_digits(body: &str) -> Result<String, NumberFault> {
    if body.chars().any(|letter| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | ' ')) {
        return Err(NumberFault::NotANumber);
    }
    if !body.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(NumberFault::Empty);
    }
    let (whole, fraction) = split_decimals(body)?;
    let whole = ungroup(whole)?;
    if !is_kept(&whole, fraction) {
        return Err(NumberFault::TooLong);
    }
    Ok(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

/// Splits at the decimal separator, if there is one.
fn split_decimals(body: &str) -> Result<(&str, &str), NumberFault> {
    let (dots, commas) = (body.matches('.').count(), body.matches(',').count());
    let separator = match (dots, commas) {
        (0, 0) => None,
        (_, 1) if body.rfind('.') < body.rfind(',') => Some(','),
        (1, c) if c > 0 => Some('.'),
        (1, 0) if !is_grouped(body) => Some('.'),
        (_, 0) | (0, _) => None,
        _ => return Err(NumberFault::Separators),
    };
    let Some(separator) = separator else { return Ok((body, "")) };
    let (whole, fraction) = body.split_once(separator).ok_or(NumberFault::Separators)?;
    if fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok((whole, fraction))
    } else {
        Err(NumberFault::Separators)
    }
}

/// Whether the separators cut the digits into proper groups of three that do not begin with zero.
fn is_grouped(body: &str) -> bool {
    let mut groups = body.split(['.', ',', ' ']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// The whole part without its group separators, which must be of one kind.
fn ungroup(whole: &str) -> Result<String, NumberFault> {
    if whole.is_empty() {
        return Ok("0".to_owned());
    }
    let kinds = [' ', '.', ','].into_iter().filter(|separator| whole.contains(*separator)).count();
    match kinds {
        0 => Ok(whole.to_owned()),
        1 if is_grouped(whole) => Ok(whole.chars().filter(char::is_ascii_digit).collect()),
        _ => Err(NumberFault::Separators),
    }
}

/// Writes a number the Vietnamese way: groups by dots, decimals after a comma.
///
/// With a fixed scale the number is rounded half away from zero and padded; without, every digit is shown.
#[must_use]
pub fn format_vi(number: Decimal, scale: Option<u8>) -> String {
    let shown = match scale {
        Some(scale) => number.round_dp_with_strategy(u32::from(scale), RoundingStrategy::MidpointAwayFromZero),
        None => number.normalize(),
    };
    let text = shown.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 2);
    if shown.is_sign_negative() && !shown.is_zero() {
        out.push('-');
    }
    for (ix, digit) in whole.chars().enumerate() {
        if ix > 0 && (whole.len() - ix) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    let width = scale.map_or(fraction.len(), usize::from);
    if width > 0 {
        out.push(',');
        out.push_str(fraction);
        out.extend(std::iter::repeat_n('0', width.saturating_sub(fraction.len())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("1234567,89", "1234567.89"),
            ("1.234.567,89", "1234567.89"),
            ("1 234 567,89", "1234567.89"),
            ("1\u{a0}234\u{202f}567,89", "1234567.89"),
            ("１２３４，５", "1234.5"),
            ("  +12 ", "12"),
            ("1234.5", "1234.5"),
            ("1.234", "1234"),
            ("1,234", "1.234"),
            ("0.234", "0.234"),
            ("1234.567", "1234.567"),
            ("516.382.306.730", "516382306730"),
            ("1,234.56", "1234.56"),
            ("1,234,567", "1234567"),
            ("(1.234)", "-1234"),
            ("1.234-", "-1234"),
            ("–1.234", "-1234"),
            ("-1.234,5", "-1234.5"),
            ("1.234 ₫", "1234"),
            ("1.234đ", "1234"),
            ("1.234 VND", "1234"),
            ("1.234 VNĐ", "1234"),
            ("12,5%", "12.5"),
            ("'00123", "123"),
            (",5", "0.5"),
            ("5,", "5"),
            ("-0", "0"),
            ("999.999.999.999.999,99", "999999999999999.99"),
            ("12345678901234567890,123456", "12345678901234567890.123456"),
        ] {
            assert_eq!(parse_vi(text), Ok(decimal(expected)), "{text}");
        }
    }

    #[test]
    fn refuses_what_would_be_a_guess() {
        for (text, fault) in [
            ("", NumberFault::Empty),
            ("  ", NumberFault::Empty),
            ("-", NumberFault::Empty),
            ("%", NumberFault::Empty),
            ("12a", NumberFault::NotANumber),
            ("1e5", NumberFault::NotANumber),
            ("-5-", NumberFault::NotANumber),
            ("1.23.4", NumberFault::Separators),
            ("1.234,56,7", NumberFault::Separators),
            ("1 23", NumberFault::Separators),
            ("1.234 567", NumberFault::Separators),
            ("1,2,3", NumberFault::Separators),
            ("12345678901234567890123456789", NumberFault::TooLong),
            ("0,00000000000000000000000000001", NumberFault::TooLong),
        ] {
            assert_eq!(parse_vi(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn plain_decimals_have_as_many_digits_as_typed_numbers() {
        let nines = "9".repeat(28);
        for (text, number) in [
            ("-12.50", Some("-12.50")),
            ("+3", Some("3")),
            ("0.1234567890123456789012345678", Some("0.1234567890123456789012345678")),
            (nines.as_str(), Some(nines.as_str())),
            // 29 digits would still fit into a decimal, as long as they begin with less than 7,9.
            ("12345678901234567890123456789", None),
            ("1.2345678901234567890123456789", None),
            ("0.12345678901234567890123456789", None),
            ("1_000", None),
            ("1e3", None),
            ("1.234.567", None),
            ("--1", None),
            ("", None),
        ] {
            assert_eq!(parse_plain(text), number.map(decimal), "{text}");
            if !text.contains(['_', 'e']) && text.matches('.').count() < 2 && !text.starts_with("--") {
                assert_eq!(parse_vi(&text.replace('.', ",")).ok(), parse_plain(text), "{text} typed");
            }
        }
        let figure = "12345678901234567890123456789";
        assert_eq!(parse_figure(figure), Some(decimal(figure)), "a sum may have them");
    }

    #[test]
    fn writes_vietnamese_numbers() {
        for (number, scale, expected) in [
            ("1234567.89", None, "1.234.567,89"),
            ("-1234.5", None, "-1.234,5"),
            ("0", None, "0"),
            ("-0.001", Some(2), "0,00"),
            ("12.50", None, "12,5"),
            ("12.5", Some(2), "12,50"),
            ("2.345", Some(2), "2,35"),
            ("-2.345", Some(2), "-2,35"),
            ("999", Some(0), "999"),
            ("1000", Some(0), "1.000"),
            ("100", None, "100"),
        ] {
            assert_eq!(format_vi(decimal(number), scale), expected, "{number}");
        }
    }
}
