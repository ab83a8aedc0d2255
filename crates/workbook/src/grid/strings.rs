//! The texts that all sheets share.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, Event};

use crate::error::{Limit, WorkbookError};
use crate::package::{Package, Xml};

const MAX_TEXT: usize = 20 * 1024 * 1024;
/// A count of empty texts would pass the limit on bytes.
const MAX_STRINGS: usize = 1_500_000;

/// Reads the shared texts; runs of rich text are joined, phonetic guides left out.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Box<str>>, WorkbookError> {
    let Some(name) = package.related_part("/sharedstrings")? else { return Ok(Vec::new()) };
    let Some(part) = package.part(&name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let (mut strings, mut total) = (Vec::new(), 0usize);
    let (mut text, mut in_text, mut in_phonetic) = (String::new(), false, false);
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = !in_phonetic,
                "rPh" => in_phonetic = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(Box::from("")),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => strings.push(Box::from(unescape(&text))),
                "t" => in_text = false,
                "rPh" => in_phonetic = false,
                _ => {}
            },
            Event::Text(part) if in_text => push(&mut text, &part.xml10_content(), &mut total)?,
            Event::CData(part) if in_text => push(&mut text, &part.xml10_content(), &mut total)?,
            Event::GeneralRef(reference) if in_text => push_reference(&mut text, &reference)?,
            Event::Eof => return Ok(strings),
            _ => {}
        }
        if strings.len() > MAX_STRINGS {
            return Err(WorkbookError::TooMuchData(Limit::Texts));
        }
    }
}

fn push(text: &mut String, part: &str, total: &mut usize) -> Result<(), WorkbookError> {
    *total += part.len();
    if *total > MAX_TEXT {
        return Err(WorkbookError::TooMuchData(Limit::Texts));
    }
    text.push_str(part);
    Ok(())
}

/// Appends a character or one of XML's five entities; there are no others without a document type.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) -> Result<(), WorkbookError> {
    if let Some(letter) = reference.resolve_char_ref().map_err(WorkbookError::damaged)? {
        text.push(letter);
        return Ok(());
    }
    text.push(match &**reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other => return Err(WorkbookError::damaged(format!("unknown entity {other}"))),
    });
    Ok(())
}

/// Turns `_x000D_` back into the control character that it stands for.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        match escaped(from) {
            Some((letter, after)) => {
                result.push(letter);
                rest = after;
            }
            None => {
                result.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    result.push_str(rest);
    Cow::Owned(result)
}

fn escaped(text: &str) -> Option<(char, &str)> {
    let code = text.get(2..6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let after = text.get(6..)?.strip_prefix('_')?;
    let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    Some((letter, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_a_limit() {
        let (mut text, mut total) = (String::new(), MAX_TEXT - 3);
        assert!(push(&mut text, "abc", &mut total).is_ok());
        assert_eq!(push(&mut text, "d", &mut total), Err(WorkbookError::TooMuchData(Limit::Texts)));
    }

    #[test]
    fn escapes_are_undone() {
        for (text, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xyz", "_xyz"),
            ("_x", "_x"),
            ("ô_x0", "ô_x0"),
            ("không", "không"),
        ] {
            assert_eq!(unescape(text), expected);
        }
    }
}
