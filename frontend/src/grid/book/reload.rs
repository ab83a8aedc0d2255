//! The server's newer state, with what is not saved yet on top.

use std::collections::HashSet;

use contract::data::ReportData;
use domain::content::{ContentRow, RowKey};

use super::super::figures::Figures;
use super::super::journal::{CellKey, Current, Journal};
use super::super::origins::Origins;
use super::unseen::Met;
use super::{Book, known_rows};

impl Book {
    /// Takes the server's newer state and puts what is pending on top; undo goes on.
    pub fn reload(&mut self, data: &ReportData) {
        drop(self.renew(data));
    }

    /// Limits what may be changed to the cells of a granted correction.
    pub fn set_limit(&mut self, limit: Option<HashSet<CellKey>>) {
        self.figures.set_limit(limit);
    }

    /// Gives the figures as they were.
    pub(super) fn renew(&mut self, data: &ReportData) -> Figures {
        self.journal.fail();
        let lens = self.figures.lens().clone();
        let mut new = Figures::open(self.form.clone(), data);
        new.set_limit(self.figures.limit().clone());
        let old = std::mem::replace(&mut self.figures, new);
        let journal = std::mem::replace(&mut self.journal, Journal::new(known_rows(&self.form, data)));
        let seen = std::mem::replace(&mut self.read, data.revision).min(data.revision);
        self.is_behind = false;
        let mut unseen = std::mem::take(&mut self.unseen);
        unseen.lower(data.revision);
        let withheld = std::mem::take(&mut self.withheld);
        self.origins.extend(Origins::carried(&self.figures, data));
        let (cells, rows) = journal.touched();
        *self.journal.held_mut() = journal.held().clone();
        for row in rows {
            match (old.added_row(&row), journal.is_known(&row)) {
                (Some(content), false) => self.restore_row(&old, content),
                (None, true) => {
                    let at = self.figures.position(&row).map(|place| self.figures.added_above(place));
                    if let (Some(at), Some(content)) = (at, self.remove(&row)) {
                        let known = withheld.get(&row).map(|(_, known)| known);
                        self.unseen.meet_row(&unseen, seen, known, &content);
                        self.withheld.insert(row, (at, content));
                    }
                }
                _ => {}
            }
        }
        for cell in cells {
            let Some(mine) = old.own(&cell) else { continue };
            if journal.saved(&cell) == Some(&mine) {
                continue;
            }
            let theirs = self.figures.own(&cell);
            let known = journal.saved(&cell);
            self.unseen.meet(&unseen, seen, &Met { cell: &cell, mine: &mine, known, theirs: theirs.as_ref() });
            if self.figures.position(&cell.0).is_none()
                && let Some(content) = old.added_row(&cell.0)
            {
                // Somebody removed the row that I was typing in: my entry is not lost silently.
                self.restore_row(&old, content);
            }
            self.adopt(&cell.0);
            self.write(&cell, mine);
        }
        for row in journal.moved() {
            self.move_back(&old, row);
        }
        self.figures.look(lens);
        old
    }

    /// Moves a row to where it stood here.
    fn move_back(&mut self, old: &Figures, row: &RowKey) {
        let (Some(_), Some(_)) = (old.position(row), self.figures.position(row)) else { return };
        let to = self.place_of(old, row);
        let from = self.figures.position(row).map_or(0, |position| self.figures.added_above(position));
        // The row itself is counted while it stands above its place.
        if self.figures.move_row(row, to - usize::from(from < to)).is_ok() {
            self.journal.touch_move(row.clone());
        }
    }

    /// Puts an added row back where it stood.
    fn restore_row(&mut self, old: &Figures, row: ContentRow) {
        let at = self.place_of(old, &row.key);
        self.insert(at, &row);
    }

    /// Behind which of the added rows a row belongs that stood there before.
    fn place_of(&self, old: &Figures, row: &RowKey) -> usize {
        let mut above = old.row_above(row);
        while let Some(key) = above.take_if(|key| self.figures.position(key).is_none()) {
            above = old.row_above(&key);
        }
        let above = above.and_then(|key| self.figures.position(&key));
        above.map_or(0, |position| self.figures.added_above(position + 1))
    }
}
