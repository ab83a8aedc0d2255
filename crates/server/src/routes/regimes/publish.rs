//! `POST /regimes/{id}/publication`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use contract::regimes::RegimeVersionView;

use crate::auth::SignedIn;
use crate::conditions::SeenRevision;
use crate::error::ApiError;
use crate::openapi::{Judged, Known, Seen, Writing};
use crate::state::AppState;

/// Publish a draft
///
/// It never changes afterwards. Answers 422 with every fault, each at its place, when something stands in the way.
#[utoipa::path(
    tag = "regimes",
    params(
        ("id" = i64, Path, description = "The version"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 200, description = "The version", body = RegimeVersionView), Writing, Known, Seen, Judged)
)]
#[post("/regimes/{id}/publication")]
pub async fn publish_regime(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::regimes::publish(app, &caller, *id, seen.0)).await?;
    Ok(super::answer(StatusCode::OK, &view))
}
