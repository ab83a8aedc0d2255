//! Copy, cut and paste by the browser's clipboard events (conventions 59–61, 66, 67, 69).

use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::super::keys::Mode;
use super::super::paste::{self, Plan};
use super::super::surface::{PasteTarget, copied, has_item};
use super::super::texts::{self, Text};
use super::super::tsv;
use super::controller::{Controller, Question};
use super::rows::new_key;

/// A paste may add this many rows without a question.
const ROWS_WITHOUT_QUESTION: usize = 100;

impl Controller {
    /// Puts the selection on the clipboard; while a cell is open the browser copies its text.
    pub fn copy(&self, event: &ClipboardEvent) -> bool {
        if self.mode.get_untracked() != Mode::Select {
            return false;
        }
        let Some(clipboard) = event.clipboard_data() else { return false };
        event.prevent_default();
        let selection = self.model.selection().get_untracked();
        let (plain, html) = self.model.read(|book| copied(book.figures(), selection));
        let _ = clipboard.set_data("text/plain", &plain);
        let _ = clipboard.set_data("text/html", &html);
        self.say(Text::Copied.get(self.model.language()));
        true
    }

    /// Copies, then clears the input cells.
    pub fn cut(&self, event: &ClipboardEvent) {
        if self.copy(event) {
            self.clear();
        }
    }

    /// Pastes a block; while a cell is open the browser pastes into its text.
    pub fn paste(&self, event: &ClipboardEvent) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        event.prevent_default();
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let text = event.clipboard_data().and_then(|clipboard| clipboard.get_data("text/plain").ok());
        let block = tsv::parse(&text.unwrap_or_default());
        if block.is_empty() {
            return self.say(Text::NothingToPaste.get(self.model.language()));
        }
        let plan = self.plan(&block);
        if plan.rows.len() > ROWS_WITHOUT_QUESTION {
            self.question.set(Some(Question::Grow(plan)));
        } else {
            self.perform(plan);
        }
    }

    fn plan(&self, block: &[Vec<String>]) -> Plan {
        let selection = self.model.selection().get_untracked();
        self.model.read(|book| {
            self.model.catalogue(|items| {
                let figures = book.figures();
                let items = items.iter().map(|item| (item.code.as_str(), item.name.as_str()));
                let target = PasteTarget { figures, items: items.collect() };
                paste::plan(&target, block, selection)
            })
        })
    }

    /// Does a planned paste as one step and reports it.
    pub fn perform(&self, plan: Plan) {
        let Plan { cells, rows, report, selection } = plan;
        let rows = rows.into_iter().map(|row| row.with_key(new_key())).collect();
        let before = self.model.selection().get_untracked();
        self.model.edit(|book| book.paste(&cells, rows, before));
        self.model.select(selection);
        self.say(texts::pasted(&report, self.model.language()));
    }

    /// Whether a row has this catalogue item already.
    pub fn has_item(&self, code: &str) -> bool {
        self.model.read(|book| has_item(book.figures().sheet(), code))
    }
}
