//! `/reports/{id}/outside-receipt`: the report came on paper or by another way while the system was down (C14).

use actix_web::{HttpResponse, delete, put, web};
use contract::outside::RecordOutsideReceipt;
use contract::reports::ReportView;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Writing};
use crate::state::AppState;

/// Record that a report came outside of the system
///
/// By those who check what the receiving unit gets, or who assign the report. The unit is told and enters the figures
/// afterwards; the day of the receipt counts against the deadline when the report is sent, and at once where it was sent
/// already. Another record takes its place until the report was sent.
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report")),
    responses((status = 200, description = "The report", body = ReportView), Writing, Known, Body, Judged)
)]
#[put("/reports/{id}/outside-receipt")]
pub async fn record_outside_receipt(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<RecordOutsideReceipt>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let report = state
        .blocking(caller.language, move |app| app::reports::record_outside_receipt(app, &caller, *id, &body))
        .await?;
    state.events.notify_one();
    Ok(super::with_revision(&report, report.item.revision))
}

/// Take back that a report came outside of the system
///
/// As long as the report was not sent.
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report")),
    responses((status = 200, description = "The report", body = ReportView), Writing, Known, Judged)
)]
#[delete("/reports/{id}/outside-receipt")]
pub async fn withdraw_outside_receipt(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let report =
        state.blocking(caller.language, move |app| app::reports::withdraw_outside_receipt(app, &caller, *id)).await?;
    state.events.notify_one();
    Ok(super::with_revision(&report, report.item.revision))
}
