//! `POST /sessions`: sign in with a browser.

use actix_web::{HttpRequest, HttpResponse, post, web};
use app::sessions::Origin;
use contract::sessions::{Credentials, SessionView};

use crate::auth::{check_cross_site, cookies};
use crate::error::ApiError;
use crate::openapi::{Body, OwnPage, SigningIn};
use crate::state::AppState;
use crate::{forwarding, language};

/// Sign in with a browser
///
/// The tokens come in HttpOnly cookies only. Scripts use `POST /tokens`.
#[utoipa::path(tag = "sessions", security(()), responses((status = 201, description = "Signed in", body = SessionView), SigningIn, Body, OwnPage))]
#[post("/sessions")]
pub async fn create_session(
    request: HttpRequest,
    state: web::Data<AppState>,
    body: web::Json<Credentials>,
) -> Result<HttpResponse, ApiError> {
    check_cross_site(&request, false)?;
    let origin = Origin {
        address: forwarding::counted_address(&request),
        device: cookies::read(&request, cookies::device_name(state.insecure_cookies)),
    };
    let open =
        state.blocking_password(language::of(&request), move |app| app::sessions::sign_in(app, &body, &origin)).await?;
    super::with_cookies(&request, &state, HttpResponse::Created(), open)
}
