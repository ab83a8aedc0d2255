//! Edits: one cell, a name, a row more, a row less – and everything that follows from them.

use super::Sheet;
use super::cell::Cell;
use super::compiled::{NONE, Plan, Target};
use super::figures::Seen;
use super::open::entered;
use super::program::ColumnIx;
use crate::content::{ContentRow, RowKey};
use crate::template::{ColumnNumber, ColumnType, RowKind, RowRole};
use crate::text::nfc;
use crate::value::Value;

/// Why an edit was not made. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// There is no such row.
    #[error("there is no such row")]
    NoSuchRow,
    /// There is no such column.
    #[error("there is no such column")]
    NoSuchColumn,
    /// The cell is computed or prescribed.
    #[error("this cell is computed or prescribed and cannot be typed into")]
    NotAnInput,
    /// The rows of the form are prescribed.
    #[error("the rows of this form are prescribed")]
    FixedRows,
    /// A row with this key, or without any, cannot be added.
    #[error("there is already such a row")]
    DuplicateRow,
    /// The form takes no further row.
    #[error("the form takes no further row")]
    TooManyRows,
    /// The catalogue item has its row already.
    #[error("this item has been chosen already")]
    DuplicateItem,
}

impl EditRefused {
    /// What to tell the reporter, in Vietnamese.
    #[must_use]
    pub fn message_vi(self) -> &'static str {
        match self {
            Self::NoSuchRow => "Không có hàng này",
            Self::NoSuchColumn => "Không có cột này",
            Self::NotAnInput => "Ô này do hệ thống tính hoặc do biểu quy định, không nhập được",
            Self::FixedRows => "Các hàng của biểu này do văn bản quy định, không thêm bớt được",
            Self::DuplicateRow => "Hàng này đã có",
            Self::TooManyRows => "Biểu đã đủ số hàng tối đa",
            Self::DuplicateItem => "Mục này đã được chọn",
        }
    }
}

impl Sheet {
    /// Enters a value. Gives the cells whose shown value changed, totals included; none when nothing did.
    ///
    /// # Errors
    /// Refuses cells that are not entered by people.
    pub fn set(
        &mut self,
        row: usize,
        column: ColumnNumber,
        value: Value,
    ) -> Result<Vec<(usize, ColumnNumber)>, EditRefused> {
        let slot = self.slot(row).ok_or(EditRefused::NoSuchRow)?;
        let ix = self.column(column).ok_or(EditRefused::NoSuchColumn)?;
        match self.plan(slot, ix) {
            Plan::Input => {}
            Plan::Described if self.is_typed_label(slot, ix) => return self.set_label_cell(row, column, value),
            _ => return Err(EditRefused::NotAnInput),
        }
        let cell = entered(&mut self.figures.texts, &value, self.form.kinds[usize::from(ix)]);
        if cell == self.figures.cell(slot, ix) {
            return Ok(Vec::new());
        }
        self.work.changes.clear();
        self.change(slot, ix, cell);
        self.settle();
        let position = |slot: u32| self.figures.position[slot as usize] as usize;
        let number = |ix: ColumnIx| self.form.columns[usize::from(ix)].number;
        Ok(self.work.changes.iter().map(|(slot, ix)| (position(*slot), number(*ix))).collect())
    }

    fn set_label_cell(
        &mut self,
        row: usize,
        column: ColumnNumber,
        value: Value,
    ) -> Result<Vec<(usize, ColumnNumber)>, EditRefused> {
        let label = match value {
            Value::Blank => String::new(),
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
            Value::NotApplicable | Value::Date(_) | Value::Bool(_) => return Err(EditRefused::NotAnInput),
        };
        let before = self.row(row).label.clone();
        self.set_label(row, label)?;
        Ok(if self.row(row).label == before { Vec::new() } else { vec![(row, column)] })
    }

    /// Names a row that the reporter typed.
    ///
    /// # Errors
    /// Refuses prescribed rows and rows of catalogue items.
    pub fn set_label(&mut self, row: usize, label: String) -> Result<(), EditRefused> {
        let slot = self.slot(row).ok_or(EditRefused::NoSuchRow)?;
        if !self.is_typed_row(slot) {
            return Err(EditRefused::NotAnInput);
        }
        self.rows[slot as usize].label = nfc(label.trim());
        self.faulty[slot as usize] = self.count_faults(slot);
        Ok(())
    }

