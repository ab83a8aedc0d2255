//! Adding up the children's rows.

use std::collections::{BTreeMap, HashMap};

use super::accumulator::Accumulator;
use super::layout::Layout;
use super::lineage::{Entry, Lineage, Source};
use super::{Child, Fault, FaultKind};
use crate::content::{Content, ContentRow, RowKey};
use crate::template::{Aggregate, ColumnNumber, RowKind};
use crate::value::Value;

/// The children's figures, added up.
pub(super) struct Sum {
    pub content: Content,
    pub lineage: Lineage,
    pub faults: Vec<Fault>,
}

pub(super) fn sum(layout: &Layout<'_>, children: &[Child]) -> Sum {
    let mut adder = Adder::new(layout, children);
    for (source, child) in children.iter().enumerate() {
        let source = u32::try_from(source).unwrap_or(u32::MAX);
        for row in &child.content.rows {
            adder.take(source, child, row);
        }
    }
    adder.finish()
}

/// One row being added up.
struct Work<'a> {
    key: RowKey,
    /// The first child's row: item and label come from it. None for prescribed rows.
    pattern: Option<&'a ContentRow>,
    /// Name of the unit, for rows that are listed.
    unit: Option<String>,
    /// How many children have the row.
    holders: usize,
    /// One for each slot.
    cells: Vec<Cell<'a>>,
}

/// One cell being added up.
#[derive(Clone, Default)]
struct Cell<'a> {
    sum: Accumulator,
    numbers: usize,
    not_applicable: usize,
    texts: Vec<&'a str>,
    /// Value of a listed row, taken over as it is.
    copied: Option<&'a Value>,
    entries: Vec<Entry>,
}

struct Adder<'a> {
    layout: &'a Layout<'a>,
    children: &'a [Child],
    /// Prescribed rows first, in the form's order; then the others as they are met.
    rows: Vec<Work<'a>>,
    /// Catalogue rows by their matching key.
    by_key: HashMap<&'a str, usize>,
    faults: Vec<Fault>,
}

impl<'a> Adder<'a> {
    fn new(layout: &'a Layout<'a>, children: &'a [Child]) -> Self {
        let prescribed = (0..layout.rows.len()).map(|row| Work {
            key: layout.row_key(row),
            pattern: None,
            unit: None,
            holders: children.len(),
            cells: empty_cells(layout),
        });
        Self { layout, children, rows: prescribed.collect(), by_key: HashMap::new(), faults: Vec::new() }
    }

    fn take(&mut self, source: u32, child: &'a Child, row: &'a ContentRow) {
        let key = Layout::matching_key(row);
        if let Some(index) = self.layout.prescribed(key) {
            return self.add(source, child, row, index, Some(index));
        }
        match self.layout.kind {
            RowKind::Fixed => self.fault(FaultKind::UnknownRow, child, &row.key, None),
            RowKind::Catalogue { .. } => {
                let index = self.catalogue_row(key, row);
                if let Some(work) = self.rows.get_mut(index) {
                    work.holders += 1;
                }
                self.add(source, child, row, index, None);
            }
            RowKind::Free => self.list(source, child, row),
        }
    }

    /// The place of a catalogue row, made when the item is met first.
    fn catalogue_row(&mut self, key: &'a str, row: &'a ContentRow) -> usize {
        *self.by_key.entry(key).or_insert_with(|| {
            let cells = empty_cells(self.layout);
            self.rows.push(Work { key: key.into(), pattern: Some(row), unit: None, holders: 0, cells });
            self.rows.len() - 1
        })
    }

    /// Adds a child's row to the row at `index`.
    fn add(&mut self, source: u32, child: &'a Child, row: &'a ContentRow, index: usize, prescribed: Option<usize>) {
        let expected = self.children.len();
        for (column, value) in &row.cells {
            let Some(slot) = self.layout.slot(*column, prescribed) else { continue };
            let Some(aggregate) = self.layout.slots.get(slot).map(|slot| slot.aggregate) else { continue };
            let Some(cell) = self.rows.get_mut(index).and_then(|work| work.cells.get_mut(slot)) else { continue };
            if !cell.add(aggregate, source, value, expected) {
                self.fault(FaultKind::NotANumber, child, &row.key, Some(*column));
            }
        }
    }

