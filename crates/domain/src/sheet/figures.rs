//! The figures of a sheet in dense storage, and the machine that runs programs over them.

use rust_decimal::Decimal;

use super::cell::{Cell, CellError, Kind, Texts};
use super::codegen::Pools;
use super::compiled::{CompiledForm, NONE, Plan, Step};
use super::operation::{absolute, arithmetic, choose, combine, compare, greatest, least, negate, not, round, sum};
use super::program::{ColumnIx, Measure, Op, Program, Shortcut, Term, TermOperand};
use super::sum::Sum;
use crate::template::RowRole;

/// Cells by slot and column, the sums over them, and what comes from other reports.
#[derive(Debug, Clone, Default)]
pub(super) struct Figures {
    /// How many columns there are.
    pub(super) width: usize,
    pub(super) cells: Vec<Cell>,
    /// By slot.
    pub(super) class_of: Vec<u32>,
    /// Slots in their order on screen.
    pub(super) order: Vec<u32>,
    /// By slot, the place on screen.
    pub(super) position: Vec<u32>,
    /// By column, the sum of all data rows.
    pub(super) rows: Vec<Sum>,
    /// By group and column.
    pub(super) groups: Vec<Sum>,
    pub(super) texts: Texts,
    /// The form's text literals as cells of this sheet.
    pub(super) literals: Vec<Cell>,
    /// By slot, the same row's cells in other reports.
    pub(super) outer_own: Vec<Cell>,
    pub(super) outer: Vec<Cell>,
}

/// What a program met on its way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Some figure that was read is filled in.
    pub(super) filled: bool,
    /// Some figure was wanted from a report that is not there.
    pub(super) missing: bool,
}

impl Figures {
    pub(super) fn cell(&self, slot: u32, column: ColumnIx) -> Cell {
        self.cells[slot as usize * self.width + usize::from(column)]
    }

    /// Replaces a cell and lets the sums follow. Gives the former cell.
    pub(super) fn write(&mut self, form: &CompiledForm, slot: u32, column: ColumnIx, cell: Cell) -> Cell {
        let ix = usize::from(column);
        let place = &mut self.cells[slot as usize * self.width + ix];
        let old = std::mem::replace(place, cell);
        let Some(kind) = form.kinds[ix] else { return old };
        if form.sums.rows[ix] && form.class(self.class_of[slot as usize]).role == RowRole::Data {
            shift(&mut self.rows[ix], kind, old, cell);
        }
        if form.sums.children[ix]
            && let Some(plan) = form.fixed.get(slot as usize)
            && plan.member_of != NONE
        {
            shift(&mut self.groups[plan.member_of as usize * self.width + ix], kind, old, cell);
        }
        old
    }

    /// Runs a program for a row.
    pub(super) fn run(
        &self,
        form: &CompiledForm,
        program: &Program,
        slot: u32,
        stack: &mut Vec<Cell>,
        seen: &mut Seen,
    ) -> Cell {
        match &program.shortcut {
            Some(Shortcut::Sum(terms, digits)) => {
                let sum = self.plain_sum(terms, slot, seen);
                return digits.map_or(sum, |digits| round(sum, digits));
            }
            Some(Shortcut::Compare(operator, left, right)) => {
                let (left, right) = (self.plain_sum(left, slot, seen), self.plain_sum(right, slot, seen));
                return compare(*operator, left, right);
            }
            None => {}
        }
        stack.clear();
        for op in &program.ops {
            self.step(form, *op, slot, stack, seen);
        }
        stack.pop().unwrap_or_default()
    }

    /// The same as adding up on the stack: blank counts as zero, a sum without a filled cell is blank.
    #[inline]
    fn plain_sum(&self, terms: &[Term], slot: u32, seen: &mut Seen) -> Cell {
        let from = slot as usize * self.width;
        // A rule about the whole form may be checked while there are no rows.
        let row = self.cells.get(from..from + self.width).unwrap_or_default();
        let (mut sum, mut filled, mut constant) = (Decimal::ZERO, false, true);
        for (ix, term) in terms.iter().enumerate() {
            let number = match term.operand {
                TermOperand::Number(number) => number,
                TermOperand::Own(column) => match row[usize::from(column)] {
                    Cell::Number(number) => {
                        filled = true;
                        number
                    }
                    other => match Kind::Number.read(other) {
                        Cell::Error(error) => return Cell::Error(error),
                        _ => {
                            constant = false;
                            continue;
                        }
                    },
                },
            };
            let next = match (ix, term.subtract) {
                (0, _) => Some(number),
                (_, false) => sum.checked_add(number),
                (_, true) => sum.checked_sub(number),
            };
            let Some(next) = next else { return Cell::Error(CellError::Overflow) };
            sum = next;
        }
        seen.filled |= filled;
        match filled || constant {
            true => Cell::Number(sum),
            false if sum.is_zero() => Cell::Blank,
            false => Cell::Shadow(sum),
        }
    }

