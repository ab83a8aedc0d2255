//! Searches that people keep.

use actix_web::{HttpResponse, delete, get, post, web};
use contract::searches::{NewSearch, SearchView, SearchesView};

use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Reading, Retried, Writing};
use crate::state::AppState;

/// The searches that the caller keeps
#[utoipa::path(tag = "reports", responses((status = 200, description = "Searches by name", body = SearchesView), Reading))]
#[get("/searches")]
pub async fn list_searches(
    signed_in: SignedIn,
    state: web::Data<AppState>,
) -> Result<web::Json<SearchesView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::searches::list(app, &caller)).await?;
    Ok(web::Json(view))
}

/// Keep a search under a name
#[utoipa::path(
    tag = "reports",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless")),
    responses((status = 201, description = "The search", body = SearchView), Writing, Body, Retried, Judged)
)]
#[post("/searches")]
pub async fn create_search(
    signed_in: SignedIn,
    key: RetryKey,
    state: web::Data<AppState>,
    body: web::Json<NewSearch>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view =
        state.blocking(caller.language, move |app| app::searches::create(app, &caller, &body, key.0.as_ref())).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Forget a search
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The search")), responses((status = 204, description = "Forgotten"), Writing, Known))]
#[delete("/searches/{id}")]
pub async fn delete_search(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::searches::delete(app, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
