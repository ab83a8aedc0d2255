//! What one cell shows and says: pure, so that drawing only has to compare (conventions 54, 98, 107, 126).

use domain::sheet::{Trouble, display};
use domain::template::{Aggregate, Column, ColumnType, RowRole, Severity};
use domain::text::plain;
use domain::value::Value;

use super::book::Book;
use super::figures::Figures;
use super::layout;
use super::place::Place;
use super::sources;
use super::texts::{self, Text};
use domain::language::Language;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellFacts {
    /// Its text.
    pub text: String,
    /// Its classes.
    pub class: String,
    /// Whether it cannot be typed into.
    pub is_read_only: bool,
    /// Whether an error stands on it.
    pub is_invalid: bool,
    /// The figure of the period before, where it is shown.
    pub before: Option<String>,
}

/// What a cell shows now; `mark` is the worst finding on it.
#[must_use]
pub fn facts(book: &Book, place: Place, mark: Option<Severity>, is_report_locked: bool) -> CellFacts {
    let figures = book.figures();
    let column = &figures.columns()[place.col];
    let is_input = figures.is_input(place);
    let value = figures.value(place);
    let mut class = String::from(kind_class(column, &value));
    let role = figures.row(place.row).role;
    if is_input {
        class.push_str(" is-input");
    } else if is_computed(column, role) {
        class.push_str(" is-computed");
    }
    if figures.consolidated(place).is_some() {
        class.push_str(" is-consolidated");
    }
    if book.is_carried(place) {
        class.push_str(" is-carried");
    }
    match mark {
        Some(Severity::Error) => class.push_str(" has-error"),
        Some(Severity::Warning) => class.push_str(" has-warning"),
        None => {}
    }
    CellFacts {
        text: match trouble(book, place) {
            Some(Trouble::Unreadable) => UNREADABLE.to_owned(),
            Some(Trouble::Overflow) => OVERFLOW.to_owned(),
            None => figures.shown_text(place.col, &value),
        },
        class,
        is_read_only: !is_input || is_report_locked,
        is_invalid: mark == Some(Severity::Error),
        before: None,
    }
}

/// Shown where a figure cannot be computed from what is not a number.
pub const UNREADABLE: &str = "#SỐ?";
/// Shown where a figure is too large.
pub const OVERFLOW: &str = "#QUÁLỚN";

fn trouble(book: &Book, place: Place) -> Option<Trouble> {
    let figures = book.figures();
    let number = figures.columns()[place.col].number;
    let is_computed = !figures.is_input(place) && figures.columns()[place.col].kind.is_numeric();
    is_computed.then(|| figures.sheet().trouble(figures.sheet_row(place.row), number)).flatten()
}

/// Why a computed cell shows no figure (conventions 58, 104).
fn why_not(book: &Book, place: Place, language: Language) -> Option<String> {
    match trouble(book, place) {
        Some(Trouble::Unreadable) => Some(Text::ReadsNoNumber.get(language).to_owned()),
        Some(Trouble::Overflow) => Some(Text::TooLarge.get(language).to_owned()),
        None if book.figures().value(place).is_blank() => {
            let divisor = sources::zero_divisor(book.figures(), place)?;
            Some(texts::divided_by_zero(&divisor.to_string(), language))
        }
        None => None,
    }
}

/// The text of a value in a column.
#[must_use]
pub fn shown(column: &Column, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        _ => display(column, value),
    }
}

/// The text to edit: all decimals, no grouping (convention 31).
#[must_use]
pub fn editable(column: &Column, value: &Value) -> String {
    match value {
        Value::Number(number) => number.normalize().to_string().replace('.', ","),
        _ => shown(column, value),
    }
}

fn kind_class(column: &Column, value: &Value) -> &'static str {
    match (&column.kind, value) {
        (ColumnType::Ordinal, _) => "grid-cell is-ordinal",
        (kind, _) if layout::is_name(kind) => "grid-cell is-name",
        (kind, Value::Text(_)) if kind.is_numeric() => "grid-cell is-unreadable",
        (kind, Value::Number(number)) if kind.is_numeric() && number.is_sign_negative() => {
            "grid-cell is-number is-negative"
        }
        (kind, _) if kind.is_numeric() => "grid-cell is-number",
        (ColumnType::Date | ColumnType::Bool, _) => "grid-cell is-short",
        _ => "grid-cell is-text",
    }
}

fn is_computed(column: &Column, role: RowRole) -> bool {
    match role {
        RowRole::Heading => false,
        RowRole::Data => !layout::is_name(&column.kind),
        RowRole::Subtotal | RowRole::Total => column.kind.is_numeric(),
    }
}

/// The cell's formula in words, when it has one.
#[must_use]
pub fn formula(book: &Book, place: Place, language: Language) -> Option<String> {
    let figures = book.figures();
    let column = &figures.columns()[place.col];
    let row = figures.row(place.row);
    let template = figures.sheet().form().template();
    let prescribed = template.rows.iter().find(|fixed| fixed.code == row.key.0);
    if let Some(formula) = prescribed.and_then(|fixed| fixed.formulas.get(&column.number.0)) {
        return Some(layout::in_words(column, formula, language));
    }
    let of_column = || column.formula.as_ref().map(|formula| layout::in_words(column, formula, language));
    let total = match row.role {
        RowRole::Heading => return None,
        RowRole::Data => return of_column(),
        RowRole::Subtotal => Text::SumOfChildren,
        RowRole::Total => Text::SumOfRows,
    };
    match column.aggregate() {
        Aggregate::Sum => Some(format!("({}) = {}", column.number, total.get(language))),
        Aggregate::Recompute => of_column().map(|words| format!("{words}, {}", Text::RecomputedTotal.get(language))),
        Aggregate::None | Aggregate::Concatenate => None,
    }
}

