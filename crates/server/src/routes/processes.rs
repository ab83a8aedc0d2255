//! `/units/{id}/process`, `/processes`: how the reports of units move.

use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, delete, get, put, web};
use app::processes::Concern;
use contract::Page;
use contract::processes::{ProcessSettings, UnitProcessItem, UnitProcessView};
use serde::Deserialize;
use utoipa::IntoParams;

use super::openings::PageQuery;
use crate::auth::SignedIn;
use crate::conditions::SeenRevision;
use crate::error::ApiError;
use crate::openapi::{Body, Judged, Parameters, Protected, Reading, Seen, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// Which regime.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProcessQuery {
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code of the regime, e.g. `II`.
    pub regime: String,
}

impl ProcessQuery {
    fn of(self, unit: i64) -> Concern {
        Concern { unit, circular: self.circular, regime: self.regime }
    }
}

/// The units with processes of their own that the caller administers
#[utoipa::path(tag = "processes", params(PageQuery), responses((status = 200, description = "Processes by unit", body = Page<UnitProcessItem>), Reading, Parameters))]
#[get("/processes")]
pub async fn list_processes(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<UnitProcessItem>>, ApiError> {
    let caller = signed_in.caller;
    let paging = Paging::check(query.page, query.page_size, caller.language)?;
    let page = state
        .blocking(caller.language, move |app| app::processes::list(app, &caller, paging.page, paging.size))
        .await?;
    Ok(web::Json(page))
}

/// How a unit's reports of a regime move
///
/// What holds for reports that are submitted from now on, where it comes from, and what may be chosen instead. For
/// everybody who follows the unit's reports.
#[utoipa::path(
    tag = "processes",
    params(("id" = i64, Path, description = "The unit"), ProcessQuery),
    responses((status = 200, description = "The process", body = UnitProcessView), Reading, Protected)
)]
#[get("/units/{id}/process")]
pub async fn find_process(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ProcessQuery>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let concern = query.into_inner().of(*id);
    let view = state.blocking(caller.language, move |app| app::processes::find(app, &caller, &concern)).await?;
    Ok(answer(&view))
}

/// Give a unit a process of its own for a regime
///
/// By administrators of the unit or of one above, within what the regime allows; what the receiver does only from above.
/// It holds for the units below, too – without the people who are named – unless they have their own. Reports that were
/// submitted keep the process that they were submitted under, until they come back to entry.
#[utoipa::path(
    tag = "processes",
    params(
        ("id" = i64, Path, description = "The unit"),
        ProcessQuery,
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes; `\"0\"` where none was ever set"),
    ),
    responses((status = 200, description = "What holds now", body = UnitProcessView), Writing, Protected, Body, Seen, Judged)
)]
#[put("/units/{id}/process")]
pub async fn update_process(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ProcessQuery>,
    body: web::Json<ProcessSettings>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let concern = query.into_inner().of(*id);
    let view = state
        .blocking(caller.language, move |app| app::processes::set(app, &caller, &concern, seen.0, Some(&body)))
        .await?;
    Ok(answer(&view))
}

/// Take a unit's own process away
///
/// What the units above or the regime say holds again.
#[utoipa::path(
    tag = "processes",
    params(
        ("id" = i64, Path, description = "The unit"),
        ProcessQuery,
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
    ),
    responses((status = 200, description = "What holds now", body = UnitProcessView), Writing, Protected, Seen, Judged)
)]
#[delete("/units/{id}/process")]
pub async fn delete_process(
    signed_in: SignedIn,
    seen: SeenRevision,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    query: web::Query<ProcessQuery>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let concern = query.into_inner().of(*id);
    let view =
        state.blocking(caller.language, move |app| app::processes::set(app, &caller, &concern, seen.0, None)).await?;
    Ok(answer(&view))
}

fn answer(view: &UnitProcessView) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{}\"", view.revision))).json(view)
}
