//! `/reports`: lists, figures, workflow, Excel, consolidation.

pub mod bulk;
pub mod comments;
pub mod consolidation;
pub mod data;
pub mod explanations;
pub mod faults;
pub mod find;
pub mod history;
pub mod list;
pub mod outliers;
pub mod outside;
pub mod predecessors;
pub mod presence;
pub mod review;
pub mod save;
pub mod transition;
pub mod upload;
pub mod window;
pub mod workbook;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use serde::Serialize;

/// An answer that names the revision it shows, for the next `If-Match`.
fn with_revision(body: &impl Serialize, revision: i64) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{revision}\""))).json(body)
}
