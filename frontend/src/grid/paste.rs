//! What a paste comes to, planned before anything is changed (conventions 62–69).
//! Which rows it means is decided before, in [`paste_names`](super::paste_names).
//!
//! Planning goes row by row, so that a large block can be planned in turns between two pictures on screen.

use std::collections::{BTreeMap, HashSet};

use domain::content::ContentRow;
use domain::separators::Separators;
use domain::template::{Column, ColumnNumber, ColumnType, RowKind};
use domain::value::Value;

use super::clip::{ClipCell, shape};
use super::layout;
use super::length;
use super::moves::Surface;
pub use super::paste_items::{Hit, Item, Items};
use super::paste_names::{Destination, NamedLine, Placing};
pub use super::paste_report::Report;
use super::place::{Place, Selection};
use super::reading::{self, Judge};
use super::texts::Text;

/// What planning asks about a table, besides its shape.
pub trait Target: Surface {
    /// The column at this index.
    fn column(&self, col: usize) -> &Column;
    /// Where data rows come from.
    fn row_kind(&self) -> &RowKind;
    /// Index of the row that a further row would get.
    fn end_of_rows(&self) -> usize;
    /// The one item that a code or name means.
    fn item(&self, text: &str) -> Option<Item>;
    /// What has this code, or is called exactly so.
    fn exact_item(&self, text: &str) -> Hit<Item>;
    /// What is called so but for diacritics.
    fn folded_item(&self, text: &str) -> Hit<Item>;
    /// Whether a row has this item already.
    fn has_item(&self, code: &str) -> bool;
    /// What a text means in a column that is chosen from a list.
    fn chosen(&self, col: usize, text: &str) -> Option<Value>;
    /// Whether a text is an item of the column's list.
    fn is_listed(&self, col: usize, value: &Value) -> bool;
    /// The name of a row.
    fn label(&self, row: usize) -> &str;
    /// The catalogue item of a row.
    fn item_of(&self, row: usize) -> Option<&str>;
    /// Whether a row was added and is not one of the form's.
    fn is_added(&self, row: usize) -> bool;
    /// The names of the rows that are filtered or folded away.
    fn hidden_labels(&self) -> Vec<&str>;
    /// What kind of cell it is: why nothing can be typed into it.
    fn state(&self, place: Place) -> Text;
    /// The titles of the header, of all its levels.
    fn titles(&self) -> Vec<String>;
    /// What the form's totals are called.
    fn totals(&self) -> Vec<&str>;
}

/// What was decided about a block beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// The convention of its numbers.
    pub separators: Option<Separators>,
    /// What names that the catalogue does not know stand for: the code of an item, or nothing to leave the row out.
    pub items: BTreeMap<String, Option<String>>,
    /// Which rows its lines go to, once that was looked at.
    pub placing: Option<Placing>,
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
    /// Names of rows that the catalogue does not know, each once.
    pub misses: Vec<String>,
    /// Whether these are figures of the period before.
    pub is_carried: bool,
}

impl Plan {
    /// Whether everything stands there already.
    #[must_use]
    pub fn changes_nothing(&self, own: impl Fn(Place) -> Value) -> bool {
        self.rows.is_empty() && self.cells.iter().all(|(place, value)| own(*place) == *value)
    }
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

/// Plans the paste of a block on a selection.
#[derive(Debug)]
pub struct Planner {
    plan: Plan,
    first: Place,
    shape: (usize, usize),
    rows: usize,
    fitting: usize,
    next: usize,
    items: HashSet<String>,
    named: Option<Vec<NamedLine>>,
}

impl Planner {
    /// Begins; nothing is planned yet.
    #[must_use]
    pub fn new(target: &impl Target, block: &[Vec<ClipCell>], selection: Selection) -> Self {
        let (height, width) = shape(block);
        let (first, last) = (selection.first(), selection.last());
        let (rows, cols) = (last.row - first.row + 1, last.col - first.col + 1);
        // A block fills a selection that is a multiple of its size, else it extends from the corner.
        let is_blank = height == 0 || width == 0;
        let repeats = !is_blank && rows.is_multiple_of(height) && cols.is_multiple_of(width);
        let (rows, cols) = if repeats { (rows, cols) } else { (height, width) };
        let fitting = cols.min(target.cols().saturating_sub(first.col));
        let mut plan = Plan { selection, ..Plan::default() };
        plan.report.refused_columns = cols - fitting;
        if !is_blank {
            let end = Place::new(first.row + rows - 1, (first.col + fitting).saturating_sub(1).max(first.col));
            plan.selection = Selection::cell(first).to(end);
        }
        let rows = if is_blank { 0 } else { rows };
        Self { plan, first, shape: (height, width), rows, fitting, next: 0, items: HashSet::new(), named: None }
    }

