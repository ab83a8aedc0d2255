//! `POST /reports/{id}/transitions`: one workflow step.

use actix_web::{HttpResponse, post, web};
use contract::reports::{ReportView, TransitionRequest};

use crate::auth::SignedIn;
use crate::body::{EXPLANATIONS, LargeJson};
use crate::conditions::{RetryKey, SeenRevision};
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Retried, Seen, Writing};
use crate::state::AppState;

/// Take one workflow step
///
/// The steps that the caller may take now are the report's `allowed_actions`. A wrong state answers 409 with them.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    request_body = TransitionRequest,
    responses((status = 200, description = "The report after the step", body = ReportView), Writing, Known, Body, Seen, Retried, Judged)
)]
#[post("/reports/{id}/transitions")]
pub async fn create_transition(
    signed_in: SignedIn,
    seen: SeenRevision,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: LargeJson<TransitionRequest, EXPLANATIONS>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let report = state
        .blocking(caller.language, move |app| {
            app::reports::transition(app, &caller, *id, seen.0, &body.0, key.0.as_ref())
        })
        .await?;
    state.events.notify_one();
    Ok(super::with_revision(&report, report.item.revision))
}
