//! Vietnamese order as a text that sorts byte by byte, so that both engines and every page agree.

use std::fmt::Write as _;

/// The alphabet; letters foreign to Vietnamese stand at their Latin place.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The sort key of a name: its letters by the alphabet, numbers by value, then its tones (ngang, huyền, hỏi, ngã,
/// sắc, nặng) as a tie-break.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut letters = String::with_capacity(name.len() * 2);
    let mut tones = String::with_capacity(name.len());
    let mut digits = String::new();
    for letter in crate::text::nfc(name).chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        flush_number(&mut digits, &mut letters);
        let (base, tone) = split_tone(letter);
        push_letter(base, &mut letters);
        if base.is_alphabetic() {
            tones.push(char::from(b'0' + tone));
        }
    }
    flush_number(&mut digits, &mut letters);
    // Below the space, so that a name stands before those that continue it.
    letters.push('\t');
    letters.push_str(&tones);
    letters
}

/// "2" before "10": numbers are written with their length in front.
fn flush_number(digits: &mut String, key: &mut String) {
    if digits.is_empty() {
        return;
    }
    let value = digits.trim_start_matches('0');
    // Writing into a String cannot fail.
    let _ = write!(key, "0{:03}{value}", value.len());
    digits.clear();
}

fn push_letter(base: char, key: &mut String) {
    match ALPHABET.chars().position(|letter| letter == base) {
        Some(place) => {
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            // Two letters a place, all above digits and the space.
            key.push(char::from(b'a' + place / 26));
            key.push(char::from(b'a' + place % 26));
        }
        None if base.is_whitespace() || base == '-' => key.push(' '),
        None if base.is_alphanumeric() => {
            key.push('z');
            key.push(base);
        }
        None => {}
    }
}

/// The letter without its tone mark, and the tone from 0 to 5.
fn split_tone(letter: char) -> (char, u8) {
    const TONED: [(char, &str); 12] = [
        ('a', "àảãáạ"),
        ('ă', "ằẳẵắặ"),
        ('â', "ầẩẫấậ"),
        ('e', "èẻẽéẹ"),
        ('ê', "ềểễếệ"),
        ('i', "ìỉĩíị"),
        ('o', "òỏõóọ"),
        ('ô', "ồổỗốộ"),
        ('ơ', "ờởỡớợ"),
        ('u', "ùủũúụ"),
        ('ư', "ừửữứự"),
        ('y', "ỳỷỹýỵ"),
    ];
    TONED
        .iter()
        .find_map(|(base, toned)| {
            let place = toned.chars().position(|candidate| candidate == letter)?;
            Some((*base, u8::try_from(place + 1).unwrap_or(0)))
        })
        .unwrap_or((letter, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_in_a_vietnamese_list() {
        let sorted = [
            "",
            "An",
            "Ăn",
            "Ân",
            "Bình Dương",
            "Bình Định",
            "Cần Thơ",
            "Dĩ An",
            "Đà Nẵng",
            "Ea Kar",
            "Hà Nội",
            "Hoa",
            "Hòa",
            "Hỏa",
            "Hóa",
            "Hoa Lư",
            "Hoàn Kiếm",
            "Phường 2",
            "Phường 10",
            "Phường An",
            "Thừa Thiên Huế",
            "Ủy ban",
            "Ý Yên",
        ];
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(sort_key("HÀ NỘI"), sort_key("Hà Nội"));
    }
}
