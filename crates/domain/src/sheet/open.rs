//! Opening a sheet: rows in place, input in cells, other reports' figures at hand, everything computed once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Sheet;
use super::cell::{Cell, Kind, Texts};
use super::codegen::{Outer, OuterOwn};
use super::compiled::{CompiledForm, Plan};
use super::figures::Figures;
use super::operation::{greatest, least};
use super::program::Measure;
use super::row::SheetRow;
use super::sum::Sum;
use super::table::{References, Table};
use super::work::Work;
use crate::content::{Content, ContentRow, RowKey};
use crate::formula::Source;
use crate::template::{ColumnNumber, RowRole};
use crate::value::Value;

impl Sheet {
    /// Opens a report. Never fails: rows and columns that the form does not have are kept and reported as findings.
    #[must_use]
    pub fn open(form: Arc<CompiledForm>, content: &Content, references: References) -> Self {
        let mut sheet = Self::empty(form, references);
        sheet.reserve(content.rows.len());
        let mut added = Vec::new();
        for row in &content.rows {
            match sheet.slots.get(&row.key) {
                Some(slot) if !sheet.rows[*slot as usize].is_dynamic => sheet.fill(*slot, row),
                None if sheet.form.takes_rows() && !row.key.as_str().is_empty() => {
                    let slot = sheet.append(row);
                    added.push(slot);
                    sheet.fill(slot, row);
                }
                _ => sheet.unknown.push(row.clone()),
            }
        }
        sheet.place(&added);
        sheet.recompute();
        sheet
    }

    /// The form's own rows, blank.
    fn empty(form: Arc<CompiledForm>, references: References) -> Self {
        let width = form.kinds.len();
        let mut texts = Texts::default();
        let literals = form.pools.texts.iter().map(|text| texts.cell(text)).collect();
        let outer = form.pools.outer.iter().map(|figure| outer_figure(figure, &references, &mut texts)).collect();
        let figures = Figures {
            width,
            rows: vec![Sum::default(); width],
            groups: vec![Sum::default(); form.sums.members.len() * width],
            texts,
            literals,
            outer,
            ..Figures::default()
        };
        let mut sheet = Self {
            figures,
            rows: Vec::new(),
            free: Vec::new(),
            slots: HashMap::new(),
            items: HashMap::new(),
            references,
            faulty: Vec::new(),
            broken: Vec::new(),
            broken_once: vec![0; form.rules.len().div_ceil(64)],
            strays: BTreeMap::new(),
            unknown: Vec::new(),
            work: Work::default(),
            form: form.clone(),
        };
        for (row, plan) in form.template.rows.iter().zip(&form.fixed) {
            sheet.allocate(SheetRow::fixed(row, plan.level), plan.class);
        }
        sheet
    }

