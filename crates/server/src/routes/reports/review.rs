//! `/reports/{id}/marks`, `/changes` and `/seen`: what a reviewer marked, and what changed since it was looked at.

use actix_web::{HttpResponse, get, post, web};
use app::reports::Since;
use contract::changes::{ChangesView, SeenRequest};
use contract::marks::MarksView;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Parameters, Protected, Reading, Writing};
use crate::state::AppState;

/// The cells that were marked when the report last went back
///
/// Each with what it showed then and now, and whether it was mended or answered; until the report is accepted.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The marked cells", body = MarksView), Reading, Protected))]
#[get("/reports/{id}/marks")]
pub async fn list_marks(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<MarksView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::marks(app, &caller, *id)).await?;
    Ok(web::Json(view))
}

/// What the present figures are compared with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ChangesParameters {
    /// `seen`: what the caller looked at before these figures came; `accepted`: what was accepted before; `previous`: the
    /// same report one period before.
    pub since: String,
}

/// What changed since the caller saw the report, since it was accepted, or from the period before
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report"), ChangesParameters), responses((status = 200, description = "Rows and cells that show something else", body = ChangesView), Reading, Protected, Parameters))]
#[get("/reports/{id}/changes")]
pub async fn list_changes(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ChangesParameters>,
) -> Result<web::Json<ChangesView>, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reports::changes(app, &caller, *id, Since::parse(&query.since)?))
        .await?;
    Ok(web::Json(view))
}

/// Remember that the caller has looked at a revision
///
/// The next figures are then shown with what changed since.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 204, description = "It is remembered"), Writing, Protected, Body))]
#[post("/reports/{id}/seen")]
pub async fn create_seen(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<SeenRequest>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::reports::see(app, &caller, *id, body.revision)).await?;
    Ok(HttpResponse::NoContent().finish())
}
