//! Browser sessions: rows for refresh rotation with reuse detection.
//!
//! A refresh token is spent by [`rotate`], a compare-and-set on its hash: of two tabs only one wins. Every spent hash is
//! kept: the loser finds its own as spent just now; anybody who comes later with any old token is a thief.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{account, session, spent_secret};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = session, treat_none_as_default_value = false)]
pub struct SessionRow {
    /// Id, the `sid` of access tokens.
    pub id: String,
    /// Whose session.
    pub user_id: i64,
    /// Common to all sessions that grew from one sign-in.
    pub family: String,
    /// Hash of the refresh secret that is valid now.
    pub refresh_hash: String,
    /// When the person signed in.
    pub created_at: NaiveDateTime,
    /// When the session was last refreshed.
    pub last_used_at: NaiveDateTime,
    /// When the person must sign in again.
    pub expires_at: NaiveDateTime,
    /// When it was ended.
    pub revoked_at: Option<NaiveDateTime>,
}

/// Begins a session.
///
/// # Errors
/// `Unique` for an id in use, `Reference` for an unknown account.
pub fn create(tx: &mut Tx<'_>, new: &SessionRow) -> Result<(), StoreError> {
    diesel::insert_into(session::table).values(new).execute(&mut **tx)?;
    Ok(())
}

/// The session with this id, ended or not.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: &str) -> Result<SessionRow, StoreError> {
    Ok(session::table.find(id).select(SessionRow::as_select()).first(conn)?)
}

/// The session whose present refresh secret has this hash, or whose secret of this hash was spent, and then when: at
/// the moment of `last_used_at` exactly if it is the one spent last.
///
/// # Errors
/// `NotFound`.
pub fn find_by_refresh(conn: &mut AnyConn, hash: &str) -> Result<(SessionRow, Option<NaiveDateTime>), StoreError> {
    let present = session::table.filter(session::refresh_hash.eq(hash)).select(SessionRow::as_select());
    if let Some(row) = present.first(conn).optional()? {
        return Ok((row, None));
    }
    let (id, spent_at): (String, NaiveDateTime) =
        spent_secret::table.find(hash).select((spent_secret::session_id, spent_secret::spent_at)).first(conn)?;
    Ok((find(conn, &id)?, Some(spent_at)))
}

/// Spends a refresh secret. `false` when it is not the present one any more, or when the session has ended.
///
/// # Errors
/// Those of the database.
pub fn rotate(tx: &mut Tx<'_>, id: &str, spent: &str, fresh: &str, now: NaiveDateTime) -> Result<bool, StoreError> {
    let live = session::table.find(id).filter(session::refresh_hash.eq(spent)).filter(session::revoked_at.is_null());
    let changed = diesel::update(live)
        .set((session::refresh_hash.eq(fresh), session::last_used_at.eq(now)))
        .execute(&mut **tx)?;
    if changed == 0 {
        return Ok(false);
    }
    diesel::insert_into(spent_secret::table)
        .values((spent_secret::hash.eq(spent), spent_secret::session_id.eq(id), spent_secret::spent_at.eq(now)))
        .execute(&mut **tx)?;
    Ok(true)
}

/// Ends one session; harmless when it has ended.
///
/// # Errors
/// Those of the database.
pub fn revoke(tx: &mut Tx<'_>, id: &str, now: NaiveDateTime) -> Result<usize, StoreError> {
    let live = session::table.find(id).filter(session::revoked_at.is_null());
    Ok(diesel::update(live).set(session::revoked_at.eq(now)).execute(&mut **tx)?)
}

/// Ends every session that grew from one sign-in. Gives those that had not ended before.
///
/// # Errors
/// Those of the database.
pub fn revoke_family(tx: &mut Tx<'_>, family: &str, now: NaiveDateTime) -> Result<Vec<String>, StoreError> {
    let live = session::table.filter(session::family.eq(family)).filter(session::revoked_at.is_null());
    Ok(diesel::update(live).set(session::revoked_at.eq(now)).returning(session::id).get_results(&mut **tx)?)
}

/// Ends every session of a person.
///
/// # Errors
/// Those of the database.
pub fn revoke_user(tx: &mut Tx<'_>, user: UserId, now: NaiveDateTime) -> Result<usize, StoreError> {
    let live = session::table.filter(session::user_id.eq(user.0)).filter(session::revoked_at.is_null());
    Ok(diesel::update(live).set(session::revoked_at.eq(now)).execute(&mut **tx)?)
}

/// The live sessions of a person, newest first.
///
/// # Errors
/// Those of the database.
pub fn list_live(conn: &mut AnyConn, user: UserId, now: NaiveDateTime) -> Result<Vec<SessionRow>, StoreError> {
    let query = session::table
        .filter(session::user_id.eq(user.0))
        .filter(session::revoked_at.is_null())
        .filter(session::expires_at.gt(now))
        .order((session::created_at.desc(), session::id));
    Ok(query.select(SessionRow::as_select()).load(conn)?)
}

/// Forgets the spent secrets of sessions that are past their absolute end: nothing is left that a thief could use.
///
/// # Errors
/// Those of the database.
pub fn delete_spent(tx: &mut Tx<'_>, now: NaiveDateTime) -> Result<usize, StoreError> {
    let over = session::table.filter(session::expires_at.lt(now)).select(session::id);
    Ok(diesel::delete(spent_secret::table.filter(spent_secret::session_id.eq_any(over))).execute(&mut **tx)?)
}

/// Removes sessions that ended or expired before this moment.
///
/// # Errors
/// Those of the database.
pub fn delete_ended(tx: &mut Tx<'_>, before: NaiveDateTime) -> Result<usize, StoreError> {
    let old = || session::expires_at.lt(before).or(session::revoked_at.assume_not_null().lt(before));
    let ids = session::table.filter(old()).select(session::id);
    diesel::delete(spent_secret::table.filter(spent_secret::session_id.eq_any(ids))).execute(&mut **tx)?;
    Ok(diesel::delete(session::table.filter(old())).execute(&mut **tx)?)
}

/// Those of these sessions that go on at this moment, each with its account's epoch: not ended, not too old, renewed since
/// `renewed_since`, and of an account that may sign in.
///
/// # Errors
/// Those of the database.
pub fn list_alive(
    conn: &mut AnyConn,
    ids: &[String],
    now: NaiveDateTime,
    renewed_since: NaiveDateTime,
) -> Result<Vec<(String, i64)>, StoreError> {
    let mut alive = Vec::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let query = session::table
            .inner_join(account::table.on(account::id.eq(session::user_id)))
            .filter(session::id.eq_any(some))
            .filter(session::revoked_at.is_null())
            .filter(session::expires_at.gt(now))
            .filter(session::last_used_at.gt(renewed_since))
            .filter(account::active.eq(true));
        alive.append(&mut query.select((session::id, account::epoch)).load(conn)?);
    }
    Ok(alive)
}
