//! JSON bodies: how large they may be, and what is answered to those that cannot be read.

use std::pin::Pin;

use actix_web::dev::{JsonBody, Payload};
use actix_web::error::JsonPayloadError;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::error::{malformed, too_large, unsupported};
use crate::unreadable;

/// Credentials, notes and lists of reports are small; who is not signed in sends nothing larger either.
const LARGEST: usize = 256 * 1024;

const MIB: usize = 1024 * 1024;

/// A pasted block of 10,000 × 14 cells is about 6 MiB of JSON.
const SAVE: usize = 16;

/// In MiB: a page of 10,000 warnings with a sentence to each, or one warning about as many cells.
pub const EXPLANATIONS: usize = 4;

/// How bodies are read that are not named here.
pub fn config() -> web::JsonConfig {
    web::JsonConfig::default().limit(LARGEST).error_handler(|error, request| refuse(&error, request, LARGEST))
}

/// A body with the cells of a report, or with as many things as it has cells: up to so many MiB, and only of those who
/// are signed in, which the handler asks for first.
#[derive(Debug)]
pub struct LargeJson<T, const LARGEST_MIB: usize = SAVE>(pub T);

impl<T: DeserializeOwned + 'static, const LARGEST_MIB: usize> FromRequest for LargeJson<T, LARGEST_MIB> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limit = LARGEST_MIB * MIB;
        let body = JsonBody::new(request, payload, None, true).limit(limit);
        let request = request.clone();
        Box::pin(async move { body.await.map(Self).map_err(|error| refuse(&error, &request, limit)) })
    }
}

fn refuse(error: &JsonPayloadError, request: &HttpRequest, limit: usize) -> actix_web::Error {
    use JsonPayloadError as E;
    match error {
        E::OverflowKnownLength { .. } | E::Overflow { .. } => too_large(request, limit).into(),
        E::ContentType => unsupported(request, "application/json").into(),
        E::Deserialize(error) => malformed(request, &unreadable::json(error)).into(),
        _ => malformed(request, &unreadable::broken()).into(),
    }
}
