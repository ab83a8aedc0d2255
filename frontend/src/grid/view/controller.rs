//! What commands do: turns keys, typing and clicks into movement and edits.

use domain::content::RowKey;
use domain::finding::CellRef;
use domain::sheet::parse_input;
use domain::template::{ColumnType, RowKind};
use domain::value::Value;
use leptos::html;
use leptos::prelude::*;

use super::super::facts::{editable, state};
use super::super::keys::{CellTraits, Command, Mode};
use super::super::model::GridModel;
use super::super::moves::{self, Move, Outcome, TabRun};
use super::super::paste::Plan;
use super::super::place::{Place, Selection};
use super::super::texts::{self, Text};
use super::painter::Painter;

/// A question that must be answered before something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Rows with figures would go.
    Remove(Vec<RowKey>),
    /// A paste would add many rows.
    Grow(Plan),
}

/// The handle that all event handlers share.
#[derive(Clone, Copy)]
pub struct Controller {
    /// The report.
    pub model: GridModel,
    /// Draws the rows.
    pub painter: StoredValue<Option<Painter>, LocalStorage>,
    /// The input element that always has the focus.
    pub editor: NodeRef<html::Textarea>,
    /// What the editor is doing.
    pub mode: RwSignal<Mode>,
    /// What was last said to the user.
    pub message: RwSignal<String>,
    /// A question to answer.
    pub question: RwSignal<Option<Question>>,
    /// Whether the catalogue picker is open.
    pub is_picking: RwSignal<bool>,
    /// Whether the report cannot be changed now.
    pub read_only: Signal<bool>,
    /// Opens the panel that tells where a figure comes from.
    pub on_lineage: Callback<CellRef>,
    /// Where a run of Tab keys began.
    pub run: StoredValue<TabRun>,
    /// Whether the next Tab leaves the grid.
    pub is_leaving: StoredValue<bool>,
    /// Whether the mouse draws a selection.
    pub is_dragging: StoredValue<bool>,
    /// Where the grid itself scrolled to last.
    pub scrolled: StoredValue<(i32, i32)>,
}

impl Controller {
    /// Says something in the live region.
    pub fn say(&self, text: impl Into<String>) {
        self.message.set(text.into());
    }

    fn tell(&self, text: Text) {
        self.say(text.get(self.model.language()));
    }

    /// The active cell.
    pub fn active(&self) -> Place {
        self.model.selection().get_untracked().active()
    }

    /// What the active cell takes.
    pub fn traits(&self) -> CellTraits {
        let active = self.active();
        self.model.read(|book| {
            let figures = book.figures();
            let kind = figures.columns().get(active.col).map(|column| &column.kind);
            CellTraits {
                is_number: kind.is_some_and(ColumnType::is_numeric),
                is_text: matches!(kind, Some(ColumnType::Text | ColumnType::Label)),
                has_free_rows: *figures.row_kind() != RowKind::Fixed,
            }
        })
    }

    /// Whether the active cell can be typed into now.
    pub fn can_type(&self) -> bool {
        let active = self.active();
        !self.read_only.get_untracked() && self.model.read(|book| book.figures().is_input(active))
    }

    /// Says why the active cell cannot be typed into.
    pub fn refuse(&self) {
        let active = self.active();
        let state =
            self.model.read(|book| (active.row < book.figures().sheet().row_count()).then(|| state(book, active)));
        self.tell(match state {
            _ if self.read_only.get_untracked() => Text::ReadOnlyRefusal,
            Some(Text::Computed) => Text::ComputedRefusal,
            _ => Text::LockedRefusal,
        });
    }

    /// Rows on one screen.
    pub fn page(&self) -> usize {
        self.painter.with_value(|painter| painter.as_ref().map_or(10, Painter::page))
    }

