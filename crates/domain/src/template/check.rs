//! Checking a template: every fault at once, each with its place.

use std::ops::Range;

use serde_json::error::Category;

use super::FormTemplate;
use crate::unreadable;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a path into the JSON: `rules[2].formula`; empty for the document itself.
    pub path: String,
    /// The part of that text in bytes; of the whole document when the path is empty.
    pub at: Option<Range<usize>>,
    /// Stable code, e.g. `unknown_column`, `cycle`.
    pub code: &'static str,
    /// What to tell the designer, in Vietnamese.
    pub message_vi: String,
    /// The same in English.
    pub message_en: String,
    /// The cells concerned as formulas name them, e.g. the path of a cycle: `{A}[4]`, `[5]`, `{A}[4]`.
    pub cells: Vec<String>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.path.is_empty() { "(document)" } else { &self.path })?;
        if let Some(at) = &self.at {
            write!(f, " {}..{}", at.start, at.end)?;
        }
        write!(f, ": {} [{}]", self.message_en, self.code)
    }
}

/// All faults of a template; none when it can be used.
#[must_use]
pub fn check(template: &FormTemplate) -> Vec<Fault> {
    crate::sheet::faults(template)
}

/// Reads and checks a template.
///
/// # Errors
/// The place where the text is no JSON, every field that is none of a template's, or all faults of the template.
pub fn from_json(text: &str) -> Result<FormTemplate, Vec<Fault>> {
    let template: FormTemplate = serde_json::from_str(text).map_err(|error| faults_of_json(text, &error))?;
    let faults = check(&template);
    if faults.is_empty() { Ok(template) } else { Err(faults) }
}

fn faults_of_json(text: &str, error: &serde_json::Error) -> Vec<Fault> {
    let mut faults = serde_json::from_str(text).map(|document| super::structure::faults(&document)).unwrap_or_default();
    // A field that comes twice comes once in the document that was read.
    if faults.is_empty() || error.to_string().starts_with("duplicate field") {
        faults.insert(0, json_fault(text, error));
    }
    faults
}

fn json_fault(text: &str, error: &serde_json::Error) -> Fault {
    let (line, column) = (error.line(), error.column());
    let at = offset(text, line, column);
    let (vi, en) = match error.classify() {
        Category::Data => unreadable::words(&error.to_string()),
        _ => ("nội dung không phải JSON hợp lệ".to_owned(), "it is not valid JSON".to_owned()),
    };
    Fault {
        path: String::new(),
        at: Some(at..at),
        code: "json",
        message_vi: format!("Tệp không đọc được ở dòng {line}, cột {column}: {vi}"),
        message_en: format!("The file cannot be read at line {line}, column {column}: {en}"),
        cells: Vec::new(),
    }
}

/// The byte at a line and column, both from 1, as serde_json counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}
