//! `PUT /reports/{id}/entry-window`: another time of entry.

use actix_web::{HttpResponse, put, web};
use contract::reports::{ChangeEntryWindow, ReportView};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Writing};
use crate::state::AppState;

/// Give a report another entry window
///
/// By administrators of a unit above, while the unit still owes the report. The deadline stays; the unit is told, with the
/// reason. A closing hour of the process moves with the last day.
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report")),
    responses((status = 200, description = "The report", body = ReportView), Writing, Known, Body, Judged)
)]
#[put("/reports/{id}/entry-window")]
pub async fn update_entry_window(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<ChangeEntryWindow>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let report =
        state.blocking(caller.language, move |app| app::reports::change_entry_window(app, &caller, *id, &body)).await?;
    state.events.notify_one();
    Ok(super::with_revision(&report, report.item.revision))
}
