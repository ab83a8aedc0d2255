//! One workflow step.

use std::collections::HashSet;

use contract::data::FindingView;
use contract::reports::{ReportView, TransitionRequest};
use domain::access::Allowed;
use domain::explanation::Subject;
use domain::language::Language;
use domain::sheet::FindingCounts;
use domain::workflow::{self, Action, Facts, Refusal, RefusalCode, Transition};
use store::reports::{NewRevision, NewTransition, ReportChange};
use store::{Conn, Tx};

use self::step::{Step, looks_at_figures, passes_on};
use super::doubts::Doubts;
use super::explanations::{self, Told, Warned};
use super::figures::Unopened;
use super::limit::Limit;
use super::loaded::Loaded;
use super::marks::Marked;
use super::named::{self, Named};
use super::save::{MOVED, again_when_stale, moved};
use super::{received_outside, view, window};
use crate::events::Doer;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, Message, wire};

mod kept;
mod step;
#[cfg(test)]
mod tests;

pub(crate) use kept::{change, content, mark_above, particulars};
pub(super) use kept::{event, mark_ancestors};
pub(super) use step::permission;

/// Takes one workflow step. `seen` is the revision in `If-Match`.
///
/// # Errors
/// `Stale`, `WrongState` with the allowed actions, `Forbidden`, `Invalid` with the findings that stand in the way.
pub fn transition(
    app: &App,
    caller: &Caller,
    id: i64,
    seen: i64,
    request: &TransitionRequest,
    key: Option<&IdempotencyKey>,
) -> AppResult<ReportView> {
    let retry = Request::on(caller, key, seen, request);
    let answered: Option<ReportView> = app.store.read(|conn| retry.answered(conn))?;
    if let Some(view) = answered {
        return Ok(view);
    }
    let step = Step::read(request)?;
    let mut was_stale = None;
    let outcome = again_when_stale(|| {
        let loading = app.store.read(|conn| match retry.answered(conn)? {
            Some(view) => Ok(Err(view)),
            None => Loading::find(app, conn, caller, id, seen, &step).map(Ok),
        })?;
        let prepared = match loading {
            Ok(loading) => {
                let at_first = *was_stale.get_or_insert(loading.loaded.row.stale);
                prepare(app, caller, loading.after(at_first), &step)?
            }
            Err(view) => return Ok(view),
        };
        app.store.write(|tx| {
            let after = write(app, tx, caller, &prepared, &step)?;
            // A step changes no figures: their findings were counted before, outside of this transaction.
            let counts = if after.state.is_entry() { prepared.counts } else { FindingCounts::default() };
            let view = view::show_counted(app, tx, caller, &after, counts, &prepared.doubts)?;
            retry.keep(tx, &view, app.clock.now())?;
            Ok(view)
        })
    });
    match outcome {
        // The same request came twice at once: the slower one gives the answer of the faster one.
        Err(AppError::Stale { current }) => {
            app.store.read(|conn| retry.answered(conn))?.ok_or(AppError::Stale { current })
        }
        outcome => outcome,
    }
}

/// Figures below may have changed since the step was decided: then it is decided anew, so that nobody passes a stale report
/// on without having been told.
fn refuse_newly_stale(prepared: &Prepared, after: &Loaded) -> AppResult<()> {
    let is_passed_on = passes_on(prepared.transition.action);
    let is_new = after.row.consolidates && after.row.stale && !prepared.loaded.row.stale;
    if is_passed_on && is_new { Err(AppError::Stale { current: MOVED }) } else { Ok(()) }
}

/// A step that was decided.
struct Prepared {
    loaded: Loaded,
    allowed: Allowed,
    transition: Transition,
    /// What the figures' findings come to, where they were looked at.
    counts: FindingCounts,
    doubts: Doubts,
    /// What was explained with the step.
    told: Vec<Told>,
    /// The cells that it is about.
    named: Vec<Named>,
}

/// Everything that a step is decided from, read in one transaction.
struct Loading {
    loaded: Loaded,
    figures: Option<Unopened>,
    doubts: Doubts,
    /// What was explained before, where warnings ask for it.
    explained: HashSet<Subject>,
    /// What a reviewer marked, for who submits.
    marked: Option<Marked>,
    /// The report grew stale while the step was being taken: the note was given for something else.
    grew_stale: bool,
}

impl Loading {
    fn find(app: &App, conn: &mut Conn, caller: &Caller, id: i64, seen: i64, step: &Step) -> AppResult<Self> {
        let loaded = Loaded::find(app, conn, caller, id)?;
        if seen != loaded.row.revision {
            return Err(AppError::not_at(seen, loaded.row.revision));
        }
        let figures = if loaded.form.template().is_fillable() && looks_at_figures(step.action) {
            Some(Unopened::load(app, conn, &loaded)?)
        } else {
            None
        };
        let doubts = Doubts::load(conn, &loaded)?;
        let asks = step.action == Action::Submit;
        let explained = if asks { explanations::explained(conn, &loaded)? } else { HashSet::new() };
        let marked = if asks { Marked::load(conn, caller, &loaded)? } else { None };
        Ok(Self { loaded, figures, doubts, explained, marked, grew_stale: false })
    }

    /// The same, looked at again after a first look that found the report stale or not.
    fn after(self, was_stale: bool) -> Self {
        Self { grew_stale: self.loaded.row.stale && !was_stale, ..self }
    }
}

