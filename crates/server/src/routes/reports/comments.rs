//! `/reports/{id}/comments`: what people write at cells.

use actix_web::{get, post, web};
use contract::comments::{CommentsView, NewComment};

use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Protected, Reading, Retried, Writing};
use crate::state::AppState;

/// Comments at the cells of a report
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The comments that the caller may read, oldest first", body = CommentsView), Reading, Protected))]
#[get("/reports/{id}/comments")]
pub async fn list_comments(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<CommentsView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::comments(app, &caller, *id)).await?;
    Ok(web::Json(view))
}

/// Write a comment at a cell
///
/// Everybody who may read the report's figures may write one.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    responses((status = 200, description = "All comments that the caller may read, the new one among them", body = CommentsView), Writing, Protected, Body, Retried, Judged)
)]
#[post("/reports/{id}/comments")]
pub async fn create_comment(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<NewComment>,
) -> Result<web::Json<CommentsView>, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reports::comment(app, &caller, *id, &body, key.0.as_ref()))
        .await?;
    state.events.notify_one();
    Ok(web::Json(view))
}

/// Settle a comment: its question is answered
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report"), ("comment" = i64, Path, description = "The comment")),
    responses((status = 200, description = "All comments that the caller may read", body = CommentsView), Writing, Protected)
)]
#[post("/reports/{id}/comments/{comment}/settle")]
pub async fn settle_comment(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    path: web::Path<(i64, i64)>,
) -> Result<web::Json<CommentsView>, ApiError> {
    let caller = signed_in.caller;
    let (id, comment) = path.into_inner();
    let view =
        state.blocking(caller.language, move |app| app::reports::settle_comment(app, &caller, id, comment)).await?;
    Ok(web::Json(view))
}
