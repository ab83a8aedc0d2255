//! Texts in fonts of the time before Unicode among what was pasted: offered to be converted, never done unasked
//! (convention 120).

use domain::old_fonts;
use domain::template::{Column, ColumnType};
use domain::value::Value;

use super::book::Book;
use super::journal::{CellKey, Current};
use super::place::Place;

/// A cell with such a text, and the text in Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldText {
    /// The cell.
    pub cell: CellKey,
    /// As it was pasted.
    pub old: String,
    /// In Unicode.
    pub new: String,
}

/// Those of these cells that hold such a text.
pub fn found<'a>(book: &Book, cells: impl IntoIterator<Item = &'a CellKey>) -> Vec<OldText> {
    let figures = book.figures();
    let is_text = |column: &Column| matches!(column.kind, ColumnType::Text | ColumnType::Label);
    let texts = cells.into_iter().filter_map(|cell| {
        let column = figures.columns().iter().find(|column| column.number == cell.1)?;
        let Some(Value::Text(old)) = figures.own(cell).filter(|_| is_text(column)) else { return None };
        let (_, new) = old_fonts::detect(&old)?;
        Some(OldText { cell: cell.clone(), old, new })
    });
    texts.collect()
}

/// The cells to set, where they still hold what was pasted.
pub fn converted(book: &Book, texts: &[OldText]) -> Vec<(Place, Value)> {
    let figures = book.figures();
    let texts = texts.iter().filter(|text| figures.own(&text.cell).as_ref() == Some(&Value::from(text.old.as_str())));
    texts.filter_map(|text| Some((figures.place(&text.cell)?, Value::from(text.new.as_str())))).collect()
}
