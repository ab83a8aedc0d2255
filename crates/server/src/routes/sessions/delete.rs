//! `DELETE /sessions/current`: sign out.

use actix_web::{HttpResponse, delete, web};
use app::App;

use crate::auth::{SignedIn, cookies};
use crate::error::ApiError;
use crate::openapi::Writing;
use crate::state::AppState;

/// Sign out
///
/// Ends the browser's session and removes its cookies. A script's token ends by itself.
#[utoipa::path(tag = "sessions", responses((status = 204, description = "Signed out"), Writing))]
#[delete("/sessions/current")]
pub async fn delete_session(signed_in: SignedIn, state: web::Data<AppState>) -> Result<HttpResponse, ApiError> {
    let SignedIn { caller, session, .. } = signed_in;
    let language = caller.language;
    if let Some(session) = session {
        let memory = state.clone();
        // In one piece with the sign-out, since nobody may be waiting for the answer any more.
        let end = move |app: &App| {
            let ended = app::sessions::sign_out(app, &caller, &session);
            memory.forget(&session);
            ended
        };
        state.blocking(language, end).await?;
    }
    let insecure = state.insecure_cookies;
    let mut response = HttpResponse::NoContent();
    response.insert_header(("Clear-Site-Data", "\"cache\""));
    for name in [cookies::access_name(insecure), cookies::refresh_name(insecure)] {
        response.cookie(cookies::cookie(name, String::new(), 0, insecure));
    }
    response.cookie(cookies::marker(0, insecure));
    Ok(response.finish())
}
