//! `/openings`: periods of regimes that are opened.

use actix_web::{HttpResponse, get, post, put, web};
use contract::Page;
use contract::openings::{AutomaticOpening, AutomaticOpenings, NewOpening, OpeningView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Administering, Body, Judged, Known, Parameters, Reading, Retried, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// Openings, newest first
#[utoipa::path(tag = "duties", params(PageQuery), responses((status = 200, description = "Openings", body = Page<OpeningView>), Reading, Administering, Parameters))]
#[get("/openings")]
pub async fn list_openings(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<OpeningView>>, ApiError> {
    let caller = signed_in.caller;
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let page =
        state.blocking(caller.language, move |app| app::openings::list(app, &caller, paging.page, paging.size)).await?;
    Ok(web::Json(page))
}

/// Open a period of a regime
///
/// The reports of every unit that owes them are made in the background; watch `GET /openings/{id}`. Opening a period
/// again makes the reports that are missing, and leaves the others as they are.
#[utoipa::path(
    tag = "duties",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 202, description = "The opening", body = OpeningView), Writing, Body, Retried, Judged)
)]
#[post("/openings")]
pub async fn create_opening(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<NewOpening>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let opening =
        state.blocking(caller.language, move |app| app::openings::open(app, &caller, &body, key.0.as_ref())).await?;
    state.jobs.notify_one();
    Ok(HttpResponse::Accepted().json(opening))
}

/// One opening, to watch it
#[utoipa::path(tag = "duties", params(("id" = i64, Path, description = "The opening")), responses((status = 200, description = "The opening", body = OpeningView), Reading, Administering, Known))]
#[get("/openings/{id}")]
pub async fn find_opening(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<OpeningView>, ApiError> {
    let caller = signed_in.caller;
    let opening = state.blocking(caller.language, move |app| app::openings::find(app, &caller, *id)).await?;
    Ok(web::Json(opening))
}

/// The regimes whose periods open by themselves
#[utoipa::path(tag = "duties", responses((status = 200, description = "These regimes", body = AutomaticOpenings), Reading, Administering))]
#[get("/openings/automatic")]
pub async fn find_automatic(
    signed_in: SignedIn,
    state: web::Data<AppState>,
) -> Result<web::Json<AutomaticOpenings>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::openings::automatic(app, &caller)).await?;
    Ok(web::Json(view))
}

/// Let the periods of a regime open by themselves, or not any more
#[utoipa::path(tag = "duties", responses((status = 200, description = "The regimes that do now", body = AutomaticOpenings), Writing, Body, Judged))]
#[put("/openings/automatic")]
pub async fn update_automatic(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<AutomaticOpening>,
) -> Result<web::Json<AutomaticOpenings>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::openings::set_automatic(app, &caller, &body)).await?;
    state.jobs.notify_one();
    Ok(web::Json(view))
}
