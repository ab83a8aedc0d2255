//! `/reorganisations`: acts that merge and abolish units.

use actix_web::http::StatusCode;
use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, delete, get, post, put, web};
use app::reorganisations::ActQuery;
use contract::Page;
use contract::reorganisations::{ReorganisationBody, ReorganisationItem, ReorganisationPreview, ReorganisationView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::conditions::{RetryKey, SeenRevision};
use crate::error::ApiError;
use crate::openapi::{Administering, Body, Judged, Known, Parameters, Reading, Retried, Seen, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// Which acts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReorganisationQuery {
    /// `draft`, `published`, `running`, `done` or `withdrawn`.
    pub status: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// Acts inside what the caller administers, the latest effective day first
#[utoipa::path(tag = "reorganisations", params(ReorganisationQuery), responses((status = 200, description = "Acts", body = Page<ReorganisationItem>), Reading, Administering, Parameters))]
#[get("/reorganisations")]
pub async fn list_reorganisations(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ReorganisationQuery>,
) -> Result<web::Json<Page<ReorganisationItem>>, ApiError> {
    let caller = signed_in.caller;
    let ReorganisationQuery { status, page, page_size } = query.into_inner();
    let paging = Paging::check(page, page_size, caller.language)?;
    let query = ActQuery { status, page: paging.page, page_size: paging.size };
    let page = state.blocking(caller.language, move |app| app::reorganisations::list(app, &caller, query)).await?;
    Ok(web::Json(page))
}

/// Make a draft of an act
///
/// By an administrator of the lowest unit that everything it touches stands below. A draft may be incomplete; `faults`
/// says what is in the way of publishing it.
#[utoipa::path(
    tag = "reorganisations",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 201, description = "The draft", body = ReorganisationView), Writing, Body, Retried, Judged)
)]
#[post("/reorganisations")]
pub async fn create_reorganisation(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<ReorganisationBody>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reorganisations::create(app, &caller, &body, key.0.as_ref()))
        .await?;
    Ok(answer(StatusCode::CREATED, &view))
}

/// One act
#[utoipa::path(tag = "reorganisations", params(("id" = i64, Path, description = "The act")), responses((status = 200, description = "The act", body = ReorganisationView), Reading, Known))]
#[get("/reorganisations/{id}")]
pub async fn find_reorganisation(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reorganisations::find(app, &caller, *id)).await?;
    Ok(answer(StatusCode::OK, &view))
}

/// Give a draft another wording
#[utoipa::path(
    tag = "reorganisations",
    params(
        ("id" = i64, Path, description = "The draft"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 200, description = "The draft", body = ReorganisationView), Writing, Known, Body, Seen, Judged)
)]
#[put("/reorganisations/{id}")]
pub async fn update_reorganisation(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<ReorganisationBody>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reorganisations::update(app, &caller, *id, seen.0, &body))
        .await?;
    Ok(answer(StatusCode::OK, &view))
}

/// Take a draft away
#[utoipa::path(
    tag = "reorganisations",
    params(
        ("id" = i64, Path, description = "The draft"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 204, description = "It is gone"), Writing, Known, Seen, Judged)
)]
#[delete("/reorganisations/{id}")]
pub async fn remove_reorganisation(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::reorganisations::remove(app, &caller, *id, seen.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a draft would do if it were carried out now
///
/// Nothing is changed. Answers 422 with every fault, each at its place, when something stands in the way.
#[utoipa::path(
    tag = "reorganisations",
    params(("id" = i64, Path, description = "The draft")),
    responses((status = 200, description = "What it would do", body = ReorganisationPreview), Writing, Known, Judged)
)]
#[post("/reorganisations/{id}/preview")]
pub async fn preview_reorganisation(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<ReorganisationPreview>, ApiError> {
    let caller = signed_in.caller;
    let preview = state.blocking(caller.language, move |app| app::reorganisations::preview(app, &caller, *id)).await?;
    Ok(web::Json(preview))
}

/// Publish a draft
///
/// It never changes afterwards, and is carried out at 00:00 of its effective day in Viet Nam – at once when that is past.
/// Watch `GET /reorganisations/{id}`.
#[utoipa::path(
    tag = "reorganisations",
    params(
        ("id" = i64, Path, description = "The draft"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 200, description = "The act", body = ReorganisationView), Writing, Known, Seen, Judged)
)]
#[post("/reorganisations/{id}/publication")]
pub async fn publish_reorganisation(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view =
        state.blocking(caller.language, move |app| app::reorganisations::publish(app, &caller, *id, seen.0)).await?;
    state.jobs.notify_one();
    Ok(answer(StatusCode::OK, &view))
}

/// Withdraw a published act
///
/// As long as nothing of it was carried out. Its units are free for another act.
#[utoipa::path(
    tag = "reorganisations",
    params(
        ("id" = i64, Path, description = "The act"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 200, description = "The act", body = ReorganisationView), Writing, Known, Seen, Judged)
)]
#[delete("/reorganisations/{id}/publication")]
pub async fn withdraw_reorganisation(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view =
        state.blocking(caller.language, move |app| app::reorganisations::withdraw(app, &caller, *id, seen.0)).await?;
    Ok(answer(StatusCode::OK, &view))
}

fn answer(status: StatusCode, view: &ReorganisationView) -> HttpResponse {
    HttpResponse::build(status).insert_header((ETAG, format!("\"{}\"", view.revision))).json(view)
}