    #[inline]
    fn step(&self, form: &CompiledForm, op: Op, slot: u32, stack: &mut Vec<Cell>, seen: &mut Seen) {
        let cell = match op {
            Op::Own(column, kind) => seen.read(kind, self.cell(slot, column)),
            Op::Number(ix) => constant(&form.pools, ix),
            Op::Arithmetic(operator, constant) => {
                let (left, right) = pop_two(stack);
                arithmetic(operator, constant, left, right)
            }
            Op::Compare(operator) => {
                let (left, right) = pop_two(stack);
                compare(operator, left, right)
            }
            Op::Text(ix) => self.literals.get(usize::from(ix)).copied().unwrap_or_default(),
            Op::At(other, column, kind) => seen.read(kind, self.cell(other, column)),
            Op::Rows(column, measure) => seen.note(self.of_rows(form, column, measure), measure),
            Op::Children(column, measure) => seen.note(self.of_children(form, slot, column, measure), measure),
            Op::OuterOwn(ix) => {
                let (ix, figures) = (usize::from(ix), &form.pools.outer_own);
                seen.note(self.outer_own[slot as usize * figures.len() + ix], figures[ix].measure)
            }
            Op::Outer(ix) => seen.note(self.outer[usize::from(ix)], form.pools.outer[usize::from(ix)].measure),
            Op::Negate => negate(pop(stack)),
            Op::Absolute => absolute(pop(stack)),
            Op::Round(digits) => round(pop(stack), digits),
            Op::Not => not(pop(stack)),
            Op::Filled => Cell::Number(u8::from(pop(stack).is_filled()).into()),
            Op::Sum(count) => gather(stack, count, sum),
            Op::Least(count) => gather(stack, count, least),
            Op::Greatest(count) => gather(stack, count, greatest),
            Op::And(count) => gather(stack, count, |cells| combine(cells, false)),
            Op::Or(count) => gather(stack, count, |cells| combine(cells, true)),
            Op::If => {
                let (then, other) = pop_two(stack);
                choose(pop(stack), then, other)
            }
        };
        stack.push(cell);
    }

    fn of_rows(&self, form: &CompiledForm, column: ColumnIx, measure: Measure) -> Cell {
        let sum = &self.rows[usize::from(column)];
        match measure {
            Measure::Total => sum.total(),
            Measure::Filled => sum.filled(),
            Measure::Least | Measure::Greatest => {
                let data = |slot: &&u32| form.class(self.class_of[**slot as usize]).role == RowRole::Data;
                self.extreme(self.order.iter().filter(data), column, measure)
            }
        }
    }

    fn of_children(&self, form: &CompiledForm, slot: u32, column: ColumnIx, measure: Measure) -> Cell {
        let group = form.fixed.get(slot as usize).map_or(NONE, |plan| plan.group);
        if group == NONE {
            return Cell::Blank;
        }
        let sum = &self.groups[group as usize * self.width + usize::from(column)];
        match measure {
            Measure::Total => sum.total(),
            Measure::Filled => sum.filled(),
            Measure::Least | Measure::Greatest => {
                self.extreme(form.sums.members[group as usize].iter(), column, measure)
            }
        }
    }

