//! What is kept of a step: the report's row and figures, its event, and the marks on what was consolidated from it.

use chrono::NaiveDateTime;
use domain::ids::{ReportId, UserId};
use domain::workflow::{Action, State, Transition};
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
    mark_above(app, tx, (doer, &cause.to_string()), &loaded.row, brings_figures, now)
}

/// The same above a report that changed without a step, told with this body.
pub(crate) fn mark_above(
    app: &App,
    tx: &mut Tx<'_>,
    (doer, body): (Doer<'_>, &str),
    row: &ReportRow,
    mut brings_figures: bool,
    now: NaiveDateTime,
) -> AppResult<()> {
    let mut level = parents(app, tx, row)?;
    while !level.is_empty() {
        let ids: Vec<ReportId> = level.iter().map(|report| ReportId(report.id)).collect();
        let marked = store::reports::mark_stale(tx, &ids)?;
        let mut above = Vec::new();
        for report in &level {
            let id = ReportId(report.id);
            // What was never consolidated has passed nothing on.
            if store::consolidations::find(tx, id)?.is_none() {
                continue;
            }
            if brings_figures || marked.contains(&id) {
                let event = doer.event("report.stale", id, now);
                store::events::append(tx, &store::events::NewEvent { body: body.to_owned(), ..event })?;
            }
            above.extend(parents(app, tx, report)?);
        }
        brings_figures = false;
        level = above;
    }
    Ok(())
}
