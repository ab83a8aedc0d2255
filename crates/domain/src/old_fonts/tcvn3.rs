//! TCVN3: one letter of Latin-1 for each Vietnamese letter.

/// What the file holds, and what the font shows for it; capitals with a tone are small letters of a font of capitals.
const LETTERS: [(&str, &str); 3] = [
    ("¡¢£¤¥¦§¨©ª«¬\u{ad}®", "ĂÂÊÔƠƯĐăâêôơưđ"),
    ("µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ", "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíị"),
    ("ßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ", "òỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"),
];

/// A word in Unicode; `None` where the font has no such letter.
pub(super) fn word(word: &str) -> Option<String> {
    word.chars().map(|letter| if letter.is_ascii() { Some(letter) } else { letter_of(letter) }).collect()
}

fn letter_of(old: char) -> Option<char> {
    pairs().find(|(from, _)| *from == old).map(|(_, to)| to)
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    LETTERS.iter().flat_map(|(old, new)| old.chars().zip(new.chars()))
}

/// A text as it was typed for such a font.
#[cfg(test)]
pub(super) fn encode(text: &str) -> String {
    text.chars().map(|letter| pairs().find(|(_, to)| *to == letter).map_or(letter, |(from, _)| from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_one_place() {
        for (old, new) in LETTERS {
            assert_eq!(old.chars().count(), new.chars().count());
        }
        let olds: std::collections::BTreeSet<char> = pairs().map(|(old, _)| old).collect();
        let news: std::collections::BTreeSet<char> = pairs().map(|(_, new)| new).collect();
        assert_eq!(
            (olds.len(), news.len()),
            (74, 74),
            "seven letters, their capitals, and sixty small ones with a tone"
        );
    }

    #[test]
    fn unknown_letters_are_told() {
        assert_eq!(word("H\u{e0}"), None);
        assert_eq!(word("Hµ").as_deref(), Some("Hà"));
    }
}
