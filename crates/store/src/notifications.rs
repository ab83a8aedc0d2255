//! The bell: what people are told, made from events.

mod senders;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::ids::{UnitId, UserId};

use crate::among::among;
use crate::conn::{AnyConn, BATCH, MultiBackend, Tx};
use crate::error::StoreError;
use crate::schema::notification;
use crate::text::{page, patterns};

pub use senders::{SenderRow, list_senders, list_units};

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

/// Which of a person's notifications to list. Every field narrows further.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationFilter {
    /// Only the read ones, or only the unread.
    pub is_read: Option<bool>,
    /// Words of the name of the person who did it, without diacritics.
    pub sender: Option<String>,
    /// Only what was done for this unit.
    pub unit: Option<UnitId>,
    /// From this moment on, UTC.
    pub from: Option<NaiveDateTime>,
    /// Before this moment, UTC.
    pub before: Option<NaiveDateTime>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

type Condition<'a> = Box<dyn BoxableExpression<notification::table, MultiBackend, SqlType = Bool> + 'a>;

/// One page of a person's notifications, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, user: UserId, filter: &NotificationFilter) -> Result<NotificationPage, StoreError> {
    let unread = count_unread(conn, user)?;
    let matching = || {
        let mut query = notification::table.into_boxed();
        for condition in conditions(user, filter) {
            query = query.filter(condition);
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(filter.page, filter.page_size);
    let query = matching().order(notification::id.desc()).limit(limit).offset(offset);
    Ok(NotificationPage { rows: query.select(NotificationRow::as_select()).load(conn)?, total, unread })
}

fn conditions(user: UserId, filter: &NotificationFilter) -> Vec<Condition<'_>> {
    let mut all: Vec<Condition<'_>> = vec![Box::new(notification::user_id.eq(user.0))];
    match filter.is_read {
        Some(true) => all.push(Box::new(notification::read_at.is_not_null())),
        Some(false) => all.push(Box::new(notification::read_at.is_null())),
        None => {}
    }
    if let Some(from) = filter.from {
        all.push(Box::new(notification::at.ge(from)));
    }
    if let Some(before) = filter.before {
        all.push(Box::new(notification::at.lt(before)));
    }
    if let Some(unit) = filter.unit {
        all.push(senders::acted_for(unit));
    }
    for pattern in filter.sender.iter().flat_map(|words| patterns(words)) {
        all.push(senders::named(pattern));
    }
    all
}

/// What a person was told after one notification, up to another, and has not read: the oldest `most`, and how many
/// there are in all.
///
/// # Errors
/// Those of the database.
pub fn list_unread_between(
    conn: &mut AnyConn,
    user: UserId,
    (after, until): (i64, i64),
    most: i64,
) -> Result<(Vec<NotificationRow>, i64), StoreError> {
    let told = notification::table
        .filter(notification::user_id.eq(user.0))
        .filter(notification::id.gt(after))
        .filter(notification::id.le(until))
        .filter(notification::read_at.is_null());
    let total = told.count().get_result(conn)?;
    let rows = told.order(notification::id).limit(most).select(NotificationRow::as_select()).load(conn)?;
    Ok((rows, total))
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

/// The newest notification's id; 0 where there is none. They are made one transaction after the other, so that no lower
/// number comes later.
///
/// # Errors
/// Those of the database.
pub fn newest(conn: &mut AnyConn) -> Result<i64, StoreError> {
    let newest: Option<i64> = notification::table.select(diesel::dsl::max(notification::id)).first(conn)?;
    Ok(newest.unwrap_or_default())
}

/// Who was told anything after this notification, up to that one.
///
/// # Errors
/// Those of the database.
pub fn list_told(conn: &mut AnyConn, after: i64, until: i64) -> Result<Vec<UserId>, StoreError> {
    let new = notification::table.filter(notification::id.gt(after)).filter(notification::id.le(until));
    let people: Vec<i64> = new.select(notification::user_id).distinct().load(conn)?;
    Ok(people.into_iter().map(UserId).collect())
}

/// How many notifications of these people are unread; who is missing has none.
///
/// # Errors
/// Those of the database.
pub fn count_unread_of(conn: &mut AnyConn, people: &[UserId]) -> Result<Vec<(UserId, i64)>, StoreError> {
    let mut all = Vec::with_capacity(people.len());
    for some in people.chunks(BATCH) {
        let counts: Vec<(i64, i64)> = notification::table
            .filter(among(notification::user_id, some.iter().map(|user| user.0)))
            .filter(notification::read_at.is_null())
            .group_by(notification::user_id)
            .select((notification::user_id, diesel::dsl::count_star()))
            .load(conn)?;
        all.extend(counts.into_iter().map(|(user, count)| (UserId(user), count)));
    }
    Ok(all)
}
