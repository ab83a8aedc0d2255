//! A Vietnamese keyboard that is switched on does no harm in number cells (convention 45).
//!
//! Typing programs hold what they believe to stand in the cell: for every letter that they replace they send Backspace. A
//! letter that was refused is not there, so that its Backspace must not take a digit either.

use leptos::prelude::*;

use super::super::keys::{KeyPress, Mode};
use super::super::stray::{self, Refused};
use super::super::texts::Text;
use super::controller::Controller;

/// What was refused, and what stood there before.
#[derive(Clone, Copy)]
pub struct Strays {
    /// Letters refused since something was taken.
    refused: StoredValue<Refused>,
    /// Whether typing opened the cell, so that nobody asked for it to be empty.
    is_by_letter: StoredValue<bool>,
    /// The editor when the composition under way began.
    before: StoredValue<Option<(Mode, String)>>,
}

impl Default for Strays {
    fn default() -> Self {
        Self {
            refused: StoredValue::new(Refused::default()),
            is_by_letter: StoredValue::new(false),
            before: StoredValue::new(None),
        }
    }
}

impl Controller {
    /// Refuses letters that a number has no use for.
    pub fn refuses_letter(&self, text: &str) -> bool {
        // A composition is looked at when it is over: what it takes in is not refused letter by letter.
        let is_composing = self.strays.before.with_value(Option::is_some);
        let is_number = self.traits().is_number && self.can_type() && !is_composing;
        if !is_number || !stray::is_stray(&self.before_caret(), text) {
            return false;
        }
        let active = self.active();
        self.strays.refused.update_value(|refused| refused.add(active, text.chars().count()));
        // What was typed so far was all part of the letter.
        let is_blank = self.editor_text().is_some_and(|text| text.is_empty());
        if is_blank && self.strays.is_by_letter.get_value() {
            self.close();
        }
        self.tell(Text::StrayLetter);
        true
    }

    /// Whether a Backspace is for a letter that was refused; other keys than letters end the account.
    pub fn is_for_refused(&self, press: &KeyPress) -> bool {
        let is_letter = press.key.chars().count() == 1 || press.key == "Unidentified" || press.key == "Process";
        if is_letter && !press.ctrl && !press.alt {
            return false;
        }
        let (is_back, active) = (press.key == "Backspace" && !press.ctrl && !press.alt, self.active());
        let take = |refused: &mut Refused| {
            if is_back {
                return refused.take(active);
            }
            refused.forget();
            false
        };
        self.strays.refused.try_update_value(take).unwrap_or_default()
    }

    /// Something was taken into the cell.
    pub(super) fn took(&self) {
        self.strays.refused.update_value(Refused::forget);
    }

    /// The cell was opened, by typing or otherwise.
    pub(super) fn opened(&self, is_by_letter: bool) {
        self.strays.is_by_letter.set_value(is_by_letter);
    }

    /// An input method begins to compose.
    pub fn composing(&self) {
        let before = self.editor.get_untracked().map(|editor| editor.value()).unwrap_or_default();
        self.strays.before.set_value(Some((self.mode.get_untracked(), before)));
        if self.mode.get_untracked() == Mode::Select && self.can_type() {
            self.typed();
        }
    }

    /// An input method has composed: what no number has is taken back.
    pub fn composed(&self) {
        let Some(editor) = self.editor.get_untracked() else { return };
        let (mode, before) = self.strays.before.try_update_value(Option::take).flatten().unwrap_or_default();
        let is_stray = stray::is_stray_composition(&before, &editor.value());
        if !self.traits().is_number || !self.can_type() || !is_stray {
            return self.typed();
        }
        if mode == Mode::Select {
            self.close();
        } else {
            editor.set_value(&before);
            self.follow();
        }
        self.tell(Text::StrayLetter);
    }

    fn before_caret(&self) -> String {
        let Some(editor) = self.editor.get_untracked().filter(|_| self.mode.get_untracked() != Mode::Select) else {
            return String::new();
        };
        let caret = editor.selection_start().ok().flatten().unwrap_or(0);
        let before = editor.value().encode_utf16().take(caret as usize).collect::<Vec<_>>();
        String::from_utf16_lossy(&before)
    }
}
