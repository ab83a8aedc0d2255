//! `POST /sessions/refresh`: renew a browser's session.

use actix_web::{HttpRequest, HttpResponse, post, web};
use app::sessions::Renewal;
use app::{App, AppError};
use contract::sessions::SessionView;

use crate::auth::{check_cross_site, cookies};
use crate::error::ApiError;
use crate::language;
use crate::openapi::Writing;
use crate::state::AppState;

/// Renew a browser's session
///
/// Spends the refresh cookie and sets new ones. A refresh token that was spent before ends every session that grew from
/// the same sign-in: it was stolen.
#[utoipa::path(tag = "sessions", security(("browser" = [])), responses((status = 200, description = "Renewed", body = SessionView), Writing))]
#[post("/sessions/refresh")]
pub async fn refresh_session(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, ApiError> {
    check_cross_site(&request, false)?;
    let language = language::of(&request);
    let secret = cookies::read(&request, cookies::refresh_name(state.insecure_cookies))
        .ok_or_else(|| ApiError::from_app(AppError::Unauthenticated, language))?;
    let memory = state.clone();
    let renew = move |app: &App| match app::sessions::refresh(app, &secret)? {
        Renewal::Open(open) => Ok(open),
        Renewal::Refused { ended } => {
            ended.iter().for_each(|session| memory.forget(session));
            Err(AppError::Unauthenticated)
        }
    };
    let open = state.blocking(language, renew).await?;
    super::with_cookies(&request, &state, HttpResponse::Ok(), *open)
}
