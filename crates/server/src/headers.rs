//! Security headers on every answer (security notes §3.5), and the moment by the program's clock.

use std::time::SystemTime;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    self, CACHE_CONTROL, CONTENT_SECURITY_POLICY, DATE, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web;

use crate::state::AppState;

/// No inline script or style anywhere; `wasm-unsafe-eval` lets the browser compile our WebAssembly and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'; object-src 'none'";

/// The API's documentation page compiles nothing and sends no form. Its one inline style is refused, and not missed.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Adds the headers to whatever answer comes back, errors included.
///
/// # Errors
/// Those of the inner service.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let path = request.path().to_owned();
    // What counts is the program's clock, by which deadlines are judged; the browser shows them by it.
    let now = request.app_data::<web::Data<AppState>>().map(|state| state.app.clock.now());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let policy = if path.starts_with("/api/docs") { DOCS_POLICY } else { POLICY };
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, policy),
        (STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (header::PERMISSIONS_POLICY, "camera=(), microphone=(), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if path.starts_with("/api/v1") || path.starts_with("/health") {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(date) = now.and_then(|now| http_date(now.and_utc().into())) {
            headers.insert(DATE, date);
        }
    }
    Ok(response)
}

fn http_date(moment: SystemTime) -> Option<HeaderValue> {
    HeaderValue::from_str(&header::HttpDate::from(moment).to_string()).ok()
}
