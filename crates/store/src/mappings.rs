//! How units' own files for a form are laid out, as somebody said once.

use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::ids::{FormId, UnitId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::import_mapping;
use crate::stored;

/// What was kept for the unit's files for a form.
///
/// # Errors
/// `Corrupt` when it cannot be read.
pub fn find<T: DeserializeOwned>(conn: &mut AnyConn, unit: UnitId, form: FormId) -> Result<Option<T>, StoreError> {
    let found = import_mapping::table.find((unit.0, form.0)).select(import_mapping::body);
    let body: Option<String> = found.first(conn).optional()?;
    body.map(|body| stored::read(&body)).transpose()
}

/// Keeps how the unit's files for a form are laid out; what was kept before is forgotten.
///
/// # Errors
/// `Reference` for an unknown unit or form.
pub fn write(tx: &mut Tx<'_>, unit: UnitId, form: FormId, mapping: &impl Serialize) -> Result<(), StoreError> {
    let row = (
        import_mapping::unit_id.eq(unit.0),
        import_mapping::form_id.eq(form.0),
        import_mapping::body.eq(stored::write(mapping)?),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(import_mapping::table)
        .values(row)
        .on_conflict((import_mapping::unit_id, import_mapping::form_id))
        .do_update()
        .set(import_mapping::body.eq(excluded(import_mapping::body)))
        .execute(c))?;
    Ok(())
}
