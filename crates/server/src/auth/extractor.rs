//! The signed-in caller as a handler's argument: a handler cannot forget to ask.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use app::{AppError, Caller};
use domain::ids::UserId;

use super::known::{Holder, Memory};
use super::{check_cross_site, cookies, tokens};
use crate::error::ApiError;
use crate::language;
use crate::live::Life;
use crate::state::AppState;

/// The signed-in caller.
pub struct SignedIn {
    /// Who calls, in which language.
    pub caller: Caller,
    /// The browser session, if it is one.
    pub session: Option<String>,
    /// How long a stream of the caller's may go on.
    pub life: Life,
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { identify(&request).await })
    }
}

async fn identify(request: &HttpRequest) -> Result<SignedIn, ApiError> {
    let language = language::of(request);
    let refuse = |error| ApiError::from_app(error, language);
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| refuse(AppError::Internal("the server has no state".to_owned())))?;
    let token = match bearer(request) {
        Some(token) => token,
        None => {
            let token = cookies::read(request, cookies::access_name(state.insecure_cookies))
                .ok_or_else(|| refuse(AppError::Unauthenticated))?;
            check_cross_site(request, true)?;
            token
        }
    };
    let now = state.app.clock.now().and_utc().timestamp();
    let claims = tokens::verify(&state.keys, &token, now).ok_or_else(|| refuse(AppError::Unauthenticated))?;
    let user = claims.sub.parse().map_err(|_| refuse(AppError::Unauthenticated))?;
    let holder = match &claims.sid {
        Some(session) => Holder::Session(session.clone()),
        None => Holder::Script { user, epoch: claims.epoch },
    };
    let caller = match state.known.find(&holder) {
        Memory::Known(caller) => *caller,
        Memory::Unknown(lookup) => {
            let session = claims.sid.clone();
            let caller = state
                .blocking(language, move |app| app::sessions::authenticate(app, user, session.as_deref(), claims.epoch))
                .await?;
            state.known.remember(lookup, holder, caller.clone());
            caller
        }
    };
    let life = match &claims.sid {
        Some(id) => Life::Session { id: id.clone(), epoch: claims.epoch },
        None => Life::Token {
            user: UserId(user),
            epoch: claims.epoch,
            until: chrono::DateTime::from_timestamp(claims.exp, 0).unwrap_or_default().naive_utc(),
        },
    };
    Ok(SignedIn { caller: Caller { language, ..caller }, session: claims.sid, life })
}

fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}
