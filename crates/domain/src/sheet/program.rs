//! Stack programs: what a formula becomes.

use rust_decimal::Decimal;

use super::cell::Kind;
use crate::formula::Operator;

/// Columns of a form, counted from 0 in header order.
pub(crate) type ColumnIx = u16;

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Op {
    /// Pushes a constant of the form.
    Number(u16),
    /// Pushes a text literal of the form.
    Text(u16),
    /// Pushes a cell of the own row.
    Own(ColumnIx, Kind),
    /// Pushes the cell of a prescribed row.
    At(u32, ColumnIx, Kind),
    /// Pushes a measure of all data rows.
    Rows(ColumnIx, Measure),
    /// Pushes a measure of the own row's children.
    Children(ColumnIx, Measure),
    /// Pushes a cell of the same row in another report.
    OuterOwn(u16),
    /// Pushes any other figure of another report.
    Outer(u16),
    /// The negative of the top.
    Negate,
    /// Two operands to one.
    Arithmetic(Operator, Constant),
    /// Two operands to a condition.
    Compare(Operator),
    /// The sum of that many.
    Sum(u16),
    /// The least of that many.
    Least(u16),
    /// The greatest of that many.
    Greatest(u16),
    /// 1 when the top is filled in, else 0.
    Filled,
    /// Rounds the top half away from zero; negative digits round tens, hundreds …
    Round(i8),
    /// The size of the top.
    Absolute,
    /// Condition, then, else to one.
    If,
    /// Whether all of that many hold.
    And(u16),
    /// Whether some of that many hold.
    Or(u16),
    /// The opposite of the top.
    Not,
}

/// What is asked about a set of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// Their sum.
    Total,
    /// How many are filled in.
    Filled,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// Which operand of an operation is made of constants only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Constant {
    /// Neither.
    Neither,
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// Both.
    Both,
}

/// One operand of a plain sum.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub(crate) operand: TermOperand,
    pub(crate) subtract: bool,
}

/// What is added or subtracted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TermOperand {
    /// A cell of the own row.
    Own(ColumnIx),
    /// A constant.
    Number(Decimal),
}

/// The shapes that most formulas and rules have, computed without the stack: the same operations in the same order.
#[derive(Debug, Clone)]
pub(crate) enum Shortcut {
    /// `[4] + [5] - 6`, rounded to digits.
    Sum(Box<[Term]>, Option<i8>),
    /// A comparison of two such sums.
    Compare(Operator, Box<[Term]>, Box<[Term]>),
}

/// A compiled formula.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub(crate) ops: Box<[Op]>,
    pub(crate) shortcut: Option<Shortcut>,
    /// Columns of the own row that are read.
    pub(crate) own: Vec<ColumnIx>,
    /// Cells of prescribed rows that are read.
    pub(crate) at: Vec<(u32, ColumnIx)>,
    /// Columns of which all data rows are read.
    pub(crate) rows: Vec<ColumnIx>,
    /// Columns of which the children are read.
    pub(crate) children: Vec<ColumnIx>,
}
