//! `PATCH /reports/{id}/data`: cell-level save.

use actix_web::{HttpResponse, patch, web};
use contract::data::{SaveReceipt, SaveRequest};

use crate::auth::SignedIn;
use crate::body::LargeJson;
use crate::conditions::{RetryKey, SeenRevision};
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Retried, Seen, Writing};
use crate::state::AppState;

/// Save changed cells
///
/// `If-Match` equals `base_revision`. Other people's changes to other cells are merged; a true clash answers 409 with both
/// values and saves nothing. Findings never prevent saving.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ("If-Match" = String, Header, description = "The revision that the changes were made on, in quotes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    request_body = SaveRequest,
    responses((status = 200, description = "The receipt: everything sent is stored", body = SaveReceipt), Writing, Known, Body, Seen, Retried, Judged)
)]
#[patch("/reports/{id}/data")]
pub async fn update_data(
    signed_in: SignedIn,
    seen: SeenRevision,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: LargeJson<SaveRequest>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let receipt = state
        .blocking(caller.language, move |app| app::reports::save(app, &caller, *id, seen.0, &body.0, key.0.as_ref()))
        .await?;
    Ok(super::with_revision(&receipt, receipt.revision))
}
