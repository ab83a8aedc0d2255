//! `GET /reports`: work lists.

use actix_web::{HttpResponse, get, web};
use contract::reports::ReportsPage;
use domain::language::Language;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Judged, Parameters, Reading};
use crate::paging::Paging;
use crate::routes::reports::workbook::{Workbook, attachment};
use crate::state::AppState;

/// Which reports to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// Reports that wait for this work of the caller: `enter`, `consolidate`, `approve`, `send`, `check`; `track` (the
    /// default) lists every report that the caller may see.
    pub task: Option<String>,
    /// Code of the regime, e.g. `II`.
    pub regime: Option<String>,
    /// Number of the document that prescribes the form, e.g. `01/2020/TT-VPCP`: regimes of several may have one code.
    pub circular: Option<String>,
    /// Code of the form, e.g. `II.06a/VPCP/KSTT`.
    pub form: Option<String>,
    /// Kind of form: `data` or `outline`, the narrative ones.
    pub kind: Option<String>,
    /// Code of the period, e.g. `2026-Q4`.
    pub period: Option<String>,
    /// This unit and the units below it.
    pub unit: Option<i64>,
    /// Status.
    pub status: Option<String>,
    /// Words of unit, form or period, with or without diacritics; 24 at most.
    pub q: Option<String>,
    /// `due` (the default), `-due`, `form`, `unit`, `-updated`.
    pub sort: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// Work lists
#[utoipa::path(tag = "reports", params(ReportQuery), responses((status = 200, description = "Reports, most urgent first", body = ReportsPage), Reading, Parameters))]
#[get("/reports")]
pub async fn list_reports(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ReportQuery>,
) -> Result<web::Json<ReportsPage>, ApiError> {
    let caller = signed_in.caller;
    let wanted = query.into_inner().check(caller.language)?;
    let page = state.blocking(caller.language, move |app| app::reports::list(app, &caller, &wanted)).await?;
    Ok(web::Json(page))
}

/// The list as .xlsx
///
/// All pages, up to 10,000 reports; a longer list has to be narrowed.
#[utoipa::path(tag = "reports", params(ReportQuery), responses((status = 200, description = "The workbook", body = Workbook, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Reading, Parameters, Judged))]
#[get("/reports/workbook")]
pub async fn export_reports(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ReportQuery>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let wanted = query.into_inner().check(caller.language)?;
    let bytes = state.blocking(caller.language, move |app| app::reports::export_list(app, &caller, &wanted)).await?;
    Ok(attachment(bytes, "danh-sach-bao-cao.xlsx"))
}

impl ReportQuery {
    fn check(self, language: Language) -> Result<app::reports::ReportQuery, ApiError> {
        let paging = Paging::check(self.page, self.page_size, language)?;
        Ok(app::reports::ReportQuery {
            task: self.task,
            circular: self.circular,
            regime: self.regime,
            form: self.form,
            kind: self.kind,
            period: self.period,
            unit: self.unit,
            status: self.status,
            q: self.q,
            sort: self.sort,
            page: paging.page,
            page_size: paging.size,
        })
    }
}
