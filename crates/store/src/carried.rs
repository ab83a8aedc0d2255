//! Which cells of a content still hold what was taken over from the period before (grid convention 79): kept beside the
//! present content, so that nobody has to read the whole history for it.

use std::collections::BTreeSet;

use domain::content::{Origin, RowKey};
use domain::template::ColumnNumber;
use serde::{Deserialize, Serialize};

use crate::changes::ContentChanges;
use crate::error::StoreError;
use crate::stored::{FORMAT, known, read, write};

/// Such cells.
pub type Carried = BTreeSet<(RowKey, ColumnNumber)>;

/// `{"v": 1, "cells": [["LV001", 4]]}`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    v: u16,
    cells: Vec<(String, ColumnNumber)>,
}

/// The cells as they are stored; none for none.
pub(crate) fn to_json(carried: &Carried) -> Result<Option<String>, StoreError> {
    if carried.is_empty() {
        return Ok(None);
    }
    let cells = carried.iter().map(|(row, column)| (row.0.clone(), *column)).collect();
    write(&Document { v: FORMAT, cells }).map(Some)
}

/// Stored cells.
pub(crate) fn from_json(json: &str) -> Result<Carried, StoreError> {
    let document: Document = read(json)?;
    known(document.v)?;
    Ok(document.cells.into_iter().map(|(row, column)| (RowKey(row), column)).collect())
}

impl ContentChanges {
    /// The cells that hold what was taken over, when these did before the changes; none when that stays as it was.
    #[must_use]
    pub fn carried_after(&self, before: &Carried) -> Option<Carried> {
        let taken = self.origins.iter().filter(|(_, origin)| **origin == Origin::CarriedOver);
        let taken: Carried = taken.map(|(cell, _)| cell.clone()).collect();
        if before.is_empty() && taken.is_empty() {
            return None;
        }
        let mut after = if self.replaced.is_some() { Carried::new() } else { before.clone() };
        let gone: BTreeSet<&RowKey> = self.removed.iter().collect();
        after.retain(|(row, _)| !gone.contains(row));
        for cell in self.changed_cells() {
            after.remove(&cell);
        }
        after.extend(taken);
        (after != *before).then_some(after)
    }
}

#[cfg(test)]
mod tests {
    use domain::value::Value;

    use super::*;
    use crate::changes::CellChange;

    fn cell(row: &str, column: u16) -> (RowKey, ColumnNumber) {
        (row.into(), ColumnNumber(column))
    }

    fn changes(cells: &[(&str, u16)], carried: &[(&str, u16)], removed: &[&str]) -> ContentChanges {
        let change = |(row, column): &(&str, u16)| CellChange {
            row: (*row).into(),
            column: ColumnNumber(*column),
            value: Value::from(1),
        };
        ContentChanges {
            cells: cells.iter().map(change).collect(),
            removed: removed.iter().map(|row| (*row).into()).collect(),
            origins: carried.iter().map(|(row, column)| (cell(row, *column), Origin::CarriedOver)).collect(),
            ..ContentChanges::default()
        }
    }

    #[test]
    fn the_mark_stays_until_the_cell_is_changed() {
        let before: Carried = [cell("A", 4), cell("A", 5), cell("B", 4)].into();
        for (changes, after) in [
            (changes(&[("A", 9)], &[], &[]), None),
            (changes(&[("A", 4)], &[], &[]), Some(vec![cell("A", 5), cell("B", 4)])),
            (changes(&[("A", 4)], &[("A", 4)], &[]), None),
            (changes(&[("C", 4)], &[("C", 4)], &["B"]), Some(vec![cell("A", 4), cell("A", 5), cell("C", 4)])),
        ] {
            assert_eq!(changes.carried_after(&before), after.map(|cells| cells.into_iter().collect()), "{changes:?}");
        }
        assert_eq!(changes(&[("A", 4)], &[], &[]).carried_after(&Carried::new()), None, "nothing to keep");
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let carried: Carried = [cell("A", 4), cell("\"", 5)].into();
        let json = to_json(&carried).unwrap().unwrap();
        assert_eq!(from_json(&json).unwrap(), carried);
        assert_eq!(to_json(&Carried::new()).unwrap(), None);
    }
}
