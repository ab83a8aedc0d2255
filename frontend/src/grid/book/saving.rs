//! Saves of what is pending: begun, acknowledged, failed or in conflict.

use contract::data::{CellTable, SaveReceipt, SaveRequest};
use domain::content::RowKey;

use super::super::journal::Current;
use super::{Book, Difference};

impl Book {
    /// Whether something is not saved, or under way.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.journal.is_saving() || !self.journal.is_clean(&self.figures)
    }

    /// Takes all that is pending as a save under way.
    pub fn begin_save(&mut self) -> Option<SaveRequest> {
        self.begin_part(usize::MAX)
    }

    /// Takes what is pending, up to so many cells, as a save under way. What was done unseen goes first and by itself.
    pub fn begin_part(&mut self, limit: usize) -> Option<SaveRequest> {
        if self.journal.is_saving() {
            return None;
        }
        let mut request = None;
        for base in self.unseen.bases() {
            request = request.or_else(|| self.journal.begin_unseen(&self.figures, base, limit, &self.unseen));
        }
        if request.is_none() {
            // All that was unseen has been taken back here, or is held back.
            self.unseen.keep_only(self.journal.held());
            request = self.journal.begin(&self.figures, self.read, limit);
        }
        self.sending = request.as_ref().map_or(self.read, |request| request.base_revision);
        request.map(|request| self.told_origins(request))
    }

    /// Whether the last save left something for the next.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.journal.is_part()
    }

    /// Whether others saved something that does not stand here yet: it has to be read before the next save.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// The save under way succeeded; gives the computed figures on which the server disagrees.
    pub fn acknowledge(&mut self, receipt: &SaveReceipt) -> Vec<Difference> {
        let journal = &self.journal;
        self.unseen.retain(|cell| !journal.is_sent(cell), |row| !journal.is_sent_away(row));
        for (_, row) in self.withheld.values_mut() {
            journal.lay_sent(row, Current::name_column(&self.figures));
        }
        self.journal.acknowledge(&self.figures);
        self.advance(receipt);
        // With other people's changes merged, or typing that went on, the figures differ for good reason.
        if receipt.merged || !self.journal.is_clean(&self.figures) {
            Vec::new()
        } else {
            self.differences(&receipt.computed)
        }
    }

    /// Others' figures may lie under what is typed already: the next reading tells, and the base stays until then.
    fn advance(&mut self, receipt: &SaveReceipt) {
        if receipt.merged {
            self.is_behind |= receipt.revision > self.read;
            return;
        }
        // Nobody saved between what this was made on and this; perhaps after it, where its answer had been lost.
        self.unseen.raise(self.sending, receipt.revision);
        self.read = self.read.max(receipt.revision);
        self.unseen.drop_seen(self.read, self.journal.held());
    }

    /// The save under way failed.
    pub fn save_failed(&mut self) {
        self.journal.fail();
    }

    /// The computed figures that the server has otherwise.
    #[must_use]
    pub fn differences(&self, computed: &CellTable) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (row, cells) in computed {
            let key = RowKey::from(row.as_str());
            for column in self.figures.columns() {
                let cell = (key.clone(), column.number);
                let (Some(wire), Some(here)) = (cells.get(&column.number.to_string()), self.figures.value_of(&cell))
                else {
                    continue;
                };
                let server = wire.to_value(&column.kind);
                if here != server {
                    differences.push(Difference { cell, here, server });
                }
            }
        }
        differences
    }
}
