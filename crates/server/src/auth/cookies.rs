//! The cookies of a browser. Script never sees a token (security notes §2.4).

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

/// Name of the cookie that holds the access token.
#[must_use]
pub fn access_name(insecure: bool) -> &'static str {
    if insecure { "baocao-at" } else { "__Host-at" }
}

/// Name of the cookie that holds the refresh token.
#[must_use]
pub fn refresh_name(insecure: bool) -> &'static str {
    if insecure { "baocao-rt" } else { "__Host-rt" }
}

/// Name of the cookie by which a browser is recognised in which somebody has signed in before.
#[must_use]
pub fn device_name(insecure: bool) -> &'static str {
    if insecure { "baocao-dv" } else { "__Host-dv" }
}

/// Name of the cookie by which the page sees that somebody is signed in, so that it asks only then. It holds no secret and
/// proves nothing: whoever writes it is asked for the real ones.
pub const MARKER: &str = "baocao-in";

/// The marker; `seconds` of 0 removes it.
#[must_use]
pub fn marker(seconds: i64, insecure: bool) -> Cookie<'static> {
    let mut marker = cookie(MARKER, "1".to_owned(), seconds, insecure);
    marker.set_http_only(false);
    marker
}

/// A cookie; `seconds` of 0 removes it.
#[must_use]
pub fn cookie(name: &'static str, value: String, seconds: i64, insecure: bool) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .secure(!insecure)
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// The value of a cookie.
#[must_use]
pub fn read(request: &HttpRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned())
}
