//! `POST /reports/{id}/presence`: who else has the report open.

use actix_web::{post, web};
use contract::presence::{Presence, PresentView};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Protected, Writing};
use crate::state::AppState;

/// Say that the report is open here, and learn who else has it open
///
/// Somebody who says nothing for 40 seconds counts as gone. Nothing is stored.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The others", body = PresentView), Writing, Protected, Body))]
#[post("/reports/{id}/presence")]
pub async fn update_presence(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<Presence>,
) -> Result<web::Json<PresentView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::present(app, &caller, *id, &body)).await?;
    Ok(web::Json(view))
}
