//! Numbers as files write them.

/// Digits that every spreadsheet program keeps exactly.
const SAFE_DIGITS: usize = 15;
/// The shortest form of a binary fraction never has more; a longer one was written by a program that knew all digits.
const BINARY_DIGITS: usize = 17;

/// The written form of a number, where it says more than the binary number it becomes; `None` for what is no number.
pub(crate) fn number(text: &str) -> Option<Option<Box<str>>> {
    let trimmed = text.trim();
    let digits = trimmed.bytes().filter(u8::is_ascii_digit).count();
    let others = trimmed.len() - digits;
    let is_short = digits > 0 && digits <= SAFE_DIGITS && (others == 0 || others == 1 && trimmed.starts_with('-'));
    if trimmed.is_empty() || is_short && trimmed.len() == text.len() {
        return Some(None);
    }
    if !trimmed.parse::<f64>().is_ok_and(f64::is_finite) {
        return None;
    }
    let says_more = is_plain(trimmed) && significant_digits(trimmed) > kept_digits(trimmed);
    Some((says_more || trimmed.len() != text.len()).then(|| trimmed.into()))
}

/// Excel writes 1.1 as 1.1000000000000001, but never an integer of 16 digits without an exponent.
fn kept_digits(text: &str) -> usize {
    if text.contains('.') { BINARY_DIGITS } else { SAFE_DIGITS }
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
}

fn significant_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_keep_their_written_form() {
        for (text, expected) in [
            ("-42", None),
            ("123456789012345", None),
            ("1234567890123456", Some("1234567890123456")),
            ("1.1000000000000001", None),
            ("12345678901234567890.123456", Some("12345678901234567890.123456")),
            ("1E20", None),
            (" 7 ", Some("7")),
            ("", None),
        ] {
            assert_eq!(number(text).unwrap().as_deref(), expected, "{text}");
        }
        for broken in ["1x", "NaN", "1E999", "-", "1-2"] {
            assert_eq!(number(broken), None, "{broken}");
        }
    }
}
