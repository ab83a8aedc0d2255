//! `POST /reports/{id}/computed_faults`: a client computed other figures.

use actix_web::{HttpResponse, post, web};
use contract::data::ComputedFault;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Protected, Writing};
use crate::state::AppState;

/// Tell that a client computed other figures than a receipt says
///
/// It is logged with the cells, for whoever looks after the system; nothing else happens.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 204, description = "Logged"), Writing, Protected, Body))]
#[post("/reports/{id}/computed_faults")]
pub async fn create_computed_fault(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<ComputedFault>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::reports::computed_fault(app, &caller, *id, &body)).await?;
    Ok(HttpResponse::NoContent().finish())
}
