//! One call to the server: headers, errors, and the renewal of an ended session.
//!
//! Tokens live in HttpOnly cookies that scripts cannot read. Every unsafe call proves that it comes from our own
//! page by the header `X-Baocao-Request`, which another site cannot set without the server's consent.

use std::cell::RefCell;
use std::rc::Rc;

use contract::{ErrorCode, Problem};
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use super::error::ApiError;
use super::sessions::Renewal;
use crate::device::answers;
use crate::locales;

/// What every path begins with.
pub(super) const ROOT: &str = "/api/v1";

thread_local! {
    static ON_SIGNED_OUT: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Tells what to do when the session has ended and cannot be renewed.
pub fn on_signed_out(action: impl Fn() + 'static) {
    ON_SIGNED_OUT.with(|cell| *cell.borrow_mut() = Some(Rc::new(action)));
}

/// The session has ended and cannot be renewed, or there is none.
pub(super) fn signed_out() {
    super::marker::remove();
    if let Some(action) = ON_SIGNED_OUT.with(|cell| cell.borrow().clone()) {
        action();
    }
}

/// A new Idempotency-Key: a random UUID. Unlike `crypto.randomUUID` this also works without TLS.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Without random bytes the key is all zero and the server would refuse its second use: loud, not silent.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut key = String::with_capacity(36);
    for (ix, byte) in bytes.iter().enumerate() {
        if matches!(ix, 4 | 6 | 8 | 10) {
            key.push('-');
        }
        key.push_str(&format!("{byte:02x}"));
    }
    key
}

/// An answer of the server, given now or kept from before.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    /// The answer.
    pub value: T,
    /// When it was given, if not now.
    pub read_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The body of a call.
#[derive(Clone)]
enum Body {
    None,
    Json(String),
    Form(web_sys::FormData),
}

/// One call; sent again as it is after the session was renewed.
#[derive(Clone)]
pub(super) struct Call {
    method: Method,
    path: String,
    body: Body,
    if_match: Option<i64>,
    key: Option<String>,
    renews: bool,
}

