//! `/health/*`: probes, outside the API.

use std::sync::Arc;

use actix_web::{HttpResponse, get, web};
use app::App;

use crate::state::AppState;

/// The process runs.
#[get("/health/live")]
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

/// The process can serve: the database takes writes, or did so within the last second.
#[get("/health/ready")]
pub async fn ready(state: web::Data<AppState>) -> HttpResponse {
    // A task of its own: a caller who hangs up does not make the next one ask beside it.
    let asking =
        actix_web::rt::spawn(async move { state.readiness.ask(async || takes_writes(&state.app).await).await });
    match asking.await {
        Ok(true) => HttpResponse::Ok().json(serde_json::json!({ "status": "ok" })),
        _ => HttpResponse::ServiceUnavailable().json(serde_json::json!({ "status": "database unavailable" })),
    }
}

async fn takes_writes(app: &Arc<App>) -> bool {
    let app = Arc::clone(app);
    matches!(web::block(move || app.store.ping()).await, Ok(Ok(())))
}
