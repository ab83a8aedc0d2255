//! One cell of the file as a value of its column.

use domain::number::format_vi;
use domain::template::{Column, ColumnType};
use domain::text::nfc;
use domain::text::plain;
use domain::value::Value;
use rust_decimal::Decimal;

use super::dates;
use super::numbers::{Convention, Reading};
use crate::catalogues::CatalogueIndex;
use crate::grid::{Day, GridCell, Raw, day, unformatted_day};
use crate::problem::Oddity;

/// What reading a cell needs besides the cell.
pub(super) struct Reader<'g> {
    pub(super) catalogues: &'g CatalogueIndex,
    pub(super) convention: Convention,
    /// Whether a number stored as text is worth a word.
    pub(super) remarks_texts: bool,
}

/// A value with what is to be said about it.
pub(super) type Read = (Value, Option<Oddity>);

/// A cell's content as people read it.
pub(super) fn cell_text(cell: &GridCell) -> String {
    shown(&Reader::found(cell))
}

/// What the file holds, free of its encoding.
enum Found {
    Blank,
    Number(Decimal),
    /// A number shown as a percentage.
    Percent(Decimal),
    Day(Day),
    Text(String),
    Bool(bool),
    Error(String),
    TooLong(String),
}

impl Reader<'_> {
    /// The value of a cell in an input cell of this column.
    pub(super) fn value(&self, column: &Column, cell: &GridCell) -> Read {
        let found = Self::found(cell);
        match found {
            Found::Blank if cell.has_formula => (Value::Blank, Some(Oddity::FormulaWithoutValue)),
            Found::Blank => (Value::Blank, None),
            Found::Error(text) => (Value::Text(text.clone()), Some(Oddity::ErrorValue(text))),
            Found::Text(text) if is_not_applicable(&text) && !is_free_text(column) => (Value::NotApplicable, None),
            found => match &column.kind {
                ColumnType::Integer | ColumnType::Decimal { .. } => self.number(found, false),
                ColumnType::Percent { .. } => self.number(found, true),
                ColumnType::Date => date(found),
                ColumnType::Bool => yes_or_no(found),
                ColumnType::Choice { catalogue } => self.choice(catalogue, &shown(&found)),
                _ => (Value::Text(shown(&found)), None),
            },
        }
    }

    /// The numbers that a computed cell of this column may show: one, or two where nothing tells what its separator means.
    pub(super) fn numbers(&self, column: &Column, cell: &GridCell) -> [Option<Decimal>; 2] {
        match (Self::found(cell), &column.kind) {
            (Found::Percent(number), ColumnType::Percent { .. }) => [number.checked_mul(Decimal::ONE_HUNDRED), None],
            (Found::Text(text), _) => self.convention.readings(&text),
            _ => [cell.number(), None],
        }
    }

    /// The cell's content as text, for codes and labels.
    pub(super) fn text(&self, cell: &GridCell) -> String {
        shown(&Self::found(cell))
    }

    fn found(cell: &GridCell) -> Found {
        match &cell.raw {
            Raw::Blank => Found::Blank,
            Raw::Integer(_) | Raw::Float(_) | Raw::Written(_) => match (cell.number(), cell.is_percent) {
                (Some(number), false) => Found::Number(number),
                (Some(number), true) => Found::Percent(number),
                (None, _) => Found::TooLong(written(&cell.raw)),
            },
            Raw::Serial(serial) => match (day(*serial), cell.number()) {
                (Some(day), _) => Found::Day(day),
                (None, Some(number)) => Found::Number(number),
                (None, None) => Found::TooLong(written(&cell.raw)),
            },
            Raw::Bool(yes) => Found::Bool(*yes),
            Raw::Error(text) => Found::Error(text.to_string()),
            Raw::IsoDate(text) => dates::parse(text).map_or_else(
                || Found::Text(text.to_string()),
                |day| Found::Day((day, text.contains('T') && !text.contains("T00:00:00"))),
            ),
            Raw::Shared(found) | Raw::Text(found) => text(found),
        }
    }

    fn number(&self, found: Found, is_percent: bool) -> Read {
        match found {
            Found::Number(number) => (Value::Number(number), None),
            Found::Percent(number) if is_percent => match number.checked_mul(Decimal::ONE_HUNDRED) {
                Some(number) => (Value::Number(number.normalize()), None),
                None => (Value::Text(number.to_string()), Some(Oddity::TooManyDigits(number.to_string()))),
            },
            Found::Percent(number) => (Value::Number(number), Some(Oddity::PercentInNumber(format_vi(number, None)))),
            Found::Day((day, _)) => (Value::Text(dates::display(day)), Some(Oddity::DateInNumber(dates::display(day)))),
            Found::TooLong(text) => (Value::Text(text.clone()), Some(Oddity::TooManyDigits(text))),
            Found::Text(text) => match self.convention.read(&text) {
                Reading::Number(number) => {
                    let is_remarked = self.remarks_texts || self.convention.guesses(&text);
                    let read = || format_vi(number, None);
                    let note = is_remarked.then(|| Oddity::NumberAsText { text: text.clone(), read: read() });
                    (Value::Number(number.normalize()), note)
                }
                Reading::Ambiguous => (Value::Text(text.clone()), Some(Oddity::NumberAmbiguous(text))),
                Reading::None => (Value::Text(text.clone()), Some(Oddity::NotANumber(text))),
            },
            other => {
                let text = shown(&other);
                (Value::Text(text.clone()), Some(Oddity::NotANumber(text)))
            }
        }
    }

    fn choice(&self, catalogue: &str, text: &str) -> Read {
        match self.catalogues.find(catalogue, text) {
            Some(item) => (Value::Text(item.code.clone()), None),
            None => (Value::Text(text.to_owned()), Some(Oddity::UnknownItem(text.to_owned()))),
        }
    }
}