impl Call {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: Body::None, if_match: None, key: None, renews: true }
    }

    pub(super) fn post(path: impl Into<String>) -> Self {
        Self { method: Method::POST, ..Self::get(path) }
    }

    pub(super) fn put(path: impl Into<String>) -> Self {
        Self { method: Method::PUT, ..Self::get(path) }
    }

    pub(super) fn patch(path: impl Into<String>) -> Self {
        Self { method: Method::PATCH, ..Self::get(path) }
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, ..Self::get(path) }
    }

    /// The body as JSON.
    pub(super) fn json(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_string(body).map_or(Body::None, Body::Json);
        self
    }

    /// The body as multipart form data.
    pub(super) fn form(mut self, form: web_sys::FormData) -> Self {
        self.body = Body::Form(form);
        self
    }

    /// The revision that the caller saw.
    pub(super) fn revision(mut self, revision: i64) -> Self {
        self.if_match = Some(revision);
        self
    }

    /// The key that makes a retry harmless.
    pub(super) fn key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    /// For sign-in and renewal themselves: a 401 is the answer.
    pub(super) fn without_renewal(mut self) -> Self {
        self.renews = false;
        self
    }

    /// Sends and reads the JSON answer.
    pub(super) async fn read<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let text = self.text().await?;
        serde_json::from_str(&text).map_err(|error| ApiError::Unreadable(error.to_string()))
    }

    /// Sends and reads the JSON answer, which is kept on this device: it stands in when the server cannot be reached.
    pub(super) async fn read_kept<T: DeserializeOwned>(self) -> Result<Kept<T>, ApiError> {
        let path = self.path.clone();
        let (text, read_at) = match self.text().await {
            Ok(text) => {
                answers::keep(&path, &text);
                (text, None)
            }
            Err(error) => {
                if !error.is_unreachable() {
                    // What is not there any more, or not for this person any more, is not to be read later either.
                    answers::drop_answer(&path);
                    return Err(error);
                }
                let kept = answers::recall(&path).await.ok_or(error)?;
                (kept.text, chrono::DateTime::from_timestamp_millis(kept.at))
            }
        };
        let value = serde_json::from_str(&text).map_err(|error| ApiError::Unreadable(error.to_string()))?;
        Ok(Kept { value, read_at })
    }

    /// Sends and forgets the answer's body.
    pub(super) async fn done(self) -> Result<(), ApiError> {
        self.text().await.map(|_| ())
    }

    /// Sends and takes the answer as a file.
    pub(super) async fn blob(self) -> Result<web_sys::Blob, ApiError> {
        let response = self.answer().await?;
        let bytes = response.binary().await.map_err(|_| ApiError::Offline)?;
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
        web_sys::Blob::new_with_u8_array_sequence(&parts).map_err(|_| ApiError::Unreadable("blob".to_owned()))
    }

    async fn text(self) -> Result<String, ApiError> {
        self.answer().await?.text().await.map_err(|_| ApiError::Offline)
    }

    async fn answer(self) -> Result<gloo_net::http::Response, ApiError> {
        let renews = self.renews;
        let answer = self.clone().send().await;
        if !(renews && is_signed_out(&answer)) {
            return answer;
        }
        match super::sessions::renew().await {
            Renewal::Renewed => {
                let again = self.send().await;
                if !is_signed_out(&again) {
                    return again;
                }
            }
            // Whether the session has ended will be seen when the server is there again.
            Renewal::Unreachable => return Err(ApiError::Offline),
            Renewal::Ended => {}
        }
        signed_out();
        answer
    }

    async fn send(self) -> Result<gloo_net::http::Response, ApiError> {
        let is_unsafe = self.method != Method::GET;
        let mut builder = RequestBuilder::new(&format!("{ROOT}{}", self.path))
            .method(self.method)
            .header("Accept", "application/json")
            .header("Accept-Language", locales::code(locales::language()));
        if is_unsafe {
            builder = builder.header("X-Baocao-Request", "1");
        }
        if let Some(revision) = self.if_match {
            builder = builder.header("If-Match", &format!("\"{revision}\""));
        }
        if let Some(key) = &self.key {
            builder = builder.header("Idempotency-Key", key);
        }
        let request = match self.body {
            // The server asks for JSON on every unsafe call, bodies or not, as part of the same proof.
            Body::None if is_unsafe => builder.header("Content-Type", "application/json").body(JsValue::from_str("{}")),
            Body::None => builder.build(),
            Body::Json(text) => builder.header("Content-Type", "application/json").body(JsValue::from_str(&text)),
            Body::Form(form) => builder.body(form.unchecked_into::<JsValue>()),
        };
        let request = request.map_err(|error| ApiError::Unreadable(error.to_string()))?;
        let response = request.send().await.map_err(|_| ApiError::Offline)?;
        if let Some(date) = response.headers().get("date") {
            crate::time::heed(&date);
        }
        if response.ok() { Ok(response) } else { Err(problem(response).await) }
    }
}

fn is_signed_out<T>(answer: &Result<T, ApiError>) -> bool {
    matches!(answer, Err(error) if error.code() == Some(ErrorCode::Unauthenticated.as_str()))
}

/// The error in an answer; one from a proxy between us and the server is not problem+json.
async fn problem(response: gloo_net::http::Response) -> ApiError {
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    if let Ok(problem) = serde_json::from_str::<Problem>(&text) {
        return ApiError::Problem(Box::new(problem));
    }
    let code = match status {
        401 => ErrorCode::Unauthenticated,
        403 => ErrorCode::Forbidden,
        404 => ErrorCode::NotFound,
        413 => ErrorCode::PayloadTooLarge,
        429 => ErrorCode::TooManyRequests,
        502..=504 => ErrorCode::Unavailable,
        _ => ErrorCode::Internal,
    };
    let mut problem = Problem::new(code, locales::language(), code.title(locales::language()));
    problem.status = status;
    ApiError::Problem(Box::new(problem))
}

/// A query string of the pairs that have a value, with `?`; empty when none has.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&String::from(js_sys::encode_uri_component(value)));
    }
    text
}
