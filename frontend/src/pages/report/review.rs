//! Reviewing the figures of a report: what changed since they were looked at, and the cells that are marked – by the
//! reviewer to be sent back, or for the author to mend.

use std::collections::HashSet;

use contract::changes::ChangesView;
use contract::marks::{MarkView, MarksView};
use contract::reports::{NamedCell, ReportView};
use domain::content::RowKey;
use domain::finding::CellRef;
use domain::template::ColumnNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked;
use super::company::Company;
use super::page::Report;
use super::picked;
pub use super::picked::Picked;
use super::value::{column_of, show};
use crate::api;
use crate::grid::GridModel;
use crate::grid::noted::{Noted, NotedKind, gather};
use crate::locales::{M, fill, t};

/// The steps by which a reviewer sends a report back, with the cells that are wrong.
const BACK: [&str; 3] = ["reject", "return", "refuse_to_send"];
/// The steps that take the marked cells along: a correction is asked for these.
pub const NAMING: [&str; 4] = ["reject", "return", "refuse_to_send", "request_correction"];
/// Further steps of people who review.
const REVIEWING: [&str; 3] = ["approve", "accept", "grant_correction"];

/// The review of the report on screen.
#[derive(Clone, Copy)]
pub struct Review {
    report: Report,
    model: GridModel,
    /// The page: what is marked lives as long as it, not as long as the button that marks.
    owner: StoredValue<Owner>,
    /// What changed since the reviewer saw the report last.
    pub seen: RwSignal<Option<ChangesView>>,
    /// What changed since the report was last accepted.
    pub accepted: RwSignal<Option<ChangesView>>,
    /// What changed from the period before.
    pub previous: RwSignal<Option<ChangesView>>,
    /// Which changes are shown: `seen`, `accepted`, `previous`, or none.
    pub shown: RwSignal<Option<&'static str>>,
    /// The cells that the reviewer marked, in the order of marking.
    pub picked: RwSignal<Vec<Picked>>,
    /// Whether these are lost with the page, because the browser keeps nothing.
    pub is_at_risk: Signal<bool>,
    /// The cells that are marked for the author.
    pub marks: RwSignal<MarksView>,
}

impl Review {
    /// Reads what there is to see, and tells the server that it was seen.
    pub fn start(report: Report, model: GridModel, company: Company) -> Self {
        let (owner, picked) = (Owner::current().unwrap_or_default(), RwSignal::new(Vec::new()));
        let review = Self {
            report,
            model,
            owner: StoredValue::new(owner.clone()),
            seen: RwSignal::new(None),
            accepted: RwSignal::new(None),
            previous: RwSignal::new(None),
            shown: RwSignal::new(None),
            picked,
            is_at_risk: picked::keep(report.id, picked, owner, move |cell| model.has_row(&cell.row)),
            marks: RwSignal::new(MarksView::default()),
        };
        review.read();
        // An edit or a step brings other figures to look at, and may settle marks or bring new ones.
        Effect::new(move |before: Option<()>| {
            report.revision.track();
            if before.is_some() {
                review.read();
            }
        });
        // So may an answer.
        Effect::new(move |before: Option<()>| {
            company.comments.track();
            if before.is_some() {
                review.read_marks();
            }
        });
        Effect::new(move || review.note());
        Effect::new(move || model.set_limit(report.view.with(limit)));
        review
    }

    /// Whether this person decides about the report now.
    pub fn is_reviewer(self) -> bool {
        self.report.view.with(|view| offers(view, &BACK) || offers(view, &REVIEWING))
    }

    /// Whether this person may take a step that names cells.
    pub fn may_mark(self) -> bool {
        self.report.view.with(|view| offers(view, &NAMING))
    }

    /// Whether the marks go with a report that is sent back, rather than with a request for a correction.
    pub fn sends_back(self) -> bool {
        self.report.view.with(|view| offers(view, &BACK))
    }

    fn read(self) {
        self.read_marks();
        let (is_reviewer, id) = (untrack(|| self.is_reviewer()), self.report.id);
        if !is_reviewer {
            return;
        }
        let revision = self.report.revision.get_untracked();
        spawn_local(async move {
            // Without an answer the figures stand as they are: nothing is marked that may not have changed.
            if let Ok(view) = api::read_changes(id, "seen").await {
                if view.changed_cells > 0 {
                    self.shown.try_set(Some("seen"));
                }
                self.seen.try_set(Some(view));
            }
            if let Ok(view) = api::read_changes(id, "accepted").await {
                self.accepted.try_set(Some(view).filter(|view| view.base_revision.is_some()));
            }
            if let Ok(view) = api::read_changes(id, "previous").await {
                self.previous.try_set(Some(view).filter(|view| view.base_period.is_some()));
            }
            // What could not be remembered is shown again the next time.
            let _ = api::have_seen(id, revision).await;
        });
    }