    /// Does what a key means; tells whether the browser must not do anything more.
    pub fn run(&self, command: Command) -> bool {
        let was_leaving = self.is_leaving.get_value();
        self.is_leaving.set_value(false);
        match command {
            Command::Move(Move::Tab | Move::BackTab) if was_leaving => return false,
            Command::Move(movement) => return self.go(movement),
            Command::Extend(movement) => self.extend(movement),
            Command::Commit(movement) => {
                self.commit();
                self.go(movement);
            }
            Command::CommitAll => self.commit_all(),
            Command::Cancel => self.close(),
            Command::Open => self.open(),
            Command::OpenEmpty => self.start(""),
            Command::ToggleArrows => {
                self.mode.update(|mode| *mode = if *mode == Mode::Edit { Mode::Type } else { Mode::Edit });
            }
            Command::Clear => self.clear(),
            Command::NewLine => self.insert("\n"),
            Command::Comma => self.comma(),
            Command::Undo => self.model.undo(),
            Command::Redo => self.model.redo(),
            Command::SelectAll => self.select_all(),
            Command::Reveal => self.reveal(),
            Command::Lineage => self.lineage(),
            Command::AddRow => self.add_row(),
            Command::RemoveRows => self.ask_remove(),
            Command::Escape | Command::Leave => {
                let selection = self.model.selection().get_untracked();
                self.model.select(Selection::cell(selection.active()));
                self.is_leaving.set_value(true);
                self.tell(Text::Leaving);
            }
        }
        true
    }

