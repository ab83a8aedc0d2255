//! Answers already given, by Idempotency-Key, so that a retry is harmless.
//!
//! The answer is written in the transaction of the work itself: either both are there or neither. Of two calls with
//! one key at the same time the second fails with `Unique` (PostgreSQL makes it wait first), rolls back its work, and
//! finds the first one's answer when it looks again.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::idempotency;
use crate::text::without_nul;

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency)]
pub struct AnswerRow {
    /// Who asked; keys of different people do not meet.
    pub user_id: i64,
    /// The caller's key.
    pub key: String,
    /// Method and path.
    pub route: String,
    /// Hash of the request's body; another body under the same key is a mistake of the caller.
    pub request_hash: String,
    /// HTTP status of the answer.
    pub status: i32,
    /// Body of the answer.
    pub body: String,
    /// When.
    pub at: NaiveDateTime,
}

/// The answer given under this key, if any.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut AnyConn, user: UserId, key: &str) -> Result<Option<AnswerRow>, StoreError> {
    let key = without_nul(key)?;
    Ok(idempotency::table.find((user.0, key)).select(AnswerRow::as_select()).get_result(conn).optional()?)
}

/// Keeps an answer.
///
/// # Errors
/// `Unique` when another call with this key was faster.
pub fn create(tx: &mut Tx<'_>, answer: &AnswerRow) -> Result<(), StoreError> {
    diesel::insert_into(idempotency::table).values(answer).execute(&mut **tx)?;
    Ok(())
}

/// Forgets answers given before this moment.
///
/// # Errors
/// Those of the database.
pub fn delete_before(tx: &mut Tx<'_>, moment: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(idempotency::table.filter(idempotency::at.lt(moment))).execute(&mut **tx)?)
}
