//! Cells in conflict: held back, looked at again when something changed, and settled (decision 0040).

use std::collections::{HashMap, HashSet};

use contract::WireValue;
use contract::problem::Clash;
use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;

use super::super::history::Op;
use super::super::journal::{CellKey, Current};
use super::super::place::Selection;
use super::{Book, Changes};

/// What one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Side {
    /// A value.
    Value(Value),
    /// The row is gone.
    Removed,
}

/// What decisions came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decided {
    /// What changed on screen.
    pub changes: Changes,
    /// What is another clash by now: it is to be asked about again.
    pub open: Vec<Clash>,
}

impl Book {
    /// Holds a cell in conflict back, or its whole row, until the person has decided: everything else can be saved
    /// meanwhile. Tells whether it was not held before.
    pub fn hold(&mut self, cell: &CellKey, is_row: bool) -> bool {
        // It goes out again on what was seen, unless somebody sees what the server has.
        self.unseen.add(cell.clone(), self.read);
        if self.withheld.contains_key(&cell.0) {
            self.unseen.add_row(cell.0.clone(), self.read);
        }
        self.journal.held_mut().add(cell, is_row)
    }

    /// Whether something is held back.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        !self.journal.held().is_empty()
    }

    /// The clashes as they stand after an edit: those in which both sides agree are over, and what stands here is told.
    pub fn review(&mut self, clashes: &[Clash]) -> Vec<Clash> {
        let (mut open, mut over) = (Vec::new(), Vec::new());
        for clash in clashes {
            let cell = cell_of(clash);
            match self.sides(&cell) {
                Some((_, yours)) => open.push(with_yours(clash, yours)),
                None => over.push(cell),
            }
        }
        over.iter().for_each(|cell| self.release(cell));
        // A row that was held whole may be held for another cell.
        for clash in &open {
            self.hold(&cell_of(clash), clash.row_removed.is_some());
        }
        open
    }

    /// Settles clashes after the report was read anew: keep what stands here, or take what the server has. Nothing is
    /// settled by values that nobody was shown.
    pub fn decide(&mut self, decided: &[(Clash, bool)], selection: Selection) -> Decided {
        // A row that somebody removed stays whole when anything in it is kept.
        let kept = decided.iter().filter(|(clash, keep)| *keep && is_removed(clash));
        let kept: HashSet<&str> = kept.map(|(clash, _)| clash.row.as_str()).collect();
        let (mut shown, mut open) = (Vec::with_capacity(decided.len()), Vec::new());
        for (clash, keep) in decided {
            let cell = cell_of(clash);
            match self.sides(&cell) {
                None => self.release(&cell),
                Some((theirs, _)) if self.is_shown(clash, &theirs) => {
                    let keep = *keep || is_removed(clash) && kept.contains(clash.row.as_str());
                    shown.push((cell, keep));
                }
                Some((Side::Removed, _)) => {
                    let by = String::new();
                    let removed = Some("theirs".to_owned());
                    open.push(Clash { theirs: None, row_removed: removed, by, ..clash.clone() });
                }
                // Sent again on what was seen, so that the server tells whose it is.
                Some((Side::Value(_), _)) => self.journal.held_mut().release(&cell),
            }
        }
        let changes = self.resolve_clashes(&shown, selection);
        for clash in &open {
            self.hold(&cell_of(clash), true);
        }
        Decided { changes, open }
    }

    /// Settles clashes as one step: keep what stands here, or take what the server has.
    pub fn resolve_clashes(&mut self, decided: &[(CellKey, bool)], selection: Selection) -> Changes {
        let (mut under, mut ops, mut back, mut away) = (HashMap::new(), Vec::new(), Vec::new(), Vec::new());
        for (cell, keep_mine) in decided {
            self.release(cell);
            let is_put_back = self.is_put_back(&cell.0);
            if *keep_mine {
                let theirs = self.journal.saved(cell).filter(|_| !is_put_back);
                under.extend(theirs.map(|theirs| (cell.clone(), theirs.clone())));
            } else if let Some(row) = self.withheld.remove(&cell.0) {
                // Removed here, filled by somebody else meanwhile.
                back.push(row);
            } else if is_put_back {
                away.push(cell.0.clone());
            } else if let Some((before, after)) = self.given_back(cell) {
                under.insert(cell.clone(), after.clone());
                let (row, column) = cell.clone();
                ops.push(Op::Set { row, column, before, after });
            }
        }
        // Under what was typed lies the other person's value by now, whichever of the two was chosen.
        self.history.rebase(under);
        back.sort_by_key(|(at, _)| *at);
        away.dedup();
        let mut away: Vec<(usize, ContentRow)> = away.iter().filter_map(|row| self.placed(row)).collect();
        away.sort_by_key(|(at, _)| *at);
        away.dedup_by(|one, other| one.1.key == other.1.key);
        ops.extend([Op::Insert(back), Op::Remove(away)]);
        self.perform(ops, selection)
    }

    /// Both sides of a cell as far as they are known here: what the server has, and what stands on screen. None where they
    /// agree.
    fn sides(&self, cell: &CellKey) -> Option<(Side, Side)> {
        let row = &cell.0;
        if let Some((_, theirs)) = self.withheld.get(row) {
            let value = if Current::name_column(&self.figures) == Some(cell.1) {
                theirs.label.as_deref().map_or(Value::Blank, Value::from)
            } else {
                theirs.cells.get(&cell.1).cloned().unwrap_or_default()
            };
            return Some((Side::Value(value), Side::Removed));
        }
        let mine = self.figures.own(cell);
        if self.is_put_back(row) {
            return Some((Side::Removed, Side::Value(mine.unwrap_or_default())));
        }
        let mine = mine?;
        let theirs = self.journal.saved(cell).unwrap_or(&mine).clone();
        (theirs != mine).then_some((Side::Value(theirs), Side::Value(mine)))
    }

    /// Whether this is what the person was shown of the other side.
    fn is_shown(&self, clash: &Clash, theirs: &Side) -> bool {
        let Side::Value(theirs) = theirs else { return is_removed(clash) };
        let column = self.figures.columns().iter().find(|column| column.number == cell_of(clash).1);
        let shown = |kind| clash.theirs.as_ref().map_or(Value::Blank, |value: &WireValue| value.to_entered(kind));
        !is_removed(clash) && column.is_none_or(|column| shown(&column.kind) == *theirs)
    }

    /// Removed by somebody else, and put back only for the sake of what was typed in it here.
    fn is_put_back(&self, row: &RowKey) -> bool {
        let is_added = self.figures.added_row(row).is_some() && !self.figures.is_row_below(row);
        is_added && !self.journal.is_known(row)
    }

    /// Both sides of it were seen, or agree.
    fn release(&mut self, cell: &CellKey) {
        let is_row = self.journal.held().holds_row(&cell.0);
        self.unseen.settle(cell, is_row);
        self.journal.held_mut().release(cell);
    }

    /// What stands in a cell, shown or filtered away, and the server's value for it.
    fn given_back(&self, cell: &CellKey) -> Option<(Value, Value)> {
        Some((self.figures.own(cell)?, self.journal.saved(cell)?.clone()))
    }

    fn placed(&self, row: &RowKey) -> Option<(usize, ContentRow)> {
        Some((self.figures.added_above(self.figures.position(row)?), self.figures.added_row(row)?))
    }

    /// Settles one clash.
    #[cfg(test)]
    pub fn resolve_clash(&mut self, cell: &CellKey, keep_mine: bool, selection: Selection) -> Changes {
        self.resolve_clashes(&[(cell.clone(), keep_mine)], selection)
    }
}

/// The cell of a clash. One that is about the name of a row that is named by its item has no column.
#[must_use]
pub fn cell_of(clash: &Clash) -> CellKey {
    (RowKey::from(clash.row.as_str()), ColumnNumber(clash.column.parse().unwrap_or_default()))
}

fn is_removed(clash: &Clash) -> bool {
    clash.row_removed.as_deref() == Some("theirs")
}

/// The clash with what stands here now.
fn with_yours(clash: &Clash, yours: Side) -> Clash {
    let is_of_mine = clash.row_removed.as_deref() == Some("yours");
    let (yours, row_removed) = match yours {
        Side::Removed => (None, Some("yours".to_owned())),
        Side::Value(value) => (WireValue::from_value(&value), clash.row_removed.clone().filter(|_| !is_of_mine)),
    };
    Clash { yours, row_removed, ..clash.clone() }
}