    fn extreme<'a>(&self, slots: impl Iterator<Item = &'a u32>, column: ColumnIx, measure: Measure) -> Cell {
        let pick = if measure == Measure::Least { least } else { greatest };
        slots.fold(Cell::Blank, |found, slot| pick(&[found, Kind::Number.read(self.cell(*slot, column))]))
    }

    /// Computes one step of a full computation for all rows.
    pub(super) fn compute_step(&mut self, form: &CompiledForm, step: Step, stack: &mut Vec<Cell>) {
        match step {
            Step::Cells(class, column) => self.compute_column(form, class, column, stack),
            Step::Rows(column) => {
                let is_data = |slot: &&u32| form.class(self.class_of[**slot as usize]).role == RowRole::Data;
                self.rows[usize::from(column)] = self.add_up(form, self.order.iter().filter(is_data), column);
            }
            Step::Children(group, column) => {
                let members = form.sums.members[group as usize].iter();
                self.groups[group as usize * self.width + usize::from(column)] = self.add_up(form, members, column);
            }
        }
    }

    /// Computes steps that need nothing beyond the own row, row by row: each row is in the cache once.
    pub(super) fn compute_rows(&mut self, form: &CompiledForm, steps: &[Step], stack: &mut Vec<Cell>) {
        for step in steps {
            if let Step::Rows(column) = step {
                self.rows[usize::from(*column)] = Sum::default();
            }
        }
        for ix in 0..self.order.len() {
            let slot = self.order[ix];
            let class = self.class_of[slot as usize];
            let is_data = form.class(class).role == RowRole::Data;
            for step in steps {
                match *step {
                    Step::Cells(of, column) if of == class => self.compute_cell(form, slot, column, stack),
                    Step::Rows(column) if is_data => {
                        let ix = usize::from(column);
                        if let Some(kind) = form.kinds[ix] {
                            let cell = kind.read(self.cells[slot as usize * self.width + ix]);
                            self.rows[ix].add(cell);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn add_up<'a>(&self, form: &CompiledForm, slots: impl Iterator<Item = &'a u32>, column: ColumnIx) -> Sum {
        let mut sum = Sum::default();
        if let Some(kind) = form.kinds[usize::from(column)] {
            slots.for_each(|slot| sum.add(kind.read(self.cell(*slot, column))));
        }
        sum
    }

    fn compute_column(&mut self, form: &CompiledForm, class: u32, column: ColumnIx, stack: &mut Vec<Cell>) {
        if let Some(slot) = form.class(class).slot {
            return self.compute_cell(form, slot, column, stack);
        }
        for ix in 0..self.order.len() {
            let slot = self.order[ix];
            if self.class_of[slot as usize] == class {
                self.compute_cell(form, slot, column, stack);
            }
        }
    }

    fn compute_cell(&mut self, form: &CompiledForm, slot: u32, column: ColumnIx, stack: &mut Vec<Cell>) {
        let ix = usize::from(column);
        if let Plan::Computed(program) = form.class(self.class_of[slot as usize]).plans[ix] {
            let cell = self.run(form, &form.programs[program as usize], slot, stack, &mut Seen::default());
            self.cells[slot as usize * self.width + ix] = cell.settled();
        }
    }
}

impl Seen {
    #[inline]
    fn read(&mut self, kind: Kind, cell: Cell) -> Cell {
        let cell = kind.read(cell);
        self.filled |= cell.is_filled();
        cell
    }

    /// A count of nothing is a number, but nothing that was filled in.
    fn note(&mut self, cell: Cell, measure: Measure) -> Cell {
        self.missing |= cell == Cell::Missing;
        self.filled |= cell.is_filled() && (measure != Measure::Filled || cell != Cell::Number(Decimal::ZERO));
        if cell == Cell::Missing { Cell::Blank } else { cell }
    }
}

fn shift(sum: &mut Sum, kind: Kind, old: Cell, new: Cell) {
    sum.remove(kind.read(old));
    sum.add(kind.read(new));
}

fn constant(pools: &Pools, ix: u16) -> Cell {
    pools.numbers.get(usize::from(ix)).map_or(Cell::Blank, |number| Cell::Number(*number))
}

#[inline]
fn pop(stack: &mut Vec<Cell>) -> Cell {
    stack.pop().unwrap_or_default()
}

#[inline]
fn pop_two(stack: &mut Vec<Cell>) -> (Cell, Cell) {
    let right = pop(stack);
    (pop(stack), right)
}

fn gather(stack: &mut Vec<Cell>, count: u16, operation: impl Fn(&[Cell]) -> Cell) -> Cell {
    let from = stack.len().saturating_sub(usize::from(count));
    let result = operation(&stack[from..]);
    stack.truncate(from);
    result
}
