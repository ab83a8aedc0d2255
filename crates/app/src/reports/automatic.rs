//! Steps that the machine takes at the closing hour (C10), and the release of units that need not report (A12).
//!
//! The machine decides by the same `domain::workflow::transition` as people do, and its steps go through the same
//! compare-and-set: of two servers that try, one takes the step.

use chrono::NaiveDateTime;
use domain::access::{Actor, for_system};
use domain::ids::{ReportId, UnitId, UserId};
use domain::language::Language;
use domain::sheet::FindingCounts;
use domain::workflow::{self, Action, AutomaticStep, Facts, Refusal, State, Transition};
use store::events::NewEvent;
use store::reports::{NewRevision, NewTransition, ReportChange};
use store::{Conn, StoreError, Tx};

use super::figures::Unopened;
use super::loaded::Loaded;
use super::transition::{change, content, event, mark_ancestors, permission};
use crate::events::Doer;
use crate::{App, AppError, AppResult, Caller};

/// What the machine did about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Did {
    /// Nothing was to be done, or another server did it.
    Nothing,
    /// People were told that it will act.
    Announced,
    /// It took the step.
    Acted,
    /// The step is not possible; the owners were told.
    Refused,
}

/// Nobody: it has no rights, which the machine's own steps do not ask for.
fn nobody(unit: UnitId) -> Caller {
    let user = UserId(0);
    Caller {
        user,
        username: String::new(),
        full_name: String::new(),
        unit,
        unit_name: String::new(),
        actor: Actor { user, unit, grants: Vec::new() },
        language: Language::Vi,
    }
}

/// Announces or takes the automatic step that is due for a report, if any.
pub(crate) fn automatic_step(app: &App, id: ReportId) -> AppResult<Did> {
    let now = app.clock.now();
    let Some(Ready { loaded, step, figures }) = app.store.read(|conn| ready(app, conn, id, now))? else {
        return Ok(Did::Nothing);
    };
    match step {
        AutomaticStep::Announce(action, moment) => {
            let body = serde_json::json!({ "action": action.as_str(), "at": moment });
            tell(app, &loaded, action.as_str(), "report.automatic_soon", &body, Did::Announced)
        }
        AutomaticStep::Act(action, moment) => {
            let counts = match figures {
                Some(figures) => figures.open()?.sheet.finding_counts(),
                None => FindingCounts::default(),
            };
            match decide(&loaded, action, counts, false, now) {
                Ok(transition) => act(app, &loaded, &transition, moment, now),
                Err(refusal) => {
                    let body = serde_json::json!({
                        "action": action.as_str(),
                        "at": moment,
                        "reason_vi": refusal.message(Language::Vi),
                        "reason_en": refusal.message(Language::En),
                    });
                    tell(app, &loaded, "automatic_refused", "report.automatic_refused", &body, Did::Refused)
                }
            }
        }
    }
}

/// A report with the step that is due.
struct Ready {
    loaded: Loaded,
    step: AutomaticStep,
    /// Where errors would stand in the way.
    figures: Option<Unopened>,
}

fn ready(app: &App, conn: &mut Conn, id: ReportId, now: NaiveDateTime) -> AppResult<Option<Ready>> {
    let row = store::reports::find(conn, id)?;
    let loaded = Loaded::of(app, conn, &nobody(UnitId(row.unit_id)), row)?;
    // The notice is noted under the action's name.
    let action = if loaded.state == State::Sent { Action::AutoAccept } else { Action::AutoSend };
    let is_announced = store::reminders::told_at(conn, id, action.as_str())?.is_some();
    let (since, closes) = (loaded.row.state_since, loaded.row.closes_on);
    let Some(step) = workflow::automatic_step(loaded.state, since, &loaded.policy, closes, is_announced, now) else {
        return Ok(None);
    };
    let sends = matches!(step, AutomaticStep::Act(Action::AutoSend, _));
    let is_judged = sends && loaded.form.template().is_fillable();
    let figures = if is_judged { Some(Unopened::load(app, conn, &loaded)?) } else { None };
    Ok(Some(Ready { loaded, step, figures }))
}

