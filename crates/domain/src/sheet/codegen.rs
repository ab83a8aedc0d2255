//! Turns one formula into a stack program, and says everything that is wrong with it.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cell::Kind;
use super::program::{ColumnIx, Constant, Measure, Op, Program, Shortcut, Term, TermOperand};
use crate::formula::{Expr, ExprKind, Function, Operator, Reference, Rows, Source};
use crate::template::{Column, ColumnNumber, Fault, FixedRow, RowRole};

/// What formulas of a form may name.
pub(super) struct Names<'a> {
    pub(super) columns: &'a [Column],
    pub(super) column_ix: HashMap<ColumnNumber, ColumnIx>,
    pub(super) rows: &'a [FixedRow],
    pub(super) row_ix: HashMap<&'a str, u32>,
}

/// What programs share: constants and the figures wanted from other reports.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pools {
    pub(crate) numbers: Vec<Decimal>,
    pub(crate) texts: Vec<String>,
    /// Same row, other report.
    pub(crate) outer_own: Vec<OuterOwn>,
    /// Other row or rows, other report.
    pub(crate) outer: Vec<Outer>,
}

/// A column of the same row in another report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OuterOwn {
    pub(crate) source: Source,
    pub(crate) column: ColumnNumber,
    pub(crate) kind: Kind,
    pub(crate) measure: Measure,
}

/// A figure of another report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outer {
    pub(crate) source: Source,
    /// The row; all data rows when absent.
    pub(crate) row: Option<String>,
    pub(crate) column: ColumnNumber,
    pub(crate) kind: Kind,
    pub(crate) measure: Measure,
}

/// Compiles one formula.
pub(super) struct Codegen<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) pools: &'a mut Pools,
    pub(super) faults: &'a mut Vec<Fault>,
    pub(super) path: &'a str,
    pub(super) ops: Vec<Op>,
    pub(super) program: Program,
}

impl<'a> Codegen<'a> {
    pub(super) fn new(names: &'a Names<'a>, pools: &'a mut Pools, faults: &'a mut Vec<Fault>, path: &'a str) -> Self {
        Self { names, pools, faults, path, ops: Vec::new(), program: Program::default() }
    }

    /// The program of an expression that must give this kind; nothing after a fault.
    pub(super) fn compile(mut self, expr: &Expr, wanted: Kind, digits: Option<i8>) -> Option<Program> {
        let before = self.faults.len();
        self.expect(expr, wanted);
        if self.faults.len() > before {
            return None;
        }
        let shortcut = self.shortcut(expr, digits);
        self.ops.extend(digits.map(Op::Round));
        let mut program = self.program;
        program.shortcut = shortcut;
        program.ops = self.ops.into();
        for list in [&mut program.own, &mut program.rows, &mut program.children] {
            list.sort_unstable();
            list.dedup();
        }
        program.at.sort_unstable();
        program.at.dedup();
        Some(program)
    }

    /// The formula without the stack, when it has one of the plain shapes.
    fn shortcut(&self, expr: &Expr, digits: Option<i8>) -> Option<Shortcut> {
        if let ExprKind::Binary(operator, left, right) = &expr.kind
            && operator.is_comparison()
        {
            return Some(Shortcut::Compare(*operator, self.terms(left)?.into(), self.terms(right)?.into()));
        }
        self.terms(expr).map(|terms| Shortcut::Sum(terms.into(), digits))
    }

    /// A chain of additions and subtractions over numbers of the own row, from left to right.
    fn terms(&self, expr: &Expr) -> Option<Vec<Term>> {
        let (mut terms, last, subtract) = match &expr.kind {
            ExprKind::Binary(Operator::Add, left, right) => (self.terms(left)?, right.as_ref(), false),
            ExprKind::Binary(Operator::Subtract, left, right) => (self.terms(left)?, right.as_ref(), true),
            _ => (Vec::new(), expr, false),
        };
        let operand = match &last.kind {
            ExprKind::Number(number) => TermOperand::Number(*number),
            ExprKind::Reference(Reference { source: Source::Here, rows: Rows::Own, column }) => {
                let ix = *self.names.column_ix.get(column)?;
                let column = self.names.columns.get(usize::from(ix))?;
                TermOperand::Own((Kind::of(&column.kind) == Some(Kind::Number)).then_some(ix)?)
            }
            _ => return None,
        };
        terms.push(Term { operand, subtract });
        Some(terms)
    }

    fn fault(&mut self, at: &Range<usize>, code: &'static str, vi: String, en: String) -> Option<Kind> {
        self.faults.push(Fault {
            path: self.path.to_owned(),
            at: Some(at.clone()),
            code,
            message_vi: vi,
            message_en: en,
            cells: Vec::new(),
        });
        None
    }

    fn expect(&mut self, expr: &Expr, wanted: Kind) -> Option<()> {
        let found = self.emit(expr)?;
        if found == wanted {
            return Some(());
        }
        let vi = format!("chỗ này phải là {}, không phải {}", wanted.name_vi(), found.name_vi());
        let en = format!("this must be {}, not {}", wanted.name_en(), found.name_en());
        let code = if wanted == Kind::Bool { "not_boolean" } else { "type" };
        self.fault(&expr.at.0, code, vi, en);
        None
    }

