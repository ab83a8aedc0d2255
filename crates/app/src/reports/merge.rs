//! Two people in one report: what of a request clashes with what others saved since its base revision.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use contract::WireValue;
use contract::data::SaveRequest;
use contract::problem::Clash;
use domain::content::RowKey;
use domain::template::ColumnNumber;
use domain::value::Value;
use store::contents::RevisionRow;

use super::apply::Edit;
use crate::clock::utc;

/// The cells that others changed to something else since the base revision.
pub(super) fn clashes(edit: &Edit, request: &SaveRequest, since: &[RevisionRow]) -> Vec<Clash> {
    let others = Others::of(since);
    let mut clashes = Vec::new();
    for cell in &edit.cells {
        if let Some(theirs) = others.cell(&cell.row, cell.column)
            && theirs.value != cell.value
        {
            clashes.push(clash(&cell.row, cell.column, theirs, Some(&cell.value)));
        }
    }
    let removed: BTreeSet<&str> = request.remove_rows.iter().map(String::as_str).collect();
    for ((row, column), theirs) in &others.cells {
        if removed.contains(row.as_str()) && !theirs.value.is_blank() {
            clashes.push(clash(row, *column, theirs, None));
        }
    }
    clashes
}

fn clash(row: &RowKey, column: ColumnNumber, theirs: &Theirs, yours: Option<&Value>) -> Clash {
    Clash {
        row: row.0.clone(),
        column: column.to_string(),
        theirs: WireValue::from_value(&theirs.value),
        yours: yours.and_then(WireValue::from_value),
        by: theirs.by.clone(),
        at: utc(theirs.at),
    }
}

struct Theirs {
    value: Value,
    by: String,
    at: NaiveDateTime,
}

/// What others left in each cell that they touched.
struct Others {
    cells: BTreeMap<(RowKey, ColumnNumber), Theirs>,
    /// Rows that others removed.
    gone: BTreeMap<RowKey, Theirs>,
}

impl Others {
    fn of(since: &[RevisionRow]) -> Self {
        let mut others = Self { cells: BTreeMap::new(), gone: BTreeMap::new() };
        for revision in since {
            let theirs = |value: &Value| Theirs {
                value: value.clone(),
                by: revision.user_name.clone().unwrap_or_default(),
                at: revision.at,
            };
            let changes = &revision.changes;
            for row in &changes.removed {
                others.cells.retain(|(key, _), _| key != row);
                others.gone.insert(row.clone(), theirs(&Value::Blank));
            }
            let rows = changes.added.iter().chain(changes.replaced.iter().flat_map(|content| &content.rows));
            for row in rows {
                others.gone.remove(&row.key);
                for (column, value) in &row.cells {
                    others.cells.insert((row.key.clone(), *column), theirs(value));
                }
            }
            for cell in &changes.cells {
                others.cells.insert((cell.row.clone(), cell.column), theirs(&cell.value));
            }
        }
        others
    }

    /// What others left in a cell; every cell of a row that they removed is blank now.
    fn cell(&self, row: &RowKey, column: ColumnNumber) -> Option<&Theirs> {
        self.cells.get(&(row.clone(), column)).or_else(|| self.gone.get(row))
    }
}

#[cfg(test)]
mod tests {
    use store::changes::{CellChange, ContentChanges};

    use super::*;

    fn revision(changes: ContentChanges) -> RevisionRow {
        RevisionRow {
            revision: 2,
            at: NaiveDateTime::default(),
            user_id: Some(2),
            user_name: Some("Lan".to_owned()),
            source: "save".to_owned(),
            changes,
        }
    }

    fn cell(row: &str, column: u16, value: i64) -> CellChange {
        CellChange { row: row.into(), column: ColumnNumber(column), value: value.into() }
    }

    fn edit(cells: Vec<CellChange>) -> Edit {
        Edit { cells, ..Edit::default() }
    }

    #[test]
    fn only_the_same_cell_with_another_value_clashes() {
        let theirs = [revision(ContentChanges { cells: vec![cell("A", 4, 1)], ..ContentChanges::default() })];
        let request = SaveRequest::default();
        for (mine, count) in [(cell("A", 4, 1), 0), (cell("A", 5, 2), 0), (cell("B", 4, 2), 0), (cell("A", 4, 2), 1)] {
            assert_eq!(clashes(&edit(vec![mine.clone()]), &request, &theirs).len(), count, "{mine:?}");
        }
    }

    #[test]
    fn removing_what_others_filled_clashes_and_so_does_filling_what_others_removed() {
        let filled = [revision(ContentChanges { cells: vec![cell("A", 4, 1)], ..ContentChanges::default() })];
        let request = SaveRequest { remove_rows: vec!["A".to_owned()], ..SaveRequest::default() };
        assert_eq!(clashes(&Edit::default(), &request, &filled)[0].by, "Lan");
        let removed = [revision(ContentChanges { removed: vec!["A".into()], ..ContentChanges::default() })];
        let found = clashes(&edit(vec![cell("A", 4, 7)]), &SaveRequest::default(), &removed);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].theirs, None);
    }
}
