//! The bell: what people are told, made from events.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::notification;
use crate::text::page;

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = notification)]
pub struct NotificationRow {
    /// Id.
    pub id: i64,
    /// Whom it tells.
    pub user_id: i64,
    /// The event that it tells of.
    pub event_seq: i64,
    /// Kind of the event.
    pub kind: String,
    /// The report concerned.
    pub report_id: Option<i64>,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Text in Vietnamese.
    pub text_vi: String,
    /// Text in English.
    pub text_en: String,
    /// When it happened.
    pub at: NaiveDateTime,
    /// When the person read it.
    pub read_at: Option<NaiveDateTime>,
}

/// A notification to be made.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = notification, treat_none_as_default_value = false)]
pub struct NewNotification {
    /// Whom it tells.
    pub user_id: i64,
    /// The event that it tells of.
    pub event_seq: i64,
    /// Kind of the event.
    pub kind: String,
    /// The report concerned.
    pub report_id: Option<i64>,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// Text in Vietnamese.
    pub text_vi: String,
    /// Text in English.
    pub text_en: String,
    /// When it happened.
    pub at: NaiveDateTime,
}

/// Makes notifications; a person is told of an event once, however often this runs.
///
/// # Errors
/// `Reference` for an unknown account, event or report.
pub fn create_many(tx: &mut Tx<'_>, new: &[NewNotification]) -> Result<(), StoreError> {
    for some in new.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(notification::table)
            .values(some)
            .on_conflict((notification::user_id, notification::event_seq))
            .do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// One page of a person's notifications, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationPage {
    /// The rows.
    pub rows: Vec<NotificationRow>,
    /// How many the filter finds.
    pub total: i64,
    /// How many are unread.
    pub unread: i64,
}

/// One page of a person's notifications, newest first; all of them or only the unread.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut AnyConn,
    user: UserId,
    unread_only: bool,
    number: i64,
    page_size: i64,
) -> Result<NotificationPage, StoreError> {
    let mine = || notification::table.filter(notification::user_id.eq(user.0));
    let unread = mine().filter(notification::read_at.is_null()).count().get_result(conn)?;
    let total = if unread_only { unread } else { mine().count().get_result(conn)? };
    let (limit, offset) = page(number, page_size);
    let mut query = mine().into_boxed();
    if unread_only {
        query = query.filter(notification::read_at.is_null());
    }
    let query = query.order(notification::id.desc()).limit(limit).offset(offset);
    Ok(NotificationPage { rows: query.select(NotificationRow::as_select()).load(conn)?, total, unread })
}

/// How many of a person's notifications are unread.
///
/// # Errors
/// Those of the database.
pub fn count_unread(conn: &mut AnyConn, user: UserId) -> Result<i64, StoreError> {
    let mine = notification::table.filter(notification::user_id.eq(user.0));
    Ok(mine.filter(notification::read_at.is_null()).count().get_result(conn)?)
}

/// Marks a person's notifications as read: these, or all when none are named. Gives how many changed.
///
/// # Errors
/// Those of the database.
pub fn mark_read(tx: &mut Tx<'_>, user: UserId, ids: Option<&[i64]>, now: NaiveDateTime) -> Result<usize, StoreError> {
    let mine = notification::table.filter(notification::user_id.eq(user.0)).filter(notification::read_at.is_null());
    let read = notification::read_at.eq(now);
    Ok(match ids {
        Some(ids) => diesel::update(mine.filter(notification::id.eq_any(ids))).set(read).execute(&mut **tx)?,
        None => diesel::update(mine).set(read).execute(&mut **tx)?,
    })
}
