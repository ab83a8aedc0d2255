//! Taking the figures of the period before (convention 79).

use std::sync::Arc;

use contract::data::DataRow;
use leptos::prelude::*;

use super::super::overwriting::{is_worth_showing, overwritten};
use super::super::previous::{self, Extent};
use super::super::texts::Text;
use super::controller::Controller;
use super::pasting::{Again, Stage, Waiting};

/// What is done with the rows of the period before. No callback of the page's, because the menu that asks is gone by then.
pub type Take = Arc<dyn Fn(Vec<DataRow>) + Send + Sync>;

/// Reads the rows of the period before and hands them on.
pub type PreviousReader = Callback<Take>;

impl Controller {
    /// Takes the figures of the period before; where many would be overwritten, these are shown first.
    pub(super) fn carry_over(self, extent: Extent) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        self.commit();
        let take = move |rows: Vec<DataRow>| self.carry(Arc::new(rows), extent);
        match self.hand.previous.get_value() {
            Some(read) => read.run(Arc::new(take)),
            None => self.tell(Text::NoPrevious),
        }
    }

    /// Plans it for the table as it stands now, and does it or asks.
    pub(super) fn carry(self, rows: Arc<Vec<DataRow>>, extent: Extent) {
        if extent == Extent::Everything {
            // What a filter hides is there all the same, and is filled in like the rest.
            self.show_all();
        }
        let ranges = self.model.ranges();
        let mut plan = self.model.read(|book| previous::plan(book.figures(), &rows, &ranges, extent));
        plan.is_carried = true;
        if plan.cells.is_empty() && plan.rows.is_empty() {
            return self.tell(Text::NoPrevious);
        }
        let changes = self.model.read(|book| overwritten(&plan.cells, |place| book.own(place)));
        if !is_worth_showing(&changes) {
            return self.perform(&plan, Vec::new());
        }
        let (plan, arrangement, again) = (Arc::new(plan), self.model.arrangement(), Again::Carry(rows, extent));
        self.hand.stage.set(Some(Stage::Confirm(Waiting { plan, from: Vec::new(), changes, arrangement, again })));
    }
}
