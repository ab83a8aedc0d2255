//! `POST /regimes`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use contract::regimes::{NewRegime, RegimeVersionView};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Writing};
use crate::state::AppState;

/// Make a draft of a regime: a copy of a version, or a new one
///
/// For administrators of the whole system. A draft may be incomplete.
#[utoipa::path(tag = "regimes", responses((status = 201, description = "The draft", body = RegimeVersionView), Writing, Known, Body, Judged))]
#[post("/regimes")]
pub async fn create_regime(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<NewRegime>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let new = body.into_inner();
    let view = state.blocking(caller.language, move |app| app::regimes::create(app, &caller, new)).await?;
    Ok(super::answer(StatusCode::CREATED, &view))
}
