//! What the view asks of the model and tells it.

use std::collections::HashSet;

use domain::catalogue::CatalogueItem;
use domain::content::{ContentRow, Origin, RowKey};
use domain::language::Language;
use domain::template::Severity;
use domain::value::Value;
use leptos::prelude::*;

use super::super::book::{Book, Changes};
use super::super::journal::CellKey;
use super::super::place::{Place, Selection};
use super::{GridModel, Status};

impl GridModel {
    pub(in crate::grid) fn read<T>(&self, read: impl FnOnce(&Book) -> T) -> T {
        self.book.with_value(read)
    }

    pub(in crate::grid) fn language(&self) -> Language {
        self.language.get_untracked()
    }

    pub(in crate::grid) fn language_signal(&self) -> Signal<Language> {
        self.language
    }

    pub(in crate::grid) fn selection(&self) -> RwSignal<Selection> {
        self.selection
    }

    pub(in crate::grid) fn select(&self, selection: Selection) {
        let (rows, cols) = self.read(|book| (book.figures().row_count(), book.figures().columns().len()));
        let selection = selection.clamp(rows, cols);
        let before = self.selection.get_untracked();
        if before.anchor != selection.anchor {
            self.drop_further();
        }
        if before != selection {
            self.selection.set(selection);
        }
    }

    /// Counts how often the rows became others, or figures were read anew: what was planned before may be wrong.
    pub(in crate::grid) fn arrangement(&self) -> u64 {
        self.arrangement.get_value()
    }

    /// Counts what changed on screen; the view then takes the changes.
    pub(in crate::grid) fn tick(&self) -> RwSignal<u64> {
        self.tick
    }

    /// Counts requests to bring the active cell into view.
    pub(in crate::grid) fn reveal(&self) -> RwSignal<u64> {
        self.reveal
    }

    pub(in crate::grid) fn take_changes(&self) -> Changes {
        self.queue.try_update_value(std::mem::take).unwrap_or_default()
    }

    pub(in crate::grid) fn mark(&self, cell: &CellKey) -> Option<Severity> {
        self.marks.with_value(|marks| marks.get(cell).copied())
    }

    /// Marks the cells that have open comments.
    pub fn set_commented(&self, cells: HashSet<CellKey>) {
        if self.commented.try_get_value().is_some_and(|known| known != cells) {
            self.commented.set_value(cells);
            self.tick.update(|tick| *tick += 1);
        }
    }

    pub(in crate::grid) fn is_commented(&self, cell: &CellKey) -> bool {
        self.commented.with_value(|cells| cells.contains(cell))
    }

    /// How many cells of these rows have open comments.
    pub(in crate::grid) fn count_commented(&self, rows: &[RowKey]) -> usize {
        self.commented.with_value(|cells| cells.iter().filter(|(row, _)| rows.contains(row)).count())
    }

    /// The first cells of the findings and those that a review says something of: those on screen in the order of the
    /// table, then those that are folded or filtered away.
    pub(in crate::grid) fn noted_places(&self) -> (Vec<Place>, Vec<CellKey>) {
        let cells: Vec<CellKey> = self.findings.with_untracked(|findings| {
            let firsts = findings.iter().filter_map(|finding| finding.cells.first());
            firsts.map(|cell| (cell.row.clone(), cell.column)).collect()
        });
        let cells = cells.into_iter().chain(self.noted_cells());
        self.read(|book| {
            let figures = book.figures();
            let (mut places, mut hidden) = (Vec::new(), Vec::new());
            for cell in cells {
                match (figures.place(&cell), figures.sheet().row_index(&cell.0)) {
                    (Some(place), _) => places.push(place),
                    (None, Some(row)) => hidden.push((row, cell)),
                    (None, None) => {}
                }
            }
            places.sort_unstable();
            places.dedup();
            hidden.sort_unstable_by_key(|(row, cell)| (*row, cell.1));
            hidden.dedup();
            (places, hidden.into_iter().map(|(_, cell)| cell).collect())
        })
    }

    /// Whether the table has this row, shown or not.
    pub fn has_row(&self, row: &RowKey) -> bool {
        self.read(|book| book.figures().sheet().row_index(row).is_some())
    }

    /// Whether an item may no longer be picked.
    pub(in crate::grid) fn is_closed(&self, code: &str) -> bool {
        self.closed.with_value(|closed| closed.contains(code))
    }

    pub(in crate::grid) fn catalogue<T>(&self, read: impl FnOnce(&[CatalogueItem]) -> T) -> T {
        self.catalogue.with_value(|items| read(items))
    }

    /// Edits the book and shows what changed.
    pub(in crate::grid) fn edit(&self, edit: impl FnOnce(&mut Book) -> Changes) {
        let changes = self.update_book(edit);
        self.changed(changes);
    }

    pub(in crate::grid) fn update_book(&self, edit: impl FnOnce(&mut Book) -> Changes) -> Changes {
        self.book.try_update_value(edit).unwrap_or_default()
    }

    /// Adds rows behind `at` other added rows and selects the first input cell of the first one.
    pub(in crate::grid) fn add_rows(&self, at: usize, rows: Vec<ContentRow>, col: Option<usize>) {
        let Some(first) = rows.first().map(|row| row.key.clone()) else { return };
        let selection = self.selection.get_untracked();
        self.edit(|book| book.insert_rows(at, rows, selection));
        let place = self.read(|book| {
            let figures = book.figures();
            let row = figures.row_place(&first)?;
            let inputs = |col: &usize| figures.is_input(Place::new(row, *col));
            let col = col.filter(inputs).or_else(|| (0..figures.columns().len()).find(inputs));
            Some(Place::new(row, col.unwrap_or(0)))
        });
        if let Some(place) = place {
            self.select(Selection::cell(place));
        }
    }

    pub(in crate::grid) fn set(&self, cells: &[(Place, Value)]) {
        let selection = self.selection.get_untracked();
        self.edit(|book| book.set(cells, selection));
    }

    /// As [`Self::set`], for values that came from neighbouring cells.
    pub(in crate::grid) fn set_filled(&self, cells: &[(Place, Value)]) {
        self.set(cells);
        self.update_book(|book| {
            book.mark_places(Origin::Filled, cells);
            Changes::default()
        });
    }

    pub(in crate::grid) fn changed(&self, changes: Changes) {
        let is_change = changes.rows || !changes.cells.is_empty();
        self.arrangement.update_value(|count| *count += u64::from(changes.rows));
        self.queue.update_value(|queue| queue.extend(changes));
        if is_change {
            self.drop_outline();
            self.check_soon();
        }
        self.refresh();
        let selection = self.selection.get_untracked();
        self.select(selection);
        self.tick.update(|tick| *tick += 1);
    }

    pub(super) fn refresh(&self) {
        let status = self.read(|book| Status {
            is_dirty: book.is_dirty(),
            can_undo: book.history().can_undo(),
            can_redo: book.history().can_redo(),
        });
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    /// The corners of the selection by their stable keys.
    pub(super) fn corners(&self) -> [Option<CellKey>; 2] {
        let selection = self.selection.get_untracked();
        self.read(|book| [selection.anchor, selection.head].map(|place| book.figures().key(place)))
    }

    pub(super) fn restore(&self, corners: [Option<CellKey>; 2]) {
        let places = self.read(|book| corners.map(|cell| cell.and_then(|cell| book.figures().place(&cell))));
        if let [Some(anchor), Some(head)] = places {
            self.select(Selection::cell(anchor).to(head));
        }
    }
}
