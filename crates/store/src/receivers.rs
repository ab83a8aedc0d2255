//! Who receives a unit's reports instead of whom the rules name (G6).

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::access::Allowed;
use domain::ids::UnitId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{receiver_setting, unit};
use crate::units::{Decided, below};

/// A receiver that was set.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ReceiverRow {
    /// The reporting unit.
    pub unit_id: i64,
    /// Its name.
    pub unit_name: String,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of the form; empty for all of the regime.
    pub form_code: String,
    /// Who receives.
    pub receiver_id: i64,
    /// When it was set.
    pub at: NaiveDateTime,
}

/// For which of the unit's reports a receiver holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concern<'a> {
    /// The legal document.
    pub circular: &'a str,
    /// Code of the regime.
    pub regime: &'a str,
    /// Code of the form; empty for all of the regime.
    pub form_code: &'a str,
}

/// Sets who receives the reports of the unit that was decided about.
///
/// # Errors
/// `Reference` for an unknown unit.
pub fn write(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    concern: Concern<'_>,
    receiver: UnitId,
    user: i64,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let row = (
        receiver_setting::unit_id.eq(allowed.unit().0),
        receiver_setting::circular.eq(concern.circular),
        receiver_setting::regime.eq(concern.regime),
        receiver_setting::form_code.eq(concern.form_code),
        receiver_setting::receiver_id.eq(receiver.0),
        receiver_setting::user_id.eq(user),
        receiver_setting::at.eq(now),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(receiver_setting::table)
        .values(row)
        .on_conflict((
            receiver_setting::unit_id,
            receiver_setting::circular,
            receiver_setting::regime,
            receiver_setting::form_code
        ))
        .do_update()
        .set((
            receiver_setting::receiver_id.eq(excluded(receiver_setting::receiver_id)),
            receiver_setting::user_id.eq(excluded(receiver_setting::user_id)),
            receiver_setting::at.eq(excluded(receiver_setting::at)),
        ))
        .execute(c))?;
    Ok(())
}

/// Takes a setting away; what the rules say holds again.
///
/// # Errors
/// Those of the database.
pub fn delete(tx: &mut Tx<'_>, allowed: &Allowed, concern: Concern<'_>) -> Result<(), StoreError> {
    let key = (allowed.unit().0, concern.circular, concern.regime, concern.form_code);
    diesel::delete(receiver_setting::table.find(key)).execute(&mut **tx)?;
    Ok(())
}

/// Whose receivers to list.
#[derive(Debug, Clone, Copy)]
pub enum ReceiversOf<'a> {
    /// Of all units, for one regime: its legal document and its code.
    Regime(&'a str, &'a str),
    /// Of these units, for all regimes.
    Units(&'a Decided),
}

/// All receivers that were set, by unit.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, of: ReceiversOf<'_>) -> Result<Vec<ReceiverRow>, StoreError> {
    let query = receiver_setting::table
        .inner_join(unit::table.on(unit::id.eq(receiver_setting::unit_id)))
        .order((unit::sort_key, receiver_setting::unit_id, receiver_setting::regime, receiver_setting::form_code))
        .select((
            receiver_setting::unit_id,
            unit::name,
            receiver_setting::circular,
            receiver_setting::regime,
            receiver_setting::form_code,
            receiver_setting::receiver_id,
            receiver_setting::at,
        ))
        .into_boxed();
    let query = match of {
        ReceiversOf::Regime(circular, regime) => {
            query.filter(receiver_setting::circular.eq(circular)).filter(receiver_setting::regime.eq(regime))
        }
        ReceiversOf::Units(of) => {
            let unit = receiver_setting::unit_id;
            query.filter(unit.eq_any(below(of.below())).or(unit.eq_any(of.own())))
        }
    };
    Ok(query.load(conn)?)
}
