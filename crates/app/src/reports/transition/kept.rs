//! What is kept of a step: the report's row and figures, its event, and the marks on what was consolidated from it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::ids::{ReportId, UnitId, UserId};
use domain::workflow::{Action, State, Transition};
use serde_json::Value;
use store::Tx;
use store::reports::{ContentWrite, ReportChange, ReportRow};

use super::super::children::parents;
use super::super::loaded::Loaded;
use crate::events::Doer;
use crate::{App, AppResult};

/// The figures are kept whole wherever somebody else goes on with them.
pub(crate) fn content(transition: &Transition) -> ContentWrite<'static> {
    let is_kept = matches!(transition.to, State::Submitted | State::Approved | State::Sent | State::Accepted);
    if transition.changes_state() && is_kept { ContentWrite::Snapshot } else { ContentWrite::Keep }
}

/// What the report's row says after a step of this person, or of the machine.
pub(crate) fn change(
    row: &ReportRow,
    transition: &Transition,
    user: Option<UserId>,
    now: NaiveDateTime,
) -> ReportChange {
    let mut change = ReportChange::of(row, now);
    change.state = transition.to.as_str().to_owned();
    change.level = transition.level.into();
    change.signed = transition.signed;
    // Another level is another person's turn.
    if transition.changes_state() || change.level != row.level {
        change.state_since = now;
    }
    if transition.action == Action::Submit {
        change.submitted_at = Some(now);
        change.author_id = user.map(|user| user.0);
    }
    if matches!(transition.action, Action::Send | Action::AutoSend) {
        change.sent_at = Some(now);
    }
    // A limited correction holds until the figures are accepted anew, sent back as a whole or opened as a whole (decision
    // 0053).
    let opens = matches!(transition.action, Action::Return | Action::Exempt | Action::GrantCorrection);
    if transition.to == State::Accepted || opens {
        change.limited_by = None;
    }
    if transition.to == State::Accepted && transition.from != State::CorrectionRequested {
        change.accepted_at = Some(now);
    }
    change
}

/// The event of a step.
pub(in crate::reports) fn event(
    doer: Doer<'_>,
    loaded: &Loaded,
    transition: &Transition,
    note: Option<&str>,
    now: NaiveDateTime,
) -> store::events::NewEvent {
    let (kind, body) = particulars(transition, note);
    store::events::NewEvent { body, ..doer.event(&kind, loaded.id(), now) }
}

/// What kind of event a step is, and what it says.
pub(crate) fn particulars(transition: &Transition, note: Option<&str>) -> (String, String) {
    let body = serde_json::json!({
        "action": transition.action.as_str(),
        "from": transition.from.as_str(),
        "to": transition.to.as_str(),
        "level": transition.level,
        "note": note,
    });
    (format!("report.{}", transition.action.as_str()), body.to_string())
}

/// A report that was consolidated above no longer says what it said, or says it for the first time: every consolidated
/// report above it, up to the top, is stale (D5). Their owners are told once, and those directly above also when corrected
/// figures are accepted: now they can be taken in.
pub(in crate::reports) fn mark_ancestors(
    app: &App,
    tx: &mut Tx<'_>,
    doer: Doer<'_>,
    loaded: &Loaded,
    transition: &Transition,
    now: NaiveDateTime,
) -> AppResult<()> {
    let cause = serde_json::json!({ "cause": {
        "report": loaded.row.id,
        "form": loaded.row.form_code,
        "unit": loaded.unit.name,
        "action": transition.action.as_str(),
    } });
    let brings_figures = transition.to == State::Accepted && loaded.row.accepted_revision.is_some();
    let is_outdated = loaded.row.stale && transition.to.is_consolidated();
    mark_above(app, tx, (doer, &cause), (&loaded.row, is_outdated), brings_figures, now)
}

/// The same above a report that changed without a step, told with this body. Where the figures that it has are out of date
/// themselves, those above wait for it.
pub(crate) fn mark_above(
    app: &App,
    tx: &mut Tx<'_>,
    (doer, body): (Doer<'_>, &Value),
    (row, is_outdated): (&ReportRow, bool),
    mut brings_figures: bool,
    now: NaiveDateTime,
) -> AppResult<()> {
    let mut level = above(app, tx, row, is_outdated)?;
    while !level.is_empty() {
        let ids: Vec<ReportId> = level.keys().copied().map(ReportId).collect();
        let marked = store::reports::mark_stale(tx, &ids)?;
        let mut next = BTreeMap::new();
        for Place { row, awaits } in level.into_values() {
            let id = ReportId(row.id);
            // What was never consolidated has passed nothing on.
            if store::consolidations::find(tx, id)?.is_none() {
                continue;
            }
            if brings_figures || marked.contains(&id) {
                let event = doer.event("report.stale", id, now);
                store::events::append(tx, &store::events::NewEvent { body: told(body, awaits), ..event })?;
            }
            // What does not count is left out by consolidating again: nobody waits for it, as the page above says.
            let counts = State::parse(&row.state).is_some_and(State::is_consolidated);
            next.append(&mut above(app, tx, &row, counts)?);
        }
        brings_figures = false;
        level = next;
    }
    Ok(())
}

/// A report that is out of date now.
struct Place {
    row: ReportRow,
    /// The unit below that has to consolidate first.
    awaits: Option<String>,
}

/// The reports directly above, each once, by id.
fn above(app: &App, tx: &mut Tx<'_>, row: &ReportRow, is_outdated: bool) -> AppResult<BTreeMap<i64, Place>> {
    let parents = parents(app, tx, row)?;
    let awaits = if is_outdated && !parents.is_empty() {
        let units = store::units::list_by_ids(tx, &[UnitId(row.unit_id)])?;
        units.into_iter().next().map(|unit| unit.name)
    } else {
        None
    };
    Ok(parents.into_iter().map(|row| (row.id, Place { row, awaits: awaits.clone() })).collect())
}

/// What the event says, with whom to wait for.
fn told(body: &Value, awaits: Option<String>) -> String {
    match (awaits, body.clone()) {
        (Some(unit), Value::Object(mut fields)) => {
            fields.insert("awaits".to_owned(), unit.into());
            Value::Object(fields).to_string()
        }
        (_, body) => body.to_string(),
    }
}
