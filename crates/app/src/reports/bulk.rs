//! The same step for several reports.

use contract::Problem;
use contract::reports::{BulkResult, BulkTransitionRequest, BulkTransitionView, ReportAtRevision, TransitionRequest};

use super::save::again_when_stale;
use super::transition::transition;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller};

/// Most reports of one request.
const MOST: usize = 200;

/// Takes the same step for several reports, each decided by itself and written in its own transaction. Says, for each,
/// its new status or why not, as `problem` puts it.
///
/// A retry answers what was answered. After a request that was cut short it takes the steps that are still missing: each
/// step keeps its own answer, and the whole answer is kept when nothing is left to try again.
///
/// # Errors
/// `Malformed` for more than 200 reports, `IdempotencyMismatch` for a key used for another request.
pub fn bulk_transition(
    app: &App,
    caller: &Caller,
    request: &BulkTransitionRequest,
    key: Option<&IdempotencyKey>,
    problem: &dyn Fn(AppError) -> Problem,
) -> AppResult<BulkTransitionView> {
    if request.reports.len() > MOST {
        return Err(AppError::malformed(
            format!("Mỗi lần xử lý tối đa {MOST} báo cáo."),
            format!("At most {MOST} reports at a time."),
        ));
    }
    let retry = Request::of(caller, key, request);
    if let Some(view) = app.store.read(|conn| retry.answered(conn))? {
        return Ok(view);
    }
    claim(app, caller, request, key)?;
    let outcomes: Vec<_> =
        request.reports.iter().map(|report| (report.id, step(app, caller, request, report, key))).collect();
    let is_final =
        !outcomes.iter().any(|(_, outcome)| matches!(outcome, Err(AppError::Unavailable(_) | AppError::Internal(_))));
    let results = outcomes.into_iter().map(|(id, outcome)| result(id, outcome, problem)).collect();
    let view = BulkTransitionView { results };
    if !is_final {
        return Ok(view);
    }
    again_when_stale(|| match app.store.read(|conn| retry.answered(conn))? {
        Some(earlier) => Ok(earlier),
        None => app.store.write(|tx| retry.keep(tx, &view, app.clock.now()).map(|()| view.clone())),
    })
}

/// Binds the key to this request before anything is done, so that it cannot act for another one meanwhile.
fn claim(app: &App, caller: &Caller, request: &BulkTransitionRequest, key: Option<&IdempotencyKey>) -> AppResult<()> {
    let part = key.map(|key| key.part("claim"));
    let claim = Request::of(caller, part.as_ref(), request);
    again_when_stale(|| match app.store.read(|conn| claim.answered(conn))? {
        Some(()) => Ok(()),
        None if part.is_none() => Ok(()),
        None => app.store.write(|tx| claim.keep(tx, &(), app.clock.now())),
    })
}

fn step(
    app: &App,
    caller: &Caller,
    request: &BulkTransitionRequest,
    report: &ReportAtRevision,
    key: Option<&IdempotencyKey>,
) -> AppResult<String> {
    let part = key.map(|key| key.part(&report.id.to_string()));
    let step = TransitionRequest {
        action: request.action.clone(),
        note: request.note.clone(),
        explanations: Vec::new(),
        cells: Vec::new(),
    };
    transition(app, caller, report.id, report.revision, &step, part.as_ref()).map(|view| view.item.status)
}

fn result(id: i64, outcome: AppResult<String>, problem: &dyn Fn(AppError) -> Problem) -> BulkResult {
    match outcome {
        Ok(status) => BulkResult { id, status: Some(status), problem: None },
        Err(error) => BulkResult { id, status: None, problem: Some(problem(error)) },
    }
}
