//! Prints formulas in their canonical form: reading it again gives the same tree.

use std::fmt;

use super::expr::{Expr, ExprKind, Operator, Reference, Rows, Source};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Number(number) => write!(f, "{number}"),
            ExprKind::Text(text) => write!(f, "\"{}\"", text.replace('"', "\"\"")),
            ExprKind::Reference(reference) => reference.fmt(f),
            ExprKind::Negate(operand) => {
                f.write_str("-")?;
                operand.print(f, 4)
            }
            ExprKind::Binary(operator, left, right) => {
                let (at_left, at_right) = operand_strengths(*operator);
                left.print(f, at_left)?;
                write!(f, " {} ", operator.as_str())?;
                right.print(f, at_right)
            }
            ExprKind::Call(function, arguments) => {
                f.write_str(function.as_str())?;
                for (ix, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if ix == 0 { "(" } else { ", " })?;
                }
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Here => {}
            Source::Previous => f.write_str("prev")?,
            Source::Form(code) => write!(f, "form(\"{}\")", code.replace('"', "\"\""))?,
        }
        let dot = if self.source == Source::Here { "" } else { "." };
        match &self.rows {
            Rows::Own => write!(f, "[{}]", self.column),
            Rows::Row(code) => write!(f, "{{{code}}}[{}]", self.column),
            Rows::All => write!(f, "{dot}rows[{}]", self.column),
            Rows::Children => write!(f, "{dot}children[{}]", self.column),
        }
    }
}

impl Expr {
    /// How strongly it holds together: comparison 1, sum 2, product 3, sign 4, everything else 5.
    fn strength(&self) -> u8 {
        match &self.kind {
            ExprKind::Binary(operator, ..) => match operator {
                Operator::Add | Operator::Subtract => 2,
                Operator::Multiply | Operator::Divide => 3,
                _ => 1,
            },
            ExprKind::Negate(_) => 4,
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Reference(_) | ExprKind::Call(..) => 5,
        }
    }

    fn print(&self, f: &mut fmt::Formatter<'_>, at_least: u8) -> fmt::Result {
        if self.strength() < at_least { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

/// The strength that the operands need in order to stand without parentheses.
fn operand_strengths(operator: Operator) -> (u8, u8) {
    match operator {
        Operator::Add | Operator::Subtract => (2, 3),
        Operator::Multiply | Operator::Divide => (3, 4),
        _ => (2, 2),
    }
}
