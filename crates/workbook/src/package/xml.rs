//! XML parts: a pull reader that refuses document types, and a byte check for the parts that are not parsed.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::read_error;
use crate::error::WorkbookError;

/// A pull reader over one XML part.
pub(crate) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    pub(crate) fn new(source: R) -> Self {
        let mut reader = Reader::from_reader(source);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.check_comments = false;
        Self { reader, buffer: Vec::with_capacity(1024) }
    }

    /// The next event; `Eof` at the end. A document type is refused.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, WorkbookError> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(WorkbookError::Doctype),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Io(error)) => Err(read_error(std::io::Error::new(error.kind(), error.to_string()))),
            Err(error) => Err(WorkbookError::damaged(error)),
        }
    }
}

/// An attribute's value by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, WorkbookError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(WorkbookError::damaged)?;
        if attribute.key.local_name().as_ref() == name {
            return attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map(|value| Some(value.into_owned()))
                .map_err(WorkbookError::damaged);
        }
    }
    Ok(None)
}

/// Visits attributes; every value that matters here is plain ASCII without entities.
pub(super) fn for_attributes(
    element: &BytesStart<'_>,
    mut visit: impl FnMut(&str, &str) -> Result<(), WorkbookError>,
) -> Result<(), WorkbookError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(WorkbookError::damaged)?;
        visit(attribute.key.as_ref(), &attribute.value)?;
    }
    Ok(())
}

/// Whether a flag is set.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Passes a character or one of XML's five entities; there are no others without a document type.
pub(super) fn check_reference(reference: &BytesRef<'_>) -> Result<(), WorkbookError> {
    let is_letter = reference.resolve_char_ref().map_err(WorkbookError::damaged)?.is_some();
    if is_letter || matches!(&**reference, "amp" | "lt" | "gt" | "quot" | "apos") {
        return Ok(());
    }
    Err(WorkbookError::damaged(format!("unknown entity {}", &**reference)))
}

/// Unpacks a part to its end and refuses document types and encodings that could hide one.
pub(super) fn check_bytes(name: &str, mut reader: impl Read) -> Result<(), WorkbookError> {
    const MARK: &[u8] = b"<!doctype";
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let mut chunk = vec![0; 64 * 1024];
    let mut kept = 0;
    let mut is_start = true;
    loop {
        let free = chunk.get_mut(kept..).unwrap_or_default();
        let count = reader.read(free).map_err(read_error)?;
        if count == 0 {
            return Ok(());
        }
        let filled = chunk.get(..kept + count).unwrap_or_default();
        if is_xml && std::mem::take(&mut is_start) && is_utf16(filled) {
            return Err(WorkbookError::UnusualPacking);
        }
        if is_xml && has_mark(filled, MARK) {
            return Err(WorkbookError::Doctype);
        }
        let keep_from = filled.len().saturating_sub(MARK.len() - 1);
        kept = filled.len() - keep_from;
        chunk.copy_within(keep_from..keep_from + kept, 0);
    }
}

/// Encodings in which a check of bytes sees nothing.
pub(crate) fn is_utf16(start: &[u8]) -> bool {
    matches!(start, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, ..] | [_, 0, ..])
}

fn has_mark(bytes: &[u8], mark: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'!') {
        let from = at.saturating_sub(1);
        if rest.get(from..from + mark.len()).is_some_and(|window| window.eq_ignore_ascii_case(mark)) {
            return true;
        }
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    false
}
