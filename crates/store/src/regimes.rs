//! Regimes: the reporting duties of the circulars.

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::regime;

/// A regime.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = regime)]
pub struct RegimeRow {
    /// The legal document.
    pub circular: String,
    /// Code inside the circular.
    pub code: String,
    /// Name on screen.
    pub title: String,
    /// The regime, as JSON.
    pub body: String,
}

/// One regime of a circular.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, circular: &str, code: &str) -> Result<RegimeRow, StoreError> {
    Ok(regime::table.find((circular, code)).select(RegimeRow::as_select()).first(conn)?)
}

/// All regimes, by circular and code.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn) -> Result<Vec<RegimeRow>, StoreError> {
    Ok(regime::table.order((regime::circular, regime::code)).select(RegimeRow::as_select()).load(conn)?)
}

/// Keeps a regime in its present wording. Writes nothing when nothing changed.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, new: &RegimeRow) -> Result<(), StoreError> {
    match find(tx, &new.circular, &new.code) {
        Ok(known) if known == *new => return Ok(()),
        Ok(_) | Err(StoreError::NotFound) => {}
        Err(error) => return Err(error),
    }
    on_both!(&mut **tx, |c| diesel::insert_into(regime::table)
        .values(new)
        .on_conflict((regime::circular, regime::code))
        .do_update()
        .set((regime::title.eq(excluded(regime::title)), regime::body.eq(excluded(regime::body))))
        .execute(c))?;
    Ok(())
}