    fn emit(&mut self, expr: &Expr) -> Option<Kind> {
        match &expr.kind {
            ExprKind::Number(number) => {
                let ix = pooled(&mut self.pools.numbers, number);
                self.ops.push(Op::Number(ix));
                Some(Kind::Number)
            }
            ExprKind::Text(text) => {
                let ix = pooled(&mut self.pools.texts, text);
                self.ops.push(Op::Text(ix));
                Some(Kind::Text)
            }
            ExprKind::Reference(reference) => self.reference(reference, Measure::Total, &expr.at.0),
            ExprKind::Negate(operand) => {
                self.expect(operand, Kind::Number)?;
                self.ops.push(Op::Negate);
                Some(Kind::Number)
            }
            ExprKind::Binary(operator, left, right) if operator.is_comparison() => {
                self.comparison(expr, *operator, left, right)
            }
            ExprKind::Binary(operator, left, right) => {
                let (l, r) = (self.expect(left, Kind::Number), self.expect(right, Kind::Number));
                let constant = match (left.is_constant(), right.is_constant()) {
                    (false, false) => Constant::Neither,
                    (true, false) => Constant::Left,
                    (false, true) => Constant::Right,
                    (true, true) => Constant::Both,
                };
                self.ops.push(Op::Arithmetic(*operator, constant));
                l.and(r).map(|()| Kind::Number)
            }
            ExprKind::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn comparison(&mut self, whole: &Expr, operator: Operator, left: &Expr, right: &Expr) -> Option<Kind> {
        let (l, r) = (self.emit(left), self.emit(right));
        self.ops.push(Op::Compare(operator));
        let (l, r) = (l?, r?);
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        if l != r {
            let vi = format!("không so sánh được {} với {}", l.name_vi(), r.name_vi());
            return self.fault(
                &whole.at.0,
                "type",
                vi,
                format!("{} cannot be compared with {}", l.name_en(), r.name_en()),
            );
        }
        if ordered && matches!(l, Kind::Text | Kind::Bool) {
            let vi = format!("{} chỉ so sánh được bằng hoặc khác", l.name_vi());
            return self.fault(&whole.at.0, "type", vi, format!("{} can only be equal or not", l.name_en()));
        }
        Some(Kind::Bool)
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) -> Option<Kind> {
        let count = u16::try_from(arguments.len()).unwrap_or(u16::MAX);
        match function {
            Function::Sum => self.each(arguments, Measure::Total, Op::Sum(count)),
            Function::Min => self.each(arguments, Measure::Least, Op::Least(count)),
            Function::Max => self.each(arguments, Measure::Greatest, Op::Greatest(count)),
            Function::Count => self.count(arguments, count),
            Function::And => self.conditions(arguments, Op::And(count)),
            Function::Or => self.conditions(arguments, Op::Or(count)),
            Function::Not => self.conditions(arguments, Op::Not),
            Function::Abs => self.each(arguments, Measure::Total, Op::Absolute),
            Function::Round => self.round(arguments),
            Function::If => self.branch(arguments),
        }
    }

    fn conditions(&mut self, arguments: &[Expr], op: Op) -> Option<Kind> {
        let all = arguments.iter().map(|argument| self.expect(argument, Kind::Bool)).collect::<Vec<_>>();
        self.ops.push(op);
        all.into_iter().collect::<Option<()>>().map(|()| Kind::Bool)
    }

    fn each(&mut self, arguments: &[Expr], measure: Measure, op: Op) -> Option<Kind> {
        let all = arguments.iter().map(|argument| self.number(argument, measure)).collect::<Vec<_>>();
        self.ops.push(op);
        all.into_iter().collect::<Option<()>>().map(|()| Kind::Number)
    }

    /// A numeric argument; of a set of cells, the measure.
    fn number(&mut self, argument: &Expr, measure: Measure) -> Option<()> {
        match &argument.kind {
            ExprKind::Reference(reference) if is_set(reference) => {
                self.reference(reference, measure, &argument.at.0).map(|_| ())
            }
            _ => self.expect(argument, Kind::Number),
        }
    }

    fn count(&mut self, arguments: &[Expr], count: u16) -> Option<Kind> {
        let mut all = Some(());
        for argument in arguments {
            let found = match &argument.kind {
                ExprKind::Reference(reference) if is_set(reference) || reference.source != Source::Here => {
                    self.reference(reference, Measure::Filled, &argument.at.0)
                }
                _ => {
                    let found = self.emit(argument);
                    self.ops.push(Op::Filled);
                    found
                }
            };
            all = all.and(found.map(|_| ()));
        }
        self.ops.push(Op::Sum(count));
        all.map(|()| Kind::Number)
    }

    fn round(&mut self, arguments: &[Expr]) -> Option<Kind> {
        let (value, digits) = (arguments.first()?, arguments.get(1));
        let value = self.expect(value, Kind::Number);
        let Some(places) = digits.map_or(Some(0), whole_digits) else {
            let at = digits.map(|digits| digits.at.0.clone()).unwrap_or_default();
            let vi = "số chữ số làm tròn phải là số nguyên từ -20 đến 20".to_owned();
            return self.fault(&at, "digits", vi, "the digits must be a whole number from -20 to 20".to_owned());
        };
        self.ops.push(Op::Round(places));
        value.map(|()| Kind::Number)
    }

    fn branch(&mut self, arguments: &[Expr]) -> Option<Kind> {
        let [condition, then, other] = arguments else { return None };
        let condition = self.expect(condition, Kind::Bool);
        let kind = self.emit(then);
        let other = kind.and_then(|kind| self.expect(other, kind));
        self.ops.push(Op::If);
        condition.and(other).and(kind)
    }

    fn reference(&mut self, reference: &Reference, measure: Measure, at: &Range<usize>) -> Option<Kind> {
        let kind = self.kind_of(reference, measure, at)?;
        match (&reference.source, &reference.rows) {
            (Source::Here, rows) => {
                let column = *self.names.column_ix.get(&reference.column)?;
                self.here(rows, column, kind, measure, at)?;
            }
            (source, Rows::Own) => {
                let figure = OuterOwn { source: source.clone(), column: reference.column, kind, measure };
                let ix = pooled(&mut self.pools.outer_own, &figure);
                self.ops.push(Op::OuterOwn(ix));
            }
            (source, rows) => {
                let row = if let Rows::Row(code) = rows { Some(code.clone()) } else { None };
                let figure = Outer { source: source.clone(), row, column: reference.column, kind, measure };
                let ix = pooled(&mut self.pools.outer, &figure);
                self.ops.push(Op::Outer(ix));
            }
        }
        Some(if measure == Measure::Filled { Kind::Number } else { kind })
    }

    fn here(&mut self, rows: &Rows, column: ColumnIx, kind: Kind, measure: Measure, at: &Range<usize>) -> Option<()> {
        match rows {
            Rows::Own => {
                self.program.own.push(column);
                self.ops.push(Op::Own(column, kind));
            }
            Rows::All => {
                self.program.rows.push(column);
                self.ops.push(Op::Rows(column, measure));
            }
            Rows::Children => {
                self.program.children.push(column);
                self.ops.push(Op::Children(column, measure));
            }
            Rows::Row(code) => {
                let Some(slot) = self.names.row_ix.get(code.as_str()).copied() else {
                    let vi = format!("biểu không có hàng với mã chỉ tiêu “{code}”");
                    self.fault(at, "unknown_row", vi, format!("the form has no row with the code “{code}”"));
                    return None;
                };
                if self.names.rows.get(slot as usize).is_some_and(|row| row.role == RowRole::Heading) {
                    let vi = format!("hàng “{code}” là hàng tiêu đề, không có số liệu");
                    self.fault(at, "no_figures", vi, format!("the row “{code}” is a heading without figures"));
                    return None;
                }
                self.program.at.push((slot, column));
                self.ops.push(Op::At(slot, column, kind));
            }
        }
        Some(())
    }

    /// The kind of the cells referred to. Other forms are not at hand here: their figures are taken as numbers.
    fn kind_of(&mut self, reference: &Reference, measure: Measure, at: &Range<usize>) -> Option<Kind> {
        if matches!(reference.source, Source::Form(_)) {
            return Some(Kind::Number);
        }
        let number = reference.column;
        let column = self.names.column_ix.get(&number).and_then(|ix| self.names.columns.get(usize::from(*ix)));
        let Some(column) = column else {
            let vi = format!("biểu không có cột ({number})");
            return self.fault(at, "unknown_column", vi, format!("the form has no column ({number})"));
        };
        let Some(kind) = Kind::of(&column.kind) else {
            let vi = format!("cột ({number}) chỉ mô tả hàng, không có số liệu");
            return self.fault(at, "no_figures", vi, format!("column ({number}) only describes the row"));
        };
        if is_set(reference) && kind != Kind::Number && measure != Measure::Filled {
            let vi = format!("cột ({number}) không phải cột số nên không cộng được các hàng");
            return self.fault(at, "type", vi, format!("column ({number}) does not hold numbers"));
        }
        Some(kind)
    }
}

/// Whether it means many cells.
fn is_set(reference: &Reference) -> bool {
    matches!(reference.rows, Rows::All | Rows::Children)
}

/// The literal digits of `ROUND`.
fn whole_digits(expr: &Expr) -> Option<i8> {
    let (number, sign) = match &expr.kind {
        ExprKind::Number(number) => (number, 1),
        ExprKind::Negate(operand) => match &operand.kind {
            ExprKind::Number(number) => (number, -1),
            _ => return None,
        },
        _ => return None,
    };
    let digits = if number.scale() == 0 { number.to_i8()? } else { return None };
    (digits <= 20).then_some(digits * sign)
}

/// The place of the item in the pool, added when it is new.
fn pooled<T: PartialEq + Clone>(pool: &mut Vec<T>, item: &T) -> u16 {
    let ix = pool.iter().position(|known| known == item).unwrap_or_else(|| {
        pool.push(item.clone());
        pool.len() - 1
    });
    u16::try_from(ix).unwrap_or(u16::MAX)
}
