//! Figures that stand out from what the same unit reported in the same form before (requirement E7).
//!
//! With five former figures or more, the usual range is the median and five times the median of the distances from it:
//! one wild figure in the history does not widen it. With fewer, a multiple of what there was. Small distances never
//! stand out, since 1 after 0 says nothing. All in exact decimals.

use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::content::RowKey;
use crate::finding::CellRef;
use crate::language::Language;
use crate::number::format_vi;
use crate::sheet::{Sheet, SheetRow};
use crate::template::{Column, RowRole};
use crate::text::fold;
use crate::value::Value;

/// How many former periods are looked at.
pub const MOST_PERIODS: usize = 8;

/// From this many former figures on, the range is the median and a multiple of the median distance.
const ENOUGH: usize = 5;

/// That multiple: about 3.4 standard deviations of evenly scattered figures.
const DISTANCES: i64 = 5;

/// What a unit usually reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// The least usual figure.
    pub low: Decimal,
    /// The greatest usual figure.
    pub high: Decimal,
    /// The figure in the middle of the former ones.
    pub median: Decimal,
    /// How many former figures there were.
    pub periods: usize,
}

impl Usual {
    /// What the former figures say is usual; none without former figures, and where decimals do not reach.
    #[must_use]
    pub fn of(history: &[Decimal]) -> Option<Self> {
        let mut sorted = history.to_vec();
        sorted.sort_unstable();
        let (least, greatest) = (*sorted.first()?, *sorted.last()?);
        let median = middle(&sorted)?;
        let (low, high) = if sorted.len() < ENOUGH {
            few(least, greatest, sorted.len())?
        } else {
            let spread = scatter(&sorted, median)?;
            (median.checked_sub(spread)?, median.checked_add(spread)?)
        };
        // Counts are not expected to fall below zero where they never did.
        let low = if least.is_sign_negative() { low } else { low.max(Decimal::ZERO) };
        Some(Self { low: low.normalize(), high: high.normalize(), median: median.normalize(), periods: sorted.len() })
    }

    /// Whether a figure is outside of what is usual.
    #[must_use]
    pub fn excludes(&self, figure: Decimal) -> bool {
        figure < self.low || figure > self.high
    }

    /// How many times as far from the middle as usual a figure is; for putting the strangest first.
    fn strangeness(&self, figure: Decimal) -> Decimal {
        let (from, to) = if figure < self.median { (self.low, self.median) } else { (self.median, self.high) };
        let reach = to.checked_sub(from).unwrap_or(Decimal::MAX);
        let distance = figure.checked_sub(self.median).map_or(Decimal::MAX, |distance| distance.abs());
        distance.checked_div(reach.max(Decimal::ONE)).unwrap_or(Decimal::MAX)
    }
}

/// The middle of sorted figures.
fn middle(sorted: &[Decimal]) -> Option<Decimal> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(half.checked_sub(1)?)?;
    upper.checked_sub(lower)?.checked_div(Decimal::TWO)?.checked_add(lower)
}

/// How far from the median is still usual: a multiple of the median distance, and at least half of the median, since a
/// figure that was always the same may well change.
fn scatter(sorted: &[Decimal], median: Decimal) -> Option<Decimal> {
    let distances = sorted.iter().map(|figure| figure.checked_sub(median).map(|distance| distance.abs()));
    let mut distances: Vec<Decimal> = distances.collect::<Option<_>>()?;
    distances.sort_unstable();
    let spread = middle(&distances)?.checked_mul(DISTANCES.into())?;
    Some(spread.max(median.abs().checked_div(Decimal::TWO)?).max(slack(sorted.len())))
}

/// With few figures: from a third of the least to three times the greatest, with a single one a fifth and five times.
fn few(least: Decimal, greatest: Decimal, count: usize) -> Option<(Decimal, Decimal)> {
    let times = Decimal::from(if count == 1 { 5 } else { 3 });
    let (farther, nearer) = (|figure: Decimal| figure.checked_mul(times), |figure: Decimal| figure.checked_div(times));
    let low = if least.is_sign_negative() { farther(least)? } else { nearer(least)? };
    let high = if greatest.is_sign_negative() { nearer(greatest)? } else { farther(greatest)? };
    let slack = slack(count);
    Some((low.min(least.checked_sub(slack)?), high.max(greatest.checked_add(slack)?)))
}

