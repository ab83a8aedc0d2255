//! The figures of the same report one period before, beside those of now (grid.md §5, E7): like is compared with like, and
//! the period is named.

use std::collections::HashMap;

use contract::data::{Cells, DataRow};
use domain::change::Change;
use domain::language::Language;
use domain::number::format_vi;
use domain::sheet::{SheetRow, display};
use domain::template::{Column, RowRole};
use domain::text::fold;
use domain::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};

use super::book::Book;
use super::place::Place;

/// The figures of the period before.
#[derive(Debug, Clone, Default)]
pub struct Former {
    /// The period; none when there was no report.
    pub label: Option<String>,
    by_key: HashMap<String, Cells>,
    /// Keys of rows that people named: these have another key in every report.
    by_name: HashMap<String, String>,
}

impl Former {
    /// What a report of that period shows.
    #[must_use]
    pub fn of(label: Option<String>, rows: Vec<DataRow>) -> Self {
        let mut former = Self { label, ..Self::default() };
        for row in rows {
            let key = row.item.unwrap_or(row.key);
            former.by_name.entry(fold(row.label.trim())).or_insert_with(|| key.clone());
            former.by_key.insert(key, row.cells);
        }
        former
    }

    fn cells(&self, row: &SheetRow) -> Option<&Cells> {
        let key = row.item.as_deref().unwrap_or(row.key.as_str());
        if !row.is_dynamic || row.item.is_some() {
            return self.by_key.get(key);
        }
        self.by_name.get(&fold(row.label.trim())).and_then(|key| self.by_key.get(key))
    }

    fn figure(&self, row: &SheetRow, column: &Column) -> Option<Decimal> {
        let value = self.cells(row)?.get(&column.number.to_string())?;
        value.to_value(&column.kind).as_number()
    }
}

/// A former figure beside the one of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// What stood there.
    pub before: Decimal,
    /// How far the present figure is from it; none while the cell is blank.
    pub change: Option<Change>,
}

impl Book {
    /// The figure of the period before beside that of now.
    #[must_use]
    pub fn compared(&self, place: Place) -> Option<Compared> {
        let figures = self.figures();
        let (row, column) = (figures.row(place.row), &figures.columns()[place.col]);
        if !column.kind.is_numeric() || row.role == RowRole::Heading {
            return None;
        }
        let before = match &self.former {
            Some(former) => former.figure(row, column)?,
            // What rules of the form compare with is at hand in any case.
            None => figures.previous(place)?.as_number()?,
        };
        let now = figures.value(place).as_number();
        Some(Compared { before, change: now.and_then(|now| Change::between(before, now)) })
    }

    /// The comparison as small text in the cell: the former figure, the change, the change in percent, as much as so many
    /// letters hold. A number is left out rather than cut.
    #[must_use]
    pub fn compared_short(&self, place: Place, room: usize) -> Option<String> {
        let compared = self.compared(place)?;
        let mut text = display(&self.figures().columns()[place.col], &Value::Number(compared.before));
        let change = compared.change.map(|change| signed(change.absolute));
        let percent =
            compared.change.and_then(|change| change.percent).map(|percent| format!("{}%", signed(short(percent))));
        for part in change.into_iter().chain(percent) {
            if text.chars().count() + 1 + part.chars().count() > room {
                break;
            }
            text.push(' ');
            text.push_str(&part);
        }
        Some(text)
    }

    /// The comparison in words, with its period.
    #[must_use]
    pub fn compared_long(&self, place: Place, language: Language) -> Option<String> {
        let compared = self.compared(place)?;
        let (usual, changed) = match language {
            Language::Vi => ("Kỳ trước", "thay đổi"),
            Language::En => ("Previous period", "change"),
        };
        let label = self.former.as_ref().and_then(|former| former.label.as_deref());
        let period = label.map_or_else(|| usual.to_owned(), |label| format!("{usual} ({label})"));
        let before = display(&self.figures().columns()[place.col], &Value::Number(compared.before));
        let change = compared.change.map(|change| {
            let percent = change.percent.map(|percent| format!(" ({} %)", signed(percent)));
            format!(", {changed} {}{}", signed(change.absolute), percent.unwrap_or_default())
        });
        Some(format!("{period}: {before}{}", change.unwrap_or_default()))
    }
}

/// A percentage without decimals where these say little.
fn short(percent: Decimal) -> Decimal {
    let is_large = percent.abs() >= Decimal::TEN;
    if is_large { percent.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) } else { percent }
}

/// A number with its sign, the Vietnamese way.
fn signed(number: Decimal) -> String {
    let sign = if number.is_sign_positive() && !number.is_zero() { "+" } else { "" };
    format!("{sign}{}", format_vi(number, None))
}
