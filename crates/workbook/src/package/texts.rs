//! The texts that all sheets share: their limits. calamine reads them.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::xml::{Xml, attribute, check_reference};
use crate::error::{Limit, WorkbookError};

const MAX_TEXT: usize = 20 * 1024 * 1024;
/// A count of empty texts would pass the limit on bytes.
const MAX_STRINGS: usize = 1_500_000;

/// Streams the shared texts.
pub(super) fn check(mut xml: Xml<impl BufRead>) -> Result<(), WorkbookError> {
    let (mut strings, mut total) = (0usize, 0usize);
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "si" => strings += 1,
                "sst" => declared(&element)?,
                _ => {}
            },
            Event::Text(part) => total += part.len(),
            Event::CData(part) => total += part.len(),
            Event::GeneralRef(reference) => check_reference(&reference)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
        if strings > MAX_STRINGS || total > MAX_TEXT {
            return Err(WorkbookError::TooMuchData(Limit::Texts));
        }
    }
}

/// calamine makes room for as many texts as are declared, so a lie here is a bomb.
fn declared(element: &BytesStart<'_>) -> Result<(), WorkbookError> {
    let count = attribute(element, "uniqueCount")?.unwrap_or_default();
    let is_lie = count.bytes().any(|byte| !byte.is_ascii_digit())
        || !count.is_empty() && !count.parse::<usize>().is_ok_and(|count| count <= MAX_STRINGS);
    if is_lie { Err(WorkbookError::TooMuchData(Limit::Texts)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_a_limit() {
        let of = |count: &str, text: &str| {
            check(Xml::new(format!(r#"<sst uniqueCount="{count}"><si><t>{text}</t></si></sst>"#).as_bytes()))
        };
        let long = |length: usize| "a".repeat(length);
        assert_eq!(of("1", &long(MAX_TEXT)), Ok(()));
        assert_eq!(of("1", &long(MAX_TEXT + 1)), Err(WorkbookError::TooMuchData(Limit::Texts)));
        assert_eq!(of("1500001", "a"), Err(WorkbookError::TooMuchData(Limit::Texts)));
        assert_eq!(of("99999999999999999999", "a"), Err(WorkbookError::TooMuchData(Limit::Texts)));
        let many = format!("<sst>{}</sst>", "<si/>".repeat(MAX_STRINGS + 1));
        assert_eq!(check(Xml::new(many.as_bytes())), Err(WorkbookError::TooMuchData(Limit::Texts)));
    }
}
