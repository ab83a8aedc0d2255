//! Which rows are shown, and in which order: folding, filtering and sorting change nothing that is stored
//! (conventions 87, 89, 113).

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::content::RowKey;
use domain::sheet::Sheet;
use domain::template::RowRole;

/// How somebody looks at a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lens {
    /// Groups whose rows are folded away.
    folded: BTreeSet<RowKey>,
    /// Rows that a filter took away when it was chosen; rows that come later are shown.
    hidden: HashSet<RowKey>,
    /// Ranks of added rows in the chosen order; rows that come later stand behind.
    ranks: HashMap<RowKey, usize>,
}

impl Lens {
    /// Whether every row is shown in its stored order.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.folded.is_empty() && self.hidden.is_empty() && self.ranks.is_empty()
    }

    /// Whether a group is folded.
    #[must_use]
    pub fn is_folded(&self, key: &RowKey) -> bool {
        self.folded.contains(key)
    }

    /// Folds a group or unfolds it.
    pub fn fold(&mut self, key: &RowKey, is_folded: bool) {
        if is_folded {
            self.folded.insert(key.clone());
        } else {
            self.folded.remove(key);
        }
    }

    /// Unfolds every group.
    pub fn unfold(&mut self) {
        self.folded.clear();
    }

    /// Takes rows away; none clears the filter.
    pub fn hide(&mut self, rows: HashSet<RowKey>) {
        self.hidden = rows;
    }

    /// Shows added rows in this order; none clears it.
    pub fn arrange(&mut self, rows: impl IntoIterator<Item = RowKey>) {
        self.ranks = rows.into_iter().enumerate().map(|(rank, key)| (key, rank)).collect();
    }

    /// Whether added rows are shown in another order than they are stored in.
    #[must_use]
    pub fn is_sorted(&self) -> bool {
        !self.ranks.is_empty()
    }

    /// Brings a row back that was filtered or folded away.
    fn reveal(&mut self, sheet: &Sheet, row: usize) {
        self.hidden.remove(&sheet.row(row).key);
        for above in ancestors(sheet, row) {
            let key = &sheet.row(above).key;
            self.folded.remove(key);
            self.hidden.remove(key);
        }
    }
}

/// Rows of the sheet by their place on screen, and back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    lens: Lens,
    /// Nothing while every row is shown in its stored order.
    rows: Option<Vec<usize>>,
    places: Vec<Option<usize>>,
}

impl Shown {
    /// The rows as this lens shows them.
    #[must_use]
    pub fn of(sheet: &Sheet, lens: Lens) -> Self {
        if lens.is_clear() {
            return Self::default();
        }
        let rows = arranged(sheet, &lens);
        let mut places = vec![None; sheet.row_count()];
        for (place, row) in rows.iter().enumerate() {
            if let Some(spot) = places.get_mut(*row) {
                *spot = Some(place);
            }
        }
        Self { lens, rows: Some(rows), places }
    }

    /// The lens.
    #[must_use]
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// The lens under which a row is shown.
    #[must_use]
    pub fn revealing(&self, sheet: &Sheet, row: usize) -> Lens {
        let mut lens = self.lens.clone();
        lens.reveal(sheet, row);
        lens
    }

    /// How many rows are shown.
    #[must_use]
    pub fn len(&self, sheet: &Sheet) -> usize {
        self.rows.as_ref().map_or_else(|| sheet.row_count(), Vec::len)
    }

    /// The row of the sheet at a place on screen; beyond the end when there is none.
    #[must_use]
    pub fn row(&self, place: usize) -> usize {
        match &self.rows {
            Some(rows) => rows.get(place).copied().unwrap_or(usize::MAX),
            None => place,
        }
    }

    /// Where a row of the sheet is shown.
    #[must_use]
    pub fn place(&self, row: usize) -> Option<usize> {
        match &self.rows {
            Some(_) => self.places.get(row).copied().flatten(),
            None => Some(row),
        }
    }
}

/// Whether other rows are nested under this one.
#[must_use]
pub fn is_group(sheet: &Sheet, row: usize) -> bool {
    row + 1 < sheet.row_count() && sheet.row(row + 1).level > sheet.row(row).level
}

/// The rows that a row is nested under, the nearest first.
pub fn ancestors(sheet: &Sheet, row: usize) -> impl Iterator<Item = usize> {
    let mut level = sheet.row(row).level;
    (0..row).rev().filter(move |above| {
        let is_above = sheet.row(*above).level < level;
        if is_above {
            level = sheet.row(*above).level;
        }
        is_above
    })
}

/// The rows to show. Prescribed rows keep their order; the added ones stand together and may be sorted.
fn arranged(sheet: &Sheet, lens: &Lens) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sheet.row_count()).collect();
    if let Some(added) = order.get_mut(sheet.added_rows()) {
        added.sort_by_key(|row| lens.ranks.get(&sheet.row(*row).key).copied().unwrap_or(usize::MAX));
    }
    let mut folded_at: Option<u8> = None;
    order.retain(|row| {
        let line = sheet.row(*row);
        if line.role == RowRole::Total {
            folded_at = None;
            return true;
        }
        if folded_at.is_some_and(|level| line.level > level) {
            return false;
        }
        folded_at = lens.folded.contains(&line.key).then_some(line.level);
        !lens.hidden.contains(&line.key)
    });
    order
}
