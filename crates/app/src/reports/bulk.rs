//! The same step for several reports.

use contract::reports::{BulkTransitionRequest, TransitionRequest};

use super::transition::transition;
use crate::{App, AppError, AppResult, Caller};

/// Most reports of one request.
const MOST: usize = 200;

/// Takes the same step for several reports, each decided by itself. Gives, for each, its new status or why not.
///
/// # Errors
/// `Malformed` for more than 200 reports.
pub fn bulk_transition(
    app: &App,
    caller: &Caller,
    request: &BulkTransitionRequest,
) -> AppResult<Vec<(i64, AppResult<String>)>> {
    if request.reports.len() > MOST {
        return Err(AppError::malformed(
            format!("Mỗi lần xử lý tối đa {MOST} báo cáo."),
            format!("At most {MOST} reports at a time."),
        ));
    }
    let step = TransitionRequest { action: request.action.clone(), note: request.note.clone() };
    Ok(request
        .reports
        .iter()
        .map(|report| {
            let outcome = transition(app, caller, report.id, report.revision, &step, None);
            (report.id, outcome.map(|view| view.item.status))
        })
        .collect())
}