    /// Makes room for that many rows at once.
    fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
        self.slots.reserve(rows);
        self.figures.cells.reserve(rows * self.figures.width);
        self.figures.outer_own.reserve(rows * self.form.pools.outer_own.len());
        self.broken.reserve(rows * self.broken_once.len());
    }

    /// A slot for an added row; its place on screen comes later.
    pub(super) fn append(&mut self, row: &ContentRow) -> u32 {
        if let Some(item) = &row.item {
            *self.items.entry(item.clone()).or_default() += 1;
        }
        self.allocate(SheetRow::added(row), 0)
    }

    fn allocate(&mut self, row: SheetRow, class: u32) -> u32 {
        let (width, words) = (self.figures.width, self.broken_once.len());
        let key = row.key.clone();
        let slot = self.free.pop().unwrap_or(self.rows.len() as u32);
        let at = slot as usize;
        if at == self.rows.len() {
            self.rows.push(row);
            self.figures.cells.resize((at + 1) * width, Cell::Blank);
            self.figures.class_of.push(class);
            self.figures.position.push(0);
            self.faulty.push(0);
            self.broken.resize((at + 1) * words, 0);
            let outer = self.form.pools.outer_own.len();
            self.figures.outer_own.resize((at + 1) * outer, Cell::Blank);
            self.work.reserve(at + 1);
        } else {
            self.rows[at] = row;
            self.figures.class_of[at] = class;
        }
        self.read_outer(slot, &key);
        self.slots.insert(key, slot);
        slot
    }

    /// The row's cells in other reports.
    fn read_outer(&mut self, slot: u32, key: &RowKey) {
        let from = slot as usize * self.form.pools.outer_own.len();
        for (ix, figure) in self.form.pools.outer_own.iter().enumerate() {
            self.figures.outer_own[from + ix] = outer_own(figure, key, &self.references, &mut self.figures.texts);
        }
    }

    /// Puts stored input into the cells of a row, without computing.
    fn fill(&mut self, slot: u32, row: &ContentRow) {
        for (number, value) in &row.cells {
            if let Some((ix, cell)) = self.placed(slot, &row.key, *number, value) {
                self.figures.cells[slot as usize * self.figures.width + ix] = cell;
            }
        }
    }

    /// Where an entered value belongs. Values of computed cells are ignored; what has no cell is kept aside.
    pub(super) fn placed(
        &mut self,
        slot: u32,
        key: &RowKey,
        number: ColumnNumber,
        value: &Value,
    ) -> Option<(usize, Cell)> {
        let column = self.column(number);
        match column.map(|column| (column, self.plan(slot, column))) {
            Some((column, Plan::Input)) => {
                let ix = usize::from(column);
                Some((ix, entered(&mut self.figures.texts, value, self.form.kinds[ix])))
            }
            Some(_) => None,
            None => {
                self.strays.entry(key.clone()).or_default().insert(number, value.clone());
                None
            }
        }
    }

    /// Puts all rows in their order on screen.
    fn place(&mut self, added: &[u32]) {
        let (above, fixed) = (self.form.above as u32, self.form.fixed.len() as u32);
        self.figures.order = (0..above).chain(added.iter().copied()).chain(above..fixed).collect();
        self.renumber(0);
    }

    /// Writes places and printed numbers anew, from a place on.
    pub(super) fn renumber(&mut self, from: usize) {
        for ix in from..self.figures.order.len() {
            let slot = self.figures.order[ix] as usize;
            self.figures.position[slot] = ix as u32;
            if self.rows[slot].is_dynamic {
                self.rows[slot].ordinal = Some((ix + 1 - self.form.above).to_string());
            }
        }
    }

    pub(super) fn compute_all(&mut self) {
        let form = self.form.clone();
        let mut from = 0;
        while let Some(step) = form.steps.get(from) {
            let run = form.steps[from..].iter().take_while(|step| form.stays_in_row(**step)).count();
            if run > 1 {
                self.figures.compute_rows(&form, &form.steps[from..from + run], &mut self.work.stack);
            } else {
                self.figures.compute_step(&form, *step, &mut self.work.stack);
            }
            from += run.max(1);
        }
    }
}

/// An entered value as a cell; equal numbers get equal forms.
pub(super) fn entered(texts: &mut Texts, value: &Value, kind: Option<Kind>) -> Cell {
    match texts.intern(value, kind) {
        Cell::Number(number) if number.is_zero() => Cell::Number(Decimal::ZERO),
        Cell::Number(number) if number.scale() > 0 => Cell::Number(number.normalize()),
        cell => cell,
    }
}

fn table<'a>(source: &Source, references: &'a References) -> Option<&'a Table> {
    match source {
        Source::Here => None,
        Source::Previous => references.previous.as_ref(),
        Source::Form(code) => references.forms.get(code),
    }
}

fn outer_own(figure: &OuterOwn, key: &RowKey, references: &References, texts: &mut Texts) -> Cell {
    table(&figure.source, references).map_or(Cell::Missing, |table| {
        if figure.measure == Measure::Filled {
            return count([&table.value(key, figure.column)]);
        }
        figure.kind.read(entered(texts, &table.value(key, figure.column), Some(figure.kind)))
    })
}

/// What the data rows of another report hold in a column.
fn data_values(table: &Table, column: ColumnNumber) -> impl Iterator<Item = &Value> {
    table.rows().filter(|row| row.role == RowRole::Data).filter_map(move |row| row.cells.get(&column))
}

/// How many values are filled in, of whatever kind: what a column of another form holds is not known here.
fn count<'a>(values: impl IntoIterator<Item = &'a Value>) -> Cell {
    let filled = values.into_iter().filter(|value| !matches!(value, Value::Blank | Value::NotApplicable)).count();
    Cell::Number(Decimal::from(filled))
}

fn outer_figure(figure: &Outer, references: &References, texts: &mut Texts) -> Cell {
    let Some(table) = table(&figure.source, references) else { return Cell::Missing };
    if figure.measure == Measure::Filled {
        return match &figure.row {
            Some(code) => count([&table.value(&RowKey(code.clone()), figure.column)]),
            None => count(data_values(table, figure.column)),
        };
    }
    let mut read = |value: &Value| figure.kind.read(entered(texts, value, Some(figure.kind)));
    if let Some(code) = &figure.row {
        return read(&table.value(&RowKey(code.clone()), figure.column));
    }
    let cells: Vec<Cell> = data_values(table, figure.column).map(read).collect();
    let mut sum = Sum::default();
    cells.iter().for_each(|cell| sum.add(*cell));
    match figure.measure {
        Measure::Total => sum.total(),
        Measure::Filled => sum.filled(),
        Measure::Least => least(&cells),
        Measure::Greatest => greatest(&cells),
    }
}
