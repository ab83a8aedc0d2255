//! `POST /tokens`: a token for scripts and third parties.

use actix_web::{HttpRequest, HttpResponse, post, web};
use contract::sessions::{Credentials, TokenView};

use crate::auth::tokens;
use crate::error::ApiError;
use crate::openapi::{Body, SigningIn};
use crate::state::AppState;
use crate::{forwarding, language};

/// Get a token for scripts and third parties
///
/// For `Authorization: Bearer`. It lives for an hour and cannot be renewed: ask for a new one.
#[utoipa::path(tag = "sessions", security(()), responses((status = 201, description = "A token", body = TokenView), SigningIn, Body))]
#[post("/tokens")]
pub async fn create_token(
    request: HttpRequest,
    state: web::Data<AppState>,
    body: web::Json<Credentials>,
) -> Result<HttpResponse, ApiError> {
    let language = language::of(&request);
    let address = forwarding::counted_address(&request);
    let (caller, epoch) =
        state.blocking_password(language, move |app| app::sessions::sign_in_script(app, &body, &address)).await?;
    let now = state.app.clock.now().and_utc().timestamp();
    let bearer = tokens::Bearer { user: caller.user.0, session: None, epoch };
    let access_token = tokens::issue(&state.keys, bearer, now, tokens::SCRIPT_SECONDS)
        .map_err(|error| ApiError::from_app(app::AppError::Internal(error.to_string()), language))?;
    let token = TokenView { access_token, token_type: "Bearer".to_owned(), expires_in: tokens::SCRIPT_SECONDS };
    Ok(HttpResponse::Created().json(token))
}
