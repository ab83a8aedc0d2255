//! Moving and selecting (conventions 1–8, 13–16, 93, 107).

use domain::finding::CellRef;
use domain::template::{ColumnType, RowKind};
use leptos::prelude::*;

use super::super::extent::{self, Extent};
use super::super::keys::{Mode, Screen};
use super::super::moves::{self, Move, Outcome, TabRun};
use super::super::place::{Place, Selection};
use super::super::texts::{self, Text};
use super::controller::Controller;

impl Controller {
    /// What is on screen at once.
    pub fn screen(&self) -> Screen {
        self.painter.with_value(|painter| match painter {
            Some(painter) => Screen { rows: painter.page(), cols: painter.page_of_columns() },
            None => Screen { rows: 10, cols: 5 },
        })
    }

    pub(super) fn go(&self, movement: Move) -> bool {
        if self.cycle(movement) {
            return true;
        }
        let active = self.active();
        let outcome = self.step(active, movement);
        // Enter and Tab in the last input cell of a table of free rows add a row (convention 93).
        if self.grows(active, movement, outcome) {
            self.add_free_row(usize::MAX, matches!(movement, Move::Enter).then_some(active.col));
            self.reveal();
            return true;
        }
        match outcome {
            Outcome::To(place) => {
                self.model.select(Selection::cell(place));
                self.reveal();
                true
            }
            // Tab at the end leaves the grid: no keyboard trap.
            Outcome::Edge => !matches!(movement, Move::Tab | Move::BackTab),
        }
    }

    /// With a range selected, Enter and Tab stay inside it (convention 5).
    pub(super) fn cycle(&self, movement: Move) -> bool {
        let selection = self.model.selection().get_untracked();
        let (along_rows, backwards) = match movement {
            _ if selection.is_single() => return false,
            Move::Tab => (true, false),
            Move::BackTab => (true, true),
            Move::Enter => (false, false),
            Move::BackEnter => (false, true),
            _ => return false,
        };
        let next =
            self.model.read(|book| selection.cycled(along_rows, backwards, |place| book.figures().is_input(place)));
        self.model.select(next);
        self.reveal();
        true
    }

    /// Goes to the next cell with a finding, around the end; what is folded or filtered away comes behind the last one on
    /// screen, and is shown (convention 107).
    pub(super) fn next_finding(&self, backwards: bool) {
        let active = self.active();
        let (places, hidden) = self.model.noted_places();
        let (beside, unseen, around) = if backwards {
            (places.iter().rev().find(|place| **place < active), hidden.last(), places.last())
        } else {
            (places.iter().find(|place| **place > active), hidden.first(), places.first())
        };
        let next = match (beside, unseen, around) {
            (None, Some((row, column)), _) => {
                self.model.jump_to(&CellRef { row: row.clone(), column: *column });
                self.active()
            }
            (Some(place), ..) | (None, None, Some(place)) => *place,
            (None, None, None) => return self.tell(Text::NoFindings),
        };
        self.model.select(Selection::cell(next));
        self.reveal();
        self.report_findings(next);
    }

    pub(super) fn step(&self, from: Place, movement: Move) -> Outcome {
        let mut run = self.run.get_value();
        let outcome = self.model.read(|book| moves::step(book.figures(), from, movement, &mut run));
        self.run.set_value(run);
        outcome
    }

    pub(super) fn grows(&self, from: Place, movement: Move, outcome: Outcome) -> bool {
        if self.read_only.get_untracked() || !matches!(movement, Move::Enter | Move::Tab) {
            return false;
        }
        self.model.read(|book| {
            let figures = book.figures();
            let is_last = from.row < figures.row_count()
                && figures.row(from.row).is_dynamic
                && (from.row + 1..figures.row_count()).all(|row| !figures.row(row).is_dynamic);
            let is_end = movement == Move::Enter || outcome == Outcome::Edge;
            let is_used = is_last && book.has_data(&[figures.row(from.row).key.clone()]);
            *figures.row_kind() == RowKind::Free && figures.takes_rows() && is_used && is_end
        })
    }

    pub(super) fn extend(&self, movement: Move) {
        let selection = self.model.selection().get_untracked();
        if let Outcome::To(head) = self.step(selection.head, movement) {
            self.stretch(head);
            self.painter.update_value(|painter| {
                if let Some(painter) = painter {
                    painter.reveal(head);
                }
            });
            self.follow();
        }
    }

    /// Stretches the selection to a cell and says how large it is.
    pub fn stretch(&self, head: Place) {
        let selection = self.model.selection().get_untracked().to(head);
        self.model.select(selection);
        self.say_size(selection);
    }

    fn say_size(&self, selection: Selection) {
        let (first, last) = (selection.first(), selection.last());
        let (rows, cols) = (last.row - first.row + 1, last.col - first.col + 1);
        self.say(texts::selected(rows, cols, self.model.language()));
    }

    /// Selects whole rows, columns or the block around the active cell (convention 16).
    pub(super) fn grow(&self, extent: Extent) {
        let selection = self.model.selection().get_untracked();
        let grown = self.model.read(|book| extent::grown(book.figures(), selection, extent));
        self.model.select(grown);
        self.say_size(grown);
    }

    /// Selects the columns of a header cell, from the one already selected on with Shift (convention 16).
    pub fn select_columns(&self, first: usize, last: usize, is_extending: bool) {
        self.commit();
        let before = self.model.selection().get_untracked();
        let (first, last) =
            if is_extending { (first.min(before.first().col), last.max(before.last().col)) } else { (first, last) };
        let selection = self.model.read(|book| extent::columns(book.figures(), first, last));
        self.model.select(selection);
        self.say_size(selection);
        self.focus();
    }

    /// Selects a cell by the mouse; what was being typed is taken first (convention 24).
    pub fn click(&self, place: Place, is_extending: bool) {
        let was_typing = self.mode.get_untracked() != Mode::Select;
        self.commit();
        if is_extending {
            self.stretch(place);
        } else if self.model.read(|book| book.figures().columns()[place.col].kind == ColumnType::Ordinal) {
            // The row's number stands for the row (convention 16).
            self.model.drop_further();
            self.model.select(Selection::cell(place));
            self.grow(Extent::Rows);
        } else {
            self.run.set_value(TabRun::default());
            self.model.drop_further();
            self.model.select(Selection::cell(place));
        }
        if !was_typing {
            self.forget();
        }
        self.focus();
    }

    /// Begins a further range with Ctrl (convention 15).
    pub fn click_further(&self, place: Place) {
        self.commit();
        self.model.add_range(place);
        self.focus();
    }

    /// Brings the active cell into view.
    pub fn reveal(&self) {
        let active = self.active();
        self.painter.update_value(|painter| {
            if let Some(painter) = painter {
                painter.reveal(active);
            }
        });
        self.follow();
    }
}
