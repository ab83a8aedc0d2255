//! Number formats: whether a cell's number is shown as a date or a percentage.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::error::WorkbookError;
use crate::package::{Package, Xml, attribute};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberKind {
    #[default]
    Plain,
    Date,
    Percent,
}

/// The kind of each cell style, in order.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<NumberKind>, WorkbookError> {
    let Some(name) = package.related_part("/styles")? else { return Ok(Vec::new()) };
    let Some(part) = package.part(&name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut codes = HashMap::new();
    let mut kinds = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId")?.unwrap_or_default();
                    codes.insert(id, kind_of_code(&attribute(&element, "formatCode")?.unwrap_or_default()));
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = attribute(&element, "numFmtId")?.unwrap_or_default();
                    kinds.push(codes.get(&id).copied().unwrap_or_else(|| kind_of_builtin(&id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(kinds),
            _ => {}
        }
    }
}

fn kind_of_builtin(id: &str) -> NumberKind {
    match id.parse::<u32>() {
        Ok(9 | 10) => NumberKind::Percent,
        Ok(14..=22 | 27..=36 | 45..=47 | 50..=58) => NumberKind::Date,
        _ => NumberKind::Plain,
    }
}

/// Reads a format code such as `[$-42A]dd/mm/yyyy` or `#,##0 "đồng"`: quoted, bracketed and escaped letters do not count.
fn kind_of_code(code: &str) -> NumberKind {
    let mut letters = code.chars();
    let mut bare = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => break,
            other => bare.extend(other.to_lowercase()),
        }
    }
    if bare.contains('%') {
        NumberKind::Percent
    } else if bare != "general" && bare.contains(['d', 'm', 'y', 'h', 's']) {
        NumberKind::Date
    } else {
        NumberKind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart() {
        for (code, kind) in [
            ("General", NumberKind::Plain),
            ("#,##0.00", NumberKind::Plain),
            ("#,##0 \"đồng\"", NumberKind::Plain),
            ("_-* #,##0\\ _d_-", NumberKind::Plain),
            ("[Red]-#,##0", NumberKind::Plain),
            ("0.00E+00", NumberKind::Plain),
            ("0.00%", NumberKind::Percent),
            ("0.00\" %\"", NumberKind::Plain),
            ("dd/mm/yyyy", NumberKind::Date),
            ("[$-42A]d mmmm yyyy;@", NumberKind::Date),
        ] {
            assert_eq!(kind_of_code(code), kind, "{code}");
        }
    }
}
