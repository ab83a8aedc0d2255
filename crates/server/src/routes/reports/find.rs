//! `GET /reports/{id}`: one report.

use actix_web::{HttpResponse, get, web};
use contract::reports::ReportView;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Known, Reading};
use crate::state::AppState;

/// One report: form, unit, period, windows, deadline, status and what the caller may do
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The report", body = ReportView), Reading, Known))]
#[get("/reports/{id}")]
pub async fn find_report(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let report = state.blocking(caller.language, move |app| app::reports::find(app, &caller, *id)).await?;
    Ok(super::with_revision(&report, report.item.revision))
}