fn decide(
    loaded: &Loaded,
    action: Action,
    counts: FindingCounts,
    has_note: bool,
    now: NaiveDateTime,
) -> Result<Transition, Refusal> {
    let facts = loaded.facts(&nobody(UnitId(loaded.row.unit_id)), now, counts, has_note);
    let facts = Facts { by_system: true, ..facts };
    workflow::transition(loaded.state, action, loaded.rights, &loaded.policy, &facts)
}

/// Tells people something about a report, once.
fn tell(app: &App, loaded: &Loaded, stage: &str, kind: &str, body: &serde_json::Value, did: Did) -> AppResult<Did> {
    let now = app.clock.now();
    app.store.write(|tx| {
        if store::reminders::tell_once(tx, stage, &[loaded.id()], now)?.is_empty() {
            return Ok(Did::Nothing);
        }
        let event = Doer::System.event(kind, loaded.id(), now);
        store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
        Ok(did)
    })
}

/// Takes a step, unless the report has moved on since it was decided: then the next run decides anew.
fn act(app: &App, loaded: &Loaded, transition: &Transition, hour: NaiveDateTime, now: NaiveDateTime) -> AppResult<Did> {
    let change = change(&loaded.row, transition, None, now);
    let change = match transition.action {
        Action::AutoSend => {
            let counted = workflow::counts_as_sent_at(loaded.state, loaded.row.state_since, hour);
            ReportChange { sent_at: Some(super::received_outside::counts_as_sent_at(loaded, counted)), ..change }
        }
        _ => change,
    };
    let written = app.store.write(|tx| write(app, tx, loaded, transition, &change, None, now));
    match written {
        Ok(()) => Ok(Did::Acted),
        Err(AppError::Stale { .. }) => Ok(Did::Nothing),
        Err(error) => Err(error),
    }
}

fn write(
    app: &App,
    tx: &mut Tx<'_>,
    loaded: &Loaded,
    transition: &Transition,
    change: &ReportChange,
    note: Option<&str>,
    now: NaiveDateTime,
) -> AppResult<()> {
    let allowed = for_system(permission(transition.action), UnitId(loaded.row.unit_id));
    let revision = NewRevision { user_id: None, source: "transition", content: content(transition) };
    let kept = NewTransition {
        action: transition.action.as_str().to_owned(),
        from_state: transition.from.as_str().to_owned(),
        level: transition.level.into(),
        note: note.map(str::to_owned),
        user_id: None,
        unit_id: match transition.action {
            Action::AutoAccept => loaded.row.receiver_id.unwrap_or(loaded.row.unit_id),
            _ => loaded.row.unit_id,
        },
    };
    let event = event(Doer::System, loaded, transition, note, now);
    let change = ReportChange { process_id: loaded.process_after(tx, transition)?, ..change.clone() };
    let revised = store::reports::advance(
        tx,
        &allowed,
        loaded.id(),
        loaded.row.revision,
        &change,
        &revision,
        Some(&kept),
        &event,
    );
    match revised {
        Err(StoreError::Stale) => return Err(AppError::Stale { current: super::MOVED }),
        other => other?,
    };
    if transition.action == Action::AutoSend {
        super::received_outside::refuse_newly_received(tx, loaded)?;
    }
    if transition.changes_consolidation() {
        mark_ancestors(app, tx, Doer::System, loaded, transition, now)?;
    }
    Ok(())
}

/// Releases a unit from a report that was just assigned to it, in the transaction of that.
pub(crate) fn exempt_by_system(app: &App, tx: &mut Tx<'_>, id: ReportId, reason: &str) -> AppResult<()> {
    let now = app.clock.now();
    let row = store::reports::find(tx, id)?;
    let loaded = Loaded::of(app, tx, &nobody(UnitId(row.unit_id)), row)?;
    let transition = decide(&loaded, Action::Exempt, FindingCounts::default(), true, now)
        .map_err(|refusal| AppError::Internal(refusal.message(Language::En)))?;
    let change = change(&loaded.row, &transition, None, now);
    write(app, tx, &loaded, &transition, &change, Some(reason), now)
}
