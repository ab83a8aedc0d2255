//! Typing into cells (conventions 21–27, 29–31, 36–39, 48).

use chrono::Datelike;
use domain::template::ColumnType;
use domain::value::Value;
use leptos::prelude::*;

use super::super::dates::with_year;
use super::super::facts::{shown, state};
use super::super::keys::Mode;
use super::super::length;
use super::super::place::Place;
use super::super::texts::Text;
use super::controller::Controller;
use super::kinds::today;
use super::painter::Painter;

impl Controller {
    /// Whether the active cell can be typed into now.
    pub fn can_type(&self) -> bool {
        let active = self.active();
        !self.read_only.get_untracked() && self.model.read(|book| book.figures().is_input(active))
    }

    /// Says why the active cell cannot be typed into.
    pub fn refuse(&self) {
        let active = self.active();
        let state = self.model.read(|book| (active.row < book.figures().row_count()).then(|| state(book, active)));
        self.tell(match state {
            _ if self.read_only.get_untracked() => Text::ReadOnlyRefusal,
            Some(Text::Computed) => Text::ComputedRefusal,
            Some(Text::Beyond) => Text::BeyondRefusal,
            _ => Text::LockedRefusal,
        });
    }

    /// Opens the active cell with its value (F2, double click).
    pub fn open(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let active = self.active();
        let text = self.model.read(|book| book.figures().edited_text(active.col, &book.own(active)));
        self.start(&text);
        self.mode.set(Mode::Edit);
        if self.model.read(|book| book.figures().consolidated(active).is_some()) {
            self.tell(Text::OwnFigure);
        }
    }

    /// Opens the active cell with this text.
    pub(super) fn start(&self, text: &str) {
        if !self.can_type() {
            return self.refuse();
        }
        self.reveal();
        if let Some(editor) = self.editor.get_untracked() {
            editor.set_value(text);
            let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
            let _ = editor.set_selection_range(end, end);
        }
        self.opened(false);
        self.mode.set(Mode::Type);
        self.follow();
    }

    /// Typing began in the input element by itself.
    pub fn typed(&self) {
        self.took();
        self.stop_at_limit();
        if self.mode.get_untracked() != Mode::Select {
            self.narrow_list();
            return self.follow();
        }
        if !self.can_type() {
            if let Some(editor) = self.editor.get_untracked() {
                editor.set_value("");
            }
            return self.refuse();
        }
        self.opened(true);
        self.mode.set(Mode::Type);
        self.narrow_list();
        self.reveal();
        let active = self.active();
        if self.model.read(|book| book.figures().consolidated(active).is_some()) {
            self.tell(Text::OwnFigure);
        }
    }

    /// A text stops where the server would refuse it (convention 34).
    fn stop_at_limit(&self) {
        let Some(editor) = self.editor.get_untracked() else { return };
        if let Some(kept) = length::kept(&editor.value()) {
            let caret = editor.selection_end().ok().flatten();
            editor.set_value(&kept);
            if let Some(caret) = caret {
                let _ = editor.set_selection_range(caret, caret);
            }
            self.tell(Text::TooLong);
        }
    }

    pub(super) fn insert(&self, text: &str) {
        let Some(editor) = self.editor.get_untracked() else { return };
        let _ = editor.set_range_text(text);
        let end = editor.selection_end().ok().flatten().unwrap_or(0);
        let end = end.max(editor.selection_start().ok().flatten().unwrap_or(0));
        let caret = end + u32::try_from(text.encode_utf16().count()).unwrap_or(0);
        let _ = editor.set_selection_range(caret, caret);
        self.typed();
    }

    /// The numpad's decimal key types a comma in number cells (convention 48).
    pub(super) fn comma(&self) {
        if self.mode.get_untracked() == Mode::Select {
            self.start(",");
        } else {
            self.insert(",");
        }
    }

    pub(super) fn editor_text(&self) -> Option<String> {
        (self.mode.get_untracked() != Mode::Select)
            .then(|| self.editor.get_untracked().map(|editor| editor.value()))
            .flatten()
    }

