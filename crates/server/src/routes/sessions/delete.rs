//! `DELETE /sessions/current`: sign out.

use actix_web::{HttpResponse, delete, web};

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
    let SignedIn { caller, session } = signed_in;
    if let Some(session) = session {
        state.known.forget(&session);
        state.blocking(caller.language, move |app| app::sessions::sign_out(app, &caller, &session)).await?;
    }
    let insecure = state.insecure_cookies;
    let mut response = HttpResponse::NoContent();
    response.insert_header(("Clear-Site-Data", "\"cache\""));
    for name in [cookies::access_name(insecure), cookies::refresh_name(insecure)] {
        response.cookie(cookies::cookie(name, String::new(), 0, insecure));
    }
    Ok(response.finish())
}