    /// Whether the reporter gives the row its name.
    pub(super) fn is_typed_row(&self, slot: u32) -> bool {
        self.rows[slot as usize].is_dynamic && self.form.template.row_kind == RowKind::Free
    }

    pub(super) fn is_typed_label(&self, slot: u32, column: ColumnIx) -> bool {
        let kind = &self.form.columns[usize::from(column)].kind;
        matches!(kind, ColumnType::Label) && self.is_typed_row(slot)
    }

    /// Adds a row before the added row with this number (from 0), or as the last. Gives its place on screen.
    ///
    /// # Errors
    /// Refuses forms with prescribed rows, and keys and catalogue items that are there already.
    pub fn insert_row(&mut self, at: usize, row: ContentRow) -> Result<usize, EditRefused> {
        if !self.form.takes_rows() {
            return Err(EditRefused::FixedRows);
        }
        let known = |key: &RowKey| self.slots.contains_key(key) || self.unknown.iter().any(|row| row.key == *key);
        if row.key.as_str().is_empty() || known(&row.key) {
            return Err(EditRefused::DuplicateRow);
        }
        if row.item.as_ref().is_some_and(|item| self.items.contains_key(item)) {
            return Err(EditRefused::DuplicateItem);
        }
        let added = self.added_rows();
        if self.form.template.max_rows.is_some_and(|most| added.len() >= most as usize) {
            return Err(EditRefused::TooManyRows);
        }
        let place = (added.start + at).min(added.end);
        self.work.changes.clear();
        let slot = self.append(&row);
        self.figures.order.insert(place, slot);
        self.renumber(place);
        self.faulty[slot as usize] = self.count_faults(slot);
        for (number, value) in &row.cells {
            if let Some((ix, cell)) = self.placed(slot, &row.key, *number, value) {
                self.change(slot, ix as ColumnIx, cell);
            }
        }
        self.start_row(slot);
        self.settle();
        Ok(place)
    }

    /// Has every computed cell and rule of a new row looked at.
    fn start_row(&mut self, slot: u32) {
        let form = self.form.clone();
        let class = form.class(self.figures.class_of[slot as usize]);
        class.ranks.iter().filter(|rank| **rank != NONE).for_each(|rank| self.work.push(*rank, slot));
        self.work.touch(slot, &class.rules, &class.rules);
    }

    /// Moves a row that a reporter added to be the one with this number (from 0) among them. Gives its place on screen.
    ///
    /// # Errors
    /// Refuses prescribed rows.
    pub fn move_row(&mut self, row: usize, to: usize) -> Result<usize, EditRefused> {
        let slot = self.slot(row).ok_or(EditRefused::NoSuchRow)?;
        if !self.rows[slot as usize].is_dynamic {
            return Err(EditRefused::FixedRows);
        }
        let added = self.added_rows();
        let place = (added.start + to).min(added.end - 1);
        self.figures.order.remove(row);
        self.figures.order.insert(place, slot);
        self.renumber(row.min(place));
        Ok(place)
    }

    /// Removes a row that a reporter added. Gives what was entered in it.
    ///
    /// # Errors
    /// Refuses prescribed rows.
    pub fn remove_row(&mut self, row: usize) -> Result<ContentRow, EditRefused> {
        let slot = self.slot(row).ok_or(EditRefused::NoSuchRow)?;
        if !self.rows[slot as usize].is_dynamic {
            return Err(EditRefused::FixedRows);
        }
        self.work.changes.clear();
        let key = self.rows[slot as usize].key.clone();
        let removed = self.content_row(slot).unwrap_or_else(|| ContentRow::new(key.clone()));
        self.figures.order.remove(row);
        self.renumber(row);
        let form = self.form.clone();
        for ix in 0..self.figures.width {
            let column = ix as ColumnIx;
            let old = self.figures.write(&form, slot, column, Cell::Blank);
            if old != Cell::Blank {
                self.spread(slot, column);
            }
        }
        self.forget(slot, &key, removed.item.as_deref());
        self.settle();
        Ok(removed)
    }

