//! What single operations make of cells: the policies for blank, errors and rounding.

use rust_decimal::{Decimal, RoundingStrategy};

use super::cell::{Cell, CellError};
use super::program::Constant;
use crate::formula::Operator;

/// The sign turned.
pub(super) fn negate(cell: Cell) -> Cell {
    map(cell, |number| Some(-number))
}

/// The size.
pub(super) fn absolute(cell: Cell) -> Cell {
    map(cell, |number| Some(number.abs()))
}

/// Rounded half away from zero.
pub(super) fn round(cell: Cell, digits: i8) -> Cell {
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    map(cell, |number| match u32::try_from(digits) {
        Ok(digits) if number.scale() <= digits => Some(number),
        Ok(digits) => Some(number.round_dp_with_strategy(digits, half_up)),
        Err(_) => {
            let unit = Decimal::from_i128_with_scale(10i128.pow(u32::from(digits.unsigned_abs())), 0);
            number.checked_div(unit)?.round_dp_with_strategy(0, half_up).checked_mul(unit)
        }
    })
}

fn map(cell: Cell, operation: impl Fn(Decimal) -> Option<Decimal>) -> Cell {
    match cell {
        Cell::Number(number) => operation(number).map_or(Cell::Error(CellError::Overflow), Cell::Number),
        Cell::Shadow(number) => operation(number).map_or(Cell::Blank, Cell::Shadow),
        other => other,
    }
}

/// The number that a blank or filled operand counts as.
pub(super) fn amount(cell: Cell) -> Decimal {
    match cell {
        Cell::Number(number) | Cell::Shadow(number) => number,
        _ => Decimal::ZERO,
    }
}

/// `+ - * /`: blank counts as zero, and stays blank when the other operand is blank or constant.
#[inline]
pub(super) fn arithmetic(operator: Operator, constant: Constant, left: Cell, right: Cell) -> Cell {
    let (filled, left, right) = match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => (true, left, right),
        (Cell::Error(error), _) | (_, Cell::Error(error)) => return Cell::Error(error),
        (Cell::Number(left), other) => (constant != Constant::Left, left, amount(other)),
        (other, Cell::Number(right)) => (constant != Constant::Right, amount(other), right),
        (left, right) => (false, amount(left), amount(right)),
    };
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        _ if right.is_zero() => return Cell::Blank,
        _ => left.checked_div(right),
    };
    match result {
        Some(number) if filled => Cell::Number(number),
        Some(number) if number.is_zero() => Cell::Blank,
        Some(number) => Cell::Shadow(number),
        None if filled => Cell::Error(CellError::Overflow),
        None => Cell::Blank,
    }
}

/// A comparison: blank is zero, an empty text or "no"; against a blank date there is no answer.
#[inline]
pub(super) fn compare(operator: Operator, left: Cell, right: Cell) -> Cell {
    let order = match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => left.cmp(&right),
        (Cell::Error(error), _) | (_, Cell::Error(error)) => return Cell::Error(error),
        (Cell::Number(_) | Cell::Shadow(_), _) | (_, Cell::Number(_) | Cell::Shadow(_)) => {
            amount(left).cmp(&amount(right))
        }
        (Cell::Date(left), Cell::Date(right)) => left.cmp(&right),
        (Cell::Date(_), _) | (_, Cell::Date(_)) => return Cell::Blank,
        (Cell::Bool(left), other) | (other, Cell::Bool(left)) => left.cmp(&(other == Cell::Bool(true))),
        (left, right) if left == right => std::cmp::Ordering::Equal,
        _ => std::cmp::Ordering::Less,
    };
    Cell::Bool(holds(operator, order))
}

/// Whether operands in this order satisfy the comparison.
#[inline]
pub(super) fn holds(operator: Operator, order: std::cmp::Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The sum; blank when all are.
pub(super) fn sum(cells: &[Cell]) -> Cell {
    let shadows = cells.iter().filter_map(|cell| if let Cell::Shadow(number) = cell { Some(*number) } else { None });
    let shadow = shadows.fold(Cell::Blank, |sum, number| add(sum, Cell::Shadow(number)));
    add(fold(cells, Decimal::checked_add), shadow)
}

fn add(left: Cell, right: Cell) -> Cell {
    arithmetic(Operator::Add, Constant::Neither, left, right)
}

/// The least of what is filled in.
pub(super) fn least(cells: &[Cell]) -> Cell {
    fold(cells, |left, right| Some(left.min(right)))
}

/// The greatest of what is filled in.
pub(super) fn greatest(cells: &[Cell]) -> Cell {
    fold(cells, |left, right| Some(left.max(right)))
}

fn fold(cells: &[Cell], operation: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Cell {
    let mut result = Cell::Blank;
    for cell in cells {
        result = match (result, *cell) {
            (Cell::Error(_), _) => return result,
            (_, Cell::Error(error)) => return Cell::Error(error),
            (Cell::Number(left), Cell::Number(right)) => {
                operation(left, right).map_or(Cell::Error(CellError::Overflow), Cell::Number)
            }
            (_, Cell::Number(number)) => Cell::Number(number),
            _ => result,
        };
    }
    result
}

/// Whether all hold (`decided` is "no") or some holds (`decided` is "yes"). What has no answer is passed over.
pub(super) fn combine(cells: &[Cell], decided: bool) -> Cell {
    let mut result = Cell::Blank;
    for cell in cells {
        match cell {
            Cell::Bool(answer) if *answer == decided => return *cell,
            Cell::Bool(_) if result == Cell::Blank => result = *cell,
            Cell::Error(_) => result = *cell,
            _ => {}
        }
    }
    result
}

/// The opposite.
pub(super) fn not(cell: Cell) -> Cell {
    if let Cell::Bool(yes) = cell { Cell::Bool(!yes) } else { cell }
}

/// One of two; without an answer the second.
pub(super) fn choose(condition: Cell, then: Cell, other: Cell) -> Cell {
    match condition {
        Cell::Bool(true) => then,
        Cell::Error(_) => condition,
        _ => other,
    }
}
