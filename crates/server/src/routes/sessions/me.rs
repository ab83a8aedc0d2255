//! `GET /me`: who is signed in.

use actix_web::{get, web};
use contract::sessions::Me;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::Reading;
use crate::state::AppState;

/// Who is signed in, with unit and rights
#[utoipa::path(tag = "sessions", responses((status = 200, description = "The signed-in person", body = Me), Reading))]
#[get("/me")]
pub async fn find_me(signed_in: SignedIn, state: web::Data<AppState>) -> Result<web::Json<Me>, ApiError> {
    let caller = signed_in.caller;
    let me = state.blocking(caller.language, move |app| app::me::find(app, &caller)).await?;
    Ok(web::Json(me))
}
