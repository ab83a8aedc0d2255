//! Numbers in Vietnamese words, as signature lines have them ("Bằng chữ: …"; grid.md 56).

use rust_decimal::Decimal;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
/// A milliard; larger numbers are read as so many milliards.
const MILLIARD: u128 = 1_000_000_000;

/// The number in words; decimals are read digit by digit.
#[must_use]
pub fn in_words(number: Decimal) -> String {
    let number = number.normalize();
    let whole = number.trunc().abs();
    let mut words = Vec::new();
    if number.is_sign_negative() && !number.is_zero() {
        words.push("âm");
    }
    // The whole part of 28 digits always fits.
    read(whole.mantissa().unsigned_abs(), false, &mut words);
    let text = number.to_string();
    if let Some((_, decimals)) = text.split_once('.') {
        words.push("phẩy");
        words.extend(decimals.bytes().filter_map(|digit| DIGITS.get(usize::from(digit.wrapping_sub(b'0')))));
    }
    words.join(" ")
}

/// Reads a whole number; `is_rest` tells that something larger was read before it.
fn read(number: u128, is_rest: bool, words: &mut Vec<&'static str>) {
    if number >= MILLIARD {
        read(number / MILLIARD, is_rest, words);
        words.push("tỷ");
        if !number.is_multiple_of(MILLIARD) {
            read(number % MILLIARD, true, words);
        }
        return;
    }
    if number == 0 {
        words.push(DIGITS[0]);
        return;
    }
    let mut is_rest = is_rest;
    for (unit, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = number / unit % 1_000;
        if group > 0 {
            read_group(group as usize, is_rest, words);
            if !name.is_empty() {
                words.push(name);
            }
            is_rest = true;
        }
    }
}

fn read_group(group: usize, is_rest: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || is_rest {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || is_rest) => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        tens => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        (_, units) => words.push(DIGITS[units]),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn numbers_are_read_as_people_read_them() {
        for (number, words) in [
            ("0", "không"),
            ("5", "năm"),
            ("10", "mười"),
            ("15", "mười lăm"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("105", "một trăm linh năm"),
            ("110", "một trăm mười"),
            ("1001", "một nghìn không trăm linh một"),
            ("1234567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
            ("2000000", "hai triệu"),
            ("1000000005", "một tỷ không trăm linh năm"),
            ("3000000000000", "ba nghìn tỷ"),
            ("-12.05", "âm mười hai phẩy không năm"),
            ("0.50", "không phẩy năm"),
            ("9000000000000000000", "chín tỷ tỷ"),
        ] {
            assert_eq!(in_words(number.parse().unwrap()), words, "{number}");
        }
    }
}
