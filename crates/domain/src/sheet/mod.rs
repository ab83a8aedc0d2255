//! The sheet: one report open for entry, with everything computed and checked after each edit.
//!
//! [`CompiledForm`] is a template made ready once and shared; a [`Sheet`] holds the figures of one report.
//! An edit computes only what depends on it. Totals follow by exact difference (see [`sum`](self)), rules are checked
//! where a cell that they read has changed, and the list of changed cells comes back, so that a screen repaints
//! nothing else. Opening a sheet again from its content gives the same figures and findings as any way of editing
//! that led there; the server relies on it.
//!
//! # Rows
//!
//! Prescribed rows stand in printed order. The rows that reporters add stand above the first total row.
//! `rows[c]` are all rows of role data; `children[c]` the rows of role data or subtotal directly nested under the row.
//! A formula of a row wins over the formula of the column. In total and subtotal rows a column that is summed shows the
//! sum, a recomputed one its formula applied to that row, any other is blank.
//! Computed cells of integer and decimal columns keep the digits of their column, half away from zero.
//!
//! # Rules
//!
//! A rule with a reference relative to the row is checked in every data row, and in every total and subtotal row in
//! which all columns that it reads are computed; a rule without one is checked once.
//! It is passed over where all figures that it reads are blank, where one is unreadable, and where the report that it
//! compares with is missing.

mod cell;
mod codegen;
mod compile;
mod compiled;
mod edit;
mod figures;
mod filling;
mod findings;
mod grounds;
mod input;
mod message;
mod open;
mod operation;
mod order;
mod program;
mod row;
mod structure;
mod sum;
mod table;
mod targets;
mod wide;
mod work;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub(crate) use compile::faults;
pub use compiled::{CompiledForm, FormReferences};
pub use edit::EditRefused;
pub use filling::Filling;
pub use findings::FindingCounts;
pub use input::{display, parse_input, parse_input_by};
pub use row::SheetRow;
pub use table::{References, Table, TableRow};

use crate::content::{Content, ContentRow, RowKey};
use crate::template::{ColumnNumber, RowRole};
use crate::value::Value;
use cell::{Cell, CellError};
use compiled::{NO_COLUMN, Plan};
use figures::Figures;
use program::ColumnIx;
use work::Work;

/// Why a cell shows no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It reads something that is not a number.
    Unreadable,
    /// Its result is too large to be kept exactly.
    Overflow,
}

/// One report open for entry.
#[derive(Debug, Clone)]
pub struct Sheet {
    form: Arc<CompiledForm>,
    figures: Figures,
    /// By slot; slots of removed rows are used again.
    rows: Vec<SheetRow>,
    free: Vec<u32>,
    slots: HashMap<RowKey, u32>,
    /// How many added rows there are of each catalogue item.
    items: HashMap<String, u32>,
    references: References,
    /// By slot, how many findings about its cells' types there are.
    faulty: Vec<u32>,
    /// By slot, the broken rules as bits.
    broken: Vec<u64>,
    /// The broken rules that are checked once.
    broken_once: Vec<u64>,
    /// Cells for which the form has no column.
    strays: BTreeMap<RowKey, BTreeMap<ColumnNumber, Value>>,
    /// Rows for which the form has no place.
    unknown: Vec<ContentRow>,
    work: Work,
}

impl Sheet {
    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<CompiledForm> {
        &self.form
    }

    /// What the formulas refer to in other reports.
    #[must_use]
    pub fn references(&self) -> &References {
        &self.references
    }