    fn read_marks(self) {
        let id = self.report.id;
        if self
            .report
            .view
            .with_untracked(|view| matches!(view.item.status.as_str(), "assigned" | "accepted" | "exempt"))
        {
            self.marks.try_set(MarksView::default());
            return;
        }
        spawn_local(async move {
            if let Ok(view) = api::read_marks(id).await {
                self.marks.try_set(view);
            }
        });
    }

    /// The changes that are shown.
    fn changes(self) -> Option<ChangesView> {
        match self.shown.get()? {
            "seen" => self.seen.get(),
            "accepted" => self.accepted.get(),
            _ => self.previous.get(),
        }
    }

    /// Tells the grid what is noted at its cells.
    fn note(self) {
        let form = self.report.form;
        let mut parts = Vec::new();
        if let Some(changes) = self.changes() {
            let before = changes.base_period.as_deref().unwrap_or(t(M::CellBefore));
            for row in &changes.rows {
                for (column, cell) in row.cells.iter().filter(|(_, cell)| cell.is_changed()) {
                    let Some(key) = key_of(&row.key, column) else { continue };
                    let old = match &cell.old {
                        None => t(M::CellBlank).to_owned(),
                        old => form.with_value(|form| show(column_of(form, column), old.as_ref())),
                    };
                    let text = format!("{before}: {old}");
                    parts.push((key, Noted { kind: NotedKind::Changed, text }));
                }
            }
        }
        let open = self.marks.get().items.into_iter().filter(|mark| mark.settled.is_none());
        parts.extend(open.filter_map(|mark| {
            let text = mark
                .text
                .as_deref()
                .map_or_else(|| t(M::MarkedCellPlain).to_owned(), |text| fill(M::MarkedCell, &[text]));
            Some((key_of(&mark.row, &mark.column)?, Noted { kind: NotedKind::Marked, text }))
        }));
        parts.extend(self.picked.get().into_iter().map(|picked| {
            let cell = picked.cell.get_value();
            let text = t(M::MarkedCellPlain).to_owned();
            ((cell.row, cell.column), Noted { kind: NotedKind::Marked, text })
        }));
        parts.extend(self.report.view.with(asked::noted));
        self.model.set_noted(gather(parts));
    }

    /// Marks a cell, or takes its mark away.
    pub fn toggle(self, cell: &CellRef) {
        self.picked.update(|picked| match picked.iter().position(|known| known.is_at(cell)) {
            Some(at) => drop(picked.remove(at)),
            None => {
                let new = || Picked::new(cell.clone(), String::new());
                picked.push(self.owner.with_value(|owner| owner.with(new)));
            }
        });
    }

    /// Whether the reviewer marked a cell.
    pub fn is_picked(self, cell: &CellRef) -> bool {
        self.picked.with(|picked| picked.iter().any(|known| known.is_at(cell)))
    }

    /// The marked cells as they go with the step.
    pub fn named(self) -> Vec<NamedCell> {
        untrack(|| self.picked.with(|picked| picked::named(picked)))
    }

    /// The step was taken: the marks went with it.
    pub fn sent(self) {
        self.picked.try_set(Vec::new());
        self.shown.try_set(None);
    }

    /// The name of a cell.
    pub fn name(self, row: &str, column: &str) -> String {
        fill(M::MarkCellAt, &[&self.report.row_name(row), column])
    }

    /// What became of a mark, in words.
    pub fn settled(self, mark: &MarkView) -> String {
        let value = |value| self.report.form.with_value(|form| show(column_of(form, &mark.column), value));
        match mark.settled.as_deref() {
            Some("edited") => fill(M::MarkEdited, &[&value(mark.then.as_ref()), &value(mark.now.as_ref())]),
            Some(_) => t(M::MarkAnswered).to_owned(),
            None => t(M::MarkOpen).to_owned(),
        }
    }
}

/// The cells that a granted correction allows to change.
fn limit(view: &ReportView) -> Option<HashSet<(RowKey, ColumnNumber)>> {
    let cells = &view.correction.as_ref()?.limited_to;
    (!cells.is_empty()).then(|| cells.iter().filter_map(|cell| key_of(&cell.row, &cell.column)).collect())
}

fn offers(view: &ReportView, actions: &[&str]) -> bool {
    view.item.allowed_actions.iter().any(|allowed| actions.contains(&allowed.as_str()))
}

/// The key of a cell that the API names.
pub fn key_of(row: &str, column: &str) -> Option<(RowKey, ColumnNumber)> {
    Some((RowKey::from(row), ColumnNumber(column.parse().ok()?)))
}
