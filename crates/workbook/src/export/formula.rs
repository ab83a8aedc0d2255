//! The domain's formulas as Excel formulas.
//!
//! Excel has no blank result, so a blank is the empty text; every operand is therefore read through `N()`, which takes an
//! empty text as zero. A formula whose operands are all blank shows nothing, a division by zero shows nothing: as in the
//! domain. What a workbook cannot know (other periods, other forms) is not translated; such cells carry their value.

use domain::formula::{Expr, ExprKind, Function, Operator, Reference, Rows, Source};
use domain::template::{Column, ColumnType};
use rust_decimal::Decimal;
use rust_xlsxwriter::RowNum;

use super::plan::Plan;
use super::ranges::Ranges;
use crate::address::column_name;

/// Longest formula that Excel takes, with room for what is put around.
const MAX_LENGTH: usize = 8000;

/// The row that a formula stands in.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) row: RowNum,
    /// Code of the row if it is prescribed.
    pub(super) code: Option<&'p str>,
}

/// A number with the condition under which it is blank; no condition when it never is.
struct Number {
    text: String,
    blank: Vec<Blank>,
}

/// One condition of being blank.
enum Blank {
    /// These cells hold no number.
    NoNumber(String),
    /// Any other condition.
    When(String),
}

/// A computed column's formula in one row, rounded as the column keeps digits.
pub(super) fn computed(expr: &Expr, column: &Column, place: Place<'_>) -> Option<String> {
    let formula = match column.kind {
        ColumnType::Integer => rounded(expr, 0, place)?,
        ColumnType::Decimal { scale } => rounded(expr, scale, place)?,
        ColumnType::Percent { .. } => full(number(expr, place)?),
        ColumnType::Bool => condition(expr, place)?,
        _ => return None,
    };
    (formula.len() < MAX_LENGTH).then(|| format!("={formula}"))
}

/// The sum over some rows of a column.
pub(super) fn sum(rows: &Ranges, column: &Column, plan: &Plan<'_>) -> Option<String> {
    let formula = full(sum_of(rows.arguments(plan.place(column.number)?)?));
    (formula.len() < MAX_LENGTH).then(|| format!("={formula}"))
}

/// Always rounded: an entry may carry more digits than its column is meant to have.
fn rounded(expr: &Expr, digits: u8, place: Place<'_>) -> Option<String> {
    let number = number(expr, place)?;
    Some(full(Number { text: format!("ROUND({},{digits})", number.text), blank: number.blank }))
}

fn full(number: Number) -> String {
    let Number { text, blank } = number;
    match blank_condition(&blank) {
        Some(condition) => format!("IF({condition},\"\",{text})"),
        None => text,
    }
}

/// One condition out of all: cells are counted together.
fn blank_condition(blank: &[Blank]) -> Option<String> {
    let mut cells = Vec::new();
    let mut conditions = Vec::new();
    for condition in blank {
        match condition {
            Blank::NoNumber(arguments) => cells.push(arguments.as_str()),
            Blank::When(condition) => conditions.push(condition.clone()),
        }
    }
    if !cells.is_empty() {
        conditions.insert(0, format!("COUNT({})=0", cells.join(",")));
    }
    match conditions.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("AND({})", many.join(","))),
    }
}

fn number(expr: &Expr, place: Place<'_>) -> Option<Number> {
    match &expr.kind {
        ExprKind::Number(number) => Some(constant(*number)),
        ExprKind::Text(_) => None,
        ExprKind::Reference(reference) => of_reference(reference, place),
        ExprKind::Negate(operand) => {
            let operand = number(operand, place)?;
            Some(Number { text: format!("-{}", operand.text), blank: operand.blank })
        }
        ExprKind::Binary(Operator::Divide, left, right) => {
            let (left, right) = (number(left, place)?, number(right, place)?);
            Some(Number {
                text: format!("IF({}=0,0,{}/{})", right.text, left.text, right.text),
                blank: vec![Blank::When(format!("{}=0", right.text))],
            })
        }
        ExprKind::Binary(operator, left, right) if !operator.is_comparison() => {
            let (mut left, right) = (number(left, place)?, number(right, place)?);
            left.blank.extend(right.blank);
            Some(Number { text: format!("({}{}{})", left.text, operator.as_str(), right.text), blank: left.blank })
        }
        ExprKind::Binary(..) => None,
        ExprKind::Call(function, arguments) => call(*function, arguments, place),
    }
}

fn constant(number: Decimal) -> Number {
    Number { text: number.normalize().to_string(), blank: Vec::new() }
}

fn of_reference(reference: &Reference, place: Place<'_>) -> Option<Number> {
    let arguments = cells(reference, place)?;
    Some(match reference.rows {
        Rows::Own | Rows::Row(_) => Number { text: format!("N({arguments})"), blank: vec![Blank::NoNumber(arguments)] },
        Rows::All | Rows::Children => sum_of(arguments),
    })
}

fn sum_of(arguments: String) -> Number {
    Number { text: format!("SUM({arguments})"), blank: vec![Blank::NoNumber(arguments)] }
}

