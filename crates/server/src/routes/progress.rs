//! `/progress`: where the reports of a regime and period stand.

use actix_web::{HttpResponse, get, web};
use contract::Page;
use contract::progress::{ProgressView, UnsentView};
use serde::Deserialize;
use utoipa::IntoParams;

use super::reports::workbook::{Workbook, attachment};
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Known, Reading};
use crate::paging::Paging;
use crate::state::AppState;

/// Whose progress.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProgressParameters {
    /// The unit; the caller's own where absent.
    pub unit: Option<i64>,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code of the regime, e.g. `II`.
    pub regime: String,
    /// Code of the period, e.g. `2026-Q4`.
    pub period: String,
    /// `now` (the default): merged units count with what came after them; `then`: as they were at the end of the period.
    pub map: Option<String>,
}

impl From<ProgressParameters> for app::progress::ProgressQuery {
    fn from(parameters: ProgressParameters) -> Self {
        let ProgressParameters { unit, circular, regime, period, map } = parameters;
        Self { unit, circular, regime, period, map }
    }
}

/// Whose progress, and which page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnsentParameters {
    /// The unit; the caller's own where absent.
    pub unit: Option<i64>,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code of the regime, e.g. `II`.
    pub regime: String,
    /// Code of the period, e.g. `2026-Q4`.
    pub period: String,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// How many reports stand where, for a unit and each unit directly below it
#[utoipa::path(tag = "progress", params(ProgressParameters), responses((status = 200, description = "The counts", body = ProgressView), Reading, Known))]
#[get("/progress")]
pub async fn find_progress(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ProgressParameters>,
) -> Result<web::Json<ProgressView>, ApiError> {
    let caller = signed_in.caller;
    let query = query.into_inner().into();
    let view = state.blocking(caller.language, move |app| app::progress::find(app, &caller, &query)).await?;
    Ok(web::Json(view))
}

/// Reports that were not sent yet, with people to ask
#[utoipa::path(operation_id = "list_unsent", tag = "progress", params(UnsentParameters), responses((status = 200, description = "Reports by unit", body = Page<UnsentView>), Reading, Known))]
#[get("/progress/unsent")]
pub async fn list_unsent(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<UnsentParameters>,
) -> Result<web::Json<Page<UnsentView>>, ApiError> {
    let caller = signed_in.caller;
    let UnsentParameters { unit, circular, regime, period, page, page_size } = query.into_inner();
    let paging = Paging::check(page, page_size, caller.language)?;
    let query = app::progress::ProgressQuery { unit, circular, regime, period, map: None };
    let page = state
        .blocking(caller.language, move |app| {
            app::progress::list_unsent(app, &caller, &query, paging.page, paging.size)
        })
        .await?;
    Ok(web::Json(page))
}

/// Both as .xlsx
#[utoipa::path(tag = "progress", params(ProgressParameters), responses((status = 200, description = "The workbook", body = Workbook, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Reading, Known))]
#[get("/progress/workbook")]
pub async fn export_progress(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ProgressParameters>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let query: app::progress::ProgressQuery = query.into_inner().into();
    // The period becomes part of a header: what is none is refused before it gets there.
    let name = format!("tien-do-{}.xlsx", query.period);
    let bytes = state.blocking(caller.language, move |app| app::progress::export(app, &caller, &query)).await?;
    Ok(attachment(bytes, &name))
}
