//! `GET /reports/{id}/history`: what happened.

use actix_web::{get, web};
use contract::history::HistoryView;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Protected, Reading};
use crate::state::AppState;

/// Revisions with what changed, and workflow steps
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "What happened, newest first", body = HistoryView), Reading, Protected))]
#[get("/reports/{id}/history")]
pub async fn find_history(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<HistoryView>, ApiError> {
    let caller = signed_in.caller;
    let history = state.blocking(caller.language, move |app| app::reports::history(app, &caller, *id)).await?;
    Ok(web::Json(history))
}
