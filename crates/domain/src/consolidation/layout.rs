//! The target form, arranged for adding: which columns are aggregated how, and which rows there are.

use std::collections::HashMap;

use crate::content::{ContentRow, RowKey};
use crate::template::{Aggregate, ColumnNumber, FormTemplate, RowKind, RowRole};

/// A column that takes part in consolidation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub column: ColumnNumber,
    pub aggregate: Aggregate,
}

/// A prescribed row that figures are entered in.
pub(super) struct Prescribed<'a> {
    pub key: &'a str,
    /// Columns whose cells of this row are computed.
    computed: Vec<ColumnNumber>,
}

/// The form, arranged for adding.
pub(super) struct Layout<'a> {
    pub slots: Vec<Slot>,
    /// Slot of each column number; columns are few and small numbers.
    by_column: Vec<Option<usize>>,
    pub rows: Vec<Prescribed<'a>>,
    by_key: HashMap<&'a str, usize>,
    pub kind: &'a RowKind,
}

impl<'a> Layout<'a> {
    pub(super) fn of(target: &'a FormTemplate) -> Self {
        let slots: Vec<Slot> = target
            .columns()
            .filter(|column| column.is_input())
            .map(|column| Slot { column: column.number, aggregate: column.aggregate() })
            .collect();
        let width = slots.iter().map(|slot| usize::from(slot.column.0) + 1).max().unwrap_or(0);
        let mut by_column = vec![None; width];
        for (index, slot) in slots.iter().enumerate() {
            if let Some(place) = by_column.get_mut(usize::from(slot.column.0)) {
                *place = Some(index);
            }
        }
        let rows: Vec<Prescribed<'a>> = target
            .rows
            .iter()
            .filter(|row| row.role == RowRole::Data)
            .map(|row| Prescribed {
                key: &row.code,
                computed: row.formulas.keys().map(|number| ColumnNumber(*number)).collect(),
            })
            .collect();
        let by_key = rows.iter().enumerate().map(|(index, row)| (row.key, index)).collect();
        Self { slots, by_column, rows, by_key, kind: &target.row_kind }
    }

    /// The slot of a column, unless its cell in this row is computed.
    pub(super) fn slot(&self, column: ColumnNumber, row: Option<usize>) -> Option<usize> {
        let slot = self.by_column.get(usize::from(column.0)).copied().flatten()?;
        let computed = row.and_then(|row| self.rows.get(row)).is_some_and(|row| row.computed.contains(&column));
        (!computed).then_some(slot)
    }

    /// The prescribed row with this key.
    pub(super) fn prescribed(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// What rows are matched by: the catalogue item if one was picked, else the key.
    pub(super) fn matching_key(row: &ContentRow) -> &str {
        row.item.as_deref().unwrap_or_else(|| row.key.as_str())
    }

    pub(super) fn row_key(&self, row: usize) -> RowKey {
        self.rows.get(row).map(|row| RowKey::from(row.key)).unwrap_or_else(|| RowKey::from(""))
    }
}
