//! A paste on its way: separators, names the catalogue does not know, what it overwrites – in turns, so that ten thousand
//! rows do not stop the page (conventions 62–73). Others may save meanwhile: what was planned for another table is planned
//! anew.

use std::sync::Arc;

use contract::data::DataRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::book::Book;
use super::super::clip::{self, Block, Clip};
use super::super::journal::CellKey;
use super::super::overwriting::{Overwritten, is_worth_showing, overwritten};
use super::super::paste::{Decisions, Items, Plan, Planner};
use super::super::paste_bound::Spot;
use super::super::paste_lines::Sifting;
use super::super::paste_names::{Matching, NamedLine, Placing, Verdict};
use super::super::place::{Place, Selection};
use super::super::previous::Extent;
use super::super::reading::{Choice, Judge, Judgement};
use super::super::surface::PasteTarget;
use super::super::texts::Text;
use super::controller::Controller;
use super::performing::PART;
use crate::state::Turns;

/// A paste may add this many rows without a question.
const ROWS_WITHOUT_QUESTION: usize = 100;

/// What is pasted where.
#[derive(Debug, Clone)]
pub struct Pasted {
    /// The block.
    pub block: Arc<Block>,
    /// The selection that it is pasted on.
    pub onto: Spot,
    /// The cells that it was cut from; they are cleared.
    pub from: Vec<CellKey>,
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
    Confirm(Waiting),
}

/// A plan that waits for a yes.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Cells that it was cut from.
    pub from: Vec<CellKey>,
    /// What it would overwrite.
    pub changes: Vec<Overwritten>,
    /// How the table was arranged when it was made.
    pub arrangement: u64,
    /// What is planned anew when the table is another one by then.
    pub again: Again,
}

/// What a plan was made of.
#[derive(Debug, Clone)]
pub enum Again {
    /// A block.
    Paste(Box<Pasted>),
    /// The rows of the period before.
    Carry(Arc<Vec<DataRow>>, Extent),
}

/// What planning a paste came to.
enum Planned {
    /// A plan.
    Plan(Plan),
    /// Something is to be asked first.
    Asked(Stage),
}

impl Controller {
    /// Begins a paste of what lies on the clipboard; `from` are the cells that it was cut from, and `is_rows` tells that it
    /// is nothing but rows of this table.
    pub(super) fn begin_paste(self, plain: String, html: String, from: Vec<CellKey>, is_rows: bool) {
        spawn_local(self.read_block(plain, html, from, is_rows));
    }

    /// Goes on after the names that the catalogue does not know, or the separators, were decided.
    pub(super) fn go_on_pasting(self, pasted: Pasted) {
        spawn_local(self.plan(pasted));
    }

    /// Does a paste that was agreed to; one that was planned for another table is planned anew.
    pub(super) fn confirm_paste(self, waiting: Waiting) {
        if waiting.arrangement == self.model.arrangement() {
            self.perform(&waiting.plan, waiting.from);
            return;
        }
        match waiting.again {
            Again::Paste(pasted) => self.go_on_pasting(*pasted),
            Again::Carry(rows, extent) => self.carry(rows, extent),
        }
    }

    async fn read_block(self, plain: String, html: String, from: Vec<CellKey>, is_rows: bool) {
        let onto = self.model.selection().get_untracked();
        let spot = self.model.read(|book| Spot::of(book.figures(), onto));
        let (mut turns, mut reading) = (Turns::new(), clip::Reading::new(&plain, &html));
        while reading.advance() {
            turns.breathe(|| self.tell_progress(0, 1)).await;
        }
        let Clip { mut block, separators } = reading.finish();
        let left_out = self.leave_out(&mut block, onto.first(), is_rows).await;
        if block.is_empty() {
            self.hand.progress.set(None);
            return self.tell(Text::NothingToPaste);
        }
        let decisions = Decisions { separators, ..Decisions::default() };
        self.judge(Pasted { block: Arc::new(block), onto: spot, from, decisions, left_out }).await;
    }

    /// Takes the lines out of a block that are no rows.
    async fn leave_out(self, block: &mut Block, first: Place, is_rows: bool) -> usize {
        let items = Items::default();
        let begin =
            |book: &Book| Sifting::new(&PasteTarget { figures: book.figures(), items: &items }, block, first, is_rows);
        let Some(mut sifting) = self.model.read(begin) else { return 0 };
        let mut turns = Turns::new();
        while self.model.read(|book| sifting.advance(&PasteTarget { figures: book.figures(), items: &items }, block)) {
            turns.breathe(|| self.tell_progress(0, 1)).await;
        }
        sifting.finish(block)
    }

