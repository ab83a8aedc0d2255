//! `/reports/{id}/predecessors`: what the units had begun that this report's unit came after.

use actix_web::{get, post, web};
use contract::Page;
use contract::data::SaveReceipt;
use contract::reorganisations::PredecessorView;

use crate::auth::SignedIn;
use crate::conditions::{RetryKey, SeenRevision};
use crate::error::ApiError;
use crate::openapi::{Judged, Protected, Reading, Retried, Seen, Writing};
use crate::state::AppState;

/// Reports of merged units of the same form and period: those that count by themselves, and those whose figures may be added
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report")),
    responses((status = 200, description = "These reports", body = Page<PredecessorView>), Reading, Protected)
)]
#[get("/reports/{id}/predecessors")]
pub async fn list_predecessors(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<Page<PredecessorView>>, ApiError> {
    let caller = signed_in.caller;
    let page = state.blocking(caller.language, move |app| app::reports::list_predecessors(app, &caller, *id)).await?;
    Ok(web::Json(page))
}

/// Add the unsent figures of merged units to the report's own
///
/// Each former report is added once; what is entered already stays and is added to.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    responses((status = 200, description = "The receipt", body = SaveReceipt), Writing, Protected, Seen, Retried, Judged)
)]
#[post("/reports/{id}/predecessors")]
pub async fn add_predecessors(
    signed_in: SignedIn,
    seen: SeenRevision,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<SaveReceipt>, ApiError> {
    let caller = signed_in.caller;
    let receipt = state
        .blocking(caller.language, move |app| app::reports::add_predecessors(app, &caller, *id, seen.0, key.0.as_ref()))
        .await?;
    Ok(web::Json(receipt))
}
