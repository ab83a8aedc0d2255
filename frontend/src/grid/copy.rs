//! What goes to the clipboard: tab-separated text as shown, and a table with exact numbers (conventions 60, 74).

use std::ops::Range;

use domain::value::Value;

use super::figures::Figures;
use super::layout::Header;
use super::place::{Place, Selection};
use super::ranges::arranged;
use super::tsv::{self, HtmlCell};

/// Both forms of what was copied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// `text/plain`.
    pub plain: String,
    /// `text/html`.
    pub html: String,
    /// Whether each line is a row that somebody added: none of them is a title or a total, whatever it is called.
    pub is_rows: bool,
}

/// A copy of these ranges, with all levels of the header above them when wanted; `None` for ranges that do not form a block.
#[must_use]
pub fn copied(figures: &Figures, ranges: &[Selection], header: Option<&Header>) -> Option<Copied> {
    let (rows, cols) = arranged(ranges)?;
    let rows: Vec<usize> = rows.into_iter().filter(|row| *row < figures.row_count()).collect();
    let (mut plain, mut table) = header.map(|header| titles(header, &cols)).unwrap_or_default();
    let is_rows = header.is_none() && rows.iter().all(|row| figures.row(*row).is_dynamic);
    for row in rows {
        let cells: Vec<HtmlCell> = cols.iter().map(|col| cell(figures, Place::new(row, *col))).collect();
        plain.push(cells.iter().map(|cell| cell.text.clone()).collect());
        table.push(cells);
    }
    Some(Copied { plain: tsv::write(&plain), html: tsv::html(&table), is_rows })
}

fn cell(figures: &Figures, place: Place) -> HtmlCell {
    let value = figures.value(place);
    let exact = match &value {
        Value::Number(number) => Some(number.normalize()),
        _ => None,
    };
    HtmlCell { text: figures.shown_text(place.col, &value), exact, ..HtmlCell::default() }
}

/// The header over these columns, level by level: as texts with the title in the first place of its span, and as merged
/// cells.
fn titles(header: &Header, cols: &[usize]) -> (Vec<Vec<String>>, Vec<Vec<HtmlCell>>) {
    let levels = 0..header.levels;
    levels
        .map(|level| {
            let mut plain = vec![String::new(); cols.len()];
            let mut cells = Vec::new();
            for title in header.cells.iter().filter(|title| title.level == level) {
                let span: Range<usize> = title.col..title.col + title.cols;
                let covered = cols.iter().filter(|col| span.contains(col)).count();
                let Some(first) = cols.iter().position(|col| span.contains(col)) else { continue };
                plain[first].clone_from(&title.title);
                cells.push(HtmlCell {
                    text: title.title.clone(),
                    exact: None,
                    span: (title.rows, covered),
                    is_title: true,
                });
            }
            (plain, cells)
        })
        .unzip()
}
