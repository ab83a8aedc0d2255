//! `/holidays`: which days are worked.

use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, get, put, web};
use contract::holidays::{HolidaysChange, HolidaysView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::conditions::SeenRevision;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Parameters, Reading, Seen, Writing};
use crate::state::AppState;

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HolidayQuery {
    /// The year, 2000 to 2100.
    #[param(minimum = 2000, maximum = 2100)]
    pub year: i32,
}

/// The days off of a year, and the weekend days worked in exchange
#[utoipa::path(tag = "regimes", params(HolidayQuery), responses((status = 200, description = "The year", body = HolidaysView), Reading, Parameters))]
#[get("/holidays")]
pub async fn find_holidays(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<HolidayQuery>,
) -> Result<HttpResponse, ApiError> {
    let year = query.year;
    let view = state.blocking(signed_in.caller.language, move |app| app::calendar::year(app, year)).await?;
    Ok(answer(&view))
}

/// Give a year other days off
///
/// For administrators of the whole system. Reports that were assigned keep their dates.
#[utoipa::path(
    tag = "regimes",
    params(HolidayQuery, ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes")),
    responses((status = 200, description = "The year", body = HolidaysView), Writing, Parameters, Body, Seen, Judged)
)]
#[put("/holidays")]
pub async fn update_holidays(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    query: web::Query<HolidayQuery>,
    body: web::Json<HolidaysChange>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let year = query.year;
    let view = state
        .blocking(caller.language, move |app| app::calendar::change_year(app, &caller, year, seen.0, &body))
        .await?;
    Ok(answer(&view))
}

fn answer(view: &HolidaysView) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{}\"", view.revision))).json(view)
}
