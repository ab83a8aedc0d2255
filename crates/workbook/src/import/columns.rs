//! Mapping the file's columns to the form's: by the row of column numbers, else by titles.

use std::collections::BTreeSet;

use domain::template::{Column, ColumnNumber, ColumnType, FormTemplate, HeaderNode};
use domain::text::plain;

use super::layout::FoundColumn;
use super::titles::HeaderTexts;

/// Header levels above a title that are looked at.
const LEVELS: u32 = 8;

/// A header that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its last row, from 0.
    pub(super) bottom: u32,
    /// Every column of the form that it names.
    pub(super) columns: Vec<FoundColumn>,
    /// Columns that it names twice, at their second place.
    pub(super) repeated: Vec<FoundColumn>,
    /// Place of the column of printed numbers (STT).
    pub(super) ordinal: Option<u16>,
}

/// The row of column numbers: `(1) (2) (3)=(4)+(5)`, or plain `1 2 3` below a header.
pub(super) fn by_numbers(texts: &HeaderTexts, template: &FormTemplate) -> Option<Header> {
    let numbers: BTreeSet<ColumnNumber> = template.columns().map(|column| column.number).collect();
    let wanted = numbers.len().min(2);
    let mut best: Option<Header> = None;
    for row in texts.rows() {
        let Some(found) = numbers_of_row(texts, row, &numbers) else { continue };
        if found.columns.len() >= wanted && best.as_ref().is_none_or(|best| best.columns.len() < found.columns.len()) {
            best = Some(found);
        }
    }
    best.map(|header| with_ordinal(header, template))
}

fn numbers_of_row(texts: &HeaderTexts, row: u32, known: &BTreeSet<ColumnNumber>) -> Option<Header> {
    let mut header = Header { bottom: row, columns: Vec::new(), repeated: Vec::new(), ordinal: None };
    let mut plain_numbers = Vec::new();
    let mut others = 0;
    for cell in texts.row(row) {
        match printed_number(&cell.text) {
            Some((number, is_marked)) if known.contains(&number) => {
                let found = FoundColumn { number, at: cell.column };
                if !is_marked {
                    plain_numbers.push(number);
                }
                if header.columns.iter().any(|other| other.number == number) {
                    header.repeated.push(found);
                } else {
                    header.columns.push(found);
                }
            }
            Some(_) => {}
            None if cell.text.chars().count() <= 2 => {}
            None => others += 1,
        }
    }
    // A row of figures must not pass for a row of numbers: plain numbers have to count up without a gap and alone.
    let counts_up = plain_numbers.windows(2).all(|pair| matches!(pair, [a, b] if b.0 == a.0 + 1));
    let is_marked_row = plain_numbers.is_empty() && !header.columns.is_empty();
    let is_counting_row = plain_numbers.len() >= 3 && counts_up && others == 0 && header.repeated.is_empty();
    (is_marked_row || is_counting_row).then_some(header)
}

/// The column number at the start of `(3)=(4)+(5)`, `[3]` or `3`, and whether it is marked as one.
pub(super) fn printed_number(text: &str) -> Option<(ColumnNumber, bool)> {
    let text = text.trim();
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .or_else(|| text.strip_prefix('[').and_then(|rest| rest.split_once(']')));
    if let Some((digits, rest)) = inner {
        let rest = rest.trim_start();
        let number = digits.trim().parse().ok().map(ColumnNumber)?;
        return (rest.is_empty() || rest.starts_with('=')).then_some((number, true));
    }
    text.parse().ok().map(|number| (ColumnNumber(number), false))
}

/// The header whose lowest row names most of the form's columns by their titles.
pub(super) fn by_titles(texts: &HeaderTexts, template: &FormTemplate) -> Option<Header> {
    let wanted = titles(template);
    let width = texts.width();
    let mut best: Option<Header> = None;
    for row in texts.rows() {
        let header = titles_at(texts, row, width, &wanted);
        let enough = header.columns.len() >= wanted.len().div_ceil(2).max(1);
        if enough && best.as_ref().is_none_or(|best| best.columns.len() < header.columns.len()) {
            best = Some(header);
        }
    }
    best.map(|header| with_ordinal(header, template))
}

fn titles_at(texts: &HeaderTexts, bottom: u32, width: u16, wanted: &[(ColumnNumber, Vec<String>)]) -> Header {
    let mut header = Header { bottom, columns: Vec::new(), repeated: Vec::new(), ordinal: None };
    for at in 0..width {
        let path: Vec<&str> = texts.path(bottom, at, LEVELS).iter().map(|cell| cell.plain.as_str()).collect();
        if path.is_empty() {
            continue;
        }
        let Some(number) = best_title(&path, wanted) else { continue };
        let found = FoundColumn { number, at };
        if header.columns.iter().any(|other| other.number == number) {
            header.repeated.push(found);
        } else {
            header.columns.push(found);
        }
    }
    header
}

/// The column whose whole path of titles ends this path; else the only one whose own title does.
fn best_title(path: &[&str], wanted: &[(ColumnNumber, Vec<String>)]) -> Option<ColumnNumber> {
    let whole = wanted.iter().filter(|(_, titles)| ends_with(path, titles)).max_by_key(|(_, titles)| titles.len());
    if let Some((number, _)) = whole {
        return Some(*number);
    }
    let mut own = wanted.iter().filter(|(_, titles)| titles.last().map(String::as_str) == path.last().copied());
    let first = own.next()?;
    own.next().is_none().then_some(first.0)
}

/// Whether a path of titles ends with these.
pub(super) fn ends_with(path: &[&str], titles: &[String]) -> bool {
    let start = path.len().checked_sub(titles.len());
    start.and_then(|start| path.get(start..)).is_some_and(|end| end.iter().zip(titles).all(|(one, other)| one == other))
}

/// Every column with its titles from the top level down.
pub(super) fn titles(template: &FormTemplate) -> Vec<(ColumnNumber, Vec<String>)> {
    fn walk(nodes: &[HeaderNode], above: &mut Vec<String>, found: &mut Vec<(ColumnNumber, Vec<String>)>) {
        for node in nodes {
            match node {
                HeaderNode::Group(group) => {
                    above.push(plain(&group.title));
                    walk(&group.children, above, found);
                    above.pop();
                }
                HeaderNode::Column(column) => {
                    let own = std::iter::once(plain(&column.title));
                    found.push((column.number, above.iter().cloned().chain(own).collect()));
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&template.header, &mut Vec::new(), &mut found);
    found
}

fn with_ordinal(mut header: Header, template: &FormTemplate) -> Header {
    let is_ordinal = |column: &&Column| column.kind == ColumnType::Ordinal;
    if let Some(column) = template.columns().find(is_ordinal) {
        header.ordinal = header.columns.iter().find(|found| found.number == column.number).map(|found| found.at);
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_read() {
        for (text, expected) in [
            ("(3)", Some((3, true))),
            ("(3)=(4)+(5)+(6)", Some((3, true))),
            ("( 14 ) = ((9)+(10))/(6)*100", Some((14, true))),
            ("[7]", Some((7, true))),
            ("12", Some((12, false))),
            ("(3) hồ sơ", None),
            ("A", None),
            ("Tổng số", None),
        ] {
            assert_eq!(printed_number(text).map(|(number, marked)| (number.0, marked)), expected, "{text}");
        }
    }
}