/// A distance that never stands out; the less is known the greater.
fn slack(count: usize) -> Decimal {
    Decimal::from(match count {
        1 => 20,
        2..ENOUGH => 10,
        _ => 5,
    })
}

/// A figure that stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlier {
    /// Its cell.
    pub cell: CellRef,
    /// The name of its row.
    pub row_name: String,
    /// The figure.
    pub figure: Decimal,
    /// What is usual there.
    pub usual: Usual,
}

/// Decimals of a range in words.
const SHOWN_DIGITS: u32 = 2;

impl Outlier {
    /// The figure and what is usual, in words.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Self { cell, row_name, figure, usual } = self;
        let (column, periods) = (cell.column, usual.periods);
        let name = if row_name.is_empty() { cell.row.as_str() } else { row_name };
        let [figure, low, high] = [*figure, usual.low, usual.high].map(|figure| {
            let shown = figure.round_dp_with_strategy(SHOWN_DIGITS, RoundingStrategy::MidpointAwayFromZero);
            match language {
                Language::Vi => format_vi(shown, None),
                Language::En => shown.normalize().to_string(),
            }
        });
        match language {
            Language::Vi => {
                format!("Hàng “{name}”, cột ({column}): {figure}; {periods} kỳ trước thường từ {low} đến {high}")
            }
            Language::En => {
                format!(
                    "Row “{name}”, column ({column}): {figure}; usually {low} to {high} in {periods} former periods"
                )
            }
        }
    }
}

/// The figures that stand out, the strangest first: what was entered, and the totals of what was entered.
#[must_use]
pub fn outliers(sheet: &Sheet, former: &[Sheet]) -> Vec<Outlier> {
    let (here, former) = (Former::of(sheet), former.iter().map(Former::of).collect::<Vec<_>>());
    let columns: Vec<&Column> =
        sheet.form().columns().iter().filter(|column| column.is_input() && column.kind.is_numeric()).collect();
    let mut found = Vec::new();
    for row in 0..sheet.row_count() {
        let line = sheet.row(row);
        if !matches!(line.role, RowRole::Data | RowRole::Total) || here.row(line).is_none() {
            continue;
        }
        let places: Vec<(&Former<'_>, usize)> =
            former.iter().filter_map(|former| Some((former, former.row(line)?))).collect();
        for column in &columns {
            let Value::Number(figure) = sheet.value(row, column.number) else { continue };
            let history = places.iter().filter_map(|(former, row)| former.sheet.value(*row, column.number).as_number());
            let history: Vec<Decimal> = history.collect();
            if let Some(usual) = Usual::of(&history).filter(|usual| usual.excludes(figure)) {
                let cell = CellRef { row: line.key.clone(), column: column.number };
                found.push(Outlier { cell, row_name: line.label.clone(), figure, usual });
            }
        }
    }
    found.sort_by_key(|outlier| std::cmp::Reverse(outlier.usual.strangeness(outlier.figure)));
    found
}

/// A report with its rows by key and by name: rows that people name have another key in every report.
struct Former<'a> {
    sheet: &'a Sheet,
    /// The row of each name, and of the unit that it came from; none where several have both: nothing tells which of
    /// them is which, and their sum is no figure that anybody reported.
    names: HashMap<(String, Option<&'a str>), Option<usize>>,
}

impl<'a> Former<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let mut names = HashMap::new();
        for row in 0..sheet.row_count() {
            let name = name(sheet.row(row));
            if !name.0.is_empty() {
                names.entry(name).and_modify(|found| *found = None).or_insert(Some(row));
            }
        }
        Self { sheet, names }
    }

    fn row(&self, line: &SheetRow) -> Option<usize> {
        let is_prescribed = !line.is_dynamic || line.item.is_some();
        if is_prescribed { self.by_key(&line.key) } else { self.by_name(line) }
    }

    fn by_name(&self, line: &SheetRow) -> Option<usize> {
        self.names.get(&name(line)).copied().flatten()
    }

    fn by_key(&self, key: &RowKey) -> Option<usize> {
        self.sheet.row_index(key)
    }
}

fn name(row: &SheetRow) -> (String, Option<&str>) {
    (fold(row.label.trim()), row.unit.as_deref())
}
