//! The defence against requests that a foreign page makes with our cookies (security notes §2.4).
//!
//! Cookies are SameSite=Strict already. On top of that every unsafe request must prove its origin: by the headers that
//! browsers set and pages cannot forge, or by a header that a foreign page cannot send without a preflight.

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{HOST, ORIGIN};
use app::Message;
use contract::ErrorCode;

use crate::error::ApiError;
use crate::language;

/// The header that our own page sends.
pub const PROOF: &str = "x-baocao-request";

/// Refuses an unsafe request that may come from a foreign page.
///
/// # Errors
/// `cross_site_request`, 403.
pub fn check(request: &HttpRequest, needs_proof: bool) -> Result<(), ApiError> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_ours(request, needs_proof) {
        return Ok(());
    }
    let message = Message::new(
        "Hãy mở hệ thống ở một thẻ trình duyệt mới rồi thử lại. Chương trình gọi API dùng cookie phải gửi tiêu đề X-Baocao-Request.",
        "Open the system in a new tab and try again. Programs that use cookies must send the header X-Baocao-Request.",
    );
    Err(ApiError::new(ErrorCode::CrossSite, language::of(request), &message))
}

fn is_ours(request: &HttpRequest, needs_proof: bool) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site")
        && site != "same-origin"
        && site != "none"
    {
        return false;
    }
    match text(ORIGIN.as_str()) {
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(HOST.as_str())
        }
        None => !needs_proof || text("sec-fetch-site") == Some("same-origin") || request.headers().contains_key(PROOF),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn foreign_pages_are_refused() {
        let host = ("host", "baocao.vn");
        for (headers, needs_proof, ours) in [
            (&[("origin", "https://baocao.vn")][..], true, true),
            (&[("origin", "https://evil.vn")], true, false),
            (&[("origin", "https://evil.vn"), (PROOF, "1")], true, false),
            (&[("origin", "null")], false, false),
            (&[("sec-fetch-site", "cross-site"), (PROOF, "1")], true, false),
            (&[("sec-fetch-site", "same-site")], false, false),
            (&[("sec-fetch-site", "same-origin")], true, true),
            (&[(PROOF, "1")], true, true),
            (&[], true, false),
            (&[], false, true),
        ] {
            let request = headers
                .iter()
                .fold(TestRequest::patch().insert_header(host), |request, header| request.insert_header(*header));
            assert_eq!(check(&request.to_http_request(), needs_proof).is_ok(), ours, "{headers:?} {needs_proof}");
        }
        assert!(check(&TestRequest::get().to_http_request(), true).is_ok());
    }
}
