//! Where each consolidated cell comes from (D4).

use std::collections::BTreeMap;

use crate::content::RowKey;
use crate::ids::{ReportId, UnitId};
use crate::template::ColumnNumber;
use crate::value::Value;

/// One report that figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The unit's own entry.
    Own,
    /// A child's accepted report.
    Child {
        /// The report.
        report: ReportId,
        /// Its revision.
        revision: i64,
        /// The child.
        unit: UnitId,
        /// The child's name.
        unit_name: String,
    },
}

/// What one source says about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution<'a> {
    /// Where it comes from.
    pub source: &'a Source,
    /// What it says; never blank.
    pub value: &'a Value,
}

/// A value with the index of its source.
pub(super) type Entry = (u32, Value);

/// Where each cell of a consolidated report comes from. The numbers listed for a summed cell add up to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lineage {
    pub(super) sources: Vec<Source>,
    pub(super) rows: BTreeMap<RowKey, BTreeMap<ColumnNumber, Vec<Entry>>>,
}

impl Lineage {
    /// The reports that were consolidated, in the order given; the own entry last, if it says anything.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What each source says about a cell; nothing for cells that nobody filled in.
    pub fn cell(&self, row: &RowKey, column: ColumnNumber) -> impl Iterator<Item = Contribution<'_>> {
        let entries = self.rows.get(row).and_then(|cells| cells.get(&column)).map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter_map(|(source, value)| {
            let source = self.sources.get(usize::try_from(*source).ok()?)?;
            Some(Contribution { source, value })
        })
    }

    /// The cells that have contributions.
    pub fn cells(&self) -> impl Iterator<Item = (&RowKey, ColumnNumber)> {
        self.rows.iter().flat_map(|(row, cells)| cells.keys().map(move |column| (row, *column)))
    }

    pub(super) fn push(&mut self, row: &RowKey, column: ColumnNumber, source: u32, value: Value) {
        if !self.rows.contains_key(row) {
            self.rows.insert(row.clone(), BTreeMap::new());
        }
        if let Some(cells) = self.rows.get_mut(row) {
            cells.entry(column).or_default().push((source, value));
        }
    }
}
