//! `/forms`, `/catalogues`: what is filled in.

use actix_web::{get, web};
use contract::Page;
use contract::catalogues::CatalogueView;
use contract::forms::{FormItem, FormView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Known, Parameters, Reading};
use crate::paging::Paging;
use crate::state::AppState;

/// Which forms to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FormQuery {
    /// Code of the regime, e.g. `II`.
    pub regime: Option<String>,
    /// Words of code or title, with or without diacritics.
    pub q: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// List forms
#[utoipa::path(tag = "forms", params(FormQuery), responses((status = 200, description = "Forms by code", body = Page<FormItem>), Reading, Parameters))]
#[get("/forms")]
pub async fn list_forms(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<FormQuery>,
) -> Result<web::Json<Page<FormItem>>, ApiError> {
    let language = signed_in.caller.language;
    let FormQuery { regime, q, page, page_size } = query.into_inner();
    let paging = Paging::check(page, page_size, language)?;
    let forms = state.blocking(language, move |app| app::forms::list(app, regime, q, paging.page, paging.size)).await?;
    Ok(web::Json(forms))
}

/// One form with its template
#[utoipa::path(tag = "forms", params(("id" = i64, Path, description = "The form")), responses((status = 200, description = "The form", body = FormView), Reading, Known))]
#[get("/forms/{id}")]
pub async fn find_form(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<FormView>, ApiError> {
    let form = state.blocking(signed_in.caller.language, move |app| app::forms::find(app, *id)).await?;
    Ok(web::Json(form))
}

/// One catalogue with its items
#[utoipa::path(tag = "forms", params(("code" = String, Path, description = "Code of the catalogue, e.g. linh_vuc")), responses((status = 200, description = "The catalogue", body = CatalogueView), Reading, Known))]
#[get("/catalogues/{code}")]
pub async fn find_catalogue(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    code: web::Path<String>,
) -> Result<web::Json<CatalogueView>, ApiError> {
    let catalogue = state.blocking(signed_in.caller.language, move |app| app::forms::catalogue(app, &code)).await?;
    Ok(web::Json(catalogue))
}
