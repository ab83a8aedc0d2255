//! Small helpers for texts in queries, and for paging.

use domain::text::fold;

use crate::error::StoreError;

/// The text, refused when it holds a NUL character: PostgreSQL cannot store one.
pub(crate) fn without_nul(text: &str) -> Result<String, StoreError> {
    if text.contains('\0') {
        return Err(StoreError::Invalid("a text holds a NUL character".to_owned()));
    }
    Ok(text.to_owned())
}

/// What joins words that are looked up by themselves: `06a` of `II.06a/VPCP`.
const JOINTS: [char; 6] = ['.', '/', '-', '(', '_', '@'];

/// A text as it is stored to be searched: folded, with a blank before each word, those behind a joint too.
pub(crate) fn searched(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + 16);
    for letter in fold(text).chars() {
        apart.push(letter);
        if JOINTS.contains(&letter) {
            apart.push(' ');
        }
    }
    let mut searched = String::with_capacity(apart.len() + 1);
    for word in apart.split_whitespace() {
        searched.push(' ');
        searched.push_str(word);
    }
    searched
}

/// LIKE patterns (escape `!`) of the places where a [`searched`] text must match so that each word of `q` begins one of
/// its words: anywhere first, since that is quick to rule out, then at the beginning of a word.
pub(crate) fn patterns(q: &str) -> impl Iterator<Item = String> {
    q.split_whitespace().flat_map(|word| patterns_of(&searched(word)))
}

/// The same for a word that is [`searched`] already.
pub(crate) fn patterns_of(word: &str) -> [String; 2] {
    let word = escaped(word);
    [format!("%{}%", word.trim_start()), format!("%{word}%")]
}

/// A LIKE pattern (escape `!`) that finds texts which begin with this one as it is.
pub(crate) fn begins(text: &str) -> String {
    format!("{}%", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| *letter != '\0') {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern
}

/// Limit and offset of a page; a page below 1 is the first.
pub(crate) fn page(page: i64, page_size: i64) -> (i64, i64) {
    let limit = page_size.max(0);
    (limit, page.saturating_sub(1).max(0).saturating_mul(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_in_words_are_letters() {
        for (word, anywhere, at_word) in [
            ("Nội", "%noi%", "% noi%"),
            ("100%", "%100!%%", "% 100!%%"),
            ("a_b!", "%a!_ b!!%", "% a!_ b!!%"),
            ("x\0y", "%xy%", "% xy%"),
            ("II.06a/", "%ii. 06a/%", "% ii. 06a/%"),
        ] {
            assert_eq!(patterns(word).collect::<Vec<_>>(), [anywhere, at_word]);
        }
        assert_eq!(patterns(" ba  đình ").collect::<Vec<_>>(), ["%ba%", "% ba%", "%dinh%", "% dinh%"]);
        assert_eq!(begins("II_06a/"), "II!_06a/%");
    }

    #[test]
    fn words_begin_after_blanks_and_joints() {
        for (text, stored) in [
            ("Phường Ba Đình  II.06a/VPCP/KSTT 2026-Q4", " phuong ba dinh ii. 06a/ vpcp/ kstt 2026- q4"),
            ("hanoi.badinh.nhaplieu", " hanoi. badinh. nhaplieu"),
            ("(Trực tuyến)", " ( truc tuyen)"),
            ("", ""),
        ] {
            assert_eq!(searched(text), stored);
        }
    }

    #[test]
    fn pages_begin_at_one() {
        for (number, offset) in [(1, 0), (2, 25), (0, 0), (-3, 0), (i64::MAX, i64::MAX)] {
            assert_eq!(page(number, 25), (25, offset));
        }
    }
}
