//! `/incidents`: the system is or was down, and deadlines move.

use actix_web::{HttpResponse, get, post, web};
use contract::Page;
use contract::incidents::{CurrentIncidents, EndIncident, IncidentView, NewIncident};

use super::openings::PageQuery;
use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Administering, Body, Judged, Known, Parameters, Reading, Retried, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// All incidents, newest first
#[utoipa::path(tag = "incidents", params(PageQuery), responses((status = 200, description = "Incidents", body = Page<IncidentView>), Reading, Administering, Parameters))]
#[get("/incidents")]
pub async fn list_incidents(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<IncidentView>>, ApiError> {
    let caller = signed_in.caller;
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let incidents = state
        .blocking(caller.language, move |app| app::incidents::list(app, &caller, paging.page, paging.size))
        .await?;
    Ok(web::Json(incidents))
}

/// What everybody is told: incidents that last, and those that moved a deadline which is still to come
#[utoipa::path(tag = "incidents", responses((status = 200, description = "Incidents", body = CurrentIncidents), Reading))]
#[get("/incidents/current")]
pub async fn list_current_incidents(
    signed_in: SignedIn,
    state: web::Data<AppState>,
) -> Result<web::Json<CurrentIncidents>, ApiError> {
    let caller = signed_in.caller;
    let incidents = state.blocking(caller.language, move |app| app::incidents::current(app, &caller)).await?;
    Ok(web::Json(incidents))
}

/// Declare an incident
///
/// Everybody is told. Until it is ended, reports that are still owed and fall due from its beginning on, or a few working
/// days after its end, are given a later deadline and a longer entry window.
#[utoipa::path(
    tag = "incidents",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 201, description = "The incident", body = IncidentView), Writing, Body, Retried, Judged)
)]
#[post("/incidents")]
pub async fn create_incident(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<NewIncident>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let incident = state
        .blocking(caller.language, move |app| app::incidents::declare(app, &caller, &body, key.0.as_ref()))
        .await?;
    state.events.notify_one();
    state.jobs.notify_one();
    Ok(HttpResponse::Created().json(incident))
}

/// End an incident
///
/// Everybody is told, and deadlines are settled by the whole time that it took.
#[utoipa::path(tag = "incidents", params(("id" = i64, Path, description = "The incident")), responses((status = 200, description = "The incident", body = IncidentView), Writing, Known, Body, Judged))]
#[post("/incidents/{id}/end")]
pub async fn end_incident(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<EndIncident>,
) -> Result<web::Json<IncidentView>, ApiError> {
    let caller = signed_in.caller;
    let incident = state.blocking(caller.language, move |app| app::incidents::end(app, &caller, *id, &body)).await?;
    state.events.notify_one();
    state.jobs.notify_one();
    Ok(web::Json(incident))
}
