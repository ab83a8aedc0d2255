//! The content after an edit: rows put in their places, removed, filled and named.

use std::collections::{BTreeMap, HashMap, HashSet};

use contract::data::NewRow;
use domain::content::{Content, ContentRow, RowKey};
use store::changes::CellChange;

use super::apply::Edit;
use super::ground::Ground;

/// Where an added row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Before all others.
    First,
    /// Behind this row; behind all others when it is not there.
    Behind(RowKey),
    /// Behind all others.
    Last,
}

impl Place {
    /// The place that a new row asks for.
    pub fn of(new: &NewRow) -> Self {
        match new.after.as_deref() {
            None => Self::Last,
            Some("") => Self::First,
            Some(key) => Self::Behind(RowKey(key.to_owned())),
        }
    }
}

impl Edit {
    /// The own content after the edit.
    pub fn apply(&self, ground: &Ground<'_>) -> Content {
        let mut rows = Rows::of(&ground.own.rows);
        for (row, place) in &self.added {
            rows.add(row, place);
        }
        for cell in &self.cells {
            rows.set(ground, cell);
        }
        for (key, label) in &self.labels {
            rows.name(key, label);
        }
        let removed: HashSet<&RowKey> = self.removed.iter().collect();
        // A prescribed row is there without figures as well. One that had some stays in the content: its change is that
        // of its cells, for a row that nobody can remove never goes.
        let is_new = |key: &RowKey| ground.own_row(key).is_none();
        let says_nothing =
            |row: &ContentRow| row.cells.is_empty() && ground.is_prescribed(&row.key) && is_new(&row.key);
        let is_dropped = |row: &ContentRow| removed.contains(&row.key) || says_nothing(row);
        Content { rows: rows.in_order().filter(|row| !is_dropped(row)).collect() }
    }
}

/// Rows as a chain, so that putting one behind another moves none of the rest.
struct Rows {
    links: Vec<Link>,
    first: Option<usize>,
    last: Option<usize>,
    places: HashMap<RowKey, usize>,
}

struct Link {
    row: ContentRow,
    next: Option<usize>,
}

impl Rows {
    fn of(rows: &[ContentRow]) -> Self {
        let mut chain = Self { links: Vec::new(), first: None, last: None, places: HashMap::with_capacity(rows.len()) };
        for row in rows {
            chain.insert(row.clone(), chain.last);
        }
        chain
    }

    /// Adds a row once: a retry finds it there.
    fn add(&mut self, row: &ContentRow, place: &Place) {
        if self.places.contains_key(&row.key) {
            return;
        }
        let behind = match place {
            Place::First => None,
            Place::Behind(key) => self.places.get(key).copied().or(self.last),
            Place::Last => self.last,
        };
        self.insert(row.clone(), behind);
    }

    fn insert(&mut self, row: ContentRow, behind: Option<usize>) -> usize {
        let at = self.links.len();
        self.places.insert(row.key.clone(), at);
        let before = behind.and_then(|place| self.links.get_mut(place));
        let next = match before {
            Some(before) => before.next.replace(at),
            None => self.first.replace(at),
        };
        if next.is_none() {
            self.last = Some(at);
        }
        self.links.push(Link { row, next });
        at
    }

    fn set(&mut self, ground: &Ground<'_>, cell: &CellChange) {
        let place = match self.places.get(&cell.row) {
            Some(place) => *place,
            None => self.insert(beside(ground, &cell.row), self.last),
        };
        let Some(link) = self.links.get_mut(place) else { return };
        if cell.value.is_blank() {
            link.row.cells.remove(&cell.column);
        } else {
            link.row.cells.insert(cell.column, cell.value.clone());
        }
    }

    fn name(&mut self, key: &RowKey, label: &str) {
        if let Some(link) = self.places.get(key).and_then(|place| self.links.get_mut(*place)) {
            link.row.label = (!label.is_empty()).then(|| label.to_owned());
        }
    }

    fn in_order(mut self) -> impl Iterator<Item = ContentRow> {
        let mut next = self.first;
        std::iter::from_fn(move || {
            let link = self.links.get_mut(next?)?;
            next = link.next;
            Some(std::mem::replace(&mut link.row, ContentRow::new("")))
        })
    }
}

/// A row of the own content for a key that stands in the form or came by consolidation.
fn beside(ground: &Ground<'_>, key: &RowKey) -> ContentRow {
    match ground.row_below(key) {
        Some(row) => ContentRow { cells: BTreeMap::new(), ..row.clone() },
        None => ContentRow::new(key.clone()),
    }
}
