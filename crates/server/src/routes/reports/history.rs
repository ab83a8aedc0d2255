//! `GET /reports/{id}/history`: what happened.

use actix_web::{HttpRequest, get, web};
use app::Message;
use app::reports::CellQuery;
use contract::history::HistoryView;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::{ApiError, malformed};
use crate::openapi::{Protected, Reading};
use crate::state::AppState;

/// Whose history.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HistoryQuery {
    /// Key of a row: with `column` only that cell's changes, without workflow steps.
    pub row: Option<String>,
    /// Column number.
    pub column: Option<String>,
}

/// Revisions with what changed, and workflow steps
///
/// Of one cell, named by `row` and `column`, only its own changes: who, when, the value before and after, how it came.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report"), HistoryQuery), responses((status = 200, description = "What happened, newest first", body = HistoryView), Reading, Protected))]
#[get("/reports/{id}/history")]
pub async fn find_history(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<HistoryQuery>,
    request: HttpRequest,
) -> Result<web::Json<HistoryView>, ApiError> {
    let caller = signed_in.caller;
    let HistoryQuery { row, column } = query.into_inner();
    let cell = match (row, column) {
        (Some(row), Some(column)) => Some(CellQuery { row, column }),
        (None, None) => None,
        _ => return Err(malformed(&request, &half_a_cell())),
    };
    let history =
        state.blocking(caller.language, move |app| app::reports::history(app, &caller, *id, cell.as_ref())).await?;
    Ok(web::Json(history))
}

fn half_a_cell() -> Message {
    Message::new(
        "Lịch sử của một ô cần cả hai tham số row và column.",
        "The history of a cell needs both parameters, row and column.",
    )
}
