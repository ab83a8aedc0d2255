//! Headers that guard writes: `If-Match` and `Idempotency-Key`.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::IF_MATCH;
use actix_web::{FromRequest, HttpRequest};
use app::{IdempotencyKey, Message};
use contract::ErrorCode;
use domain::language::Language;

use crate::error::{ApiError, malformed};
use crate::language;

/// The revision that the caller saw, from `If-Match: "<revision>"`; required.
pub struct SeenRevision(pub i64);

impl FromRequest for SeenRevision {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(seen_revision(request).map(Self))
    }
}

/// The answer to a write without `If-Match`.
#[must_use]
pub fn missing_revision(language: Language) -> ApiError {
    let message = Message::new(
        "Gửi kèm tiêu đề If-Match với số phiên bản mà bạn đang xem, ví dụ If-Match: \"3\".",
        "Send the header If-Match with the revision that you saw, e.g. If-Match: \"3\".",
    );
    ApiError::new(ErrorCode::RevisionRequired, language, &message)
}

fn seen_revision(request: &HttpRequest) -> Result<i64, ApiError> {
    let header = request.headers().get(IF_MATCH).ok_or_else(|| missing_revision(language::of(request)))?;
    let text = header.to_str().unwrap_or_default().trim();
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text)
        .parse()
        .map_err(|_| malformed(request, &no_revision()))
}

/// The caller's key for a harmless retry, from `Idempotency-Key`; optional.
pub struct RetryKey(pub Option<IdempotencyKey>);

/// Longest key taken.
const LONGEST_KEY: usize = 128;

impl FromRequest for RetryKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(retry_key(request).map(Self))
    }
}

fn retry_key(request: &HttpRequest) -> Result<Option<IdempotencyKey>, ApiError> {
    let Some(header) = request.headers().get("idempotency-key") else { return Ok(None) };
    match header.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= LONGEST_KEY => {
            Ok(Some(IdempotencyKey { key: key.to_owned(), route: format!("{} {}", request.method(), request.path()) }))
        }
        _ => Err(malformed(request, &no_key())),
    }
}

fn no_revision() -> Message {
    Message::new(
        "Tiêu đề If-Match phải là một số phiên bản trong ngoặc kép, ví dụ If-Match: \"3\".",
        "The header If-Match holds one revision in quotes, e.g. If-Match: \"3\".",
    )
}

fn no_key() -> Message {
    Message::new(
        format!("Tiêu đề Idempotency-Key dài từ 1 đến {LONGEST_KEY} ký tự ASCII."),
        format!("The header Idempotency-Key has 1 to {LONGEST_KEY} ASCII characters."),
    )
}
