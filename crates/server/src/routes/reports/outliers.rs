//! `GET /reports/{id}/outliers`: figures that stand out from the unit's own history.

use actix_web::{get, web};
use contract::outliers::OutliersView;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Protected, Reading};
use crate::state::AppState;

/// Figures that stand out from what the unit sent before
///
/// Compared with up to eight former periods of the same kind, of the same unit and form. Hints for whoever is about to pass
/// the report on: no step is refused for them.
#[utoipa::path(tag = "reports", params(("id" = i64, Path, description = "The report")), responses((status = 200, description = "The figures that stand out, the strangest first", body = OutliersView), Reading, Protected))]
#[get("/reports/{id}/outliers")]
pub async fn list_outliers(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    id: web::Path<i64>,
) -> Result<web::Json<OutliersView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::reports::outliers(app, &caller, *id)).await?;
    Ok(web::Json(view))
}