/// The cells of a reference as a function's arguments.
fn cells(reference: &Reference, place: Place<'_>) -> Option<String> {
    if reference.source != Source::Here {
        return None;
    }
    let column = place.plan.place(reference.column)?;
    let one = |row: RowNum| format!("{}{}", column_name(column), row + 1);
    match &reference.rows {
        Rows::Own => Some(one(place.row)),
        Rows::Row(code) => place.plan.row_of_code(code).map(one),
        Rows::All => place.plan.data_rows().arguments(column),
        Rows::Children => place.plan.children(place.code?)?.arguments(column),
    }
}

fn call(function: Function, arguments: &[Expr], place: Place<'_>) -> Option<Number> {
    match function {
        Function::Sum => sum_call(arguments, place),
        Function::Min | Function::Max => {
            let arguments = plain_arguments(arguments, place)?;
            let text = format!("{}({arguments})", function.as_str());
            Some(Number { text, blank: vec![Blank::NoNumber(arguments)] })
        }
        Function::Count => count_call(arguments, place),
        Function::Round => {
            let operand = number(arguments.first()?, place)?;
            let digits = match arguments.get(1) {
                Some(digits) => number(digits, place)?.text,
                None => "0".to_owned(),
            };
            Some(Number { text: format!("ROUND({},{digits})", operand.text), blank: operand.blank })
        }
        Function::Abs => {
            let operand = number(arguments.first()?, place)?;
            Some(Number { text: format!("ABS({})", operand.text), blank: operand.blank })
        }
        Function::If => {
            let [test, then, otherwise] = arguments else { return None };
            let test = condition(test, place)?;
            let (then, otherwise) = (full(number(then, place)?), full(number(otherwise, place)?));
            let text = format!("IF({test},{then},{otherwise})");
            Some(Number { blank: vec![Blank::When(format!("{text}=\"\""))], text: format!("N({text})") })
        }
        Function::And | Function::Or | Function::Not => None,
    }
}

/// A constant among the arguments makes the sum a number.
fn sum_call(arguments: &[Expr], place: Place<'_>) -> Option<Number> {
    let mut texts = Vec::new();
    let mut blank = Vec::new();
    let mut is_never_blank = false;
    for argument in arguments {
        is_never_blank |= argument.is_constant();
        let part = match &argument.kind {
            ExprKind::Reference(reference) => sum_of(cells(reference, place)?),
            _ => number(argument, place)?,
        };
        texts.push(
            part.text.strip_prefix("SUM(").and_then(|text| text.strip_suffix(')')).unwrap_or(&part.text).to_owned(),
        );
        blank.extend(part.blank);
    }
    let blank = if is_never_blank { Vec::new() } else { blank };
    Some(Number { text: format!("SUM({})", texts.join(",")), blank })
}

/// References and constants only: Excel's functions pass over empty texts in cells, not in arguments.
fn plain_arguments(arguments: &[Expr], place: Place<'_>) -> Option<String> {
    let plain = |argument: &Expr| match &argument.kind {
        ExprKind::Reference(reference) => cells(reference, place),
        ExprKind::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    };
    arguments.iter().map(plain).collect::<Option<Vec<_>>>().map(|arguments| arguments.join(","))
}

/// Counts what is filled in: numbers by `COUNT`, other contents by their length.
fn count_call(arguments: &[Expr], place: Place<'_>) -> Option<Number> {
    let mut parts = Vec::new();
    for argument in arguments {
        let ExprKind::Reference(reference) = &argument.kind else { return None };
        let arguments = cells(reference, place)?;
        if place.plan.column(reference.column)?.kind.is_numeric() {
            parts.push(format!("COUNT({arguments})"));
        } else {
            parts.extend(arguments.split(',').map(|range| format!("SUMPRODUCT(--(LEN({range})>0))")));
        }
    }
    Some(Number { text: format!("({})", parts.join("+")), blank: Vec::new() })
}

fn condition(expr: &Expr, place: Place<'_>) -> Option<String> {
    match &expr.kind {
        ExprKind::Binary(operator, left, right) if operator.is_comparison() => {
            let (left, right) = match (text(left, place), text(right, place)) {
                (Some(left), Some(right)) => (left, right),
                _ => (number(left, place)?.text, number(right, place)?.text),
            };
            Some(format!("{left}{}{right}", operator.as_str()))
        }
        ExprKind::Call(function @ (Function::And | Function::Or | Function::Not), arguments) => {
            let parts = arguments.iter().map(|argument| condition(argument, place)).collect::<Option<Vec<_>>>()?;
            Some(format!("{}({})", function.as_str(), parts.join(",")))
        }
        _ => None,
    }
}

/// A text literal or a cell of a text column.
fn text(expr: &Expr, place: Place<'_>) -> Option<String> {
    match &expr.kind {
        ExprKind::Text(text) => Some(format!("\"{}\"", text.replace('"', "\"\""))),
        ExprKind::Reference(reference) if matches!(reference.rows, Rows::Own | Rows::Row(_)) => {
            let column = place.plan.column(reference.column)?;
            matches!(column.kind, ColumnType::Text).then(|| cells(reference, place)).flatten()
        }
        _ => None,
    }
}
