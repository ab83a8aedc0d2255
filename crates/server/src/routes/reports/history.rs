//! `/reports/{id}/history`, `/revisions` and `/comparison`: what happened, and the figures as they were.

use actix_web::{HttpRequest, HttpResponse, get, web};
use app::Message;
use app::reports::{CellQuery, ComparisonQuery};
use contract::comparison::ComparisonView;
use contract::data::ReportData;
use contract::history::HistoryView;
use serde::Deserialize;
use utoipa::IntoParams;

use super::workbook::{Workbook, attachment};
use crate::auth::SignedIn;
use crate::error::{ApiError, malformed};
use crate::openapi::{Parameters, Protected, Reading};
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

/// Revisions with what changed, workflow steps, comments and explanations
///
/// Whoever was sent the report reads what left the unit: as revisions what was handed over, also while the report is back.
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

/// The history as .xlsx: steps, changed cells, comments and explanations
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The workbook", body = Workbook, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Reading, Protected))]
#[get("/reports/{id}/history/workbook")]
pub async fn export_history(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let export = state.blocking(caller.language, move |app| app::reports::export_history(app, &caller, *id)).await?;
    Ok(attachment(export.bytes, &export.file_name))
}

/// The figures as they were at a revision
///
/// What was entered and consolidated then, with everything computed by the report's form; figures of other reports that
/// formulas refer to are those of today.
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report"), ("revision" = i64, Path, description = "The revision; 0 before anything was entered")),
    responses((status = 200, description = "The figures", body = ReportData), Reading, Protected)
)]
#[get("/reports/{id}/revisions/{revision}/data")]
pub async fn find_revision_data(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    path: web::Path<(i64, i64)>,
) -> Result<web::Json<ReportData>, ApiError> {
    let caller = signed_in.caller;
    let (id, revision) = path.into_inner();
    let data =
        state.blocking(caller.language, move |app| app::reports::revision_data(app, &caller, id, revision)).await?;
    Ok(web::Json(data))
}

/// Which revisions are compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ComparisonParameters {
    /// The older revision; 0 for the report before anything was entered.
    pub from: i64,
    /// The newer revision.
    pub to: i64,
    /// Leave out rows and cells without a change.
    #[serde(default)]
    pub changed_only: bool,
}

/// Two revisions of a report, cell by cell, computed cells too
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report"), ComparisonParameters), responses((status = 200, description = "Rows with each cell before and after", body = ComparisonView), Reading, Protected, Parameters))]
#[get("/reports/{id}/comparison")]
pub async fn find_comparison(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ComparisonParameters>,
) -> Result<web::Json<ComparisonView>, ApiError> {
    let caller = signed_in.caller;
    let ComparisonParameters { from, to, changed_only } = query.into_inner();
    let query = ComparisonQuery { from, to, changed_only };
    let view = state.blocking(caller.language, move |app| app::reports::comparison(app, &caller, *id, query)).await?;
    Ok(web::Json(view))
}
