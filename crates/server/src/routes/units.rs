//! `/units`: the hierarchy.

use actix_web::{get, web};
use contract::Page;
use contract::units::UnitView;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Known, Reading};
use crate::paging::Paging;
use crate::state::AppState;

/// Which units to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// Only units directly below this one.
    pub parent: Option<i64>,
    /// Words of the name, with or without diacritics.
    pub q: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// List units
#[utoipa::path(tag = "units", params(UnitQuery), responses((status = 200, description = "Units by name", body = Page<UnitView>), Reading, Known))]
#[get("/units")]
pub async fn list_units(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<UnitQuery>,
) -> Result<web::Json<Page<UnitView>>, ApiError> {
    let language = signed_in.caller.language;
    let UnitQuery { parent, q, page, page_size } = query.into_inner();
    let paging = Paging::check(page, page_size, language)?;
    let units = state.blocking(language, move |app| app::units::list(app, parent, q, paging.page, paging.size)).await?;
    Ok(web::Json(units))
}

/// One unit
#[utoipa::path(tag = "units", params(("id" = i64, Path, description = "The unit")), responses((status = 200, description = "The unit", body = UnitView), Reading, Known))]
#[get("/units/{id}")]
pub async fn find_unit(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<UnitView>, ApiError> {
    let unit = state.blocking(signed_in.caller.language, move |app| app::units::find(app, *id)).await?;
    Ok(web::Json(unit))
}

/// The units directly below one, whole, by name
#[utoipa::path(operation_id = "list_unit_children", tag = "units", params(("id" = i64, Path, description = "The unit")), responses((status = 200, description = "The units below", body = Page<UnitView>), Reading, Known))]
#[get("/units/{id}/children")]
pub async fn list_children(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<Page<UnitView>>, ApiError> {
    let units = state.blocking(signed_in.caller.language, move |app| app::units::children(app, *id)).await?;
    Ok(web::Json(units))
}
