//! The figures that a finding is about, as text that changes exactly when they do.

use super::Sheet;
use super::cell::Cell;
use super::compiled::CompiledRule;
use crate::finding::Finding;
use crate::value::Value;

impl Sheet {
    /// What the finding's cells hold, and behind them what the broken rule compares: figures of other reports and sums
    /// of rows count through these.
    #[must_use]
    pub fn grounds(&self, finding: &Finding) -> Vec<String> {
        let cells = finding.cells.iter().map(|cell| match self.row_index(&cell.row) {
            Some(row) => written(&self.value(row, cell.column)),
            None => String::new(),
        });
        let mut grounds: Vec<String> = cells.collect();
        if let Some((left, right)) = self.compared(finding) {
            grounds.extend([left, right].map(|side| written(&self.figures.texts.value(side.settled()))));
        }
        grounds
    }

    /// Both sides of the comparison that does not hold.
    fn compared(&self, finding: &Finding) -> Option<(Cell, Cell)> {
        let rule = self.form.rules.iter().find(|rule| rule.code == finding.code)?;
        let slot = if rule.each_row { self.slot_of(rule, finding)? } else { 0 };
        self.broken_part(rule, slot).map(|(_, left, right)| (left, right))
    }

    /// The row that a finding of a rule about rows was made for.
    fn slot_of(&self, rule: &CompiledRule, finding: &Finding) -> Option<u32> {
        let rows = finding.cells.iter().filter_map(|cell| self.slots.get(&cell.row).copied());
        let mut rows: Vec<u32> = rows.collect();
        rows.dedup();
        rows.into_iter().find(|slot| self.rule_cells(&rule.expr, Some(*slot)) == finding.cells)
    }
}

/// A value as text; the text "12" is not the number 12.
fn written(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::NotApplicable => "-".to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(text) => format!("'{text}"),
        Value::Date(date) => date.format("%Y-%m-%d").to_string(),
        Value::Bool(bool) => bool.to_string(),
    }
}
