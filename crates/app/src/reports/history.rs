//! What happened to a report. The reporting unit reads all of it; whoever was sent the report reads what left the unit:
//! every step, without what was written at those inside the unit, and from one sending to the next what changed.

mod book;
mod handed;
mod happenings;
mod revision;

use std::collections::{BTreeMap, HashMap};

use contract::WireValue;
use contract::comments::CommentView;
use contract::explanations::ExplanationView;
use contract::history::{ChangeView, HappeningView, HistoryView, RevisionView, TransitionView};
use domain::content::{ContentRow, RowKey};
use domain::language::Language;
use domain::sheet::Sheet;
use domain::template::ColumnNumber;
use domain::value::Value;
use domain::workflow::{Action, Rounds, State};
use store::changes::ContentChanges;
use store::contents::{RawRevision, RevisionRow};
use store::transitions::TransitionRow;
use store::{Conn, StoreError};

pub use book::export;
pub(super) use handed::had as was_handed;
pub(super) use revision::changed_rows as revision_rows;
pub use revision::{ComparisonQuery, comparison, revision_data};

use super::figures::Unopened;
use super::loaded::{Loaded, Past};
use super::notes::is_internal;
use super::{correction, explanations};
use crate::clock::utc;
use crate::{App, AppError, AppResult, Caller};

/// A cell of a report, by its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellQuery {
    /// Key of the row.
    pub row: String,
    /// Number of the column.
    pub column: String,
}

/// Revisions with what changed, workflow steps, comments and explanations, newest first; of one cell only its own changes
/// (grid convention 139). For other units a revision is what was handed over, and notes of steps inside the unit are left
/// out.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn history(app: &App, caller: &Caller, id: i64, cell: Option<&CellQuery>) -> AppResult<HistoryView> {
    let (loaded, past, content, stored, steps, written, named) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        let past = loaded.past(caller)?;
        let content = store::contents::find_raw(conn, loaded.id())?;
        let revisions = store::contents::list_raw_revisions(conn, loaded.id(), 1, i64::MAX)?;
        let steps = store::transitions::list(conn, loaded.id())?;
        let named = if cell.is_none() { store::step_cells::list(conn, loaded.id())? } else { BTreeMap::new() };
        let written = match cell {
            Some(_) => Written::default(),
            None => Written::load(app, conn, caller, &loaded, past, &steps)?,
        };
        Ok::<_, AppError>((loaded, past, content, revisions, steps, written, named))
    })?;
    let rounds = rounds(&steps);
    let labels = labels(&Unopened::open_rows(&loaded.form, &content)?);
    let mut before = Before { values: HashMap::new(), names: HashMap::new(), labels };
    let mut revisions = Vec::new();
    let stored = stored.into_iter().map(RawRevision::read);
    let stored: Box<dyn Iterator<Item = Result<RevisionRow, StoreError>>> = match past {
        Past::Whole => Box::new(stored),
        Past::HandedOver => Box::new(handed::over(stored, &steps)?.into_iter().map(Ok)),
    };
    for row in stored {
        let row = row?;
        let mut changes = before.apply(&row.changes);
        if let Some(cell) = cell {
            changes.retain(|change| is_of(cell, change));
        }
        let step = steps.iter().find(|step| step.revision == row.revision);
        revisions.push(RevisionView {
            revision: row.revision,
            at: utc(row.at),
            by: row.user_name.unwrap_or_default(),
            unit: row
                .unit_name
                .or_else(|| step.filter(|step| step.user_id.is_some()).map(|step| step.unit_name.clone())),
            round: rounds.at(row.revision),
            source: row.source,
            changes,
        });
    }
    revisions.reverse();
    let mut transitions = Vec::new();
    match cell {
        Some(_) => revisions.retain(|revision| !revision.changes.is_empty()),
        None => transitions.extend(steps.iter().rev().map(|step| {
            let is_readable = past == Past::Whole || handed::had(&steps, step.revision);
            let note = step.note.clone().filter(|_| past == Past::Whole || !is_internal(step));
            // Why a report went back inside the unit, and for which cells, is the unit's own affair.
            let is_told = past == Past::Whole || !is_internal(step);
            let cells = named.get(&step.revision).filter(|_| is_told);
            TransitionView {
                note,
                is_readable,
                cells: cells.into_iter().flatten().map(correction::cell).collect(),
                round: rounds.at(step.revision),
                ..transition(step, caller.language)
            }
        })),
    }
    let Written { comments, explanations, happenings } = written;
    Ok(HistoryView { revisions, transitions, happenings, comments, explanations })
}

/// What was written about the figures, and what happened to the report as a whole.
#[derive(Default)]
struct Written {
    happenings: Vec<HappeningView>,
    comments: Vec<CommentView>,
    explanations: Vec<ExplanationView>,
}

