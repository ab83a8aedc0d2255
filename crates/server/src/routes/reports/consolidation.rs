//! `/reports/{id}/children`, `/consolidation`, `/lineage`: from the units below, and back to them.

use actix_web::{HttpResponse, get, post, web};
use contract::Page;
use contract::lineage::{ChildView, ConsolidationView, DifferencesView, LineageView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::conditions::{RetryKey, SeenRevision};
use crate::error::ApiError;
use crate::openapi::{Judged, Known, Protected, Reading, Retried, Seen, Writing};
use crate::state::AppState;

/// The reports of the units below that a consolidation would use, and those that are missing
#[utoipa::path(operation_id = "list_report_children", tag = "reports", params(("id" = i64, Path, description = "The consolidating report")), responses((status = 200, description = "Reports of the units below", body = Page<ChildView>), Reading, Protected))]
#[get("/reports/{id}/children")]
pub async fn list_children(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<Page<ChildView>>, ApiError> {
    let caller = signed_in.caller;
    let children = state.blocking(caller.language, move |app| app::reports::children(app, &caller, *id)).await?;
    Ok(web::Json(children))
}

/// Consolidate the accepted reports of the units below
///
/// The unit's own figures stay beside them. Repeating it takes in what was accepted or corrected meanwhile.
#[utoipa::path(
    tag = "reports",
    params(
        ("id" = i64, Path, description = "The consolidating report"),
        ("If-Match" = String, Header, description = "The revision that the caller saw, in quotes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry harmless"),
    ),
    responses((status = 200, description = "What was used and what is missing", body = ConsolidationView), Writing, Known, Seen, Retried, Judged)
)]
#[post("/reports/{id}/consolidation")]
pub async fn consolidate_report(
    signed_in: SignedIn,
    seen: SeenRevision,
    key: RetryKey,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    let outcome = state
        .blocking(caller.language, move |app| app::reports::consolidate(app, &caller, *id, seen.0, key.0.as_ref()))
        .await?;
    Ok(super::with_revision(&outcome, outcome.revision))
}

/// What consolidating again would change
///
/// For a stale report: which units below changed since, and each cell with the value it shows and the one it would show.
/// Nothing is written. Empty for a report that agrees with its children.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The consolidating report")), responses((status = 200, description = "Changed units and cells", body = DifferencesView), Reading, Protected))]
#[get("/reports/{id}/consolidation/differences")]
pub async fn find_differences(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<DifferencesView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::differences(app, &caller, *id)).await?;
    Ok(web::Json(view))
}

/// A cell.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CellQuery {
    /// Row key.
    pub row: String,
    /// Column number.
    pub column: u16,
}

/// Where a cell comes from: the unit's own figure and each report below with its value
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report"), CellQuery), responses((status = 200, description = "The sources; they re-add to the value", body = LineageView), Reading, Protected))]
#[get("/reports/{id}/lineage")]
pub async fn find_lineage(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
    cell: web::Query<CellQuery>,
) -> Result<web::Json<LineageView>, ApiError> {
    let caller = signed_in.caller;
    let lineage = state
        .blocking(caller.language, move |app| app::reports::lineage(app, &caller, *id, &cell.row, cell.column))
        .await?;
    Ok(web::Json(lineage))
}
