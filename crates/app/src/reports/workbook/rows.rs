//! The rows of an uploaded workbook as rows of the report, and what of them is taken.

use std::collections::{HashMap, HashSet};

use contract::data::NewRow;
use domain::content::RowKey;
use domain::template::{Column, RowKind};
use domain::value::Value;
use store::changes::CellChange;
use workbook::{Import, ImportedRow};

use super::super::apply::Wanted;
use super::super::ground::Ground;
use crate::{AppError, AppResult};

/// The report's row for each row of the file.
pub(super) struct Keys(HashMap<u32, RowKey>);

impl Keys {
    /// By code, by key, by name; a row that is none of the report's gets a key of its own.
    pub fn of(ground: &Ground<'_>, read: &Import) -> Self {
        let named = NamedRows::of(ground, read);
        let key = |row: &ImportedRow| row.key.clone().or_else(|| named.find(row)).unwrap_or_else(|| new_key(row));
        Self(read.rows.iter().map(|row| (row.source_row, key(row))).collect())
    }

    /// The row for this row of the file.
    pub fn get(&self, source_row: u32) -> Option<&RowKey> {
        self.0.get(&source_row)
    }
}

/// Which rows of the file are taken.
pub(super) enum Taken<'a> {
    /// All of them.
    All,
    /// Those with these keys.
    Only(HashSet<&'a str>),
}

impl<'a> Taken<'a> {
    /// The rows that somebody chose in a preview; without a choice all.
    ///
    /// # Errors
    /// `Invalid` for a key that no row of the file has.
    pub fn of(chosen: Option<&'a [String]>, keys: &Keys) -> AppResult<Self> {
        let Some(chosen) = chosen else { return Ok(Self::All) };
        let known: HashSet<&str> = keys.0.values().map(|key| key.0.as_str()).collect();
        match chosen.iter().find(|key| !known.contains(key.as_str())) {
            Some(key) => Err(AppError::invalid(
                format!("Tệp không có dòng “{key}” đã chọn. Hãy xem trước lại tệp rồi chọn dòng."),
                format!("The file has no row “{key}”, which was chosen. Preview the file again and choose rows."),
            )),
            None => Ok(Self::Only(chosen.iter().map(String::as_str).collect())),
        }
    }

    fn has(&self, key: &RowKey) -> bool {
        match self {
            Self::All => true,
            Self::Only(keys) => keys.contains(key.0.as_str()),
        }
    }
}

/// The workbook's figures as an edit: rows that are new, names that differ, and every cell that the workbook speaks about.
pub(super) fn wanted(ground: &Ground<'_>, read: &Import, keys: &Keys, taken: &Taken<'_>) -> Wanted {
    let is_free = ground.template.row_kind == RowKind::Free;
    let mut wanted = Wanted::default();
    let rows = read.rows.iter().filter_map(|row| Some((row, keys.get(row.source_row)?)));
    for (row, key) in rows.filter(|(_, key)| taken.has(key)) {
        match ground.own_row(key) {
            _ if row.is_prescribed => {}
            None => wanted.added.push(NewRow {
                key: is_free.then(|| key.0.clone()),
                item: row.item.clone(),
                label: row.label.clone(),
                after: None,
            }),
            Some(known) if is_free => {
                let column = ground.label_column().filter(|_| row.label.is_some() && row.label != known.label);
                let value = row.label.clone().map(Value::Text).unwrap_or_default();
                wanted.cells.extend(column.map(|column| CellChange { row: key.clone(), column, value }));
            }
            Some(_) => {}
        }
        for (column, value) in &row.cells {
            if ground.column(*column).is_some_and(Column::is_input) {
                wanted.cells.push(CellChange { row: key.clone(), column: *column, value: value.clone() });
            }
        }
    }
    wanted
}

/// Free rows of the report by their names, where a name stands there once and in the file once: a list of one's own making
/// has no keys, and importing it again after a correction must not count its rows twice.
struct NamedRows<'a>(HashMap<&'a str, &'a RowKey>);

impl<'a> NamedRows<'a> {
    fn of(ground: &Ground<'a>, read: &Import) -> Self {
        let mut known: HashMap<&str, Option<&RowKey>> = HashMap::new();
        let with_keys: HashSet<&RowKey> = read.rows.iter().filter_map(|row| row.key.as_ref()).collect();
        for row in ground.own.rows.iter().filter(|row| row.item.is_none() && !with_keys.contains(&row.key)) {
            if let Some(label) = &row.label {
                known.entry(label).and_modify(|key| *key = None).or_insert(Some(&row.key));
            }
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for label in read.rows.iter().filter(|row| row.key.is_none()).filter_map(|row| row.label.as_deref()) {
            *times.entry(label).or_default() += 1;
        }
        let once = known.into_iter().filter(|(label, _)| times.get(label) == Some(&1));
        Self(once.filter_map(|(label, key)| Some((label, key?))).collect())
    }

    fn find(&self, row: &ImportedRow) -> Option<RowKey> {
        self.0.get(row.label.as_deref()?).map(|key| (*key).clone())
    }
}

/// The key of a row that was added in the file: its catalogue item, or for a free row one that follows from its place, so
/// that preview and import agree.
fn new_key(row: &ImportedRow) -> RowKey {
    let item = row.item.clone();
    RowKey(item.unwrap_or_else(|| format!("x{:05}-{:016x}", row.source_row, fingerprint(row))))
}

/// Tells rows of different files apart that stand in the same place.
fn fingerprint(row: &ImportedRow) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    row.label.hash(&mut hasher);
    format!("{:?}", row.cells).hash(&mut hasher);
    hasher.finish()
}
