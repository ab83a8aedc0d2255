//! `GET /regimes/{id}/calendar` and the same as a file.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use app::regimes::Whose;
use contract::regimes::CalendarView;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Judged, Known, Reading};
use crate::state::AppState;

/// Which year, and whose. Without `unit` and `level` that of the caller's own unit.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CalendarQuery {
    /// The year, 2000 to 2100.
    #[param(minimum = 2000, maximum = 2100)]
    pub year: i32,
    /// A unit.
    pub unit: Option<i64>,
    /// A level, e.g. `commune`, `province`, `ministry`.
    pub level: Option<String>,
}

/// A year of a regime: every period with its dates
#[utoipa::path(tag = "regimes", params(("id" = i64, Path, description = "The version"), CalendarQuery), responses((status = 200, description = "The year", body = CalendarView), Reading, Known, Judged))]
#[get("/regimes/{id}/calendar")]
pub async fn find_calendar(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<CalendarQuery>,
) -> Result<web::Json<CalendarView>, ApiError> {
    let caller = signed_in.caller;
    let CalendarQuery { year, unit, level } = query.into_inner();
    let whose = Whose { unit, level };
    let view =
        state.blocking(caller.language, move |app| app::regimes::calendar(app, &caller, *id, year, &whose)).await?;
    Ok(web::Json(view))
}

/// The same as a calendar file (RFC 5545)
#[utoipa::path(tag = "regimes", params(("id" = i64, Path, description = "The version"), CalendarQuery), responses((status = 200, description = "The file", content_type = "text/calendar", body = String), Reading, Known, Judged))]
#[get("/regimes/{id}/calendar.ics")]
pub async fn export_calendar(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<CalendarQuery>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let CalendarQuery { year, unit, level } = query.into_inner();
    let whose = Whose { unit, level };
    let file = state
        .blocking(caller.language, move |app| app::regimes::calendar_file(app, &caller, *id, year, &whose))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)))
        .body(file.text))
}
