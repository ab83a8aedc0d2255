//! Units that need not enter a form (A12): their figures come through an interconnected system.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::access::Allowed;
use domain::ids::UnitId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, exemption, unit};
use crate::text::{page, without_nul};
use crate::units::{Decided, below};

/// An exemption.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = exemption)]
pub struct ExemptionRow {
    /// Id.
    pub id: i64,
    /// The unit.
    pub unit_id: i64,
    /// Its name.
    #[diesel(select_expression = unit::name)]
    pub unit_name: String,
    /// The legal document.
    pub circular: String,
    /// Code of the form.
    pub form_code: String,
    /// Why.
    pub reason: String,
    /// Who exempted it.
    #[diesel(select_expression = account::full_name)]
    pub user_name: String,
    /// When.
    pub at: NaiveDateTime,
}

/// An exemption to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewExemption<'a> {
    /// The legal document.
    pub circular: &'a str,
    /// Code of the form.
    pub form_code: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub user_id: i64,
    /// Now.
    pub at: NaiveDateTime,
}

/// Exempts the unit that was decided about. Gives the id.
///
/// # Errors
/// `Unique` when it is exempt already.
pub fn create(tx: &mut Tx<'_>, allowed: &Allowed, new: NewExemption<'_>) -> Result<i64, StoreError> {
    let row = (
        exemption::unit_id.eq(allowed.unit().0),
        exemption::circular.eq(new.circular),
        exemption::form_code.eq(new.form_code),
        exemption::reason.eq(without_nul(new.reason)?),
        exemption::user_id.eq(new.user_id),
        exemption::at.eq(new.at),
    );
    Ok(diesel::insert_into(exemption::table).values(row).returning(exemption::id).get_result(&mut **tx)?)
}

/// Ends an exemption of the unit that was decided about.
///
/// # Errors
/// `NotFound`.
pub fn delete(tx: &mut Tx<'_>, allowed: &Allowed, id: i64) -> Result<(), StoreError> {
    let of_unit = exemption::table.find(id).filter(exemption::unit_id.eq(allowed.unit().0));
    match diesel::delete(of_unit).execute(&mut **tx)? {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// One exemption.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: i64) -> Result<ExemptionRow, StoreError> {
    let query = exemption::table.inner_join(unit::table).inner_join(account::table).filter(exemption::id.eq(id));
    Ok(query.select(ExemptionRow::as_select()).first(conn)?)
}

/// One page of the exemptions of these units, by unit, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut AnyConn,
    of: &Decided,
    (number, size): (i64, i64),
) -> Result<(Vec<ExemptionRow>, i64), StoreError> {
    let theirs = || {
        exemption::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(exemption::unit_id.eq_any(below(of.below())).or(exemption::unit_id.eq_any(of.own())))
    };
    let total = theirs().count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    let order = (unit::sort_key, exemption::unit_id, exemption::form_code, exemption::id);
    let rows = theirs().order(order).limit(limit).offset(offset).select(ExemptionRow::as_select()).load(conn)?;
    Ok((rows, total))
}

/// The forms of a circular that a unit is exempt from.
///
/// # Errors
/// Those of the database.
pub fn list_of_unit(conn: &mut AnyConn, circular: &str, of: UnitId) -> Result<Vec<String>, StoreError> {
    let query = exemption::table.filter(exemption::circular.eq(circular)).filter(exemption::unit_id.eq(of.0));
    Ok(query.select(exemption::form_code).load(conn)?)
}

/// All exemptions of a circular: unit, form and reason.
///
/// # Errors
/// Those of the database.
pub fn list_of_circular(conn: &mut AnyConn, circular: &str) -> Result<Vec<(i64, String, String)>, StoreError> {
    let query = exemption::table.filter(exemption::circular.eq(circular));
    Ok(query.select((exemption::unit_id, exemption::form_code, exemption::reason)).load(conn)?)
}
