//! Orders of added rows by a column, the Vietnamese way (conventions 44, 89).

use std::cmp::Ordering;

use domain::collation::sort_key;
use domain::content::RowKey;
use domain::value::Value;
use rust_decimal::Decimal;

use super::figures::Figures;
use super::place::Place;

/// What a cell is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number(Decimal),
    Text(String),
}

/// Keys of the added rows that are shown, sorted by a column. Blanks stand last whatever the direction, as in
/// spreadsheets; equal rows keep their stored order.
#[must_use]
pub fn sorted(figures: &Figures, col: usize, is_descending: bool) -> Vec<RowKey> {
    let sheet = figures.sheet();
    let rows = (0..figures.row_count()).filter(|row| figures.row(*row).is_dynamic);
    let mut ranked: Vec<(Option<Rank>, usize, RowKey)> = rows
        .map(|row| (rank(figures, Place::new(row, col)), figures.sheet_row(row), figures.row(row).key.clone()))
        .collect();
    ranked.sort_by(|left, right| by_rank(&left.0, &right.0, is_descending).then(left.1.cmp(&right.1)));
    debug_assert!(ranked.len() <= sheet.row_count());
    ranked.into_iter().map(|(_, _, key)| key).collect()
}

fn rank(figures: &Figures, place: Place) -> Option<Rank> {
    match figures.value(place) {
        Value::Blank | Value::NotApplicable => None,
        Value::Number(number) => Some(Rank::Number(number)),
        Value::Date(date) => Some(Rank::Text(date.to_string())),
        Value::Text(text) if is_ordinal(&text) && figures.choices(place.col).is_none() => {
            text.parse().ok().map(Rank::Number)
        }
        value => Some(Rank::Text(sort_key(&figures.shown_text(place.col, &value)))),
    }
}

fn is_ordinal(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn by_rank(left: &Option<Rank>, right: &Option<Rank>, is_descending: bool) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if is_descending => right.cmp(left),
        (Some(left), Some(right)) => left.cmp(right),
        (left, right) => right.is_some().cmp(&left.is_some()),
    }
}
