//! `DELETE /regimes/{id}`.

use actix_web::{HttpResponse, delete, web};

use crate::auth::SignedIn;
use crate::conditions::SeenRevision;
use crate::error::ApiError;
use crate::openapi::{Judged, Known, Seen, Writing};
use crate::state::AppState;

/// Take a draft away
#[utoipa::path(
    tag = "regimes",
    params(
        ("id" = i64, Path, description = "The draft"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 204, description = "It is gone"), Writing, Known, Seen, Judged)
)]
#[delete("/regimes/{id}")]
pub async fn remove_regime(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::regimes::remove(app, &caller, *id, seen.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
