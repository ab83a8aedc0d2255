//! The grid's state and the server's: what is sent, what comes back.

use contract::data::{ReportData, SaveReceipt, SaveRequest};
use leptos::prelude::*;

use super::book::{Book, Changes, Difference, Edits};
use super::model::GridModel;

impl GridModel {
    /// Takes what is pending as a save under way. Edits made meanwhile stay pending.
    #[must_use]
    pub fn begin_save(&self) -> Option<SaveRequest> {
        self.book.try_update_value(Book::begin_save).flatten()
    }

    /// The save under way succeeded; gives the computed figures on which the server disagrees.
    pub fn acknowledge(&self, receipt: &SaveReceipt) -> Vec<Difference> {
        let differences = self.book.try_update_value(|book| book.acknowledge(receipt)).unwrap_or_default();
        self.refresh();
        differences
    }

    /// The save under way failed: what it held is pending again.
    pub fn save_failed(&self) {
        self.book.update_value(Book::save_failed);
        self.refresh();
    }

    /// Takes the server's newer state and puts what is pending on top; selection and undo stay.
    pub fn reload(&self, data: &ReportData) {
        let corners = self.corners();
        self.book.update_value(|book| book.reload(data));
        self.restore(corners);
        self.changed(Changes { cells: Vec::new(), rows: true });
    }

    /// Takes the server's newer state as a step of one's own that can be undone: after an import.
    pub fn reload_as_step(&self, data: &ReportData) {
        let corners = self.corners();
        let selection = self.selection().get_untracked();
        self.book.update_value(|book| book.reload_as_step(data, selection));
        self.restore(corners);
        self.changed(Changes { cells: Vec::new(), rows: true });
    }

    /// Everything that the server has not acknowledged; none once the page is gone.
    #[must_use]
    pub fn unsent(&self) -> Option<Edits> {
        self.book.try_with_value(Book::unsent)
    }

    /// A save with the names of its rows.
    #[must_use]
    pub fn named(&self, request: SaveRequest) -> Edits {
        self.read(|book| book.named(request))
    }

    /// Puts changes back that were kept on the device and not sent.
    pub fn put_back(&self, edits: &Edits) {
        self.edit(|book| book.restore(edits));
    }

    /// Puts changes back that the server acknowledged after the figures were read.
    pub fn put_back_saved(&self, edits: &Edits, revision: i64) {
        self.edit(|book| book.restore_saved(edits, revision));
    }
}
