//! The texts at the top of a sheet, merged cells spread over what they cover.

use std::collections::BTreeMap;

use crate::address::{Address, Block};
use crate::grid::{Grid, GridSheet, Raw};

/// A text of the header.
pub(super) struct HeaderCell {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) text: String,
}

/// The texts of the first rows.
pub(super) struct HeaderTexts {
    cells: BTreeMap<Address, HeaderCell>,
    merges: Vec<Block>,
}

impl HeaderTexts {
    /// Reads the first rows of a sheet.
    pub(super) fn read(grid: &Grid, sheet: &GridSheet, rows: u32) -> Self {
        let mut cells = BTreeMap::new();
        for row in sheet.rows.iter().take_while(|row| row.index < rows) {
            for cell in &row.cells {
                let text = match &cell.raw {
                    Raw::Integer(number) => number.to_string(),
                    Raw::Shared(_) | Raw::Text(_) => grid.text(cell).unwrap_or_default().trim().to_owned(),
                    _ => continue,
                };
                if !text.is_empty() {
                    let at = Address::new(row.index, cell.column);
                    cells.insert(at, HeaderCell { row: row.index, column: cell.column, text });
                }
            }
        }
        let merges = sheet.merges.iter().filter(|merge| merge.first.row < rows).copied().collect();
        Self { cells, merges }
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
        self.cells.get(&at).or_else(|| {
            let merge = self.merges.iter().find(|merge| merge.contains(at))?;
            self.cells.get(&merge.first)
        })
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
        let cells = self.cells.keys().map(|at| at.column);
        let merges = self.merges.iter().map(|merge| merge.last.column.min(200));
        cells.chain(merges).max().map_or(0, |last| last + 1)
    }
}