/// What is to be said about a cell: where it is, what it is, how it comes about; findings follow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// Row name and header titles.
    pub title: String,
    /// What the cell shows; empty for a blank one.
    pub value: String,
    /// State, formula, parts.
    pub notes: Vec<String>,
    /// What the figure counts, where the header does not name it.
    pub unit: Option<String>,
}

impl Explanation {
    /// The name that a screen reader says: the value first, for that is what people listen for.
    #[must_use]
    pub fn spoken(&self) -> String {
        let state = self.notes.first().map_or("", String::as_str);
        let unit = self.unit.as_deref().unwrap_or_default();
        let parts = [self.value.as_str(), self.title.as_str(), state, unit];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// Explains a cell. `header` is the path of its titles.
#[must_use]
pub fn explain(book: &Book, place: Place, header: &str, language: Language) -> Explanation {
    let figures = book.figures();
    let column = &figures.columns()[place.col];
    let row = figures.row(place.row);
    let mut notes = vec![state(book, place).get(language).to_owned()];
    notes.extend(formula(book, place, language));
    notes.extend(why_not(book, place, language));
    if let Some(part) = figures.consolidated(place) {
        let own = book.own(place);
        let own = if own.is_blank() { "–".to_owned() } else { shown(column, &own) };
        let (own_name, part_name) = (Text::OwnPart.get(language), Text::ConsolidatedPart.get(language));
        notes.push(format!("{own} ({own_name}) + {} ({part_name})", shown(column, part)));
    }
    notes.extend(book.compared_long(place, language));
    if book.is_carried(place) {
        notes.push(Text::CarriedOver.get(language).to_owned());
    }
    let name = if row.label.is_empty() { row.unit.as_deref() } else { Some(row.label.as_str()) };
    let row_name: Vec<&str> = row.ordinal.as_deref().into_iter().chain(name).collect();
    let value = figures.shown_text(place.col, &figures.value(place));
    let unit = unit(book, place, header).map(|unit| format!("{}: {unit}", Text::MeasuredIn.get(language)));
    Explanation { title: format!("{} · {header}", row_name.join(". ")), value, notes, unit }
}

/// What a figure counts: as its row says, else as the form says, unless its header names a unit of its own (convention 126).
fn unit(book: &Book, place: Place, header: &str) -> Option<String> {
    let figures = book.figures();
    let column = &figures.columns()[place.col];
    let is_counted = column.kind.is_numeric() && !matches!(column.kind, ColumnType::Percent { .. });
    if !is_counted {
        return None;
    }
    let template = figures.sheet().form().template();
    let key = &figures.row(place.row).key;
    let prescribed = template.rows.iter().find(|fixed| fixed.code == key.0);
    let of_row = prescribed.and_then(|fixed| fixed.unit_of_measure.clone());
    let of_form = || template.unit_of_measure.clone().filter(|unit| !names_unit(header, unit));
    of_row.or_else(of_form)
}

/// `Chi phí (đồng)`, `Tỷ lệ %`, or the unit itself; of several units one in brackets. `Phí (nếu có)` names none, and `thời
/// hạn` is no `ha`.
fn names_unit(header: &str, unit: &str) -> bool {
    let wanted = words(unit);
    let of_brackets = |part: &str| {
        let mut brackets = header.split('(').skip(1).filter_map(|rest| rest.split(')').next());
        brackets.any(|said| words(said).ends_with(&words(part)))
    };
    let is_said = !wanted.is_empty() && words(header).windows(wanted.len()).any(|said| said == wanted);
    header.contains('%') || is_said || unit.split(',').filter(|part| !words(part).is_empty()).any(of_brackets)
}

fn words(text: &str) -> Vec<String> {
    let text = plain(text);
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What kind of cell it is.
#[must_use]
pub fn state(book: &Book, place: Place) -> Text {
    state_of(book.figures(), place)
}

/// The same, of figures alone.
#[must_use]
pub fn state_of(figures: &Figures, place: Place) -> Text {
    if figures.is_input(place) {
        Text::Input
    } else if figures.is_beyond(place) {
        Text::Beyond
    } else if is_computed(&figures.columns()[place.col], figures.row(place.row).role) {
        Text::Computed
    } else {
        Text::Locked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_a_unit_by_whole_words() {
        for (header, unit, expected) in [
            ("Chi phí (đồng)", "đồng", true),
            ("Chi phí (triệu đồng)", "TTHC, đồng", true),
            ("Chi phí (nếu có)", "đồng", false),
            ("Thời hạn", "ha", false),
            ("Diện tích, ha", "ha", true),
            ("Số hồ sơ TTHC", "hồ sơ", true),
            ("Hồ sơ", "TTHC, hồ sơ", false),
            ("Tỷ lệ %", "đồng", true),
            ("Tổng số", "", false),
        ] {
            assert_eq!(names_unit(header, unit), expected, "{header} in {unit}");
        }
    }
}
