//! `GET /reports/{id}/data` and `/previous`: the figures, and those of the period before.

use actix_web::{HttpResponse, get, web};
use contract::data::{PreviousFigures, ReportData};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Protected, Reading};
use crate::state::AppState;

/// The figures of a report: entered, computed and consolidated, with findings
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The figures", body = ReportData), Reading, Protected))]
#[get("/reports/{id}/data")]
pub async fn find_data(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let data = state.blocking(caller.language, move |app| app::reports::data(app, &caller, *id)).await?;
    Ok(super::with_revision(&data, data.revision))
}

/// Which figures of the period before.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PreviousQuery {
    /// All figures that the former report shows, computed and consolidated ones too, to compare with.
    #[serde(default)]
    pub shown: bool,
}

/// What the unit entered in the same form one period before, to be taken over; no rows without such a report
///
/// The period before is one of the same kind: nine months are compared with nine months.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report"), PreviousQuery), responses((status = 200, description = "The figures of the period before", body = PreviousFigures), Reading, Protected))]
#[get("/reports/{id}/previous")]
pub async fn find_previous(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<PreviousQuery>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let previous =
        state.blocking(caller.language, move |app| app::reports::previous(app, &caller, *id, query.shown)).await?;
    Ok(HttpResponse::Ok().json(previous))
}