/// A number that the system cannot keep, as people know it.
fn written(raw: &Raw) -> String {
    match raw {
        Raw::Float(number) => number.to_string(),
        Raw::Serial(serial) => serial.as_f64().to_string(),
        Raw::Written(text) => text.to_string(),
        _ => String::new(),
    }
}

/// Whether a text says "not applicable", which every type of column but text understands.
fn is_not_applicable(text: &str) -> bool {
    matches!(plain(text).as_str(), "n/a" | "na" | "khong ap dung")
}

fn is_free_text(column: &Column) -> bool {
    matches!(column.kind, ColumnType::Text | ColumnType::Label)
}

fn text(text: &str) -> Found {
    let trimmed = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if trimmed.is_empty() { Found::Blank } else { Found::Text(nfc(trimmed)) }
}

fn shown(found: &Found) -> String {
    match found {
        Found::Blank => String::new(),
        Found::Number(number) => number.normalize().to_string(),
        Found::Percent(number) => {
            format!("{}%", format_vi(number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*number), None))
        }
        Found::Day((day, _)) => dates::display(*day),
        Found::Text(text) | Found::Error(text) | Found::TooLong(text) => text.clone(),
        Found::Bool(true) => "TRUE".to_owned(),
        Found::Bool(false) => "FALSE".to_owned(),
    }
}

fn date(found: Found) -> Read {
    let day = match &found {
        Found::Day((day, has_time)) => {
            let note = has_time.then(|| Oddity::TimeDropped(dates::display(*day)));
            return (Value::Date(*day), note);
        }
        // A date whose format was lost is a day number between the years 1954 and 2119.
        Found::Number(number) if (20_000..80_000).contains(&i64::try_from(*number).unwrap_or_default()) => {
            unformatted_day(*number)
        }
        Found::Text(text) => dates::parse(text),
        _ => None,
    };
    match day {
        Some(day) => (Value::Date(day), None),
        None => (Value::Text(shown(&found)), Some(Oddity::NotADate(shown(&found)))),
    }
}

fn yes_or_no(found: Found) -> Read {
    let answer = match &found {
        Found::Bool(yes) => Some(*yes),
        other => match plain(&shown(other)).as_str() {
            "x" | "co" | "yes" | "y" | "true" | "1" | "dung" => Some(true),
            "khong" | "no" | "n" | "false" | "0" | "sai" => Some(false),
            _ => None,
        },
    };
    match answer {
        Some(yes) => (Value::Bool(yes), None),
        None => (Value::Text(shown(&found)), Some(Oddity::NotABool(shown(&found)))),
    }
}
