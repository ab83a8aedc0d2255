//! `GET /reports`: work lists.

use actix_web::{get, web};
use contract::Page;
use contract::reports::ReportItem;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Parameters, Reading};
use crate::paging::Paging;
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
    /// Code of the form, e.g. `II.06a/VPCP/KSTT`.
    pub form: Option<String>,
    /// Code of the period, e.g. `2026-Q4`.
    pub period: Option<String>,
    /// This unit and the units below it.
    pub unit: Option<i64>,
    /// Status.
    pub status: Option<String>,
    /// Words of form or unit, with or without diacritics.
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
#[utoipa::path(tag = "reports", params(ReportQuery), responses((status = 200, description = "Reports, most urgent first", body = Page<ReportItem>), Reading, Parameters))]
#[get("/reports")]
pub async fn list_reports(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<ReportQuery>,
) -> Result<web::Json<Page<ReportItem>>, ApiError> {
    let caller = signed_in.caller;
    let query = query.into_inner();
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let wanted = app::reports::ReportQuery {
        task: query.task,
        regime: query.regime,
        form: query.form,
        period: query.period,
        unit: query.unit,
        status: query.status,
        q: query.q,
        sort: query.sort,
        page: paging.page,
        page_size: paging.size,
    };
    let page = state.blocking(caller.language, move |app| app::reports::list(app, &caller, &wanted)).await?;
    Ok(web::Json(page))
}
