//! `GET /regimes`.

use actix_web::{get, web};
use app::regimes::RegimeFilter;
use contract::Page;
use contract::regimes::RegimeItem;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Parameters, Reading};
use crate::state::AppState;

/// Which regimes to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RegimeQuery {
    /// `draft`, `published`, `retired` or `all`; without it the newest published version of each regime.
    pub status: Option<String>,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: Option<String>,
    /// Words of document, code or title, with or without diacritics.
    pub q: Option<String>,
}

/// List regimes
///
/// The whole list, by document and code, the newest version first.
#[utoipa::path(tag = "regimes", params(RegimeQuery), responses((status = 200, description = "The regimes", body = Page<RegimeItem>), Reading, Parameters))]
#[get("/regimes")]
pub async fn list_regimes(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<RegimeQuery>,
) -> Result<web::Json<Page<RegimeItem>>, ApiError> {
    let RegimeQuery { status, circular, q } = query.into_inner();
    let filter = RegimeFilter { status, circular, q };
    let caller = signed_in.caller;
    let page = state.blocking(caller.language, move |app| app::regimes::list(app, &caller, &filter)).await?;
    Ok(web::Json(page))
}
