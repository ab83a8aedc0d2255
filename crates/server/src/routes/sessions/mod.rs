//! Signing in and out, tokens, and who is signed in.

pub mod create;
pub mod delete;
pub mod me;
pub mod refresh;
pub mod token;

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use app::sessions::OpenSession;
use contract::sessions::{SessionView, UserView};

use crate::auth::{cookies, tokens};
use crate::error::ApiError;
use crate::language;
use crate::state::AppState;

/// A browser is recognised for as long as it is known (security notes §2.3).
const DEVICE_SECONDS: i64 = 90 * 24 * 3600;

/// The answer that gives a browser its cookies.
fn with_cookies(
    request: &HttpRequest,
    state: &AppState,
    mut response: HttpResponseBuilder,
    open: OpenSession,
) -> Result<HttpResponse, ApiError> {
    let now = state.app.clock.now().and_utc().timestamp();
    let bearer = tokens::Bearer { user: open.caller.user.0, session: Some(open.session), epoch: open.epoch };
    let access = tokens::issue(&state.keys, bearer, now, tokens::BROWSER_SECONDS)
        .map_err(|error| ApiError::from_app(app::AppError::Internal(error.to_string()), language::of(request)))?;
    let insecure = state.insecure_cookies;
    response.cookie(cookies::cookie(cookies::access_name(insecure), access, tokens::BROWSER_SECONDS, insecure));
    if let Some(secret) = open.refresh_token {
        response.cookie(cookies::cookie(cookies::refresh_name(insecure), secret, open.seconds_left, insecure));
        response.cookie(cookies::marker(open.seconds_left, insecure));
    }
    if let Some(device) = open.device {
        response.cookie(cookies::cookie(cookies::device_name(insecure), device, DEVICE_SECONDS, insecure));
    }
    let user = UserView { id: open.caller.user.0, username: open.caller.username, full_name: open.caller.full_name };
    Ok(response.json(SessionView { user }))
}