    /// How many rows are shown.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.figures.order.len()
    }

    /// A row by its place on screen.
    ///
    /// # Panics
    /// Like a slice, when there is no such row.
    #[must_use]
    pub fn row(&self, ix: usize) -> &SheetRow {
        &self.rows[self.figures.order[ix] as usize]
    }

    /// The place of a row on screen.
    #[must_use]
    pub fn row_index(&self, key: &RowKey) -> Option<usize> {
        self.slots.get(key).map(|slot| self.figures.position[*slot as usize] as usize)
    }

    /// The places of the rows that reporters added.
    #[must_use]
    pub fn added_rows(&self) -> std::ops::Range<usize> {
        let count = self.row_count() - self.form.fixed.len();
        self.form.above..self.form.above + count
    }

    fn slot(&self, row: usize) -> Option<u32> {
        self.figures.order.get(row).copied()
    }

    fn column(&self, column: ColumnNumber) -> Option<ColumnIx> {
        self.form.column_ix.get(usize::from(column.0)).copied().filter(|ix| *ix != NO_COLUMN)
    }

    fn plan(&self, slot: u32, column: ColumnIx) -> Plan {
        self.form.class(self.figures.class_of[slot as usize]).plans[usize::from(column)]
    }

    /// The value of a cell, entered, computed or describing the row. Blank when there is no such cell.
    #[must_use]
    pub fn value(&self, row: usize, column: ColumnNumber) -> Value {
        let (Some(slot), Some(ix)) = (self.slot(row), self.column(column)) else { return Value::Blank };
        match self.plan(slot, ix) {
            Plan::Described => self.rows[slot as usize].described(&self.form.columns[usize::from(ix)].kind),
            _ => self.figures.texts.value(self.figures.cell(slot, ix)),
        }
    }

    /// Why a computed cell shows no figure, when what it is computed from is to blame.
    #[must_use]
    pub fn trouble(&self, row: usize, column: ColumnNumber) -> Option<Trouble> {
        let (slot, ix) = (self.slot(row)?, self.column(column)?);
        match self.figures.cell(slot, ix) {
            Cell::Error(CellError::Unreadable) => Some(Trouble::Unreadable),
            Cell::Error(CellError::Overflow) => Some(Trouble::Overflow),
            _ => None,
        }
    }

    /// Whether people enter this cell; also the name of a row that they added.
    #[must_use]
    pub fn is_input(&self, row: usize, column: ColumnNumber) -> bool {
        let (Some(slot), Some(ix)) = (self.slot(row), self.column(column)) else { return false };
        match self.plan(slot, ix) {
            Plan::Input => true,
            Plan::Described => self.is_typed_label(slot, ix),
            Plan::Empty | Plan::Computed(_) => false,
        }
    }

    /// Everything that was entered.
    #[must_use]
    pub fn content(&self) -> Content {
        let entered = self.figures.order.iter().filter_map(|slot| self.content_row(*slot));
        Content { rows: entered.chain(self.unknown.iter().cloned()).collect() }
    }

    fn content_row(&self, slot: u32) -> Option<ContentRow> {
        let row = &self.rows[slot as usize];
        let class = self.form.class(self.figures.class_of[slot as usize]);
        let mut entered = row.content();
        for (ix, plan) in class.plans.iter().enumerate() {
            let value = self.figures.texts.value(self.figures.cells[slot as usize * self.figures.width + ix]);
            if *plan == Plan::Input && !value.is_blank() {
                entered.cells.insert(self.form.columns[ix].number, value);
            }
        }
        if let Some(strays) = self.strays.get(&row.key) {
            entered.cells.extend(strays.iter().map(|(column, value)| (*column, value.clone())));
        }
        (row.is_dynamic || !entered.cells.is_empty()).then_some(entered)
    }

    /// All figures, entered and computed, for references from other reports.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::default();
        for slot in &self.figures.order {
            let row = &self.rows[*slot as usize];
            if row.role == RowRole::Heading {
                continue;
            }
            let mut cells = BTreeMap::new();
            for (ix, column) in self.form.columns.iter().enumerate() {
                let value = self.figures.texts.value(self.figures.cells[*slot as usize * self.figures.width + ix]);
                if !value.is_blank() {
                    cells.insert(column.number, value);
                }
            }
            table.insert_row(TableRow { key: row.key.clone(), role: row.role, cells });
        }
        table
    }

    /// Computes and checks everything anew. Never needed for right figures; kept to prove that.
    pub fn recompute(&mut self) {
        self.compute_all();
        self.check_all();
    }
}
