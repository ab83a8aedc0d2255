//! `/assignments`, `/exemptions`, `/receivers`: duties by hand.

use actix_web::{HttpResponse, delete, get, post, put, web};
use contract::Page;
use contract::assignments::{AssignmentView, ExemptionView, NewAssignment, NewExemption, ReceiversView, SetReceiver};

use super::openings::PageQuery;
use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Parameters, Reading, Retried, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// Assign a form for a period to chosen units
///
/// By administrators of a unit above. Dates that are not given are the regime's; an ad hoc period (`A-…`) needs them all,
/// and a name.
#[utoipa::path(
    tag = "duties",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 201, description = "What was assigned", body = AssignmentView), Writing, Known, Body, Retried, Judged)
)]
#[post("/assignments")]
pub async fn create_assignment(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<NewAssignment>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::assignments::assign(app, &caller, &body, key.0.as_ref()))
        .await?;
    state.events.notify_one();
    Ok(HttpResponse::Created().json(view))
}

/// The exemptions of units that the caller assigns reports to
#[utoipa::path(tag = "duties", params(PageQuery), responses((status = 200, description = "Exemptions by unit", body = Page<ExemptionView>), Reading, Parameters))]
#[get("/exemptions")]
pub async fn list_exemptions(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<ExemptionView>>, ApiError> {
    let caller = signed_in.caller;
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let page = state
        .blocking(caller.language, move |app| app::exemptions::list(app, &caller, paging.page, paging.size))
        .await?;
    Ok(web::Json(page))
}

/// Exempt a unit from a form until further notice
///
/// Reports of periods that are opened from then on are made as exempt, with the reason.
#[utoipa::path(
    tag = "duties",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 201, description = "The exemption", body = ExemptionView), Writing, Known, Body, Retried, Judged)
)]
#[post("/exemptions")]
pub async fn create_exemption(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<NewExemption>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::exemptions::create(app, &caller, &body, key.0.as_ref()))
        .await?;
    Ok(HttpResponse::Created().json(view))
}

/// End an exemption
#[utoipa::path(tag = "duties", params(("id" = i64, Path, description = "The exemption")), responses((status = 204, description = "Ended"), Writing, Known))]
#[delete("/exemptions/{id}")]
pub async fn delete_exemption(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::exemptions::delete(app, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The receiving units that were set for units that the caller assigns reports to
#[utoipa::path(tag = "duties", responses((status = 200, description = "Receivers by unit", body = ReceiversView), Reading))]
#[get("/receivers")]
pub async fn list_receivers(
    signed_in: SignedIn,
    state: web::Data<AppState>,
) -> Result<web::Json<ReceiversView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::receivers::list(app, &caller)).await?;
    Ok(web::Json(view))
}

/// Set who receives a unit's reports of a regime or a form
///
/// It goes before what the regime says, and holds for reports that are made from then on.
#[utoipa::path(tag = "duties", responses((status = 200, description = "The receivers that hold now", body = ReceiversView), Writing, Known, Body, Judged))]
#[put("/receivers")]
pub async fn update_receiver(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<SetReceiver>,
) -> Result<web::Json<ReceiversView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::receivers::set(app, &caller, &body)).await?;
    Ok(web::Json(view))
}
