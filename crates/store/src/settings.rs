//! Settings of the installation that live in the database: the signing key, the holidays, choices of administrators.

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::setting;
use crate::text::without_nul;

/// The value under a key, if any.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut AnyConn, key: &str) -> Result<Option<String>, StoreError> {
    Ok(setting::table.find(key).select(setting::value).first(conn).optional()?)
}

/// Sets a value.
///
/// # Errors
/// `Invalid` for a value with a NUL character.
pub fn update(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<(), StoreError> {
    let value = without_nul(value)?;
    on_both!(&mut **tx, |c| diesel::insert_into(setting::table)
        .values((setting::key.eq(key), setting::value.eq(&value)))
        .on_conflict(setting::key)
        .do_update()
        .set(setting::value.eq(excluded(setting::value)))
        .execute(c))?;
    Ok(())
}

/// Sets a value in the place of the one that was read: of two people who change it at once, one is told.
///
/// # Errors
/// `Stale` when it is another one meanwhile, `Invalid` for a value with a NUL character.
pub fn replace(tx: &mut Tx<'_>, key: &str, seen: Option<&str>, value: &str) -> Result<(), StoreError> {
    let new = without_nul(value)?;
    let Some(seen) = seen else {
        return if find_or_create(tx, key, value)? == new { Ok(()) } else { Err(StoreError::Stale) };
    };
    let row = setting::table.find(key).filter(setting::value.eq(seen));
    let changed = diesel::update(row).set(setting::value.eq(new)).execute(&mut **tx)?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Sets a value unless there is one, and gives the one that counts: of two servers that start at once, both use the
/// same key.
///
/// # Errors
/// `Invalid` for a value with a NUL character.
pub fn find_or_create(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<String, StoreError> {
    let value = without_nul(value)?;
    on_both!(&mut **tx, |c| diesel::insert_into(setting::table)
        .values((setting::key.eq(key), setting::value.eq(&value)))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(setting::table.find(key).select(setting::value).first(&mut **tx)?)
}
