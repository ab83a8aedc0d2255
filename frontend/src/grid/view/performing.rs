//! Doing a planned paste, in turns as one step (conventions 69, 73).

use std::collections::HashSet;

use domain::content::{ContentRow, Origin, RowKey};
use domain::value::Value;
use leptos::task::spawn_local;

use super::super::book::Changes;
use super::super::history::Step;
use super::super::journal::CellKey;
use super::super::paste::{Items, Plan, Report};
use super::super::paste_bound::Bound;
use super::super::paste_texts;
use super::super::surface::PasteTarget;
use super::controller::Controller;
use super::rows::new_key;
use crate::state::Turns;
use leptos::prelude::*;

/// Cells, and rows, that are done at once.
pub(super) const PART: usize = 100;

/// A paste that is being done.
struct Doing {
    origin: Origin,
    step: Step,
    changes: Changes,
    report: Report,
    /// Rows that were there when it was planned.
    gone: HashSet<RowKey>,
    done: usize,
    all: usize,
}

impl Controller {
    /// Does a paste that was planned for the table as it stands now.
    pub(super) fn perform(self, plan: &Plan, from: Vec<CellKey>) {
        let before = self.model.selection().get_untracked();
        let items = Items::default();
        let (bound, step) = self.model.read(|book| {
            let target = PasteTarget { figures: book.figures(), items: &items };
            (plan.bind(&target, book.figures(), new_key), book.begin_step(before))
        });
        let doing = Doing {
            origin: if plan.is_carried { Origin::CarriedOver } else { Origin::Pasted },
            step,
            changes: Changes::default(),
            report: plan.report.clone(),
            gone: HashSet::new(),
            done: 0,
            all: from.len() + bound.cells.len() + bound.rows.len(),
        };
        spawn_local(self.perform_bound(bound, from, doing));
    }

    async fn perform_bound(self, bound: Bound, from: Vec<CellKey>, mut doing: Doing) {
        let mut turns = Turns::new();
        let cleared: Vec<(CellKey, Value)> = from.into_iter().map(|cell| (cell, Value::Blank)).collect();
        for part in cleared.chunks(PART) {
            self.set_bound(part, &mut doing);
            turns.breathe(|| self.tell_done(&doing)).await;
        }
        for part in bound.cells.chunks(PART) {
            let set = self.set_bound(part, &mut doing);
            doing.report.pasted = doing.report.pasted.saturating_sub(part.len() - set);
            turns.breathe(|| self.tell_done(&doing)).await;
        }
        for part in bound.rows.chunks(PART) {
            doing.changes.extend(self.model.do_part(|book| book.add_part(part.to_vec(), &mut doing.step)));
            doing.done += part.len();
            turns.breathe(|| self.tell_done(&doing)).await;
        }
        self.hand.progress.set(None);
        self.performed(bound, doing);
    }

    /// Sets cells; tells how many are there.
    fn set_bound(self, part: &[(CellKey, Value)], doing: &mut Doing) -> usize {
        let mut set = 0;
        let changes = self.model.do_part(|book| {
            let (changes, count) = book.set_bound(part, &mut doing.step, &mut doing.gone);
            set = count;
            changes
        });
        doing.changes.extend(changes);
        doing.done += part.len();
        set
    }

    /// Everything stands there: it becomes one step, and is reported.
    fn performed(self, bound: Bound, doing: Doing) {
        let Doing { origin, step, changes, mut report, gone, .. } = doing;
        report.unknown_rows += gone.len();
        let texts = self.texts_of(&bound);
        self.model.do_part(|book| {
            book.mark(origin, bound.rows.iter().flat_map(cells_of));
            book.mark(origin, bound.cells);
            Changes::default()
        });
        self.model.end_step(step, changes);
        self.model.select(self.model.read(|book| bound.selection.nearest(book.figures())));
        self.hand.skipped.set(bound.skipped);
        self.offer_unicode(&texts);
        self.say(paste_texts::pasted(&report, self.model.language()));
    }

    /// The cells that got texts, names of rows among them.
    fn texts_of(self, bound: &Bound) -> Vec<CellKey> {
        let name = self.model.read(|book| book.figures().name_column().map(|col| book.figures().columns()[col].number));
        let names = bound.rows.iter().filter_map(|row| Some((row.key.clone(), name?)));
        let cells = bound.rows.iter().flat_map(cells_of).chain(bound.cells.iter().cloned());
        let cells = cells.filter(|(_, value)| matches!(value, Value::Text(_))).map(|(cell, _)| cell);
        names.chain(cells).collect()
    }

    fn tell_done(self, doing: &Doing) {
        self.tell_progress(2 * doing.all + doing.done, 3 * doing.all);
    }
}

fn cells_of(row: &ContentRow) -> impl Iterator<Item = (CellKey, Value)> {
    row.cells.iter().map(|(column, value)| ((row.key.clone(), *column), value.clone()))
}