    fn go(&self, movement: Move) -> bool {
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

    fn step(&self, from: Place, movement: Move) -> Outcome {
        let mut run = self.run.get_value();
        let outcome = self.model.read(|book| moves::step(book.figures(), from, movement, &mut run));
        self.run.set_value(run);
        outcome
    }

    fn grows(&self, from: Place, movement: Move, outcome: Outcome) -> bool {
        if self.read_only.get_untracked() || !matches!(movement, Move::Enter | Move::Tab) {
            return false;
        }
        self.model.read(|book| {
            let (figures, sheet) = (book.figures(), book.figures().sheet());
            let is_last = from.row < sheet.row_count()
                && sheet.row(from.row).is_dynamic
                && (from.row + 1..sheet.row_count()).all(|row| !sheet.row(row).is_dynamic);
            let is_end = movement == Move::Enter || outcome == Outcome::Edge;
            let is_used = is_last && book.has_data(&[sheet.row(from.row).key.clone()]);
            *figures.row_kind() == RowKind::Free && is_used && is_end
        })
    }

    fn extend(&self, movement: Move) {
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
        let (first, last) = (selection.first(), selection.last());
        let (rows, cols) = (last.row - first.row + 1, last.col - first.col + 1);
        self.say(texts::selected(rows, cols, self.model.language()));
    }

    fn select_all(&self) {
        let (rows, cols) = self.model.read(|book| (book.figures().sheet().row_count(), book.figures().columns().len()));
        let first = Selection::cell(Place::new(0, 0));
        self.model.select(first.to(Place::new(rows.saturating_sub(1), cols.saturating_sub(1))));
    }

    /// Selects a cell by the mouse; what was being typed is taken first (convention 24).
    pub fn click(&self, place: Place, is_extending: bool) {
        self.commit();
        if is_extending {
            self.stretch(place);
        } else {
            self.run.set_value(TabRun::default());
            self.model.select(Selection::cell(place));
        }
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

    /// Opens the active cell with its value (F2, double click).
    pub fn open(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let active = self.active();
        let text = self.model.read(|book| editable(&book.figures().columns()[active.col], &book.own(active)));
        self.start(&text);
        self.mode.set(Mode::Edit);
        if self.model.read(|book| book.figures().consolidated(active).is_some()) {
            self.tell(Text::OwnFigure);
        }
    }

    /// Opens the active cell with this text.
    fn start(&self, text: &str) {
        if !self.can_type() {
            return self.refuse();
        }
        self.reveal();
        if let Some(editor) = self.editor.get_untracked() {
            editor.set_value(text);
            let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
            let _ = editor.set_selection_range(end, end);
        }
        self.mode.set(Mode::Type);
        self.follow();
    }

    /// Typing began in the input element by itself.
    pub fn typed(&self) {
        if self.mode.get_untracked() != Mode::Select {
            return self.follow();
        }
        if !self.can_type() {
            if let Some(editor) = self.editor.get_untracked() {
                editor.set_value("");
            }
            return self.refuse();
        }
        self.mode.set(Mode::Type);
        self.reveal();
        let active = self.active();
        if self.model.read(|book| book.figures().consolidated(active).is_some()) {
            self.tell(Text::OwnFigure);
        }
    }

    fn insert(&self, text: &str) {
        let Some(editor) = self.editor.get_untracked() else { return };
        let _ = editor.set_range_text(text);
        let end = editor.selection_end().ok().flatten().unwrap_or(0);
        let end = end.max(editor.selection_start().ok().flatten().unwrap_or(0));
        let caret = end + u32::try_from(text.encode_utf16().count()).unwrap_or(0);
        let _ = editor.set_selection_range(caret, caret);
        self.typed();
    }

    /// The numpad's decimal key types a comma in number cells (convention 48).
    fn comma(&self) {
        if self.mode.get_untracked() == Mode::Select {
            self.start(",");
        } else {
            self.insert(",");
        }
    }

    fn editor_text(&self) -> Option<String> {
        (self.mode.get_untracked() != Mode::Select)
            .then(|| self.editor.get_untracked().map(|editor| editor.value()))
            .flatten()
    }

    fn typed_value(&self, place: Place, text: &str) -> Value {
        self.model.read(|book| {
            let column = &book.figures().columns()[place.col];
            // An untouched value stays exactly what it was.
            let own = book.own(place);
            if editable(column, &own) == text { own } else { parse_input(column, text) }
        })
    }

    /// Takes what was typed into the active cell.
    pub fn commit(&self) {
        let Some(text) = self.editor_text() else { return };
        let active = self.active();
        self.close();
        let value = self.typed_value(active, &text);
        self.model.set(&[(active, value)]);
        self.report_findings(active);
    }

    fn commit_all(&self) {
        let Some(text) = self.editor_text() else { return };
        self.close();
        let cells: Vec<_> = self.model.selection().get_untracked().cells().collect();
        let cells: Vec<_> = cells.into_iter().map(|place| (place, self.typed_value(place, &text))).collect();
        self.model.set(&cells);
    }

    /// What is wrong with a cell that was just typed is said at once.
    fn report_findings(&self, place: Place) {
        let messages = self.model.read(|book| book.figures().key(place)).map(|cell| self.model.messages(&cell));
        if let Some(messages) = messages.filter(|messages| !messages.is_empty()) {
            self.say(messages.join(". "));
        } else {
            self.say("");
        }
    }

    /// Closes the editor without taking anything.
    pub fn close(&self) {
        if let Some(editor) = self.editor.get_untracked() {
            editor.set_value("");
        }
        if self.mode.get_untracked() != Mode::Select {
            self.mode.set(Mode::Select);
        }
        self.follow();
    }

    /// Clears the input cells of the selection.
    pub fn clear(&self) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let selection = self.model.selection().get_untracked();
        if selection.is_single() && !self.can_type() {
            return self.refuse();
        }
        self.model.edit(|book| book.clear(selection));
    }

    /// Opens the panel that tells where the active figure comes from.
    pub fn lineage(&self) {
        if let Some(cell) = self.model.selected().get_untracked() {
            self.on_lineage.run(cell);
        }
    }

    /// Puts the keyboard on the grid.
    pub fn focus(&self) {
        if let Some(editor) = self.editor.get_untracked() {
            let _ = editor.focus();
        }
    }

    /// Lays the input element over the active cell.
    pub fn follow(&self) {
        let Some(editor) = self.editor.get_untracked() else { return };
        let active = self.active();
        let rect = self.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.rect(active)));
        if let Some(at) = self.painter.with_value(|painter| painter.as_ref().map(Painter::scrolled)) {
            self.scrolled.set_value(at);
        }
        super::overlay::lay(&editor, rect, self.mode.get_untracked());
    }
}
