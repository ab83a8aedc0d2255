//! The browser application, embedded in the binary (read from disk in debug builds).

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use actix_web::{HttpRequest, HttpResponse};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../frontend/dist"]
struct Dist;

/// Serves a file of the application; every other address gets the application itself, which knows its own pages.
pub fn serve(request: &HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match (file(request, path), is_file) {
        (Some(response), _) => response,
        (None, true) => HttpResponse::NotFound().finish(),
        (None, false) => file(request, "index.html").unwrap_or_else(not_built),
    }
}

fn file(request: &HttpRequest, path: &str) -> Option<HttpResponse> {
    if path.is_empty() || path.ends_with(".br") {
        return None;
    }
    let accepts_brotli = request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim().split(';').next() == Some("br")));
    let brotli = accepts_brotli.then(|| Dist::get(&format!("{path}.br"))).flatten();
    let is_brotli = brotli.is_some();
    let found = brotli.or_else(|| Dist::get(path))?;
    let tag = format!("\"{}\"", hex(&found.metadata.sha256_hash()[..16]));
    let mut response = if request.headers().get(IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CONTENT_TYPE, media_type(path)))
        .insert_header((ETAG, tag))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CACHE_CONTROL, cache_control(path)));
    if is_brotli {
        response.insert_header((CONTENT_ENCODING, "br"));
    }
    Some(response.body(found.data.into_owned()))
}

/// Hashed names never change their content; the page that names them must be asked for each time.
fn cache_control(path: &str) -> &'static str {
    if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("webmanifest" | "json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn not_built() -> HttpResponse {
    HttpResponse::ServiceUnavailable()
        .content_type("text/plain; charset=utf-8")
        .body("The browser application is not built. Run: cargo xtask web\n")
}