    fn forget(&mut self, slot: u32, key: &RowKey, item: Option<&str>) {
        self.slots.remove(key);
        self.strays.remove(key);
        if let Some(item) = item
            && let Some(count) = self.items.get_mut(item)
        {
            *count -= 1;
            if *count == 0 {
                self.items.remove(item);
            }
        }
        let words = self.broken_once.len();
        self.broken[slot as usize * words..(slot as usize + 1) * words].fill(0);
        self.faulty[slot as usize] = 0;
        self.free.push(slot);
    }

    /// Writes a cell and notes what must be looked at.
    fn change(&mut self, slot: u32, column: ColumnIx, cell: Cell) {
        let form = self.form.clone();
        let before = self.fault_of(slot, column).is_some();
        let old = self.figures.write(&form, slot, column, cell);
        let after = self.fault_of(slot, column).is_some();
        let faulty = &mut self.faulty[slot as usize];
        *faulty = *faulty + u32::from(after) - u32::from(before);
        if old != cell {
            self.work.changes.push((slot, column));
        }
        let class = form.class(self.figures.class_of[slot as usize]);
        for dependent in &class.dependents[usize::from(column)] {
            self.work.push(class.ranks[usize::from(*dependent)], slot);
        }
        self.work.touch(slot, &form.rules_of_column[usize::from(column)], &class.rules);
        self.spread(slot, column);
    }

    /// Notes what in other rows depends on a cell.
    fn spread(&mut self, slot: u32, column: ColumnIx) {
        let form = self.form.clone();
        let ix = usize::from(column);
        if form.class(self.figures.class_of[slot as usize]).role == RowRole::Data {
            form.sums.rows_targets[ix].iter().for_each(|target| self.note(*target));
        }
        let Some(plan) = form.fixed.get(slot as usize) else { return };
        if plan.member_of != NONE {
            let at = plan.member_of as usize * self.figures.width + ix;
            form.sums.children_targets[at].iter().for_each(|target| self.note(*target));
        }
        let at = slot as usize * self.figures.width + ix;
        if let Some(list) = form.cell_target_ix.get(at).filter(|list| **list != NONE) {
            form.cell_targets[*list as usize].iter().for_each(|target| self.note(*target));
        }
    }

    fn note(&mut self, target: Target) {
        match target {
            Target::Cell(slot, column) => {
                let class = self.form.class(self.figures.class_of[slot as usize]);
                self.work.push(class.ranks[usize::from(column)], slot);
            }
            Target::Column(class, column) => self.work.push(self.form.class(class).ranks[usize::from(column)], NONE),
            Target::Rule(rule) => self.work.touch_everywhere(rule),
            Target::RuleAt(rule, slot) => self.work.touch_rule(slot, rule, self.broken_once.len()),
        }
    }

    /// Computes what is pending, then checks what was touched.
    fn settle(&mut self) {
        let form = self.form.clone();
        while let Some((rank, slot)) = self.work.pop() {
            let (class, column) = form.ranked[rank as usize];
            if slot != NONE {
                self.compute_cell(slot, column);
                continue;
            }
            for ix in 0..self.figures.order.len() {
                let slot = self.figures.order[ix];
                if self.figures.class_of[slot as usize] == class {
                    self.compute_cell(slot, column);
                }
            }
        }
        self.check_touched();
    }

    fn compute_cell(&mut self, slot: u32, column: ColumnIx) {
        let Plan::Computed(program) = self.plan(slot, column) else { return };
        let form = self.form.clone();
        let program = &form.programs[program as usize];
        let mut stack = std::mem::take(&mut self.work.stack);
        let cell = self.figures.run(&form, program, slot, &mut stack, &mut Seen::default());
        let cell = cell.settled();
        self.work.stack = stack;
        if !is_same(cell, self.figures.cell(slot, column)) {
            self.change(slot, column, cell);
        }
    }
}

/// Equal to the last digit: 1.0 and 1 would not multiply alike at the limits of precision.
fn is_same(left: Cell, right: Cell) -> bool {
    match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => left == right && left.scale() == right.scale(),
        _ => left == right,
    }
}
