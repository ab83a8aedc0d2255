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
        other => other,
    }
}

/// `+ - * /`: blank is zero beside a figure, but not beside a constant.
#[inline]
pub(super) fn arithmetic(operator: Operator, constant: Constant, left: Cell, right: Cell) -> Cell {
    let (left, right) = match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => (left, right),
        (Cell::Error(error), _) | (_, Cell::Error(error)) => return Cell::Error(error),
        (Cell::Number(left), _) if constant != Constant::Left => (left, Decimal::ZERO),
        (_, Cell::Number(right)) if constant != Constant::Right => (Decimal::ZERO, right),
        _ => return Cell::Blank,
    };
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        _ if right.is_zero() => return Cell::Blank,
        _ => left.checked_div(right),
    };
    result.map_or(Cell::Error(CellError::Overflow), Cell::Number)
}

/// A comparison: blank is zero, an empty text or "no"; against a blank date there is no answer.
#[inline]
pub(super) fn compare(operator: Operator, left: Cell, right: Cell) -> Cell {
    let order = match (left, right) {
        (Cell::Number(left), Cell::Number(right)) => left.cmp(&right),
        (Cell::Error(error), _) | (_, Cell::Error(error)) => return Cell::Error(error),
        (Cell::Number(left), _) => left.cmp(&Decimal::ZERO),
        (_, Cell::Number(right)) => Decimal::ZERO.cmp(&right),
        (Cell::Date(left), Cell::Date(right)) => left.cmp(&right),
        (Cell::Date(_), _) | (_, Cell::Date(_)) => return Cell::Blank,
        (Cell::Bool(left), other) | (other, Cell::Bool(left)) => left.cmp(&(other == Cell::Bool(true))),
        (left, right) if left == right => std::cmp::Ordering::Equal,
        _ => std::cmp::Ordering::Less,
    };
    Cell::Bool(match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    })
}

/// The sum; blank when all are.
pub(super) fn sum(cells: &[Cell]) -> Cell {
    fold(cells, Decimal::checked_add)
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
