//! `POST /reports/transitions`: the same step for several reports.

use actix_web::{post, web};
use contract::reports::{BulkResult, BulkTransitionRequest, BulkTransitionView};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::WriteProblems;
use crate::state::AppState;

/// Take the same step for several reports
///
/// Each report is decided by itself: the answer says what became of each.
#[utoipa::path(tag = "reports", responses((status = 200, description = "What became of each report", body = BulkTransitionView), WriteProblems))]
#[post("/reports/transitions")]
pub async fn create_transitions(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<BulkTransitionRequest>,
) -> Result<web::Json<BulkTransitionView>, ApiError> {
    let caller = signed_in.caller;
    let language = caller.language;
    let outcomes = state.blocking(language, move |app| app::reports::bulk_transition(app, &caller, &body)).await?;
    state.events.notify_one();
    let results = outcomes
        .into_iter()
        .map(|(id, outcome)| match outcome {
            Ok(status) => BulkResult { id, status: Some(status), problem: None },
            Err(error) => {
                BulkResult { id, status: None, problem: Some(ApiError::from_app(error, language).into_problem()) }
            }
        })
        .collect();
    Ok(web::Json(BulkTransitionView { results }))
}
