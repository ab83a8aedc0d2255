//! Failed sign-ins by account or address, in a sliding start of a window.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::throttle;
use crate::text::without_nul;

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = throttle)]
pub struct ThrottleRow {
    /// Account or address, e.g. `account:hanoi.duyet`.
    pub key: String,
    /// Failures since the window began.
    pub failures: i32,
    /// When the first of them was.
    pub window_start: NaiveDateTime,
    /// Until when attempts are refused unseen.
    pub blocked_until: Option<NaiveDateTime>,
}

/// What is known of a key, if anything.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut AnyConn, key: &str) -> Result<Option<ThrottleRow>, StoreError> {
    let key = without_nul(key)?;
    Ok(throttle::table.find(key).select(ThrottleRow::as_select()).first(conn).optional()?)
}

/// Counts a failure, from one again when the window began before `oldest`. Gives what is known now.
///
/// # Errors
/// `Invalid` for a key with a NUL character.
pub fn record_failure(
    tx: &mut Tx<'_>,
    key: &str,
    oldest: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<ThrottleRow, StoreError> {
    let key = without_nul(key)?;
    on_both!(&mut **tx, |c| diesel::insert_into(throttle::table)
        .values((throttle::key.eq(&key), throttle::failures.eq(0), throttle::window_start.eq(now)))
        .on_conflict_do_nothing()
        .execute(c))?;
    let fresh =
        (throttle::failures.eq(0), throttle::window_start.eq(now), throttle::blocked_until.eq(None::<NaiveDateTime>));
    diesel::update(throttle::table.find(&key).filter(throttle::window_start.lt(oldest)))
        .set(fresh)
        .execute(&mut **tx)?;
    diesel::update(throttle::table.find(&key)).set(throttle::failures.eq(throttle::failures + 1)).execute(&mut **tx)?;
    Ok(throttle::table.find(&key).select(ThrottleRow::as_select()).first(&mut **tx)?)
}

/// Takes one counted attempt back: it came to nothing that others would feel.
///
/// # Errors
/// Those of the database.
pub fn take_back(tx: &mut Tx<'_>, key: &str) -> Result<(), StoreError> {
    let counted = throttle::table.find(key).filter(throttle::failures.gt(0));
    diesel::update(counted).set(throttle::failures.eq(throttle::failures - 1)).execute(&mut **tx)?;
    Ok(())
}

/// Refuses attempts until a moment.
///
/// # Errors
/// `NotFound` for a key without failures.
pub fn block(tx: &mut Tx<'_>, key: &str, until: NaiveDateTime) -> Result<(), StoreError> {
    let changed =
        diesel::update(throttle::table.find(key)).set(throttle::blocked_until.eq(until)).execute(&mut **tx)?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Forgets a key, after a right password.
///
/// # Errors
/// Those of the database.
pub fn reset(tx: &mut Tx<'_>, key: &str) -> Result<(), StoreError> {
    diesel::delete(throttle::table.find(key)).execute(&mut **tx)?;
    Ok(())
}

/// Forgets keys whose window began before this moment and that are not refused any more.
///
/// # Errors
/// Those of the database.
pub fn delete_before(tx: &mut Tx<'_>, moment: NaiveDateTime) -> Result<usize, StoreError> {
    let old = throttle::table
        .filter(throttle::window_start.lt(moment))
        .filter(throttle::blocked_until.is_null().or(throttle::blocked_until.assume_not_null().lt(moment)));
    Ok(diesel::delete(old).execute(&mut **tx)?)
}
