//! The unit's own figures on top of the children's (D2).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::accumulator::Accumulator;
use super::layout::Layout;
use super::lineage::{Lineage, Source};
use super::rows::JOINT;
use super::{Fault, FaultKind};
use crate::content::{Content, ContentRow};
use crate::template::{Aggregate, ColumnNumber, FormTemplate};
use crate::value::Value;

/// Own figures and the children's consolidated part ([`super::Consolidated::children`]) in one content.
///
/// An own blank says nothing; an own "not applicable" holds unless the children have a figure.
#[must_use]
pub fn combine(target: &FormTemplate, own: &Content, children: &Content) -> (Content, Vec<Fault>) {
    combine_into(&Layout::of(target), own, children, None)
}

pub(super) fn combine_into(
    layout: &Layout<'_>,
    own: &Content,
    children: &Content,
    lineage: Option<&mut Lineage>,
) -> (Content, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut rows = paired(layout, own, children);
    let combined = rows.drain(..).map(|pair| combine_row(layout, pair, &mut faults)).collect();
    if let Some(lineage) = lineage {
        note_own(layout, own, lineage);
    }
    (Content { rows: combined }, faults)
}

/// A row of the one, of the other, or of both.
#[derive(Clone, Copy)]
struct Pair<'a> {
    own: Option<&'a ContentRow>,
    children: Option<&'a ContentRow>,
}

/// The rows side by side: prescribed ones in the form's order, then the own ones, then the children's.
fn paired<'a>(layout: &Layout<'_>, own: &'a Content, children: &'a Content) -> Vec<Pair<'a>> {
    let by_key = |content: &'a Content| -> HashMap<&'a str, &'a ContentRow> {
        content.rows.iter().map(|row| (Layout::matching_key(row), row)).collect()
    };
    let (own_rows, child_rows) = (by_key(own), by_key(children));
    let mut taken = BTreeSet::new();
    let prescribed = layout.rows.iter().map(|row| row.key);
    let dynamic = own.rows.iter().chain(&children.rows).map(Layout::matching_key);
    let mut pairs = Vec::new();
    for key in prescribed.chain(dynamic) {
        let pair = Pair { own: own_rows.get(key).copied(), children: child_rows.get(key).copied() };
        if (pair.own.is_some() || pair.children.is_some()) && taken.insert(key.to_owned()) {
            pairs.push(pair);
        }
    }
    pairs
}

fn combine_row(layout: &Layout<'_>, pair: Pair<'_>, faults: &mut Vec<Fault>) -> ContentRow {
    let (own, children) = match (pair.own, pair.children) {
        (Some(own), Some(children)) => (own, children),
        (Some(one), None) | (None, Some(one)) => {
            let mut row = ContentRow { key: Layout::matching_key(one).into(), ..one.clone() };
            row.cells.retain(|_, value| !value.is_blank());
            return row;
        }
        (None, None) => return ContentRow::new(""),
    };
    let columns: BTreeSet<ColumnNumber> = own.cells.keys().chain(children.cells.keys()).copied().collect();
    let mut cells = BTreeMap::new();
    for column in columns {
        let blank = Value::Blank;
        let ours = own.cells.get(&column).unwrap_or(&blank);
        let theirs = children.cells.get(&column).unwrap_or(&blank);
        match combine_values(aggregate_of(layout, column), ours, theirs) {
            Ok(Value::Blank) => {}
            Ok(value) => {
                cells.insert(column, value);
            }
            Err(kind) => {
                faults.push(Fault { kind, report: None, row: own.key.clone(), column: Some(column) });
                // What was typed stays visible, so that it can be corrected.
                if kind == FaultKind::NotANumber {
                    cells.insert(column, ours.clone());
                }
            }
        }
    }
    ContentRow {
        key: Layout::matching_key(own).into(),
        item: own.item.clone().or_else(|| children.item.clone()),
        label: own.label.clone().or_else(|| children.label.clone()),
        unit: own.unit.clone().or_else(|| children.unit.clone()),
        cells,
    }
}

/// Own figure and children's figure as one cell shows them: what [`combine`] does with each cell.
pub fn combine_values(aggregate: Aggregate, own: &Value, children: &Value) -> Result<Value, FaultKind> {
    match (own, children) {
        (Value::Blank, value) | (value, Value::Blank | Value::NotApplicable) => Ok(value.clone()),
        (Value::NotApplicable, value) => Ok(value.clone()),
        (Value::Number(ours), Value::Number(theirs)) if aggregate == Aggregate::Sum => {
            let mut sum = Accumulator::default();
            sum.add(*ours);
            sum.add(*theirs);
            sum.total().map(Value::Number).ok_or(FaultKind::Overflow)
        }
        (Value::Text(ours), Value::Text(theirs)) if aggregate == Aggregate::Concatenate => {
            Ok(Value::Text([ours.as_str(), theirs].join(JOINT)))
        }
        (_, Value::Number(_)) if aggregate == Aggregate::Sum => Err(FaultKind::NotANumber),
        (own, _) => Ok(own.clone()),
    }
}

fn aggregate_of(layout: &Layout<'_>, column: ColumnNumber) -> Aggregate {
    let slot = layout.slot(column, None).and_then(|slot| layout.slots.get(slot));
    slot.map_or(Aggregate::None, |slot| slot.aggregate)
}

/// Adds the own entry to the lineage.
fn note_own(layout: &Layout<'_>, own: &Content, lineage: &mut Lineage) {
    let source = u32::try_from(lineage.sources.len()).unwrap_or(u32::MAX);
    let mut said = false;
    for row in &own.rows {
        let key = Layout::matching_key(row);
        let prescribed = layout.prescribed(key);
        for (column, value) in row.cells.iter().filter(|(_, value)| !value.is_blank()) {
            if layout.slot(*column, prescribed).is_some() {
                lineage.push(&key.into(), *column, source, value.clone());
                said = true;
            }
        }
    }
    if said {
        lineage.sources.push(Source::Own);
    }
}
