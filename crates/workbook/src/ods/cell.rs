//! One cell of an OpenDocument sheet: its attributes and its text.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::error::WorkbookError;
use crate::grid::{GridCell, Raw, raw_number};
use crate::package::written_number;

/// A cell while its text is read.
#[derive(Debug, Default)]
pub(super) struct OpenCell {
    pub(super) repeated: u32,
    pub(super) columns: u32,
    pub(super) rows: u32,
    kind: String,
    value: Option<String>,
    has_formula: bool,
    is_error: bool,
    /// LibreOffice keeps a truth value as a formula with a number.
    is_truth: bool,
    paragraphs: usize,
    is_in_paragraph: bool,
    text: String,
}

impl OpenCell {
    /// What the attributes tell.
    pub(super) fn open(element: &BytesStart<'_>) -> Result<Self, WorkbookError> {
        let mut cell = Self { repeated: 1, columns: 1, rows: 1, ..Self::default() };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(WorkbookError::damaged)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(WorkbookError::damaged)?;
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => cell.repeated = count(&value)?,
                "table:number-columns-spanned" => cell.columns = count(&value)?,
                "table:number-rows-spanned" => cell.rows = count(&value)?,
                "table:formula" => {
                    cell.has_formula = true;
                    cell.is_truth = matches!(&*value, "of:=TRUE()" | "of:=FALSE()");
                }
                "office:value-type" => cell.kind = value.into_owned(),
                "calcext:value-type" => cell.is_error = &*value == "error",
                "office:value"
                | "office:date-value"
                | "office:boolean-value"
                | "office:string-value"
                | "office:time-value" => cell.value = Some(value.into_owned()),
                _ => {}
            }
        }
        Ok(cell)
    }

    /// Begins a paragraph; the ones before it end in line breaks.
    pub(super) fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        self.is_in_paragraph = true;
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.is_in_paragraph = false;
    }

    /// Takes text of a paragraph.
    pub(super) fn push(&mut self, text: &str) {
        if self.is_in_paragraph {
            self.text.push_str(text);
        }
    }

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The cell's content, in the column where it is placed.
    pub(super) fn close(self, column: u16) -> Result<GridCell, WorkbookError> {
        let value = self.value.as_deref().unwrap_or_default();
        let raw = match self.kind.as_str() {
            _ if self.is_error => Raw::Error(self.text.trim().into()),
            "float" if self.is_truth => Raw::Bool(value != "0"),
            "float" | "currency" | "percentage" => number(value)?,
            "date" => Raw::IsoDate(value.into()),
            "boolean" => Raw::Bool(value == "true"),
            // The value is there where the text is shown in another way.
            "string" if self.value.is_some() => text(value),
            _ => text(&self.text),
        };
        Ok(GridCell {
            column,
            has_formula: self.has_formula,
            is_percent: self.kind == "percentage",
            old_font: None,
            raw,
        })
    }
}

fn text(text: &str) -> Raw {
    if text.is_empty() { Raw::Blank } else { Raw::Text(text.into()) }
}

fn number(value: &str) -> Result<Raw, WorkbookError> {
    let broken = || WorkbookError::damaged("a number that is none");
    match written_number(value).ok_or_else(broken)? {
        Some(written) => Ok(Raw::Written(written)),
        None => value.parse().map(raw_number).map_err(|_| broken()),
    }
}

/// A number of repetitions: at least one.
pub(super) fn count(value: &str) -> Result<u32, WorkbookError> {
    value.parse().ok().filter(|count| *count > 0).ok_or_else(|| WorkbookError::damaged("a count that is none"))
}
