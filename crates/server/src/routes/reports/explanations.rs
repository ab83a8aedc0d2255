//! `/reports/{id}/explanations`: why warnings stand.

use actix_web::{get, post, web};
use contract::explanations::{ExplanationsView, NewExplanation};

use crate::auth::SignedIn;
use crate::body::{EXPLANATIONS, LargeJson};
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Protected, Reading, Retried, Writing};
use crate::state::AppState;

/// Explanations of a report's warnings
///
/// Each names the warnings that it explains and the figures that they were about; it holds as long as these stay.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The explanations, oldest first", body = ExplanationsView), Reading, Protected))]
#[get("/reports/{id}/explanations")]
pub async fn list_explanations(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<ExplanationsView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::explanations(app, &caller, *id)).await?;
    Ok(web::Json(view))
}

/// Explain a warning
///
/// While the figures can be changed, by whoever enters them. A warning that is explained needs no note when submitting.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    request_body = NewExplanation,
    responses((status = 200, description = "All explanations, the new one among them", body = ExplanationsView), Writing, Protected, Body, Retried, Judged)
)]
#[post("/reports/{id}/explanations")]
pub async fn create_explanation(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: LargeJson<NewExplanation, EXPLANATIONS>,
) -> Result<web::Json<ExplanationsView>, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reports::explain(app, &caller, *id, &body.0, key.0.as_ref()))
        .await?;
    Ok(web::Json(view))
}
