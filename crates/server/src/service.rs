//! The actix application: routes, extractor errors and what answers everything else.

use actix_web::http::Method;
use actix_web::http::header::ALLOW;
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use app::{AppError, Message};
use contract::ErrorCode;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;
use utoipa_actix_web::{AppExt, scope};

use crate::error::{ApiError, malformed};
use crate::openapi::Document;
use crate::{body, language, routes, spa, unreadable};

/// The OpenAPI document, collected from the real handlers.
#[must_use]
pub fn document() -> OpenApi {
    actix_web::App::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .service(scope::scope("/api/v1").configure(routes::api))
        .split_for_parts()
        .1
}

/// Registers everything the server answers. The document is large, and shared by all workers.
pub fn configure(config: &mut web::ServiceConfig, document: web::Data<OpenApi>) {
    config
        .app_data(body::config())
        .app_data(web::QueryConfig::default().error_handler(|error, request| bad_query(request, &error)))
        .app_data(web::PathConfig::default().error_handler(|error, request| bad_path(request, &error)))
        .app_data(document)
        .service(routes::health::live)
        .service(routes::health::ready)
        .service(routes::docs::openapi)
        .service(routes::docs::redirect)
        .service(routes::docs::page())
        .configure(|config| {
            let mut scoped = utoipa_actix_web::service_config::ServiceConfig::new(config);
            scoped.service(scope::scope("/api/v1").configure(routes::api));
        })
        .default_service(web::to(everything_else));
}

fn bad_query(request: &HttpRequest, error: &actix_web::error::QueryPayloadError) -> actix_web::Error {
    use actix_web::error::QueryPayloadError as E;
    let reason = match error {
        E::Deserialize(error) => error.to_string(),
        other => other.to_string(),
    };
    malformed(request, &unreadable::query(&reason, request.query_string())).into()
}

/// An id that is not a number names nothing.
fn bad_path(request: &HttpRequest, _: &actix_web::error::PathError) -> actix_web::Error {
    ApiError::from_app(AppError::NotFound, language::of(request)).into()
}

/// Unknown API addresses get a problem, known ones with another method 405, all others the browser application.
async fn everything_else(request: HttpRequest, document: web::Data<OpenApi>) -> HttpResponse {
    let path = request.path();
    if !path.starts_with("/api/") && !path.starts_with("/health/") {
        return if matches!(*request.method(), Method::GET | Method::HEAD) {
            spa::serve(&request)
        } else {
            HttpResponse::MethodNotAllowed().insert_header((ALLOW, "GET, HEAD")).finish()
        };
    }
    let is_fixed = document.paths.paths.contains_key(path);
    let methods: Vec<&str> = document
        .paths
        .paths
        .iter()
        // A fixed address wins over a pattern, as in the router.
        .filter(|(pattern, _)| if is_fixed { *pattern == path } else { matches_pattern(path, pattern) })
        .flat_map(|(_, item)| methods(item))
        .collect();
    if methods.is_empty() {
        return ApiError::from_app(AppError::NotFound, language::of(&request)).error_response();
    }
    let allowed = methods.join(", ");
    let message = Message::new(format!("Địa chỉ này nhận: {allowed}."), format!("This address takes: {allowed}."));
    let mut response = ApiError::new(ErrorCode::MethodNotAllowed, language::of(&request), &message).error_response();
    if let Ok(value) = allowed.parse() {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}

fn matches_pattern(path: &str, pattern: &str) -> bool {
    let (mut path, mut pattern) = (path.split('/'), pattern.split('/'));
    loop {
        match (path.next(), pattern.next()) {
            (None, None) => return true,
            (Some(part), Some(wanted)) if wanted.starts_with('{') && !part.is_empty() || part == wanted => {}
            _ => return false,
        }
    }
}

fn methods(item: &PathItem) -> impl Iterator<Item = &'static str> {
    [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PATCH", item.patch.is_some()),
        ("PUT", item.put.is_some()),
        ("DELETE", item.delete.is_some()),
    ]
    .into_iter()
    .filter_map(|(method, known)| known.then_some(method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_part_by_part() {
        for (path, pattern, expected) in [
            ("/api/v1/reports/7", "/api/v1/reports/{id}", true),
            ("/api/v1/reports/", "/api/v1/reports/{id}", false),
            ("/api/v1/reports/7/data", "/api/v1/reports/{id}", false),
            ("/api/v1/me", "/api/v1/me", true),
        ] {
            assert_eq!(matches_pattern(path, pattern), expected, "{path} {pattern}");
        }
    }
}