    async fn judge(self, mut pasted: Pasted) {
        if pasted.decisions.separators.is_some() {
            // Its program told how it writes numbers.
            return self.plan(pasted).await;
        }
        let (mut turns, mut judge) = (Turns::new(), Judge::default());
        let (items, first_col) = (Items::default(), pasted.onto.first_col());
        for row in 0..pasted.block.len() {
            self.model.read(|book| {
                let target = PasteTarget { figures: book.figures(), items: &items };
                Planner::judge(&target, &pasted.block, first_col, row, &mut judge);
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

    /// Plans a paste; where the table becomes another one meanwhile, from the beginning.
    async fn plan(self, pasted: Pasted) {
        loop {
            let arrangement = self.model.arrangement();
            let Some(onto) = self.model.read(|book| pasted.onto.selection(book.figures())) else {
                self.hand.progress.set(None);
                return self.tell(Text::RowsChanged);
            };
            let planned = self.planned(&pasted, onto).await;
            let changes = match &planned {
                Planned::Plan(plan) => self.overwritten(plan).await,
                Planned::Asked(_) => Vec::new(),
            };
            if self.model.arrangement() != arrangement {
                continue;
            }
            return match planned {
                Planned::Asked(stage) => self.ask(stage),
                Planned::Plan(plan) if is_worth_showing(&changes) || plan.rows.len() > ROWS_WITHOUT_QUESTION => {
                    let (plan, from) = (Arc::new(plan), pasted.from.clone());
                    self.ask(Stage::Confirm(Waiting {
                        plan,
                        from,
                        changes,
                        arrangement,
                        again: Again::Paste(Box::new(pasted)),
                    }));
                }
                Planned::Plan(plan) => self.perform(&plan, pasted.from),
            };
        }
    }

    async fn planned(self, pasted: &Pasted, onto: Selection) -> Planned {
        let mut turns = Turns::new();
        let items =
            self.model.catalogue(|items| Items::of(items.iter().map(|item| (item.code.as_str(), item.name.as_str()))));
        let placing = pasted.decisions.placing;
        let lines = match self.verdict(pasted, onto, &items).await {
            Verdict::Places => None,
            Verdict::Open(lines) if placing.is_none() => return Planned::Asked(Stage::Names(pasted.clone(), lines)),
            Verdict::Names(lines) | Verdict::Open(lines) => Some(lines),
        };
        let begin =
            |book: &Book| Planner::new(&PasteTarget { figures: book.figures(), items: &items }, &pasted.block, onto);
        let mut planner = self.model.read(begin);
        if let Some(lines) = lines.clone() {
            planner = planner.by_name(lines);
        }
        let (rows, mut done) = (planner.len(), 0);
        while self.model.read(|book| {
            let target = PasteTarget { figures: book.figures(), items: &items };
            planner.advance(&target, &pasted.block, &pasted.decisions)
        }) {
            done += 1;
            turns.breathe(|| self.tell_progress(rows + done, rows * 3)).await;
        }
        let mut plan = planner.finish();
        plan.report.left_out = pasted.left_out;
        if !plan.misses.is_empty() {
            return Planned::Asked(Stage::Items(pasted.clone(), plan.misses));
        }
        // A row that is copied onto another one comes back to itself by its name: hardly what is meant.
        match (lines, placing) {
            (Some(lines), None) if self.model.read(|book| plan.changes_nothing(|place| book.own(place))) => {
                Planned::Asked(Stage::Names(pasted.clone(), lines))
            }
            _ => Planned::Plan(plan),
        }
    }

    /// The filled cells that a plan would change.
    async fn overwritten(self, plan: &Plan) -> Vec<Overwritten> {
        let (mut turns, mut changes) = (Turns::new(), Vec::new());
        for part in plan.cells.chunks(PART) {
            changes.extend(self.model.read(|book| overwritten(part, |place| book.own(place))));
            turns.breathe(|| self.tell_progress(2, 3)).await;
        }
        changes
    }

    fn ask(self, stage: Stage) {
        self.hand.progress.set(None);
        self.hand.stage.set(Some(stage));
    }

    /// What the names of the block say about where its lines go.
    async fn verdict(self, pasted: &Pasted, onto: Selection, items: &Items) -> Verdict {
        if pasted.decisions.placing == Some(Placing::ByPlace) {
            return Verdict::Places;
        }
        let begin = |target: &PasteTarget<'_>| Matching::new(target, &pasted.block, onto);
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

    pub(super) fn tell_progress(self, done: usize, all: usize) {
        self.hand.progress.set(Some((done, all)));
    }
}