    /// Lists a child's free row with its unit.
    fn list(&mut self, source: u32, child: &'a Child, row: &'a ContentRow) {
        let unit = match &row.unit {
            Some(inner) => format!("{inner}, {}", child.unit_name),
            None => child.unit_name.clone(),
        };
        let key = RowKey(format!("{}:{}", child.unit, row.key));
        let mut cells = empty_cells(self.layout);
        for (column, value) in &row.cells {
            let Some(slot) = self.layout.slot(*column, None) else { continue };
            if let Some(cell) = cells.get_mut(slot).filter(|_| !value.is_blank()) {
                cell.copied = Some(value);
                cell.entries.push((source, value.clone()));
            }
        }
        self.rows.push(Work { key, pattern: Some(row), unit: Some(unit), holders: 1, cells });
    }

    fn fault(&mut self, kind: FaultKind, child: &Child, row: &RowKey, column: Option<ColumnNumber>) {
        self.faults.push(Fault { kind, report: Some(child.report), row: row.clone(), column });
    }

    fn finish(self) -> Sum {
        let mut faults = self.faults;
        let mut lineage = Lineage { sources: self.children.iter().map(source_of).collect(), rows: BTreeMap::new() };
        let mut content = Content::default();
        for work in self.rows {
            let dynamic = work.pattern.is_some();
            let (row, contributions) = work.finish(self.layout, &mut faults);
            if !contributions.is_empty() {
                lineage.rows.insert(row.key.clone(), contributions);
            }
            if dynamic || !row.cells.is_empty() {
                content.rows.push(row);
            }
        }
        Sum { content, lineage, faults }
    }
}

impl Work<'_> {
    fn finish(self, layout: &Layout<'_>, faults: &mut Vec<Fault>) -> (ContentRow, BTreeMap<ColumnNumber, Vec<Entry>>) {
        let mut row = ContentRow {
            key: self.key,
            item: self.pattern.and_then(|row| row.item.clone()),
            label: self.pattern.and_then(|row| row.label.clone()),
            unit: self.unit,
            cells: BTreeMap::new(),
        };
        let mut contributions = BTreeMap::new();
        for (slot, cell) in layout.slots.iter().zip(self.cells) {
            match cell.value(self.holders) {
                Some(Value::Blank) => {}
                Some(value) => {
                    row.cells.insert(slot.column, value);
                }
                None => faults.push(Fault {
                    kind: FaultKind::Overflow,
                    report: None,
                    row: row.key.clone(),
                    column: Some(slot.column),
                }),
            }
            if !cell.entries.is_empty() {
                contributions.insert(slot.column, cell.entries);
            }
        }
        (row, contributions)
    }
}

impl<'a> Cell<'a> {
    /// Adds a value; false when it cannot be added. `expected` is the number of entries to make room for.
    fn add(&mut self, aggregate: Aggregate, source: u32, value: &'a Value, expected: usize) -> bool {
        match (aggregate, value) {
            (Aggregate::None | Aggregate::Recompute, _) | (_, Value::Blank) => return true,
            (_, Value::NotApplicable) => self.not_applicable += 1,
            (Aggregate::Sum, Value::Number(number)) => {
                self.sum.add(*number);
                self.numbers += 1;
            }
            (Aggregate::Concatenate, Value::Text(text)) => self.texts.push(text),
            (Aggregate::Sum | Aggregate::Concatenate, _) => return false,
        }
        if self.entries.capacity() == 0 {
            self.entries.reserve_exact(expected);
        }
        self.entries.push((source, value.clone()));
        true
    }

    /// The value of the cell; none when the sum does not fit.
    fn value(&self, holders: usize) -> Option<Value> {
        if let Some(value) = self.copied {
            return Some(value.clone());
        }
        if self.numbers > 0 {
            return self.sum.total().map(Value::Number);
        }
        if !self.texts.is_empty() {
            return Some(Value::Text(self.texts.join(JOINT)));
        }
        let none_applies = self.not_applicable > 0 && self.not_applicable == holders;
        Some(if none_applies { Value::NotApplicable } else { Value::Blank })
    }
}

/// What stands between joined texts.
pub(super) const JOINT: &str = "; ";

fn empty_cells<'a>(layout: &Layout<'_>) -> Vec<Cell<'a>> {
    vec![Cell::default(); layout.slots.len()]
}

fn source_of(child: &Child) -> Source {
    Source::Child {
        report: child.report,
        revision: child.revision,
        unit: child.unit,
        unit_name: child.unit_name.clone(),
    }
}
