//! A paste on its way: separators, names the catalogue does not know, what it overwrites, then the doing – in turns, so
//! that ten thousand rows do not stop the page (conventions 62–73).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::book::Changes;
use super::super::clip::{self, Block, Clip};
use super::super::journal::CellKey;
use super::super::overwriting::{Overwritten, is_worth_showing, overwritten};
use super::super::paste::{Decisions, Items, Plan, Planner};
use super::super::paste_lines;
use super::super::paste_names::{Matching, NamedLine, Placing, Verdict};
use super::super::paste_texts;
use super::super::place::{Place, Selection};
use super::super::reading::{Choice, Judge, Judgement};
use super::super::surface::PasteTarget;
use super::super::texts::Text;
use super::controller::Controller;
use super::rows::new_key;
use domain::content::Origin;
use domain::value::Value;

use crate::state::Turns;

/// A paste may add this many rows without a question.
const ROWS_WITHOUT_QUESTION: usize = 100;
/// Cells, and rows, that are done at once.
const PART: usize = 100;

/// What is pasted where.
#[derive(Debug, Clone)]
pub struct Pasted {
    /// The block.
    pub block: Arc<Block>,
    /// The selection that it is pasted on.
    pub onto: Selection,
    /// The cells that it was cut from; they are cleared.
    pub from: Vec<Place>,
    /// What was decided so far.
    pub decisions: Decisions,
    /// Lines that are no rows and were left out of the block.
    pub left_out: usize,
}

/// A question on the way of a paste.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Which convention do the numbers follow?
    Separators(Pasted, Vec<Choice>),
    /// Do the lines go to the rows that they name, or one below the other?
    Names(Pasted, Vec<NamedLine>),
    /// Which items do these names mean?
    Items(Pasted, Vec<String>),
    /// May it overwrite these, and add so many rows?
    Confirm(Arc<Plan>, Vec<Place>, Vec<Overwritten>),
}

impl Controller {
    /// Begins a paste of what lies on the clipboard; `from` are the cells that it was cut from.
    pub(super) fn begin_paste(self, plain: String, html: String, from: Vec<Place>) {
        spawn_local(self.read_block(plain, html, from));
    }

    /// Goes on after the names that the catalogue does not know, or the separators, were decided.
    pub(super) fn go_on_pasting(self, pasted: Pasted) {
        spawn_local(self.plan(pasted));
    }

    /// Does a paste that was agreed to.
    pub(super) fn confirm_paste(self, plan: Arc<Plan>, from: Vec<Place>) {
        spawn_local(self.perform(plan, from));
    }

    async fn read_block(self, plain: String, html: String, from: Vec<Place>) {
        let onto = self.model.selection().get_untracked();
        let (mut turns, mut reading) = (Turns::new(), clip::Reading::new(&plain, &html));
        while reading.advance() {
            turns.breathe(|| self.tell_progress(0, 1)).await;
        }
        let Clip { mut block, separators } = reading.finish();
        let items = Items::default();
        let left_out = self.model.read(|book| {
            let target = PasteTarget { figures: book.figures(), items: &items };
            paste_lines::leave_out(&target, &mut block, onto.first())
        });
        if block.is_empty() {
            return self.tell(Text::NothingToPaste);
        }
        let decisions = Decisions { separators, ..Decisions::default() };
        self.judge(Pasted { block: Arc::new(block), onto, from, decisions, left_out }).await;
    }

    async fn judge(self, mut pasted: Pasted) {
        if pasted.decisions.separators.is_some() {
            // Its program told how it writes numbers.
            return self.plan(pasted).await;
        }
        let (mut turns, mut judge) = (Turns::new(), Judge::default());
        let items = Items::default();
        for row in 0..pasted.block.len() {
            self.model.read(|book| {
                let target = PasteTarget { figures: book.figures(), items: &items };
                Planner::judge(&target, &pasted.block, pasted.onto.first().col, row, &mut judge);
            });
            turns.breathe(|| self.tell_progress(row, pasted.block.len() * 3)).await;
        }
        match judge.finish() {
            Judgement::Certain(separators) => {
                pasted.decisions.separators = separators;
                self.plan(pasted).await;
            }
            Judgement::Open(choices) => self.ask(Stage::Separators(pasted, choices)),
        }
    }

