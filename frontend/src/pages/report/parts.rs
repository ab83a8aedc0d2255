//! Which rows stand in which part of a draft. Pure; no browser.

use std::collections::{BTreeSet, HashMap};

use domain::content::RowKey;

/// Rows of a part: few enough that an edit writes little, and many enough that there are not too many parts.
const ROWS: usize = 100;

/// The parts of a draft, and which of them are to be written.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Counts how often all parts were made anew.
    pub generation: u32,
    rows: Vec<Vec<RowKey>>,
    /// Cells and rows of each part that the server does not have.
    counts: Vec<usize>,
    place: HashMap<RowKey, usize>,
    queue: BTreeSet<usize>,
}

impl Parts {
    /// Makes all parts anew, of these rows.
    pub fn renew(&mut self, rows: &[RowKey]) {
        *self = Self { generation: self.generation + 1, ..Self::default() };
        self.stir(rows);
    }

    /// Something changed in these rows.
    pub fn stir<'a>(&mut self, rows: impl IntoIterator<Item = &'a RowKey>) {
        for row in rows {
            let part = match self.place.get(row) {
                Some(part) => *part,
                None => self.take_in(row),
            };
            self.queue.insert(part);
        }
    }

    fn take_in(&mut self, row: &RowKey) -> usize {
        if self.rows.last().is_none_or(|rows| rows.len() >= ROWS) {
            self.rows.push(Vec::new());
            self.counts.push(0);
        }
        let part = self.rows.len() - 1;
        self.rows[part].push(row.clone());
        self.place.insert(row.clone(), part);
        part
    }

    /// The next part to be written, with its rows.
    pub fn next(&mut self) -> Option<(usize, Vec<RowKey>)> {
        let part = self.queue.pop_first()?;
        Some((part, self.rows[part].clone()))
    }

    /// Whether every part was taken to be written.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.queue.is_empty()
    }

    /// Notes how many cells and rows are in a part; tells how many were in it when it was written last.
    pub fn note(&mut self, part: usize, count: usize) -> usize {
        std::mem::replace(&mut self.counts[part], count)
    }

    /// How many cells and rows are in the parts that were taken.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(range: std::ops::Range<usize>) -> Vec<RowKey> {
        range.map(|ix| RowKey(format!("r-{ix}"))).collect()
    }

    fn taken(parts: &mut Parts) -> Vec<(usize, usize)> {
        std::iter::from_fn(|| parts.next().map(|(part, rows)| (part, rows.len()))).collect()
    }

    #[test]
    fn an_edit_writes_the_part_of_its_row() {
        let mut parts = Parts::default();
        parts.renew(&rows(0..250));
        assert_eq!((parts.generation, taken(&mut parts)), (1, vec![(0, 100), (1, 100), (2, 50)]));
        assert!(parts.is_done());
        parts.stir(&rows(120..122));
        assert_eq!(taken(&mut parts), [(1, 100)]);
        parts.stir(&rows(250..251));
        assert_eq!(taken(&mut parts), [(2, 51)], "a further row goes to the last part");
        parts.stir(&rows(260..320));
        assert_eq!(taken(&mut parts), [(2, 100), (3, 11)]);
    }

    #[test]
    fn what_is_in_them_is_counted() {
        let mut parts = Parts::default();
        parts.renew(&rows(0..150));
        taken(&mut parts);
        assert_eq!((parts.note(0, 7), parts.note(1, 5)), (0, 0));
        assert_eq!((parts.note(1, 2), parts.count()), (5, 9));
        parts.renew(&rows(0..1));
        assert_eq!((parts.generation, parts.count()), (2, 0));
    }
}
