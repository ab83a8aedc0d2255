//! `/notifications`: the bell.

pub mod stream;

use actix_web::{HttpResponse, get, post, web};
use app::{AppError, notifications as bell};
use chrono::NaiveDate;
use contract::Page;
use contract::notifications::{MarkRead, NotificationsView};
use contract::units::UnitRef;
use domain::ids::UnitId;
use domain::language::Language;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

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
    /// Only those not read yet: the same as `status=unread`.
    #[serde(default)]
    pub unread: bool,
    /// `unread`, `read` or `all`, which is the default.
    #[param(inline)]
    pub status: Option<ReadStatus>,
    /// Words of the sender's name, with or without diacritics.
    pub sender: Option<String>,
    /// Only what was done for this unit.
    pub unit: Option<i64>,
    /// From this day on, in Việt Nam.
    #[param(format = Date)]
    pub from: Option<String>,
    /// Up to this day, in Việt Nam.
    #[param(format = Date)]
    pub to: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    pub page: Option<u32>,
    /// Items on a page, 25 by default, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    pub page_size: Option<u32>,
}

/// Read, unread or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadStatus {
    /// Both.
    #[default]
    All,
    /// Read.
    Read,
    /// Not read.
    Unread,
}

impl NotificationQuery {
    fn wanted(self, language: Language) -> Result<bell::NotificationQuery, ApiError> {
        let paging = Paging::check(self.page, self.page_size, language)?;
        let day = |text: Option<String>| text.map(|text| day(&text, language)).transpose();
        let is_read = match self.status.unwrap_or_default() {
            ReadStatus::Read => Some(true),
            ReadStatus::Unread => Some(false),
            ReadStatus::All => self.unread.then_some(false),
        };
        Ok(bell::NotificationQuery {
            is_read,
            sender: self.sender,
            unit: self.unit.map(UnitId),
            from: day(self.from)?,
            to: day(self.to)?,
            page: paging.page,
            page_size: paging.size,
        })
    }
}

fn day(text: &str, language: Language) -> Result<NaiveDate, ApiError> {
    text.parse().map_err(|_| {
        let error =
            AppError::malformed("from và to là ngày dạng 2026-11-21.", "from and to are days such as 2026-11-21.");
        ApiError::from_app(error, language)
    })
}

/// The caller's notifications, newest first
///
/// Each says what happened, to which report of which period, who did it and when, and what the caller is to do about it
/// now.
#[utoipa::path(tag = "notifications", params(NotificationQuery), responses((status = 200, description = "Notifications", body = NotificationsView), Reading, Parameters))]
#[get("/notifications")]
pub async fn list_notifications(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    query: web::Query<NotificationQuery>,
) -> Result<web::Json<NotificationsView>, ApiError> {
    let caller = signed_in.caller;
    let query = query.into_inner().wanted(caller.language)?;
    let view = state.blocking(caller.language, move |app| bell::list(app, &caller, &query)).await?;
    Ok(web::Json(view))
}

/// The units whose people did what the caller was told of, by name
#[utoipa::path(tag = "notifications", responses((status = 200, description = "Units", body = Page<UnitRef>), Reading))]
#[get("/notifications/units")]
pub async fn list_sender_units(
    signed_in: SignedIn,
    state: web::Data<AppState>,
) -> Result<web::Json<Page<UnitRef>>, ApiError> {
    let caller = signed_in.caller;
    let items = state.blocking(caller.language, move |app| bell::sender_units(app, &caller)).await?;
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(web::Json(Page { items, total }))
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
    let user = caller.user;
    state.blocking(caller.language, move |app| bell::mark_read(app, &caller, body.ids.as_deref())).await?;
    state.live.ask(user);
    Ok(HttpResponse::NoContent().finish())
}
