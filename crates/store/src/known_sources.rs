//! From where people have signed in before, so that a stranger's failures do not hinder them there.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::known_source;

/// Whether this person has signed in from this source since a moment.
///
/// # Errors
/// Those of the database.
pub fn is_known(conn: &mut AnyConn, user: UserId, source: &str, since: NaiveDateTime) -> Result<bool, StoreError> {
    let seen = known_source::table.find((user.0, source)).select(known_source::seen_at);
    Ok(seen.first::<NaiveDateTime>(conn).optional()?.is_some_and(|seen| seen >= since))
}

/// Remembers that this person has signed in from there.
///
/// # Errors
/// `Reference` for an unknown account.
pub fn remember(tx: &mut Tx<'_>, user: UserId, source: &str, now: NaiveDateTime) -> Result<(), StoreError> {
    on_both!(&mut **tx, |c| diesel::insert_into(known_source::table)
        .values((known_source::user_id.eq(user.0), known_source::source.eq(source), known_source::seen_at.eq(now)))
        .on_conflict((known_source::user_id, known_source::source))
        .do_update()
        .set(known_source::seen_at.eq(now))
        .execute(c))?;
    Ok(())
}

/// Forgets from where nobody has signed in since a moment.
///
/// # Errors
/// Those of the database.
pub fn delete_before(tx: &mut Tx<'_>, moment: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(known_source::table.filter(known_source::seen_at.lt(moment))).execute(&mut **tx)?)
}
