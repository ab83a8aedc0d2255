//! `POST /reports/transitions`: the same step for several reports.

use actix_web::{post, web};
use contract::reports::{BulkTransitionRequest, BulkTransitionView};

use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Retried, Writing};
use crate::state::AppState;

/// Take the same step for several reports
///
/// Each report is decided by itself: the answer says what became of each.
#[utoipa::path(
    tag = "reports",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 200, description = "What became of each report", body = BulkTransitionView), Writing, Body, Retried)
)]
#[post("/reports/transitions")]
pub async fn create_transitions(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<BulkTransitionRequest>,
) -> Result<web::Json<BulkTransitionView>, ApiError> {
    let caller = signed_in.caller;
    let language = caller.language;
    let view = state
        .blocking(language, move |app| {
            let problem = |error| ApiError::from_app(error, language).into_problem();
            app::reports::bulk_transition(app, &caller, &body, key.0.as_ref(), &problem)
        })
        .await?;
    state.events.notify_one();
    Ok(web::Json(view))
}
