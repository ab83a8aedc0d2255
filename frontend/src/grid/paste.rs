//! What a paste comes to, planned before anything is changed (conventions 65–67, 69).

use domain::content::ContentRow;
use domain::sheet::parse_input;
use domain::template::{Column, ColumnNumber, ColumnType, RowKind};
use domain::text::fold;
use domain::value::Value;

use super::moves::Surface;
use super::place::{Place, Selection};

/// A catalogue item that rows can be added from: code and name.
pub type Item = (String, String);

/// What planning asks about a table, besides its shape.
pub trait Target: Surface {
    /// The column at this index.
    fn column(&self, col: usize) -> &Column;
    /// Where data rows come from.
    fn row_kind(&self) -> &RowKind;
    /// Index of the row that a further row would get.
    fn end_of_rows(&self) -> usize;
    /// The item that a code or name means, when no row has it yet.
    fn free_item(&self, text: &str) -> Option<Item>;
}

/// A planned paste.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Cells to set.
    pub cells: Vec<(Place, Value)>,
    /// Rows to add at the end, still without keys where the key is free.
    pub rows: Vec<PlannedRow>,
    /// What the report says.
    pub report: Report,
    /// What is selected afterwards.
    pub selection: Selection,
}

/// A row that a paste adds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedRow {
    /// The catalogue item, for catalogue tables.
    pub item: Option<Item>,
    /// The typed name, for free rows.
    pub label: Option<String>,
    /// Figures.
    pub cells: Vec<(ColumnNumber, Value)>,
}

impl PlannedRow {
    /// The row under a key; catalogue rows have their item's code.
    #[must_use]
    pub fn with_key(self, key: String) -> ContentRow {
        let (item, label) = match self.item {
            Some((code, name)) => (Some(code), Some(name)),
            None => (None, self.label),
        };
        let key = item.clone().unwrap_or(key).into();
        ContentRow { key, item, label, unit: None, cells: self.cells.into_iter().collect() }
    }
}

/// "96 ô đã dán, 12 ô bỏ qua (công thức), 2 ô không phải số".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Cells that were set.
    pub pasted: usize,
    /// Computed or locked cells that were skipped.
    pub locked: usize,
    /// Cells kept as text because they are not numbers.
    pub not_numbers: usize,
    /// Rows of the block that do not fit below the table.
    pub refused_rows: usize,
    /// Columns of the block that do not fit beside it.
    pub refused_columns: usize,
    /// Rows that were added.
    pub added_rows: usize,
}

/// Plans the paste of a block on a selection.
#[must_use]
pub fn plan(target: &impl Target, block: &[Vec<String>], selection: Selection) -> Plan {
    let height = block.len();
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    if height == 0 || width == 0 {
        return Plan { selection, ..Plan::default() };
    }
    let (first, last) = (selection.first(), selection.last());
    let (rows, cols) = (last.row - first.row + 1, last.col - first.col + 1);
    // A block fills a selection that is a multiple of its size, else it extends from the corner.
    let repeat = rows.is_multiple_of(height) && cols.is_multiple_of(width);
    let (rows, cols) = if repeat { (rows, cols) } else { (height, width) };
    let fitting = cols.min(target.cols().saturating_sub(first.col));
    let mut plan = Plan::default();
    plan.report.refused_columns = cols - fitting;
    for row in 0..rows {
        let texts: Vec<&str> = (0..fitting)
            .map(|col| block[row % height].get(col % width).map_or("", |text| text.trim_matches([' ', '\u{a0}'])))
            .collect();
        plan.row(target, first.row + row, first.col, &texts);
    }
    let end = Place::new(first.row + rows - 1, (first.col + fitting).saturating_sub(1).max(first.col));
    plan.selection = Selection::cell(first).to(end);
    plan.report.added_rows = plan.rows.len();
    plan
}

impl Plan {
    fn row(&mut self, target: &impl Target, row: usize, first_col: usize, texts: &[&str]) {
        if row < target.end_of_rows() || *target.row_kind() == RowKind::Fixed && row < target.rows() {
            for (offset, text) in texts.iter().enumerate() {
                self.cell(target, Place::new(row, first_col + offset), text);
            }
            return;
        }
        match new_row(target, first_col, texts, &self.rows) {
            Some(new) => self.add(new, target, first_col, texts),
            None => self.report.refused_rows += 1,
        }
    }

    fn cell(&mut self, target: &impl Target, place: Place, text: &str) {
        if !target.is_input(place) {
            self.report.locked += usize::from(!text.is_empty());
            return;
        }
        let value = parse_input(target.column(place.col), text);
        self.count(target.column(place.col), &value);
        self.cells.push((place, value));
    }

    fn count(&mut self, column: &Column, value: &Value) {
        if column.kind.is_numeric() && matches!(value, Value::Text(_)) {
            self.report.not_numbers += 1;
        } else {
            self.report.pasted += 1;
        }
    }

    fn add(&mut self, mut new: PlannedRow, target: &impl Target, first_col: usize, texts: &[&str]) {
        for (offset, text) in texts.iter().enumerate() {
            let column = target.column(first_col + offset);
            if column.is_input() {
                let value = parse_input(column, text);
                self.count(column, &value);
                if !value.is_blank() {
                    new.cells.push((column.number, value));
                }
            } else if is_row_name(column) {
                self.report.pasted += 1;
            } else {
                self.report.locked += usize::from(!text.is_empty());
            }
        }
        self.rows.push(new);
    }
}

/// The row that a line of the block becomes below the table; `None` where the table does not grow.
fn new_row(target: &impl Target, first_col: usize, texts: &[&str], planned: &[PlannedRow]) -> Option<PlannedRow> {
    let mut names = texts.iter().enumerate().filter(|(offset, _)| is_row_name(target.column(first_col + offset)));
    let name = names.next().map(|(_, text)| (*text).to_owned());
    match target.row_kind() {
        RowKind::Fixed => None,
        RowKind::Free => Some(PlannedRow { label: name.filter(|name| !name.is_empty()), ..PlannedRow::default() }),
        RowKind::Catalogue { .. } => {
            let item = target.free_item(&name?)?;
            let is_planned = planned.iter().any(|row| row.item.as_ref().is_some_and(|(code, _)| *code == item.0));
            (!is_planned).then(|| PlannedRow { item: Some(item), ..PlannedRow::default() })
        }
    }
}

fn is_row_name(column: &Column) -> bool {
    matches!(column.kind, ColumnType::Label | ColumnType::CatalogueItem { .. })
}

/// The item that a text means: by code, else by name without diacritics and case (convention 68).
#[must_use]
pub fn matching_item<'a>(items: impl Iterator<Item = (&'a str, &'a str)> + Clone, text: &str) -> Option<Item> {
    let wanted = fold(text.trim());
    let by_code = items.clone().find(|(code, _)| *code == text.trim());
    let found = by_code.or_else(|| items.clone().find(|(_, name)| fold(name.trim()) == wanted));
    found.map(|(code, name)| (code.to_owned(), name.to_owned()))
}