    pub(super) fn typed_value(&self, place: Place, text: &str) -> Value {
        self.model.read(|book| {
            // An untouched value stays exactly what it was.
            let (figures, own) = (book.figures(), book.own(place));
            if figures.edited_text(place.col, &own) == text {
                own
            } else if figures.columns()[place.col].kind == ColumnType::Date {
                figures.typed(place.col, &with_year(text, today().year()))
            } else {
                figures.typed(place.col, text)
            }
        })
    }

    /// Takes what was typed into the active cell.
    pub fn commit(&self) {
        // The input element loses the focus as well when the page goes, and its signals have gone before.
        if self.mode.try_get_untracked().is_none() {
            return;
        }
        self.close_list();
        let Some(text) = self.editor_text() else { return };
        let active = self.active();
        self.close();
        let value = self.typed_value(active, &text);
        self.model.set(&[(active, value)]);
        self.report_findings(active);
    }

    pub(super) fn commit_all(&self) {
        let Some(text) = self.editor_text() else { return };
        self.close();
        let cells: Vec<_> =
            self.model.selected_cells().into_iter().map(|place| (place, self.typed_value(place, &text))).collect();
        self.model.set(&cells);
        self.report_findings(self.active());
    }

    /// What is wrong with a cell that was just typed is said at once.
    pub(super) fn report_findings(&self, place: Place) {
        let cell = self.model.read(|book| book.figures().key(place));
        let messages = cell.as_ref().map(|cell| self.model.messages(cell)).unwrap_or_default();
        match cell.filter(|_| !messages.is_empty()) {
            Some(cell) => self.say_of(cell, messages.join(". ")),
            None => self.say(""),
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
        let cells: Vec<_> = self.model.selected_cells().into_iter().map(|place| (place, Value::Blank)).collect();
        if cells.len() == 1 && !self.can_type() {
            return self.refuse();
        }
        self.model.set(&cells);
        self.report_findings(self.active());
    }

    /// Whether the keyboard is on the grid.
    pub fn has_keyboard(&self) -> bool {
        let active = web_sys::window().and_then(|window| window.document()?.active_element());
        let editor = self.editor.get_untracked();
        active.zip(editor).is_some_and(|(active, editor)| active.is_same_node(Some(&editor)))
    }

    /// Puts the keyboard on the grid.
    pub fn focus(&self) {
        if let Some(editor) = self.editor.get_untracked() {
            let _ = editor.focus();
            if self.mode.get_untracked() == Mode::Select {
                // Chromium gives the focus back to the editor when a dialog closes by the mouse, but no place to write:
                // keys arrive, and nothing is typed.
                let _ = editor.set_selection_range(0, 0);
            }
        }
    }

    /// Shows how a number is understood before it is taken (convention 48).
    fn foresee(&self) {
        let active = self.active();
        let understood = self.editor_text().and_then(|text| {
            let value = self.typed_value(active, &text);
            let shown = self.model.read(|book| shown(&book.figures().columns()[active.col], &value));
            let counted = length::counted(&text).filter(|_| !self.traits().is_number);
            (matches!(value, Value::Number(_)) && shown != text.trim()).then(|| format!("= {shown}")).or(counted)
        });
        let understood = understood.unwrap_or_default();
        if self.preview.with_untracked(|preview| *preview != understood) {
            self.preview.set(understood);
        }
    }

    /// Lays the input element over the active cell.
    pub fn follow(&self) {
        self.foresee();
        let Some(editor) = self.editor.get_untracked() else { return };
        let active = self.active();
        let rect = self.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.rect(active)));
        if let Some(at) = self.painter.with_value(|painter| painter.as_ref().map(Painter::scrolled)) {
            self.scrolled.set_value(at);
        }
        let frame = self.painter.with_value(|painter| painter.as_ref().map(Painter::frame)).unwrap_or_default();
        super::overlay::lay(&editor, rect, self.mode.get_untracked(), frame);
        super::handle::lay(*self);
        super::corner::follow(*self);
        super::arrow::lay(*self);
    }
}
