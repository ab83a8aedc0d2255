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

/// A LIKE pattern (escape `!`) that finds the word anywhere in a folded text.
pub(crate) fn contains(word: &str) -> String {
    format!("%{}%", escaped(&fold(word)))
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
        for (word, pattern) in [("Nội", "%noi%"), ("100%", "%100!%%"), ("a_b!", "%a!_b!!%"), ("x\0y", "%xy%")] {
            assert_eq!(contains(word), pattern);
        }
        assert_eq!(begins("II_06a/"), "II!_06a/%");
    }

    #[test]
    fn pages_begin_at_one() {
        for (number, offset) in [(1, 0), (2, 25), (0, 0), (-3, 0), (i64::MAX, i64::MAX)] {
            assert_eq!(page(number, 25), (25, offset));
        }
    }
}
