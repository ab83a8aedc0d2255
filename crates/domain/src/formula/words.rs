//! Formulas as people read them: in the notation of the circulars, with words for what it cannot say.

use super::expr::{Expr, ExprKind, Function, Operator, Reference, Rows, Source};
use crate::language::Language;
use crate::number::format_vi;

impl Expr {
    /// The formula in legal notation, `(4)+(5)-(6)`; `row_name` names a row by its indicator code.
    #[must_use]
    pub fn in_words(&self, language: Language, row_name: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        Writer { language, row_name, out: &mut out }.expr(self, 0);
        out
    }
}

struct Writer<'a> {
    language: Language,
    row_name: &'a dyn Fn(&str) -> String,
    out: &'a mut String,
}

impl Writer<'_> {
    fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    fn expr(&mut self, expr: &Expr, at_least: u8) {
        let strength = strength(expr);
        if strength < at_least {
            self.out.push('(');
        }
        match &expr.kind {
            ExprKind::Number(number) => match self.language {
                Language::Vi => self.out.push_str(&format_vi(*number, None)),
                Language::En => self.out.push_str(&number.normalize().to_string()),
            },
            ExprKind::Text(text) => self.out.extend(["“", text, "”"]),
            ExprKind::Reference(reference) => self.reference(reference),
            ExprKind::Negate(operand) => {
                self.out.push('-');
                self.expr(operand, 4);
            }
            ExprKind::Binary(operator, left, right) => {
                self.expr(left, strength);
                self.out.push_str(sign(*operator));
                self.expr(right, strength + 1);
            }
            ExprKind::Call(function, arguments) => self.call(*function, arguments),
        }
        if strength < at_least {
            self.out.push(')');
        }
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) {
        let joint = match function {
            Function::And => self.pick(" và ", " and "),
            Function::Or => self.pick(" hoặc ", " or "),
            _ => "; ",
        };
        match function {
            Function::And | Function::Or => {}
            Function::Not => self.out.push_str(self.pick("không phải ", "not ")),
            _ => self.out.push_str(function.as_str()),
        }
        self.out.push('(');
        for (ix, argument) in arguments.iter().enumerate() {
            if ix > 0 {
                self.out.push_str(joint);
            }
            self.expr(argument, 0);
        }
        self.out.push(')');
    }

    fn reference(&mut self, reference: &Reference) {
        match &reference.source {
            Source::Here => {}
            Source::Previous => self.out.push_str(self.pick("kỳ trước ", "previous period ")),
            Source::Form(code) => {
                self.out.push_str(self.pick("biểu ", "form "));
                self.out.extend([code.as_str(), " "]);
            }
        }
        match &reference.rows {
            Rows::Own => {}
            Rows::Row(code) => {
                let name = (self.row_name)(code);
                self.out.extend(["“", &name, "” "]);
            }
            Rows::All => self.out.push_str(self.pick("tổng các hàng ", "all rows ")),
            Rows::Children => self.out.push_str(self.pick("tổng các hàng con ", "rows below ")),
        }
        self.out.push_str(&format!("({})", reference.column));
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "×",
        Operator::Divide => "/",
        Operator::Equal => " = ",
        Operator::NotEqual => " ≠ ",
        Operator::Less => " < ",
        Operator::LessOrEqual => " ≤ ",
        Operator::Greater => " > ",
        Operator::GreaterOrEqual => " ≥ ",
    }
}

fn strength(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(Operator::Add | Operator::Subtract, ..) => 2,
        ExprKind::Binary(Operator::Multiply | Operator::Divide, ..) => 3,
        ExprKind::Binary(..) => 1,
        ExprKind::Negate(_) => 4,
        _ => 5,
    }
}
