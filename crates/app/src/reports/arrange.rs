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
        new.after.as_deref().map_or(Self::Last, Self::behind)
    }

    /// The place behind a row; before all others when it is empty.
    pub fn behind(key: &str) -> Self {
        if key.is_empty() { Self::First } else { Self::Behind(RowKey(key.to_owned())) }
    }
}

impl Edit {
    /// The own content after the edit.
    pub fn apply(&self, ground: &Ground<'_>) -> Content {
        let mut rows = Rows::of(&ground.own.rows);
        for (row, place) in &self.added {
            rows.add(row, place);
        }
        for (key, place) in &self.moved {
            rows.relocate(key, place);
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
    previous: Option<usize>,
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
        let behind = self.place(place);
        self.insert(row.clone(), behind);
    }

    fn place(&self, place: &Place) -> Option<usize> {
        match place {
            Place::First => None,
            Place::Behind(key) => self.places.get(key).copied().or(self.last),
            Place::Last => self.last,
        }
    }

    fn insert(&mut self, row: ContentRow, behind: Option<usize>) -> usize {
        let at = self.links.len();
        self.places.insert(row.key.clone(), at);
        self.links.push(Link { row, next: None, previous: None });
        self.link(at, behind);
        at
    }

    /// Takes a row out of the chain and puts it in another place; a row that is not there stays away.
    fn relocate(&mut self, key: &RowKey, place: &Place) {
        let Some(at) = self.places.get(key).copied() else { return };
        if *place == Place::Behind(key.clone()) {
            return;
        }
        self.unlink(at);
        self.link(at, self.place(place));
    }

    fn link(&mut self, at: usize, behind: Option<usize>) {
        let before = behind.and_then(|place| self.links.get_mut(place));
        let next = match before {
            Some(before) => before.next.replace(at),
            None => self.first.replace(at),
        };
        match next.and_then(|next| self.links.get_mut(next)) {
            Some(next) => next.previous = Some(at),
            None => self.last = Some(at),
        }
        if let Some(link) = self.links.get_mut(at) {
            (link.next, link.previous) = (next, behind);
        }
    }

    fn unlink(&mut self, at: usize) {
        let Some((next, previous)) = self.links.get(at).map(|link| (link.next, link.previous)) else { return };
        match previous.and_then(|previous| self.links.get_mut(previous)) {
            Some(previous) => previous.next = next,
            None => self.first = next,
        }
        match next.and_then(|next| self.links.get_mut(next)) {
            Some(next) => next.previous = previous,
            None => self.last = previous,
        }
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
