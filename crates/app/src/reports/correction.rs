//! The correction that a report is open for, or that waits for its answer: why, by whom, for which cells.

use contract::reports::{CorrectedCell, CorrectionStep, CorrectionView};
use domain::workflow::{Action, State};
use store::Conn;
use store::step_cells::StepCell;
use store::transitions::TransitionRow;

use super::loaded::Loaded;
use super::notes::is_internal;
use crate::clock::utc;
use crate::{AppResult, Caller};

/// The last correction, from the request to the next acceptance or return.
///
/// # Errors
/// Those of the database.
pub(super) fn load(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Option<CorrectionView>> {
    // What never left entry has nothing to be corrected, and what is accepted is correct.
    if loaded.row.submitted_at.is_none() || matches!(loaded.state, State::Accepted | State::Exempt) {
        return Ok(None);
    }
    let steps = store::transitions::list(conn, loaded.id())?;
    let Some(asked_at) =
        steps.iter().rposition(ends_or_begins).filter(|at| is(steps.get(*at), Action::RequestCorrection))
    else {
        return Ok(None);
    };
    let Some(asked) = steps.get(asked_at) else { return Ok(None) };
    if !loaded.may_read_drafts(caller) && is_internal(asked) {
        return Ok(None);
    }
    let granted = steps.iter().skip(asked_at).find(|step| is(Some(step), Action::GrantCorrection));
    let mut named = store::step_cells::list(conn, loaded.id())?;
    let mut cells = |revision: Option<i64>| -> Vec<CorrectedCell> {
        let found = revision.and_then(|revision| named.remove(&revision)).unwrap_or_default();
        found.iter().map(cell).collect()
    };
    Ok(Some(CorrectionView {
        reason: asked.note.clone(),
        cells: cells(Some(asked.revision)),
        limited_to: cells(loaded.row.limited_by),
        asked: step(asked),
        granted: granted.map(step),
    }))
}

/// A named cell as the API shows it.
pub(super) fn cell(cell: &StepCell) -> CorrectedCell {
    CorrectedCell { row: cell.row.0.clone(), label: cell.label.clone(), column: cell.column.to_string() }
}

/// Whether a step begins a correction, or ends the one before it.
fn ends_or_begins(step: &TransitionRow) -> bool {
    let ends = [Action::RequestCorrection, Action::DeclineCorrection, Action::Return];
    let accepts = step.to_state == State::Accepted.as_str();
    accepts || Action::parse(&step.action).is_some_and(|action| ends.contains(&action))
}

fn is(step: Option<&TransitionRow>, action: Action) -> bool {
    step.is_some_and(|step| step.action == action.as_str())
}

fn step(row: &TransitionRow) -> CorrectionStep {
    CorrectionStep { by: row.user_name.clone(), unit: row.unit_name.clone(), at: utc(row.at), note: row.note.clone() }
}
