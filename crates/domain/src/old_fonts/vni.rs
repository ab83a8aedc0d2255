//! VNI: a plain letter with a letter for its tone and hat behind it, and nine letters of their own.

use unicode_normalization::UnicodeNormalization;

const ACUTE: char = '\u{301}';
const GRAVE: char = '\u{300}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';
const HAT: char = '\u{302}';
const BREVE: char = '\u{306}';

/// Letters of their own, small; capitals are their capitals.
const SINGLE: [(char, char); 9] =
    [('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('î', 'ỵ')];

/// A word in Unicode; `None` where a mark stands behind no letter that takes it.
pub(super) fn word(word: &str) -> Option<String> {
    let mut plain = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let base = match single(letter) {
            Some(base) => base,
            None if letter.is_ascii() => letter,
            None => return None,
        };
        plain.push(base);
        if let Some(marks) = letters.peek().and_then(|mark| marks(base, *mark)) {
            plain.extend(marks);
            letters.next();
        }
    }
    Some(plain.nfc().collect())
}

/// Whether a letter with a mark behind it is in a word, or its first letter is đ.
pub(super) fn has_pair(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let has_mark = letters
        .windows(2)
        .any(|pair| matches!(pair, [letter, mark] if marks(single(*letter).unwrap_or(*letter), *mark).is_some()));
    has_mark || letters.first().is_some_and(|first| matches!(first, 'ñ' | 'Ñ'))
}

fn single(letter: char) -> Option<char> {
    let small = lower(letter);
    let (_, plain) = SINGLE.iter().find(|(old, _)| *old == small)?;
    Some(if small == letter { *plain } else { plain.to_uppercase().next().unwrap_or(*plain) })
}

/// What a letter behind another one adds to it.
fn marks(base: char, mark: char) -> Option<impl Iterator<Item = char>> {
    let (base, mark) = (lower(base), lower(mark));
    let is_toned = matches!(base, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư');
    let (first, second) = match mark {
        'ù' if is_toned => (ACUTE, None),
        'ø' if is_toned => (GRAVE, None),
        'û' if is_toned => (HOOK, None),
        'õ' if is_toned => (TILDE, None),
        'ï' if is_toned => (DOT, None),
        'â' if matches!(base, 'a' | 'e' | 'o') => (HAT, None),
        'á' if matches!(base, 'a' | 'e' | 'o') => (HAT, Some(ACUTE)),
        'à' if matches!(base, 'a' | 'e' | 'o') => (HAT, Some(GRAVE)),
        'å' if matches!(base, 'a' | 'e' | 'o') => (HAT, Some(HOOK)),
        'ã' if matches!(base, 'a' | 'e' | 'o') => (HAT, Some(TILDE)),
        'ä' if matches!(base, 'a' | 'e' | 'o') => (HAT, Some(DOT)),
        'ê' if base == 'a' => (BREVE, None),
        'é' if base == 'a' => (BREVE, Some(ACUTE)),
        'è' if base == 'a' => (BREVE, Some(GRAVE)),
        'ú' if base == 'a' => (BREVE, Some(HOOK)),
        'ü' if base == 'a' => (BREVE, Some(TILDE)),
        'ë' if base == 'a' => (BREVE, Some(DOT)),
        _ => return None,
    };
    Some(std::iter::once(first).chain(second))
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// A text as it was typed for such a font.
#[cfg(test)]
pub(super) fn encode(text: &str) -> String {
    const MARKS: [char; 17] = ['ù', 'ø', 'û', 'õ', 'ï', 'â', 'á', 'à', 'å', 'ã', 'ä', 'ê', 'é', 'è', 'ú', 'ü', 'ë'];
    let letter = |letter: char| -> String {
        if letter.is_ascii() {
            return letter.to_string();
        }
        if let Some((old, _)) = SINGLE.iter().find(|(_, plain)| *plain == letter) {
            return old.to_string();
        }
        let bases = ['a', 'e', 'o', 'u', 'y', 'ô', 'ö'];
        let pairs = bases.into_iter().flat_map(|base| MARKS.map(|mark| format!("{base}{mark}")));
        let mut pairs = pairs.filter(|pair| word(pair).is_some_and(|plain| plain == letter.to_string()));
        pairs.next().unwrap_or_else(|| panic!("{letter}"))
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_belong_to_letters() {
        for (old, expected) in [
            ("Naüng", Some("Nẵng")),
            ("ÑÖÙC", Some("ĐỨC")),
            ("nghóa", Some("nghĩa")),
            ("kyø", Some("kỳ")),
            ("ôû", Some("ở")),
            ("tø", None),
            ("eê", None),
        ] {
            assert_eq!(word(old).as_deref(), expected, "{old}");
        }
    }
}
