//! Several ranges at once, and the outline of what was copied or cut, as signals.

use leptos::prelude::*;

use super::book::{Book, Changes};
use super::history::Step;
use super::model::GridModel;
use super::place::{Place, Selection};
use super::ranges::{self, Outline, OutlineKind};

impl GridModel {
    /// All selected ranges; the current one comes last.
    pub(super) fn ranges(&self) -> Vec<Selection> {
        let mut ranges = self.further.get_untracked();
        ranges.push(self.selection().get_untracked());
        ranges
    }

    /// The selected cells, each once.
    pub(super) fn selected_cells(&self) -> Vec<Place> {
        ranges::cells(&self.ranges())
    }

    /// Begins a further range at a cell; the present ones stay (convention 15).
    pub(super) fn add_range(&self, place: Place) {
        let ranges = self.ranges();
        self.select(Selection::cell(place));
        self.further.set(ranges);
    }

    /// Only the current range stays.
    pub(super) fn drop_further(&self) {
        if !self.further.with_untracked(Vec::is_empty) {
            self.further.set(Vec::new());
        }
    }

    /// Draws an outline around ranges.
    pub(super) fn draw_outline(&self, ranges: Vec<Selection>, kind: OutlineKind) {
        self.outline.set(Some(Outline { ranges, kind }));
    }

    /// Takes the outline away; tells whether there was one.
    pub(super) fn drop_outline(&self) -> bool {
        let was_there = self.outline.with_untracked(Option::is_some);
        if was_there {
            self.outline.set(None);
        }
        was_there
    }
}

/// A step that is done in parts.
impl GridModel {
    /// Does a part; nothing is shown yet.
    pub(super) fn do_part(&self, part: impl FnOnce(&mut Book) -> Changes) -> Changes {
        self.update_book(part)
    }

    /// Ends the step and shows what it came to.
    pub(super) fn end_step(&self, step: Step, changes: Changes) {
        self.update_book(|book| {
            book.end_step(step);
            Changes::default()
        });
        self.changed(changes);
    }
}