impl Written {
    /// What the caller may read of it, newest first: while the report is back with its unit only what was written about
    /// figures that were handed over.
    fn load(
        app: &App,
        conn: &mut Conn,
        caller: &Caller,
        loaded: &Loaded,
        past: Past,
        steps: &[TransitionRow],
    ) -> AppResult<Self> {
        let is_open = past == Past::Whole || loaded.state.is_disclosed();
        let mut comments = super::comments::view(conn, caller, loaded)?.items;
        comments.retain(|comment| is_open || handed::had(steps, comment.revision));
        comments.reverse();
        let mut explanations =
            if is_open { explanations::readable(app, conn, caller, loaded)?.items } else { Vec::new() };
        explanations.reverse();
        let happenings = happenings::list(conn, loaded.id(), caller.language)?;
        Ok(Self { happenings, comments, explanations })
    }
}

/// The rounds that these steps made.
fn rounds(steps: &[TransitionRow]) -> Rounds {
    Rounds::of(steps.iter().filter_map(|step| {
        let states = State::parse(&step.from_state).zip(State::parse(&step.to_state));
        states.map(|(from, to)| (step.revision, from, to))
    }))
}

/// Whether the figures were accepted by a step: a declined correction accepts nothing new.
pub(super) fn accepts(step: &TransitionRow) -> bool {
    step.to_state == State::Accepted.as_str() && step.from_state != State::CorrectionRequested.as_str()
}

/// Whether a change is one of the cell's value, or of its row's coming and going.
fn is_of(cell: &CellQuery, change: &ChangeView) -> bool {
    change.row == cell.row && change.column.as_ref().is_none_or(|column| *column == cell.column)
}

fn labels(sheet: &Sheet) -> HashMap<RowKey, String> {
    (0..sheet.row_count()).map(|ix| (sheet.row(ix).key.clone(), sheet.row(ix).label.clone())).collect()
}

/// A step as it is told to whoever may read its note.
fn transition(step: &TransitionRow, language: Language) -> TransitionView {
    let action = Action::parse(&step.action);
    let to = State::parse(&step.to_state);
    TransitionView {
        action_label: action.map_or_else(|| step.action.clone(), |action| action.label(language).to_owned()),
        to_label: to.map_or_else(|| step.to_state.clone(), |state| state.label(language).to_owned()),
        action: step.action.clone(),
        from: step.from_state.clone(),
        to: step.to_state.clone(),
        note: step.note.clone(),
        by: step.user_name.clone(),
        unit: step.unit_name.clone(),
        at: utc(step.at),
        cells: Vec::new(),
        revision: step.revision,
        round: 0,
        accepts: accepts(step),
        is_readable: false,
    }
}

/// The content before a revision, so that each change can say what was there.
struct Before {
    values: HashMap<RowKey, HashMap<ColumnNumber, Value>>,
    /// Names that reporters typed, as they stood then.
    names: HashMap<RowKey, String>,
    /// What rows are called in the list of changes.
    labels: HashMap<RowKey, String>,
}

impl Before {
    fn apply(&mut self, changes: &ContentChanges) -> Vec<ChangeView> {
        let mut views = Vec::new();
        for key in &changes.removed {
            views.push(self.row("row_removed", key));
            self.values.remove(key);
            self.names.remove(key);
        }
        let added = changes.added.iter().chain(changes.replaced.iter().flat_map(|content| &content.rows));
        for row in added {
            self.name(row);
            views.push(self.row("row_added", &row.key));
            for (column, value) in &row.cells {
                views.push(self.cell(&row.key, *column, value, changes));
            }
        }
        for row in &changes.renamed {
            let text = |name: &String| WireValue::Text(name.clone());
            let old = self.names.get(&row.key).map(text);
            self.name(row);
            views.push(ChangeView { old, new: row.label.as_ref().map(text), ..self.row("label", &row.key) });
        }
        for cell in &changes.cells {
            views.push(self.cell(&cell.row, cell.column, &cell.value, changes));
        }
        views
    }

    fn name(&mut self, row: &ContentRow) {
        if let Some(label) = &row.label {
            self.labels.insert(row.key.clone(), label.clone());
            self.names.insert(row.key.clone(), label.clone());
        } else {
            self.names.remove(&row.key);
        }
    }

    fn row(&self, kind: &str, key: &RowKey) -> ChangeView {
        ChangeView {
            kind: kind.to_owned(),
            row: key.0.clone(),
            label: self.labels.get(key).cloned().unwrap_or_default(),
            ..ChangeView::default()
        }
    }

    fn cell(&mut self, key: &RowKey, column: ColumnNumber, value: &Value, changes: &ContentChanges) -> ChangeView {
        let row = self.values.entry(key.clone()).or_default();
        let old = row.insert(column, value.clone()).unwrap_or_default();
        ChangeView {
            column: Some(column.to_string()),
            origin: changes.origin(key, column).map(|origin| origin.as_str().to_owned()),
            old: WireValue::from_value(&old),
            new: WireValue::from_value(value),
            ..self.row("cell", key)
        }
    }
}
