//! Taking the figures of the same report one period before (convention 79).

use std::collections::{HashMap, HashSet};

use contract::data::{Cells, DataRow};
use domain::text::plain;
use domain::value::Value;

use super::figures::Figures;
use super::moves::Surface;
use super::paste::{Plan, PlannedRow};
use super::paste_items::{Hit, Names, exact};
use super::place::{Place, Selection};
use super::ranges;

/// For which cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The selected ones.
    Cells,
    /// The selected columns.
    Columns,
    /// All, and the rows that were there.
    Everything,
}

/// Figures of the period before, by code, catalogue item or name of their row.
struct Before<'a> {
    rows: Vec<&'a DataRow>,
    by_key: HashMap<&'a str, usize>,
    by_name: Names<usize>,
}

impl<'a> Before<'a> {
    fn of(rows: &'a [DataRow]) -> Self {
        let rows: Vec<_> = rows.iter().filter(|row| row.role == "data").collect();
        let mut before = Self { rows: Vec::new(), by_key: HashMap::new(), by_name: Names::default() };
        for (ix, row) in rows.iter().enumerate() {
            before.by_key.insert(row.item.as_deref().unwrap_or(&row.key), ix);
            before.by_name.add(&row.label, ix);
        }
        Self { rows, ..before }
    }

    /// Rows that people name have another key in every report. Of several that could be meant by their names none is.
    fn row(&self, figures: &Figures, row: usize) -> Option<&'a DataRow> {
        let row = figures.row(row);
        let by_key = self.by_key.get(row.item.as_deref().unwrap_or(row.key.as_str())).copied();
        let by_name = || match self.by_name.exact(&row.label) {
            Hit::Nothing => self.by_name.folded(&row.label).one(),
            hit => hit.one(),
        };
        by_key.or_else(by_name).and_then(|ix| self.rows.get(ix).copied())
    }
}

/// What taking them comes to: cells that had a figure, and for everything the rows that are not there yet.
#[must_use]
pub fn plan(figures: &Figures, before: &[DataRow], selected: &[Selection], extent: Extent) -> Plan {
    let known = Before::of(before);
    let wanted = ranges::cells(&widened(figures, selected, extent));
    let mut plan = Plan { selection: selected.last().copied().unwrap_or_default(), ..Plan::default() };
    for place in wanted {
        if !figures.is_input(place) {
            continue;
        }
        let column = &figures.columns()[place.col];
        let value = known.row(figures, place.row).and_then(|row| row.cells.get(&column.number.to_string()));
        if let Some(value) = value {
            plan.cells.push((place, value.to_entered(&column.kind)));
        }
    }
    if extent == Extent::Everything {
        let (written, folded) = here(figures);
        let is_there = |row: &DataRow| {
            let is_alone = known.by_name.folded(&row.label) != Hit::Several;
            written.contains(&exact(&row.label)) || is_alone && folded.contains(&plain(&row.label))
        };
        let missing = before.iter().filter(|row| is_added(figures, row) && !is_there(row));
        plan.rows = missing.map(|row| planned(figures, row)).collect();
    }
    plan.report.pasted = plan.cells.len() + plan.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    plan.report.added_rows = plan.rows.len();
    plan
}

fn widened(figures: &Figures, selected: &[Selection], extent: Extent) -> Vec<Selection> {
    let (rows, cols) = (figures.rows().saturating_sub(1), figures.cols().saturating_sub(1));
    match extent {
        Extent::Cells => selected.to_vec(),
        Extent::Columns => {
            let column = |range: &Selection| {
                Selection::cell(Place::new(0, range.first().col)).to(Place::new(rows, range.last().col))
            };
            selected.iter().map(column).collect()
        }
        Extent::Everything => vec![Selection::cell(Place::new(0, 0)).to(Place::new(rows, cols))],
    }
}

/// Names of the rows that are there, as they are written and without diacritics.
fn here(figures: &Figures) -> (HashSet<String>, HashSet<String>) {
    let labels = || (0..figures.rows()).map(|row| figures.row(row).label.as_str());
    (labels().map(exact).collect(), labels().map(plain).collect())
}

/// Whether a row was added by hand then, so that it can be added again.
fn is_added(figures: &Figures, row: &DataRow) -> bool {
    let is_prescribed = figures.sheet().form().template().rows.iter().any(|known| known.code == row.key);
    row.role == "data"
        && !is_prescribed
        && figures.sheet().form().template().row_kind != domain::template::RowKind::Fixed
}

fn planned(figures: &Figures, row: &DataRow) -> PlannedRow {
    let inputs = figures.columns().iter().filter(|column| column.is_input());
    let value = |cells: &Cells, number: &str, kind| cells.get(number).map(|value| value.to_entered(kind));
    let cells = inputs.filter_map(|column| {
        let value: Value = value(&row.cells, &column.number.to_string(), &column.kind)?;
        Some((column.number, value))
    });
    PlannedRow {
        item: row.item.clone().map(|code| (code, row.label.clone())),
        label: row.item.is_none().then(|| row.label.clone()),
        cells: cells.collect(),
    }
}
