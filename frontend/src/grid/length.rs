//! How long a text in a cell may be (convention 34).

/// Letters that a cell takes; the server refuses more.
pub const LONGEST_TEXT: usize = 10_000;
/// From so many letters on they are counted.
const COUNTED: usize = 9_000;

/// What stays of a text that is too long.
#[must_use]
pub fn kept(text: &str) -> Option<String> {
    text.char_indices().nth(LONGEST_TEXT).map(|(end, _)| text[..end].to_owned())
}

/// How far a long text is.
#[must_use]
pub fn counted(text: &str) -> Option<String> {
    let letters = text.chars().count();
    (letters >= COUNTED).then(|| format!("{letters} / {LONGEST_TEXT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_counted_and_end() {
        let text = |letters: usize| "đ".repeat(letters);
        assert_eq!((kept(&text(10_000)), counted(&text(8_999))), (None, None));
        assert_eq!(kept(&text(10_001)), Some(text(10_000)));
        assert_eq!(counted(&text(9_000)).as_deref(), Some("9000 / 10000"));
    }
}
