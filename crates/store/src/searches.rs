//! Searches that people keep (E1).

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::collation::sort_key;
use domain::ids::UserId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::saved_search;
use crate::stored;
use crate::text::without_nul;

/// Keeps a person's search. Gives its id.
///
/// # Errors
/// `Unique` when the person has one of that name.
pub fn create(
    tx: &mut Tx<'_>,
    of: UserId,
    name: &str,
    filter: &impl Serialize,
    at: NaiveDateTime,
) -> Result<i64, StoreError> {
    let row = (
        saved_search::user_id.eq(of.0),
        saved_search::name.eq(without_nul(name)?),
        saved_search::sort_key.eq(sort_key(name)),
        saved_search::body.eq(without_nul(&stored::write(filter)?)?),
        saved_search::at.eq(at),
    );
    Ok(diesel::insert_into(saved_search::table).values(row).returning(saved_search::id).get_result(&mut **tx)?)
}

/// A person's searches by name in Vietnamese order: id, name and what is searched for.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list<T: DeserializeOwned>(conn: &mut AnyConn, of: UserId) -> Result<Vec<(i64, String, T)>, StoreError> {
    let rows: Vec<(i64, String, String)> = saved_search::table
        .filter(saved_search::user_id.eq(of.0))
        .order((saved_search::sort_key, saved_search::id))
        .select((saved_search::id, saved_search::name, saved_search::body))
        .load(conn)?;
    rows.into_iter().map(|(id, name, body)| Ok((id, name, stored::read(&body)?))).collect()
}

/// How many searches a person keeps.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut AnyConn, of: UserId) -> Result<i64, StoreError> {
    Ok(saved_search::table.filter(saved_search::user_id.eq(of.0)).count().get_result(conn)?)
}

/// Forgets a person's search.
///
/// # Errors
/// `NotFound` when the person has no such search.
pub fn delete(tx: &mut Tx<'_>, of: UserId, id: i64) -> Result<(), StoreError> {
    let gone =
        diesel::delete(saved_search::table.find(id).filter(saved_search::user_id.eq(of.0))).execute(&mut **tx)?;
    if gone == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
