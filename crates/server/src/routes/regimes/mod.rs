//! `/regimes`: what is reported, by whom and when, in versions; and the year that follows.

pub mod calendar;
pub mod create;
pub mod find;
pub mod list;
pub mod publish;
pub mod remove;
pub mod retire;
pub mod update;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ETAG;
use contract::regimes::RegimeVersionView;

/// A version with its revision, for the next `If-Match`.
fn answer(status: StatusCode, view: &RegimeVersionView) -> HttpResponse {
    HttpResponse::build(status).insert_header((ETAG, format!("\"{}\"", view.revision))).json(view)
}
