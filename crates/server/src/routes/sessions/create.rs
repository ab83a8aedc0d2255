//! `POST /sessions`: sign in with a browser.

use actix_web::{HttpRequest, HttpResponse, post, web};
use contract::sessions::{Credentials, SessionView};

use crate::auth::check_cross_site;
use crate::error::ApiError;
use crate::language;
use crate::openapi::SignInProblems;
use crate::state::AppState;

/// Sign in with a browser
///
/// The tokens come in HttpOnly cookies only. Scripts use `POST /tokens`.
#[utoipa::path(tag = "sessions", security(()), responses((status = 201, description = "Signed in", body = SessionView), SignInProblems))]
#[post("/sessions")]
pub async fn create_session(
    request: HttpRequest,
    state: web::Data<AppState>,
    body: web::Json<Credentials>,
) -> Result<HttpResponse, ApiError> {
    check_cross_site(&request, false)?;
    let address = super::address(&request);
    let open = state
        .blocking_password(language::of(&request), move |app| app::sessions::sign_in(app, &body, &address))
        .await?;
    super::with_cookies(&request, &state, HttpResponse::Created(), open)
}
