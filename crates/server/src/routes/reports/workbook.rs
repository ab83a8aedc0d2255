//! `/reports/{id}/workbook`: Excel out and in.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, post, web};
use app::reports::{ImportLayoutRequest, ImportRequest};
use contract::workbook::{ImportView, WorkbookColumns};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::upload::Upload;
use crate::auth::SignedIn;
use crate::conditions::RetryKey;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Known, Protected, Reading, Retried, Seen, Writing};
use crate::state::AppState;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "names the body in the document")]
pub struct Workbook(Vec<u8>);

/// Where the table stands in the workbook; found by itself where not given.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// Only show what would change.
    #[serde(default)]
    pub dry_run: bool,
    /// Column of the indicator codes, e.g. `B`.
    pub code_column: Option<String>,
    /// First data column, e.g. `E`.
    pub first_data_column: Option<String>,
    /// First data row, from 1.
    #[param(minimum = 1)]
    pub first_row: Option<u32>,
    /// Last data row.
    #[param(minimum = 1)]
    pub last_row: Option<u32>,
    /// Take texts in old fonts (TCVN3, VNI) in Unicode; without it they are taken as they are and told in `old_texts`.
    #[serde(default)]
    pub to_unicode: bool,
    /// The revision that the preview showed; needed to write.
    pub base_revision: Option<i64>,
}

impl ImportQuery {
    /// What is asked of the file, as a preview.
    fn request(&self, upload: Upload) -> ImportRequest {
        let layout = ImportLayoutRequest {
            code_column: self.code_column.clone(),
            first_data_column: self.first_data_column.clone(),
            first_row: self.first_row,
            last_row: self.last_row,
        };
        ImportRequest {
            file: upload.file,
            layout,
            rows: upload.rows,
            mapping: upload.mapping,
            to_unicode: self.to_unicode,
            base: None,
        }
    }
}

pub(in crate::routes) fn attachment(bytes: Vec<u8>, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, XLSX))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes)
}

/// Download the report as .xlsx, with live formulas; empty reports make the import template
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The workbook", body = Workbook, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Reading, Protected))]
#[get("/reports/{id}/workbook")]
pub async fn export_workbook(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let export = state.blocking(caller.language, move |app| app::reports::export(app, &caller, *id)).await?;
    Ok(attachment(export.bytes, &export.file_name))
}

/// Import figures from .xlsx, .xls, .ods or .csv
///
/// With `dry_run=true` nothing is written: the answer shows old and new values, what could not be taken, and findings.
/// Without it the figures are written as one revision, of all rows or of those in the part `rows`. Figures in computed
/// cells are never taken; `computed` tells where they differ from the system's.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The report"),
        ImportQuery,
        ("If-Match" = Option<String>, Header, description = "The revision that the caller saw, in quotes; needed unless dry_run"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 200, description = "What changes or has changed", body = ImportView), Writing, Known, Body, Seen, Retried, Judged)
)]
#[post("/reports/{id}/workbook")]
pub async fn import_workbook(
    signed_in: SignedIn,
    seen: Option<crate::conditions::SeenRevision>,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let base = if query.dry_run { None } else { Some(required(seen, query.base_revision, caller.language)?) };
    let request = ImportRequest { base, ..query.request(upload) };
    let view = state
        .blocking(caller.language, move |app| app::reports::import(app, &caller, *id, &request, key.0.as_ref()))
        .await?;
    Ok(super::with_revision(&view, view.revision))
}

fn required(
    seen: Option<crate::conditions::SeenRevision>,
    base: Option<i64>,
    language: domain::language::Language,
) -> Result<i64, ApiError> {
    seen.map(|seen| seen.0).or(base).ok_or_else(|| crate::conditions::missing_revision(language))
}

/// See what stands in the columns of a workbook, to match them by hand
///
/// For files whose columns are not found by numbers or titles (`workbook_layout_not_found`). The import takes the answer in
/// its part `mapping`, and remembers it for the unit and the form: a file with the same words above its columns is then read
/// the same way.
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report")),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 200, description = "The columns of each sheet", body = WorkbookColumns), Writing, Known, Body, Judged)
)]
#[post("/reports/{id}/workbook/columns")]
pub async fn workbook_columns(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    upload: Upload,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let view = state
        .blocking(caller.language, move |app| app::reports::workbook_columns(app, &caller, *id, &upload.file))
        .await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Take the uploaded .xlsx back with its faulty cells coloured and commented
#[utoipa::path(
    tag = "reports",
    params(("id" = i64, Path, description = "The report"), ImportQuery),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 200, description = "The workbook with remarks", body = Workbook, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Writing, Known, Body, Judged)
)]
#[post("/reports/{id}/workbook/annotated")]
pub async fn annotate_workbook(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ImportQuery>,
    upload: Upload,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let request = query.request(upload);
    let bytes = state.blocking(caller.language, move |app| app::reports::annotate(app, &caller, *id, &request)).await?;
    Ok(attachment(bytes, "loi.xlsx"))
}
