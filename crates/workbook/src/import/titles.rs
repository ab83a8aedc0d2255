//! The texts at the top of a sheet, merged cells spread over what they cover.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use domain::old_fonts::meant;
use domain::text::plain;

use crate::address::{Address, Block};
use crate::grid::{GridSheet, Raw};
use crate::package::MAX_COLUMN;

/// Longer texts are no titles, and comparing them would cost.
const MAX_LETTERS: usize = 500;

/// A text of the header.
pub(super) struct HeaderCell {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) text: String,
    /// For comparing.
    pub(super) plain: String,
}

/// The texts of the first rows.
pub(super) struct HeaderTexts {
    cells: BTreeMap<Address, HeaderCell>,
    /// The merged cell that covers a place.
    covered: HashMap<Address, Address>,
    width: u16,
}

impl HeaderTexts {
    /// Reads the first rows of a sheet.
    pub(super) fn read(sheet: &GridSheet, rows: u32) -> Self {
        let mut cells = BTreeMap::new();
        for row in sheet.rows.iter().take_while(|row| row.index < rows) {
            for cell in &row.cells {
                let text = match &cell.raw {
                    Raw::Integer(number) => number.to_string(),
                    Raw::Shared(text) | Raw::Text(text) => text.trim().chars().take(MAX_LETTERS).collect(),
                    _ => continue,
                };
                if !text.is_empty() {
                    let (row, column, plain) = (row.index, cell.column, plain(&meant(&text)));
                    cells.insert(Address::new(row, column), HeaderCell { row, column, text, plain });
                }
            }
        }
        let merges = || sheet.merges.iter().filter(|merge| merge.first.row < rows);
        let last = cells.keys().map(|at| at.column).chain(merges().map(|merge| merge.last.column.min(MAX_COLUMN)));
        let width = last.max().map_or(0, |last| last + 1);
        Self { covered: covered(merges(), rows), cells, width }
    }

    /// The texts from top to bottom, left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = &HeaderCell> {
        self.cells.values()
    }

    /// The rows that hold texts.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|at| at.row).collect();
        rows.dedup();
        rows
    }

    /// The texts of one row, merged cells not spread.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = &HeaderCell> {
        self.cells.range(Address::new(row, 0)..=Address::new(row, u16::MAX)).map(|(_, cell)| cell)
    }

    /// The text that covers this cell.
    pub(super) fn covering(&self, at: Address) -> Option<&HeaderCell> {
        self.cells.get(&at).or_else(|| self.cells.get(self.covered.get(&at)?))
    }

    /// The titles above a cell from the top level down, each covering text once.
    pub(super) fn path(&self, bottom: u32, column: u16, levels: u32) -> Vec<&HeaderCell> {
        let mut path: Vec<&HeaderCell> = Vec::new();
        for row in bottom.saturating_sub(levels)..=bottom {
            if let Some(cell) = self.covering(Address::new(row, column)) {
                let is_new = path.last().is_none_or(|last| (last.row, last.column) != (cell.row, cell.column));
                if is_new {
                    path.push(cell);
                }
            }
        }
        path
    }

    /// The columns that texts of the first rows reach.
    pub(super) fn width(&self) -> u16 {
        self.width
    }
}

/// Spreads merged blocks over the first rows. Blocks of a sound file never overlap: where one meets another, the rest of it
/// is left out, so that each place is looked at once.
fn covered<'m>(merges: impl Iterator<Item = &'m Block>, rows: u32) -> HashMap<Address, Address> {
    let mut covered = HashMap::new();
    'merges: for merge in merges {
        for row in merge.first.row..=merge.last.row.min(rows) {
            for column in merge.first.column..=merge.last.column.min(MAX_COLUMN) {
                match covered.entry(Address::new(row, column)) {
                    Entry::Occupied(_) => continue 'merges,
                    Entry::Vacant(place) => place.insert(merge.first),
                };
            }
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_covered_once() {
        let all = Block::parse("A1:GR100").unwrap();
        let merges = vec![all; 20_000];
        let covered = covered(merges.iter(), 100);
        assert_eq!(covered.len(), 100 * 200);
        assert_eq!(covered.get(&Address::new(99, 199)), Some(&Address::new(0, 0)));
        assert_eq!(covered.get(&Address::new(100, 0)), None);
    }
}
