//! Two people in one report: what of an edit clashes with what others saved since its base revision.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDateTime;
use contract::WireValue;
use contract::problem::Clash;
use domain::content::{Content, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;
use store::contents::RevisionRow;

use super::apply::Edit;
use super::ground::{Ground, RowSort};
use crate::clock::utc;

/// What others left in the rows that they touched.
#[derive(Default)]
pub(super) struct Others<'a> {
    rows: HashMap<&'a RowKey, Touched<'a>>,
}

#[derive(Default)]
struct Touched<'a> {
    cells: BTreeMap<ColumnNumber, (&'a Value, By<'a>)>,
    /// The name that they gave the row, when they did.
    label: Option<(&'a str, By<'a>)>,
    /// They removed the row.
    gone: Option<By<'a>>,
}

#[derive(Clone, Copy)]
struct By<'a> {
    name: &'a str,
    at: NaiveDateTime,
}

impl<'a> Others<'a> {
    /// What the revisions since the base did, oldest first.
    pub fn of(since: &'a [RevisionRow]) -> Self {
        let mut others = Self::default();
        for revision in since {
            let by = By { name: revision.user_name.as_deref().unwrap_or_default(), at: revision.at };
            let changes = &revision.changes;
            for key in &changes.removed {
                others.rows.insert(key, Touched { gone: Some(by), ..Touched::default() });
            }
            let rows = changes.added.iter().chain(changes.replaced.iter().flat_map(|content| &content.rows));
            for row in rows {
                let touched = others.rows.entry(&row.key).or_default();
                touched.gone = None;
                touched.label = Some((row.label.as_deref().unwrap_or_default(), by));
                touched.cells.extend(row.cells.iter().map(|(column, value)| (*column, (value, by))));
            }
            for row in &changes.renamed {
                others.rows.entry(&row.key).or_default().label = Some((row.label.as_deref().unwrap_or_default(), by));
            }
            for cell in &changes.cells {
                others.rows.entry(&cell.row).or_default().cells.insert(cell.column, (&cell.value, by));
            }
        }
        others
    }

    /// The rows that are not there any more.
    pub fn gone(&self) -> HashSet<RowKey> {
        self.rows.iter().filter(|(_, touched)| touched.gone.is_some()).map(|(key, _)| (*key).clone()).collect()
    }

    /// The cells, names and rows that others changed to something else than the edit does. `base` is the content that
    /// the edit was made on: it names rows that are not there any more.
    pub fn clashes(&self, edit: &Edit, ground: &Ground<'_>, base: Option<&Content>) -> Vec<Clash> {
        let base = base.iter().flat_map(|content| &content.rows).map(|row| (&row.key, row.label.as_deref()));
        let found = Finder { ground, base: base.collect(), clashes: Vec::new() };
        found.of_edit(self, edit)
    }
}

struct Finder<'g> {
    ground: &'g Ground<'g>,
    /// Names of the rows that the edit was made on.
    base: HashMap<&'g RowKey, Option<&'g str>>,
    clashes: Vec<Clash>,
}

/// What the other side of a clash holds.
struct Theirs<'a> {
    value: Option<WireValue>,
    by: By<'a>,
    row_removed: Option<&'static str>,
}

impl Finder<'_> {
    fn of_edit(mut self, others: &Others<'_>, edit: &Edit) -> Vec<Clash> {
        // Putting a row back that others removed is what one does about such a clash.
        let put_back: HashSet<&RowKey> = edit.added.iter().map(|(row, _)| &row.key).collect();
        for cell in &edit.cells {
            let Some(touched) = others.rows.get(&cell.row) else { continue };
            let yours = WireValue::from_value(&cell.value);
            if let Some(by) = touched.gone.filter(|_| !put_back.contains(&cell.row)) {
                let theirs = Theirs { value: None, by, row_removed: Some("theirs") };
                self.add(&cell.row, Some(cell.column), theirs, yours);
            } else if let Some((value, by)) = touched.cells.get(&cell.column).filter(|(value, _)| **value != cell.value)
            {
                let theirs = Theirs { value: WireValue::from_value(value), by: *by, row_removed: None };
                self.add(&cell.row, Some(cell.column), theirs, yours);
            }
        }
        let column = self.ground.label_column();
        for (row, label) in &edit.labels {
            let Some(touched) = others.rows.get(row) else { continue };
            if let Some(by) = touched.gone.filter(|_| !put_back.contains(row)) {
                self.add(row, column, Theirs { value: None, by, row_removed: Some("theirs") }, text(label));
            } else if let Some((theirs, by)) = touched.label.filter(|(theirs, _)| *theirs != label) {
                self.add(row, column, Theirs { value: text(theirs), by, row_removed: None }, text(label));
            }
        }
        for row in &edit.removed {
            if let Some(touched) = others.rows.get(row) {
                self.removal(row, touched);
            }
        }
        self.clashes
    }

    /// A row that this edit removes, and that others filled or named meanwhile.
    fn removal(&mut self, row: &RowKey, touched: &Touched<'_>) {
        for (column, (value, by)) in touched.cells.iter().filter(|(_, (value, _))| !value.is_blank()) {
            let theirs = Theirs { value: WireValue::from_value(value), by: *by, row_removed: Some("yours") };
            self.add(row, Some(*column), theirs, None);
        }
        if let Some((label, by)) = touched.label {
            let theirs = Theirs { value: text(label), by, row_removed: Some("yours") };
            self.add(row, self.ground.label_column(), theirs, None);
        }
    }

    fn add(&mut self, row: &RowKey, column: Option<ColumnNumber>, theirs: Theirs<'_>, yours: Option<WireValue>) {
        let label = match self.ground.sort(row) {
            Some(RowSort::Gone) | None => self.base.get(row).copied().flatten().unwrap_or_default(),
            Some(_) => self.ground.label(row),
        };
        self.clashes.push(Clash {
            row: row.0.clone(),
            label: label.to_owned(),
            column: column.map(|column| column.to_string()).unwrap_or_default(),
            theirs: theirs.value,
            yours,
            row_removed: theirs.row_removed.map(str::to_owned),
            by: theirs.by.name.to_owned(),
            at: utc(theirs.by.at),
        });
    }
}

fn text(label: &str) -> Option<WireValue> {
    (!label.is_empty()).then(|| WireValue::Text(label.to_owned()))
}

#[cfg(test)]
mod tests;