fn prepare(app: &App, caller: &Caller, loading: Loading, step: &Step) -> AppResult<Prepared> {
    let Loading { loaded, figures, mut doubts, explained, marked, grew_stale } = loading;
    if !step.explanations.is_empty() {
        // Whether a draft has some warning is nobody else's to find out.
        loaded.allow(caller, permission(step.action))?;
    }
    let opened = figures.map(|unopened| unopened.open()).transpose()?;
    let counts = opened.as_ref().map(|figures| figures.sheet.finding_counts()).unwrap_or_default();
    if let (Some(marked), Some(figures)) = (&marked, &opened) {
        doubts.marks = marked.open_count(&figures.sheet, loaded.row.unit_id);
    }
    let named_in = opened.as_ref().filter(|_| !step.cells.is_empty()).map(|figures| figures.sheet.clone());
    let doubts = match &opened {
        Some(figures) => doubts.with(&figures.stored),
        None => doubts,
    };
    let mut warned = Warned::default();
    if let (Some(figures), Action::Submit) = (&opened, step.action) {
        warned = Warned::of(&figures.sheet, &figures.sheet.findings(caller.language), explained, &step.explanations)?;
    }
    let has_note = step.note.is_some() && !(grew_stale && passes_on(step.action));
    let asked = FindingCounts { warnings: warned.unexplained.len(), ..counts };
    let facts = doubts.note(loaded.facts(caller, app.clock.now(), asked, has_note));
    let transition =
        workflow::transition(loaded.state, step.action, loaded.rights, &loaded.policy, &facts).map_err(|refusal| {
            let doubts = doubts.findings(&facts, step.action == Action::Submit, caller.language);
            let is_judged = matches!(step.action, Action::Submit | Action::Send);
            let judged = opened.filter(|_| is_judged).map(|figures| figures.sheet.findings(caller.language));
            let shown = doubts.into_iter().chain(wire::findings(judged.unwrap_or_default()));
            refused(&loaded, &facts, refusal, shown.collect())
        })?;
    let allowed = loaded.allow(caller, permission(step.action))?;
    let named = match &named_in {
        Some(sheet) => named::find(sheet, step.action, &step.cells)?,
        None => Vec::new(),
    };
    let told = warned.told_with(step.note.as_deref());
    Ok(Prepared { loaded, allowed, transition, counts, doubts, told, named })
}

/// What a refusal means to the caller.
pub(super) fn refused(loaded: &Loaded, facts: &Facts, refusal: Refusal, findings: Vec<FindingView>) -> AppError {
    let message = match refusal.code {
        RefusalCode::EntryClosed => window::outside(loaded),
        _ => Message::new(refusal.message(Language::Vi), refusal.message(Language::En)),
    };
    match refusal.code {
        RefusalCode::MissingRight
        | RefusalCode::OwnReport
        | RefusalCode::NotNamed
        | RefusalCode::NotAuthor
        | RefusalCode::OffSystem
        | RefusalCode::AutomaticOnly => AppError::Forbidden(message),
        RefusalCode::WrongState
        | RefusalCode::EntryClosed
        | RefusalCode::ApprovalStarted
        | RefusalCode::SigningOff
        | RefusalCode::AutomationOff => {
            AppError::WrongState { message, allowed_actions: loaded.allowed_actions(facts) }
        }
        RefusalCode::ReasonRequired
        | RefusalCode::Outline
        | RefusalCode::ErrorsRemain
        | RefusalCode::WarningsUnconfirmed
        | RefusalCode::SignatureMissing => AppError::Invalid { message, findings },
    }
}

/// Takes the step, and gives the report as it is afterwards.
fn write(app: &App, tx: &mut Tx<'_>, caller: &Caller, prepared: &Prepared, step: &Step) -> AppResult<Loaded> {
    let now = app.clock.now();
    let Prepared { loaded, allowed, transition, .. } = prepared;
    let revision = NewRevision { user_id: Some(caller.user.0), source: "transition", content: content(transition) };
    let kept = NewTransition {
        action: transition.action.as_str().to_owned(),
        from_state: transition.from.as_str().to_owned(),
        level: transition.level.into(),
        note: step.note.clone(),
        user_id: Some(caller.user.0),
        unit_id: caller.unit.0,
    };
    let event = event(Doer::Person(caller), loaded, transition, step.note.as_deref(), now);
    let mut change = ReportChange {
        process_id: loaded.process_after(tx, transition)?,
        ..change(&loaded.row, transition, Some(caller.user), now)
    };
    if transition.action == Action::Send {
        change.sent_at = Some(received_outside::counts_as_sent_at(loaded, now));
    }
    if transition.action == Action::GrantCorrection && !prepared.named.is_empty() {
        if let Some(limit) = Limit::load(tx, loaded)? {
            limit.check_wider(&prepared.named)?;
        }
        change.limited_by = Some(loaded.row.revision + 1);
    }
    let made =
        store::reports::advance(tx, allowed, loaded.id(), loaded.row.revision, &change, &revision, Some(&kept), &event)
            .map_err(moved)?;
    if transition.action == Action::Send {
        received_outside::refuse_newly_received(tx, loaded)?;
    }
    named::keep(tx, caller, loaded, (transition.action, made), &prepared.named, now)?;
    if transition.changes_consolidation() {
        mark_ancestors(app, tx, Doer::Person(caller), loaded, transition, now)?;
    }
    explanations::keep(tx, caller, loaded, &prepared.told, now)?;
    let after = Loaded::find(app, tx, caller, loaded.row.id)?;
    refuse_newly_stale(prepared, &after)?;
    Ok(after)
}
