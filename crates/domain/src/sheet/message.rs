//! What a broken rule says: made from the rule and the values, so that text and logic cannot disagree.

use super::Sheet;
use super::cell::Cell;
use super::compiled::{CompiledRule, RulePart};
use super::figures::Seen;
use super::operation::compare;
use crate::finding::{CellRef, Finding};
use crate::formula::{Expr, ExprKind, Operator, Rows, Source};
use crate::language::Language;
use crate::number::format_vi;
use crate::template::RowRole;

impl Sheet {
    /// The finding of a broken rule, in a row when the rule is about rows.
    pub(super) fn rule_finding(&self, rule: &CompiledRule, slot: Option<u32>) -> Finding {
        Finding {
            code: rule.code.clone(),
            severity: rule.severity,
            cells: self.rule_cells(&rule.expr, slot),
            message_vi: self.rule_message(rule, slot, Language::Vi),
            message_en: self.rule_message(rule, slot, Language::En),
        }
    }

    fn rule_message(&self, rule: &CompiledRule, slot: Option<u32>, language: Language) -> String {
        let mut message = String::new();
        if let Some(slot) = slot.filter(|_| self.row_count() > 1) {
            message.extend([pick(language, "Hàng “", "Row “"), &self.row_name(slot), "”: "]);
        }
        match self.broken_part(rule, slot.unwrap_or(0)) {
            Some((part, left, right)) => self.comparison(part, left, right, &mut message, language),
            None => {
                message.push_str(pick(language, "phải thỏa mãn ", "this must hold: "));
                message.push_str(&self.words(&rule.expr, language));
            }
        }
        if slot.is_none() || self.row_count() == 1 {
            capitalize(&mut message);
        }
        if let Some(text) = rule.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            message.push_str(". ");
            message.push_str(text);
        }
        message
    }

    /// Of the comparisons that must hold together, the first that does not, with its sides.
    pub(super) fn broken_part<'a>(&self, rule: &'a CompiledRule, slot: u32) -> Option<(&'a RulePart, Cell, Cell)> {
        let mut stack = Vec::new();
        rule.parts.iter().find_map(|part| {
            let mut side = |program| self.figures.run(&self.form, program, slot, &mut stack, &mut Seen::default());
            let (left, right) = (side(&part.left.1), side(&part.right.1));
            (compare(part.operator, left, right) == Cell::Bool(false)).then_some((part, left, right))
        })
    }

    /// `cột (4) phải bằng (5)+(6)-(7): 12 ≠ 11, lệch 1`
    fn comparison(&self, part: &RulePart, left: Cell, right: Cell, message: &mut String, language: Language) {
        let (left_words, right_words) = (self.words(&part.left.0, language), self.words(&part.right.0, language));
        if is_own_cell(&part.left.0) {
            message.push_str(pick(language, "cột ", "column "));
        }
        let (left_shown, right_shown) = (self.shown(left, language), self.shown(right, language));
        message.extend([&*left_words, " ", demand(part.operator, language), " ", &right_words, ": "]);
        message.extend([&*left_shown, " ", contrary(part.operator), " ", &right_shown]);
        if let (Some(left), Some(right)) = (amount(left), amount(right))
            && let Some(gap) = left.checked_sub(right)
            && !gap.is_zero()
        {
            let gap = self.shown(Cell::Number(gap.abs()), language);
            message.extend([pick(language, ", lệch ", ", difference "), &gap]);
        }
    }

    fn words(&self, expr: &Expr, language: Language) -> String {
        expr.in_words(language, &|code| {
            let slot = self.slots.get(&code.into());
            slot.map_or_else(|| code.to_owned(), |slot| self.row_name(*slot))
        })
    }

    /// How messages name a row.
    pub(super) fn row_name(&self, slot: u32) -> String {
        let row = &self.rows[slot as usize];
        match (&row.ordinal, row.label.is_empty()) {
            (Some(ordinal), true) => ordinal.clone(),
            (_, true) => row.key.as_str().to_owned(),
            _ => row.label.clone(),
        }
    }

    /// A value inside a message.
    pub(super) fn shown(&self, cell: Cell, language: Language) -> String {
        match cell {
            Cell::Number(number) | Cell::Shadow(number) => match language {
                Language::Vi => format_vi(number, None),
                Language::En => number.normalize().to_string(),
            },
            Cell::Text(text) => {
                format!("“{}”", crate::text::shortened(self.figures.texts.text(text), language))
            }
            Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
            Cell::Bool(true) => pick(language, "có", "yes").to_owned(),
            Cell::Bool(false) => pick(language, "không", "no").to_owned(),
            Cell::Blank | Cell::Missing | Cell::NotApplicable | Cell::Error(_) => {
                pick(language, "trống", "blank").to_owned()
            }
        }
    }

    /// The cells of this report that a rule reads, in reading order, each once.
    pub(super) fn rule_cells(&self, expr: &Expr, slot: Option<u32>) -> Vec<CellRef> {
        let mut cells: Vec<CellRef> = Vec::new();
        for (reference, _) in expr.references() {
            let row = match (&reference.source, &reference.rows) {
                (Source::Here, Rows::Own | Rows::Children) => slot.map(|slot| self.rows[slot as usize].key.clone()),
                (Source::Here, Rows::Row(code)) => Some(code.as_str().into()),
                (Source::Here, Rows::All) => self.summary_row(),
                _ => None,
            };
            let cell = row.map(|row| CellRef { row, column: reference.column });
            cells.extend(cell.filter(|cell| !cells.contains(cell)));
        }
        cells
    }

    /// The row where "all rows" can be seen: the first total, else the first row.
    pub(super) fn summary_row(&self) -> Option<crate::content::RowKey> {
        let shown = || self.figures.order.iter().map(|slot| &self.rows[*slot as usize]);
        let total = shown().find(|row| row.role == RowRole::Total);
        total.or_else(|| shown().find(|row| row.role == RowRole::Data)).map(|row| row.key.clone())
    }
}

fn pick<'a>(language: Language, vi: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

fn is_own_cell(expr: &Expr) -> bool {
    let ExprKind::Reference(reference) = &expr.kind else { return false };
    reference.source == Source::Here && reference.rows == Rows::Own
}

/// A number to take a difference of; blank is zero here.
fn amount(cell: Cell) -> Option<rust_decimal::Decimal> {
    match cell {
        Cell::Number(number) | Cell::Shadow(number) => Some(number),
        Cell::Blank => Some(rust_decimal::Decimal::ZERO),
        _ => None,
    }
}

/// What the rule demands.
fn demand(operator: Operator, language: Language) -> &'static str {
    let (vi, en) = match operator {
        Operator::NotEqual => ("phải khác", "must differ from"),
        Operator::Less => ("phải nhỏ hơn", "must be less than"),
        Operator::LessOrEqual => ("không được lớn hơn", "must not be greater than"),
        Operator::Greater => ("phải lớn hơn", "must be greater than"),
        Operator::GreaterOrEqual => ("không được nhỏ hơn", "must not be less than"),
        _ => ("phải bằng", "must equal"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What was found instead.
fn contrary(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "=",
        Operator::Less => "≥",
        Operator::LessOrEqual => ">",
        Operator::Greater => "≤",
        Operator::GreaterOrEqual => "<",
        _ => "≠",
    }
}

/// The first letter as a capital.
pub(super) fn capitalize(text: &mut String) {
    if let Some(first) = text.chars().next() {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &upper);
    }
}
