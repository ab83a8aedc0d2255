//! Lines of fields: quoted ones may hold separators, quotes and line breaks (RFC 4180).

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

use crate::package::MAX_COLUMN;

/// Fields of a record that are kept: one more than a table may have, so that more are noticed.
const MOST_FIELDS: usize = MAX_COLUMN as usize + 1;

/// The records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    letters: Peekable<CharIndices<'t>>,
    separator: char,
    /// Whether the text ended within quotes: what stands behind the first one was taken for one field.
    pub(super) is_unclosed: bool,
}

impl<'t> Records<'t> {
    /// The records of a text with this separator.
    pub(super) fn new(text: &'t str, separator: char) -> Self {
        Self { text, letters: text.char_indices().peekable(), separator, is_unclosed: false }
    }

    /// A field, up to the separator or the end of its line.
    fn field(&mut self) -> Cow<'t, str> {
        if self.letters.next_if(|(_, letter)| *letter == '"').is_some() {
            return Cow::Owned(self.quoted());
        }
        let start = self.at();
        while self.letters.next_if(|(_, letter)| *letter != self.separator && !is_break(*letter)).is_some() {}
        Cow::Borrowed(self.text.get(start..self.at()).unwrap_or_default())
    }

    /// The rest of a quoted field; what stands between its end and the separator belongs to it.
    fn quoted(&mut self) -> String {
        let mut field = String::new();
        loop {
            match self.letters.next() {
                None => {
                    self.is_unclosed = true;
                    break;
                }
                Some((_, '"')) if self.letters.next_if(|(_, next)| *next == '"').is_some() => field.push('"'),
                Some((_, '"')) => break,
                Some((_, letter)) => field.push(letter),
            }
        }
        while let Some((_, letter)) =
            self.letters.next_if(|(_, letter)| *letter != self.separator && !is_break(*letter))
        {
            field.push(letter);
        }
        field
    }

    fn at(&mut self) -> usize {
        self.letters.peek().map_or(self.text.len(), |(at, _)| *at)
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Vec<Cow<'t, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.letters.peek()?;
        let mut fields = vec![self.field()];
        while self.letters.next_if(|(_, letter)| *letter == self.separator).is_some() {
            let field = self.field();
            if fields.len() < MOST_FIELDS {
                fields.push(field);
            } else if let Some(last) = fields.last_mut().filter(|_| !field.trim().is_empty()) {
                *last = field;
            }
        }
        // Both kinds of line breaks, and both together as one.
        if self.letters.next_if(|(_, letter)| *letter == '\r').is_some() {
            self.letters.next_if(|(_, letter)| *letter == '\n');
        } else {
            self.letters.next_if(|(_, letter)| *letter == '\n');
        }
        Some(fields)
    }
}

fn is_break(letter: char) -> bool {
    matches!(letter, '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_as_programs_write_them() {
        for (text, expected) in [
            ("a;b\r\nc", "a|b\nc"),
            ("a;\n;b\n", "a|\n|b"),
            ("\"a;\"\"b\"\"\";\"c\nd\"", "a;\"b\"|c\u{2424}d"),
            ("\"a\"x;b", "ax|b"),
            ("\"open;b\n", "open;b\u{2424}"),
            ("a\r\rb", "a\n\nb"),
            ("a \"b\";c", "a \"b\"|c"),
        ] {
            let found: Vec<String> =
                Records::new(text, ';').map(|record| record.join("|").replace('\n', "\u{2424}")).collect();
            assert_eq!(found.join("\n"), expected, "{text:?}");
        }
    }
}
