//! `/notifications`: the bell.

use actix_web::{HttpResponse, get, post, web};
use contract::notifications::{MarkRead, NotificationsView};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Parameters, Reading, Writing};
use crate::paging::Paging;
use crate::state::AppState;

/// Which notifications to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct NotificationQuery {
    /// Only those not read yet.
    #[serde(default)]
    pub unread: bool,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// The caller's notifications, newest first
#[utoipa::path(tag = "notifications", params(NotificationQuery), responses((status = 200, description = "Notifications", body = NotificationsView), Reading, Parameters))]
#[get("/notifications")]
pub async fn list_notifications(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<NotificationQuery>,
) -> Result<web::Json<NotificationsView>, ApiError> {
    let caller = signed_in.caller;
    let NotificationQuery { unread, page, page_size } = query.into_inner();
    let paging = Paging::check(page, page_size, caller.language)?;
    let view = state
        .blocking(caller.language, move |app| app::notifications::list(app, &caller, unread, paging.page, paging.size))
        .await?;
    Ok(web::Json(view))
}

/// Mark notifications as read
#[utoipa::path(tag = "notifications", responses((status = 204, description = "Marked"), Writing, Body))]
#[post("/notifications/read")]
pub async fn mark_read(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<MarkRead>,
) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state
        .blocking(caller.language, move |app| app::notifications::mark_read(app, &caller, body.ids.as_deref()))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
