//! `PUT /regimes/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, put, web};
use contract::regimes::RegimeVersionView;
use domain::regime::Regime;

use crate::auth::SignedIn;
use crate::conditions::SeenRevision;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Seen, Writing};
use crate::state::AppState;

/// Give a draft another wording
#[utoipa::path(
    tag = "regimes",
    params(
        ("id" = i64, Path, description = "The draft"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    request_body(content = Object, description = "The regime, as `regime` of `GET /regimes/{id}`"),
    responses((status = 200, description = "The draft", body = RegimeVersionView), Writing, Known, Body, Seen, Judged)
)]
#[put("/regimes/{id}")]
pub async fn update_regime(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    body: web::Json<Regime>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let regime = body.into_inner();
    let view =
        state.blocking(caller.language, move |app| app::regimes::update(app, &caller, *id, seen.0, regime)).await?;
    Ok(super::answer(StatusCode::OK, &view))
}