    /// The same paste with each line going to the row that it names.
    #[must_use]
    pub fn by_name(mut self, lines: Vec<NamedLine>) -> Self {
        let rows: Vec<usize> = lines.iter().filter_map(|line| row_of(line.by_name)).collect();
        if let (Some(first), Some(last)) = (rows.iter().min(), rows.iter().max()) {
            let (from, to) = (self.plan.selection.first().col, self.plan.selection.last().col);
            self.plan.selection = Selection::cell(Place::new(*first, from)).to(Place::new(*last, to));
        }
        self.rows = lines.len();
        self.named = Some(lines);
        self
    }

    /// Rows to plan.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Shows a row of a block, pasted from this column on, to the judge of its numbers.
    pub fn judge(target: &impl Target, block: &[Vec<ClipCell>], first_col: usize, row: usize, judge: &mut Judge) {
        let cells = block.get(row).map_or(&[][..], Vec::as_slice);
        for (cell, col) in cells.iter().zip(first_col..target.cols()) {
            judge.take(target.column(col), cell);
        }
    }

    /// Plans the next row; false when there is none.
    pub fn advance(&mut self, target: &impl Target, block: &[Vec<ClipCell>], decisions: &Decisions) -> bool {
        if self.next >= self.rows {
            return false;
        }
        let (height, width) = self.shape;
        let (row, source) = (self.first.row + self.next, &block[self.next % height]);
        let line = self.next;
        self.next += 1;
        let blank = ClipCell::default();
        let cells: Vec<&ClipCell> = (0..self.fitting).map(|col| source.get(col % width).unwrap_or(&blank)).collect();
        if let Some(named) = self.named.as_ref().and_then(|lines| lines.get(line)) {
            let is_elsewhere = named.by_name != Destination::Row(named.by_place);
            self.named_line(target, named.asked_for(target, &decisions.items), is_elsewhere, &cells, decisions);
            return true;
        }
        if row < target.end_of_rows() || *target.row_kind() == RowKind::Fixed && row < target.rows() {
            for (offset, cell) in cells.iter().enumerate() {
                self.cell(target, Place::new(row, self.first.col + offset), cell, decisions);
            }
            return true;
        }
        self.grow(target, &cells, decisions);
        true
    }

    /// Puts a line where it belongs by its name.
    fn named_line(
        &mut self,
        target: &impl Target,
        to: Destination,
        is_elsewhere: bool,
        cells: &[&ClipCell],
        decisions: &Decisions,
    ) {
        match to {
            Destination::Row(row) => {
                for (offset, cell) in cells.iter().enumerate() {
                    let place = Place::new(row, self.first.col + offset);
                    // The name says where the figures go; nobody asked to paste it.
                    if !is_row_name(target.column(place.col)) {
                        self.cell(target, place, cell, decisions);
                    }
                }
                self.plan.report.by_name += usize::from(is_elsewhere);
            }
            Destination::New => self.grow(target, cells, decisions),
            // The catalogue may have it under another name.
            Destination::Unknown if *target.row_kind() != RowKind::Fixed => self.grow(target, cells, decisions),
            Destination::Unknown => self.plan.report.unknown_rows += 1,
            Destination::Repeated => self.plan.report.repeated_rows += 1,
            Destination::Hidden => self.plan.report.hidden_rows += 1,
            Destination::Nothing if cells.iter().all(|cell| cell.text.trim().is_empty()) => {}
            Destination::Nothing => self.plan.report.unknown_rows += 1,
        }
    }

    /// Puts a line below the table.
    fn grow(&mut self, target: &impl Target, cells: &[&ClipCell], decisions: &Decisions) {
        match self.new_row(target, cells, decisions) {
            Ok(new) => self.add(new, target, cells, decisions),
            Err(Refused::NoRoom) => self.plan.report.refused_rows += 1,
            Err(Refused::Unknown) => self.plan.report.unknown_rows += 1,
            Err(Refused::Repeated) => self.plan.report.repeated_rows += 1,
        }
    }

    /// What was planned.
    #[must_use]
    pub fn finish(mut self) -> Plan {
        self.plan.report.added_rows = self.plan.rows.len();
        self.plan
    }