    async fn plan(self, pasted: Pasted) {
        let mut turns = Turns::new();
        let items =
            self.model.catalogue(|items| Items::of(items.iter().map(|item| (item.code.as_str(), item.name.as_str()))));
        let with_target = |work: &mut dyn FnMut(&PasteTarget<'_>) -> bool| {
            self.model.read(|book| work(&PasteTarget { figures: book.figures(), items: &items }))
        };
        let placing = pasted.decisions.placing;
        let lines = match self.verdict(&pasted, &items).await {
            Verdict::Places => None,
            Verdict::Open(lines) if placing.is_none() => return self.ask(Stage::Names(pasted, lines)),
            Verdict::Names(lines) | Verdict::Open(lines) => Some(lines),
        };
        let mut planner = None;
        with_target(&mut |target| {
            planner = Some(Planner::new(target, &pasted.block, pasted.onto));
            true
        });
        let Some(mut planner) = planner else { return };
        if let Some(lines) = lines.clone() {
            planner = planner.by_name(lines);
        }
        let rows = planner.len();
        let mut done = 0;
        while with_target(&mut |target| planner.advance(target, &pasted.block, &pasted.decisions)) {
            done += 1;
            turns.breathe(|| self.tell_progress(rows + done, rows * 3)).await;
        }
        let mut plan = planner.finish();
        plan.report.left_out = pasted.left_out;
        if !plan.misses.is_empty() {
            let misses = plan.misses.clone();
            return self.ask(Stage::Items(pasted, misses));
        }
        // A row that is copied onto another one comes back to itself by its name: hardly what is meant.
        if let (Some(lines), None) = (lines, placing)
            && self.model.read(|book| plan.changes_nothing(|place| book.own(place)))
        {
            return self.ask(Stage::Names(pasted, lines));
        }
        let mut changes = Vec::new();
        for part in plan.cells.chunks(PART) {
            changes.extend(self.model.read(|book| overwritten(part, |place| book.own(place))));
            turns.breathe(|| self.tell_progress(2 * rows, rows * 3)).await;
        }
        let plan = Arc::new(plan);
        if is_worth_showing(&changes) || plan.rows.len() > ROWS_WITHOUT_QUESTION {
            return self.ask(Stage::Confirm(plan, pasted.from, changes));
        }
        self.perform(plan, pasted.from).await;
    }

    fn ask(self, stage: Stage) {
        self.hand.progress.set(None);
        self.hand.stage.set(Some(stage));
    }

    /// What the names of the block say about where its lines go.
    async fn verdict(self, pasted: &Pasted, items: &Items) -> Verdict {
        if pasted.decisions.placing == Some(Placing::ByPlace) {
            return Verdict::Places;
        }
        let begin = |target: &PasteTarget<'_>| Matching::new(target, &pasted.block, pasted.onto);
        let Some(mut matching) = self.model.read(|book| begin(&PasteTarget { figures: book.figures(), items })) else {
            return Verdict::Places;
        };
        let mut turns = Turns::new();
        let decided = &pasted.decisions.items;
        while self
            .model
            .read(|book| matching.advance(&PasteTarget { figures: book.figures(), items }, &pasted.block, decided))
        {
            turns.breathe(|| self.tell_progress(0, 1)).await;
        }
        self.model.read(|book| matching.finish(&PasteTarget { figures: book.figures(), items }))
    }

    /// Does a planned paste as one step and reports it.
    async fn perform(self, plan: Arc<Plan>, from: Vec<Place>) {
        let before = self.model.selection().get_untracked();
        let mut step = self.model.read(|book| book.begin_step(before));
        let (mut turns, mut changes) = (Turns::new(), Changes::default());
        let cleared: Vec<(Place, Value)> = from.into_iter().map(|place| (place, Value::Blank)).collect();
        let cells = cleared.len() + plan.cells.len();
        let all = cells + plan.rows.len();
        let mut done = 0;
        let parts = cleared.chunks(PART).chain(plan.cells.chunks(PART));
        for part in parts {
            changes.extend(self.model.do_part(|book| book.set_part(part, &mut step)));
            done += part.len();
            turns.breathe(|| self.tell_progress(2 * all + done, 3 * all)).await;
        }
        let origin = if plan.is_carried { Origin::CarriedOver } else { Origin::Pasted };
        let (mut added, mut texts) = (Vec::new(), Vec::new());
        let name = self.model.read(|book| book.figures().name_column().map(|col| book.figures().columns()[col].number));
        for part in plan.rows.chunks(PART) {
            let rows: Vec<_> = part.iter().map(|row| row.clone().with_key(new_key())).collect();
            let cells = rows.iter().flat_map(|row| row.cells.iter().map(move |(column, value)| (row, column, value)));
            texts.extend(rows.iter().filter_map(|row| Some((row.key.clone(), name?))));
            added.extend(cells.map(|(row, column, value)| ((row.key.clone(), *column), value.clone())));
            changes.extend(self.model.do_part(|book| book.add_part(rows, &mut step)));
            done += part.len();
            turns.breathe(|| self.tell_progress(2 * all + done, 3 * all)).await;
        }
        self.hand.progress.set(None);
        texts.extend(added.iter().filter(|(_, value)| is_text(value)).map(|(cell, _): &(CellKey, Value)| cell.clone()));
        self.model.do_part(|book| {
            book.mark_places(origin, &plan.cells);
            book.mark(origin, added);
            Changes::default()
        });
        self.model.end_step(step, changes);
        self.model.select(plan.selection);
        self.keep_skipped(&plan.report);
        let pasted = plan.cells.iter().filter(|(_, value)| is_text(value));
        texts.extend(
            self.model.read(|book| pasted.filter_map(|(place, _)| book.figures().key(*place)).collect::<Vec<_>>()),
        );
        self.offer_unicode(&texts);
        self.say(paste_texts::pasted(&plan.report, self.model.language()));
    }

    fn tell_progress(self, done: usize, all: usize) {
        self.hand.progress.set(Some((done, all)));
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}
