//! Consolidating the accepted reports of the units below.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDateTime;
use contract::lineage::{ConsolidationView, UntakenFigure};
use contract::units::UnitRef;
use domain::access::Permission;
use domain::consolidation::{self, Child};
use domain::ids::{FormId, ReportId, UnitId};
use domain::sheet::CompiledForm;
use domain::workflow::State;
use store::changes::ContentChanges;
use store::consolidations::{ConsolidationRow, SourceRow};
use store::contents::StoredContent;
use store::reports::{ChildReport, ContentWrite, NewRevision, NewTransition, ReportChange};
use store::{Conn, Tx};

use super::children::{below, forms_below, is_outdated, view};
use super::figures::whole;
use super::loaded::Loaded;
use super::save::{CONSOLIDATED, MOVED, again_when_stale, editable, moved};
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Consolidates the accepted reports of the units below; the unit's own figures stay beside them (D1–D5).
///
/// # Errors
/// `Stale`, `Forbidden`, `WrongState`, `Invalid` for a report that consolidates nothing.
pub fn consolidate(
    app: &App,
    caller: &Caller,
    id: i64,
    seen: i64,
    key: Option<&IdempotencyKey>,
) -> AppResult<ConsolidationView> {
    let retry = Request::on(caller, key, seen, &id);
    let mut first = true;
    again_when_stale(|| {
        let loading = app.store.read(|conn| {
            // In one look with the revision: the same request may be answered by another thread just now.
            if let Some(view) = retry.answered(conn)? {
                return Ok(Err(view));
            }
            let loaded = Loaded::find(app, conn, caller, id)?;
            // Only the first look honours If-Match: a later one follows a save that lost a race with this very request.
            if std::mem::take(&mut first) && seen != loaded.row.revision {
                return Err(AppError::not_at(seen, loaded.row.revision));
            }
            load(app, conn, caller, loaded).map(Ok)
        })?;
        let prepared = match loading {
            Ok(loading) => prepare(loading)?,
            Err(view) => return Ok(view),
        };
        app.store.write(|tx| {
            let now = app.clock.now();
            let view = write(tx, caller, &prepared, now)?;
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

/// Everything that a consolidation is made from, read in one transaction.
struct Loading {
    loaded: Loaded,
    allowed: domain::access::Allowed,
    step: domain::workflow::Transition,
    stored: StoredContent,
    below: Below,
}

/// The reports of the units below, with what was accepted of them.
pub(super) struct Below {
    forms: Vec<FormId>,
    children: Vec<ChildReport>,
    /// The compiled forms of the children.
    compiled: HashMap<i64, Arc<CompiledForm>>,
}

impl Below {
    pub fn load(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        let forms = forms_below(conn, loaded)?;
        let children = below(conn, loaded, &forms)?;
        let mut compiled = HashMap::new();
        for form in &forms {
            compiled.insert(form.0, app.forms.form(conn, *form)?);
        }
        Ok(Self { forms, children, compiled })
    }

    /// What consolidating takes: the accepted figures of the reports that count now.
    pub fn inputs(&self) -> Vec<Child> {
        self.children.iter().filter(|child| is_used(child)).filter_map(|child| self.input(child)).collect()
    }

    /// A child's accepted figures: its own and those it had consolidated in its turn.
    fn input(&self, child: &ChildReport) -> Option<Child> {
        let accepted = child.accepted.as_ref()?;
        let form = self.compiled.get(&child.report.form_id)?;
        let stored = StoredContent {
            revision: accepted.revision,
            own: accepted.own.clone(),
            consolidated: accepted.consolidated.clone(),
            ..StoredContent::default()
        };
        Some(Child {
            report: ReportId(child.report.id),
            revision: accepted.revision,
            unit: UnitId(child.report.unit_id),
            unit_name: child.unit_name.clone(),
            content: whole(form, &stored).into_owned(),
        })
    }
}

struct Prepared {
    loading: Loading,
    used: Vec<(ReportId, i64)>,
    outcome: consolidation::Consolidated,
    lineage: String,
}

fn load(app: &App, conn: &mut Conn, caller: &Caller, loaded: Loaded) -> AppResult<Loading> {
    let allowed = loaded.allow(caller, Permission::Consolidate)?;
    let (_, step) = editable(app, &loaded, caller)?;
    if !loaded.row.consolidates {
        return Err(AppError::Invalid {
            message: Message::new(
                "Báo cáo này không tổng hợp từ đơn vị cấp dưới.",
                "This report does not consolidate reports of units below.",
            ),
            findings: Vec::new(),
        });
    }
    let below = Below::load(app, conn, &loaded)?;
    let stored = store::contents::find(conn, loaded.id())?;
    Ok(Loading { loaded, allowed, step, stored, below })
}

/// Adds up, without holding a connection.
fn prepare(loading: Loading) -> AppResult<Prepared> {
    let inputs = loading.below.inputs();
    let outcome = consolidation::consolidate(loading.loaded.form.template(), &loading.stored.own, &inputs);
    let used = inputs.iter().map(|child| (child.report, child.revision)).collect();
    let lineage =
        serde_json::to_string(&outcome.lineage).map_err(|error| AppError::Internal(format!("lineage: {error}")))?;
    Ok(Prepared { loading, used, outcome, lineage })
}

fn is_used(child: &ChildReport) -> bool {
    State::parse(&child.report.state).is_some_and(State::is_consolidated)
}

fn write(tx: &mut Tx<'_>, caller: &Caller, prepared: &Prepared, now: NaiveDateTime) -> AppResult<ConsolidationView> {
    let Prepared { loading, used, outcome, lineage } = prepared;
    let Loading { loaded, allowed, step, stored, below } = loading;
    let children = &below.children;
    let mut change = ReportChange::of(&loaded.row, now);
    // What is out of date below is out of date here too, however often it is added up.
    change.stale = children.iter().any(|child| is_outdated(&child.state()));
    change.author_id = Some(caller.user.0);
    change.signed = step.signed;
    if step.changes_state() {
        change.state = step.to.as_str().to_owned();
        change.state_since = now;
    }
    let unchanged = ContentChanges::default();
    let revision = NewRevision {
        user_id: Some(caller.user.0),
        source: CONSOLIDATED,
        content: ContentWrite::Replace {
            own: &stored.own,
            consolidated: Some(&outcome.children),
            changes: &unchanged,
            carried: None,
            snapshot: true,
        },
    };
    let transition = step.changes_state().then(|| NewTransition {
        action: domain::workflow::Action::Open.as_str().to_owned(),
        from_state: step.from.as_str().to_owned(),
        level: 0,
        note: None,
        user_id: Some(caller.user.0),
        unit_id: caller.unit.0,
    });
    let event = events::of_report("report.consolidated", caller, loaded.id(), now);
    let new = store::reports::advance(
        tx,
        allowed,
        loaded.id(),
        loaded.row.revision,
        &change,
        &revision,
        transition.as_ref(),
        &event,
    )
    .map_err(moved)?;
    refuse_moved_children(tx, loading)?;
    let made = ConsolidationRow { revision: new, at: now, body: Some(lineage.clone()) };
    let sources: Vec<SourceRow> = used
        .iter()
        .map(|(report, revision)| SourceRow { child_report_id: report.0, child_revision: *revision })
        .collect();
    store::consolidations::write(tx, loaded.id(), &made, &sources)?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Ok(ConsolidationView {
        revision: new,
        children: children.iter().map(|child| view(child, used, caller.language)).collect(),
        included: count(used.len()),
        faults: outcome.faults.iter().map(|fault| fault_view(fault, children)).collect(),
        missing: count(children.iter().filter(|child| !is_used(child) && child.report.state != "exempt").count()),
    })
}

/// A child that was accepted or corrected since the figures were read would be missed: then all is looked at anew.
fn refuse_moved_children(tx: &mut Tx<'_>, loading: &Loading) -> AppResult<()> {
    let row = &loading.loaded.row;
    let Below { forms, children, .. } = &loading.below;
    let now = store::reports::list_child_states(tx, UnitId(row.unit_id), forms, &row.period)?;
    let is_same = now.len() == children.len()
        && now.iter().zip(children).all(|(now, read)| {
            now.id == read.report.id
                && now.state == read.report.state
                && now.accepted_revision == read.report.accepted_revision
                && now.stale == read.report.stale
        });
    if is_same { Ok(()) } else { Err(AppError::Stale { current: MOVED }) }
}

/// A figure that could not be taken in, with the unit it came from.
fn fault_view(fault: &consolidation::Fault, children: &[ChildReport]) -> UntakenFigure {
    let child = fault.report.and_then(|report| children.iter().find(|child| child.report.id == report.0));
    UntakenFigure {
        code: fault.kind.as_str().to_owned(),
        report_id: fault.report.map(|report| report.0),
        unit: child.map(|child| UnitRef { id: child.report.unit_id, name: child.unit_name.clone() }),
        row: fault.row.0.clone(),
        column: fault.column.map(|column| column.to_string()),
    }
}
