//! `GET /regimes/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use contract::regimes::RegimeVersionView;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Known, Reading};
use crate::state::AppState;

/// One version of a regime
#[utoipa::path(tag = "regimes", params(("id" = i64, Path, description = "The version")), responses((status = 200, description = "The version; a draft with what stands in the way of publishing it", body = RegimeVersionView), Reading, Known))]
#[get("/regimes/{id}")]
pub async fn find_regime(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::regimes::find(app, &caller, *id)).await?;
    Ok(super::answer(StatusCode::OK, &view))
}
