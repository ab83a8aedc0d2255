//! Saves of what is pending: begun, acknowledged, failed or in conflict.

use contract::data::{CellTable, SaveReceipt, SaveRequest};
use domain::content::RowKey;

use super::super::journal::{CellKey, Current};
use super::super::place::Selection;
use super::{Book, Changes, Difference};

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
        if !self.unseen.is_empty() {
            request = self.journal.begin_unseen(&self.figures, self.revision, limit, &self.unseen);
        }
        if request.is_none() {
            // All that was unseen has been taken back here, or is held back.
            self.see_all();
            request = self.journal.begin(&self.figures, self.read, limit);
        }
        request.map(|request| self.told_origins(request))
    }

    /// What is held back stays unseen, and in the draft it stays made on what was seen.
    fn see_all(&mut self) {
        self.unseen.keep_only(self.journal.held());
        if self.journal.held().is_empty() {
            self.revision = self.read;
        }
    }

    /// Holds a cell in conflict back, or its whole row, until the person has decided: everything else can be saved
    /// meanwhile. Tells whether it was not held before.
    pub fn hold(&mut self, cell: &CellKey, is_row: bool) -> bool {
        let held = self.journal.held_mut();
        let is_new = if is_row { !held.holds_row(&cell.0) } else { !held.holds(cell) };
        if is_row {
            held.add_row(cell.0.clone());
        } else {
            held.add(cell.clone());
        }
        is_new
    }

    /// Whether something is held back.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        !self.journal.held().is_empty()
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
        let is_newer = receipt.revision >= self.read;
        match (receipt.merged, is_newer) {
            // Nobody saved between what was seen here and this.
            (false, true) => self.read = receipt.revision,
            // An answer that was lost on an earlier visit: what others saved after it was read already, but not seen.
            (false, false) if !self.unseen.is_empty() && !self.holds_back() => {
                self.revision = self.revision.max(receipt.revision);
                return;
            }
            (_, false) => {}
            (true, true) => self.is_behind = receipt.revision > self.read,
        }
        if self.unseen.is_empty() || !receipt.merged {
            self.see_all();
        }
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

    /// Settles a clash: keep what was typed here, or take the server's figure.
    pub fn resolve_clash(&mut self, cell: &CellKey, keep_mine: bool, selection: Selection) -> Changes {
        // Now that both values were seen.
        self.unseen.settle(cell);
        self.journal.held_mut().settle(cell);
        if self.unseen.is_empty() && !self.holds_back() {
            self.revision = self.read;
        }
        // Removed by somebody else, and put back only for the sake of what was typed in it here.
        let row = &cell.0;
        let is_added = self.figures.added_row(row).is_some() && !self.figures.is_row_below(row);
        let is_put_back = is_added && !self.journal.is_known(row);
        if keep_mine {
            if let Some(theirs) = self.journal.saved(cell).filter(|_| !is_put_back) {
                self.history.rebase(cell, theirs);
            }
            return Changes::default();
        }
        // Removed here, filled by somebody else meanwhile.
        if let Some((at, row)) = self.withheld.remove(row) {
            return self.insert_rows(at, vec![row], selection);
        }
        if is_put_back {
            return self.remove_rows(std::slice::from_ref(row), selection);
        }
        let theirs = self.journal.saved(cell).cloned();
        let (Some(theirs), Some(place)) = (theirs, self.figures.place(cell)) else { return Changes::default() };
        self.set(&[(place, theirs)], selection)
    }
}
