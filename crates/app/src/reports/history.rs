//! What happened to a report. The reporting unit reads all of it; whoever was sent the report reads what left the unit:
//! every step, without what was written at those inside the unit, and from one sending to the next what changed.

mod handed;

use std::collections::HashMap;

use contract::WireValue;
use contract::history::{ChangeView, HistoryView, RevisionView, TransitionView};
use domain::access::Permission;
use domain::content::{ContentRow, RowKey};
use domain::language::Language;
use domain::sheet::Sheet;
use domain::template::ColumnNumber;
use domain::value::Value;
use domain::workflow::{Action, State};
use store::StoreError;
use store::changes::ContentChanges;
use store::contents::{RawRevision, RevisionRow};
use store::transitions::TransitionRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use super::notes::is_internal;
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

/// Revisions with what changed, and workflow steps, newest first; of one cell only its own changes (grid convention 139).
/// For other units a revision is what was handed over, and notes of steps inside the unit are left out.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn history(app: &App, caller: &Caller, id: i64, cell: Option<&CellQuery>) -> AppResult<HistoryView> {
    let (loaded, content, stored, mut steps) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let content = store::contents::find_raw(conn, loaded.id())?;
        let revisions = store::contents::list_raw_revisions(conn, loaded.id(), 1, i64::MAX)?;
        let steps = store::transitions::list(conn, loaded.id())?;
        Ok::<_, AppError>((loaded, content, revisions, steps))
    })?;
    let labels = labels(&Unopened::open_rows(&loaded.form, &content)?);
    let mut before = Before { values: HashMap::new(), names: HashMap::new(), labels };
    let mut revisions = Vec::new();
    let stored = stored.into_iter().map(RawRevision::read);
    let stored: Box<dyn Iterator<Item = Result<RevisionRow, StoreError>>> = if loaded.may_read_drafts(caller) {
        Box::new(stored)
    } else {
        let handed = handed::over(stored, &steps)?;
        steps.iter_mut().filter(|step| is_internal(step)).for_each(|step| step.note = None);
        Box::new(handed.into_iter().map(Ok))
    };
    for row in stored {
        let row = row?;
        let mut changes = before.apply(&row.changes);
        if let Some(cell) = cell {
            changes.retain(|change| is_of(cell, change));
        }
        let (by, source) = (row.user_name.unwrap_or_default(), row.source);
        revisions.push(RevisionView { revision: row.revision, at: utc(row.at), by, source, changes });
    }
    revisions.reverse();
    let mut transitions = Vec::new();
    match cell {
        Some(_) => revisions.retain(|revision| !revision.changes.is_empty()),
        None => transitions.extend(steps.into_iter().rev().map(|step| transition(step, caller.language))),
    }
    Ok(HistoryView { revisions, transitions })
}

/// Whether a change is one of the cell's value, or of its row's coming and going.
fn is_of(cell: &CellQuery, change: &ChangeView) -> bool {
    change.row == cell.row && change.column.as_ref().is_none_or(|column| *column == cell.column)
}

fn labels(sheet: &Sheet) -> HashMap<RowKey, String> {
    (0..sheet.row_count()).map(|ix| (sheet.row(ix).key.clone(), sheet.row(ix).label.clone())).collect()
}

fn transition(step: TransitionRow, language: Language) -> TransitionView {
    let action = Action::parse(&step.action);
    let to = State::parse(&step.to_state);
    TransitionView {
        action_label: action.map_or_else(|| step.action.clone(), |action| action.label(language).to_owned()),
        to_label: to.map_or_else(|| step.to_state.clone(), |state| state.label(language).to_owned()),
        action: step.action,
        from: step.from_state,
        to: step.to_state,
        note: step.note,
        by: step.user_name,
        unit: step.unit_name,
        at: utc(step.at),
        revision: step.revision,
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
