//! What a value becomes in a column of another kind (conventions 75, 76): what pasting its text there would make of it.

use domain::value::Value;

use super::figures::Figures;

/// The value of a cell of one column as a cell of another column takes it.
#[must_use]
pub fn fitted(figures: &Figures, from: usize, to: usize, value: Value) -> Value {
    let (Some(source), Some(target)) = (figures.columns().get(from), figures.columns().get(to)) else { return value };
    let is_number = matches!(value, Value::Number(_)) && source.kind.is_numeric() && target.kind.is_numeric();
    if value.is_blank() || source.kind == target.kind || is_number {
        return value;
    }
    figures.typed(to, &figures.shown_text(from, &value))
}