    fn cell(&mut self, target: &impl Target, place: Place, cell: &ClipCell, decisions: &Decisions) {
        if !target.is_input(place) {
            if !cell.text.trim().is_empty() {
                self.plan.report.pass_over(place, target.state(place));
            }
            return;
        }
        let value = self.value(target, place, cell, decisions);
        self.plan.cells.push((place, value));
    }

    /// The value of a cell, counted.
    fn value(&mut self, target: &impl Target, place: Place, cell: &ClipCell, decisions: &Decisions) -> Value {
        let (column, report) = (target.column(place.col), &mut self.plan.report);
        let chosen = target.chosen(place.col, &cell.text);
        let mut value = chosen.unwrap_or_else(|| reading::value(column, cell, decisions.separators));
        if let Value::Text(text) = &mut value
            && let Some(kept) = length::kept(text)
        {
            *text = kept;
            report.cut.push(place);
        }
        if !matches!(value, Value::Text(_)) {
            report.pasted += 1;
        } else if column.kind.is_numeric() {
            report.not_numbers.push(place);
        } else if !target.is_listed(place.col, &value) {
            report.not_listed.push(place);
        } else {
            report.pasted += 1;
        }
        value
    }

    fn add(&mut self, mut new: PlannedRow, target: &impl Target, cells: &[&ClipCell], decisions: &Decisions) {
        let row = target.end_of_rows() + self.plan.rows.len();
        for (offset, cell) in cells.iter().enumerate() {
            let place = Place::new(row, self.first.col + offset);
            let column = target.column(place.col);
            if column.is_input() {
                let value = self.value(target, place, cell, decisions);
                if !value.is_blank() {
                    new.cells.push((column.number, value));
                }
            } else if is_row_name(column) {
                self.plan.report.pasted += 1;
            } else if !cell.text.trim().is_empty() {
                let is_computed = !layout::is_name(&column.kind);
                self.plan.report.pass_over(place, if is_computed { Text::Computed } else { Text::Locked });
            }
        }
        self.plan.rows.push(new);
    }

    /// The row that a line of the block becomes below the table.
    fn new_row(
        &mut self,
        target: &impl Target,
        cells: &[&ClipCell],
        decisions: &Decisions,
    ) -> Result<PlannedRow, Refused> {
        let first_col = self.first.col;
        let mut names = cells.iter().enumerate().filter(|(offset, _)| is_row_name(target.column(first_col + offset)));
        let name = names.next().map(|(_, cell)| cell.text.trim_matches([' ', '\u{a0}']).to_owned());
        match target.row_kind() {
            RowKind::Fixed => Err(Refused::NoRoom),
            RowKind::Free => Ok(PlannedRow { label: name.filter(|name| !name.is_empty()), ..PlannedRow::default() }),
            RowKind::Catalogue { .. } => {
                let name = name.filter(|name| !name.is_empty()).ok_or(Refused::Unknown)?;
                let item = match decisions.items.get(&name) {
                    Some(decided) => decided.as_ref().and_then(|code| target.item(code)),
                    None => self.known_item(target, name),
                };
                let item = item.ok_or(Refused::Unknown)?;
                let is_free = !target.has_item(&item.0) && self.items.insert(item.0.clone());
                let row = PlannedRow { item: Some(item), ..PlannedRow::default() };
                if is_free { Ok(row) } else { Err(Refused::Repeated) }
            }
        }
    }

    fn known_item(&mut self, target: &impl Target, name: String) -> Option<Item> {
        let item = target.item(&name);
        if item.is_none() && !self.plan.misses.contains(&name) {
            self.plan.misses.push(name);
        }
        item
    }
}

/// Why a line of a block becomes no row.
enum Refused {
    /// The table does not grow.
    NoRoom,
    /// The catalogue does not know its name.
    Unknown,
    /// Another row has its name.
    Repeated,
}

fn row_of(destination: Destination) -> Option<usize> {
    match destination {
        Destination::Row(row) => Some(row),
        _ => None,
    }
}

/// Plans the paste of a whole block at once.
#[cfg(test)]
pub fn plan(target: &impl Target, block: &[Vec<ClipCell>], selection: Selection, decisions: &Decisions) -> Plan {
    let mut planner = Planner::new(target, block, selection);
    while planner.advance(target, block, decisions) {}
    planner.finish()
}

/// Whether the column holds the names that rows are found by.
pub(super) fn is_row_name(column: &Column) -> bool {
    matches!(column.kind, ColumnType::Label | ColumnType::CatalogueItem { .. })
}
