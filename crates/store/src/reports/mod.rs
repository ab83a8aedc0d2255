//! Reports: one row each, the present state, guarded by compare-and-set on its revision.

mod advance;
mod assign;
mod children;
mod conditions;
mod gathered;
mod list;
mod past;
mod periods;
mod pieces;
mod row;
mod scope;
mod stale;
mod window;

use std::collections::HashMap;

use diesel::prelude::*;
use domain::ids::{FormId, ReportId, UnitId};

use crate::among::among;
use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::schema::report;

pub use advance::{ContentWrite, NewRevision, NewTransition, ReportChange, advance, expect};
pub use assign::{Assigned, NewReport, assign, assign_many};
pub use children::{AcceptedContent, ChildReport, children_for_consolidation};
pub use list::{COUNTED, ReportFilter, ReportPage, ReportSort, count_by_state, list};
pub use past::{PastReport, PastRevision, insert_past};
pub use pieces::MOST_WORDS;
pub use row::ReportRow;
pub use stale::{ChildState, PlacedChild, list_child_states, list_child_states_of, mark_stale};
pub use window::set_entry_window;

/// The report with this id.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: ReportId) -> Result<ReportRow, StoreError> {
    // `first` would add a limit, whose value SQLite takes into the plan: it prepares such a statement anew at every call.
    Ok(report::table.find(id.0).select(ReportRow::as_select()).get_result(conn)?)
}

/// The reports with these ids, by id.
///
/// # Errors
/// Those of the database.
pub fn list_by_ids(conn: &mut AnyConn, ids: &[ReportId]) -> Result<Vec<ReportRow>, StoreError> {
    let query = report::table.filter(among(report::id, ids.iter().map(|id| id.0))).order(report::id);
    Ok(query.select(ReportRow::as_select()).load(conn)?)
}

/// The reports with these ids, in their order.
pub(crate) fn list_in_order(conn: &mut AnyConn, ids: &[i64]) -> Result<Vec<ReportRow>, StoreError> {
    let rows: Vec<ReportRow> =
        report::table.filter(among(report::id, ids.iter().copied())).select(ReportRow::as_select()).load(conn)?;
    let mut by_id: HashMap<i64, ReportRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// All reports of a unit for a period, by form code: what references between forms look at.
///
/// # Errors
/// Those of the database.
pub fn list_of_unit(conn: &mut AnyConn, unit: UnitId, period: &str) -> Result<Vec<ReportRow>, StoreError> {
    let query = report::table
        .filter(report::unit_id.eq(unit.0))
        .filter(report::period.eq(period))
        .order((report::form_code, report::id));
    Ok(query.select(ReportRow::as_select()).load(conn)?)
}

/// Document and code of the regimes that a unit has reports of.
///
/// # Errors
/// Those of the database.
pub fn list_regimes_of_unit(conn: &mut AnyConn, unit: UnitId) -> Result<Vec<(String, String)>, StoreError> {
    let query = report::table.filter(report::unit_id.eq(unit.0)).select((report::circular, report::regime)).distinct();
    Ok(query.order((report::circular, report::regime)).load(conn)?)
}

/// The reports of these units for a period on forms with these codes, by unit, code and version.
///
/// # Errors
/// Those of the database.
pub fn list_of_units(
    conn: &mut AnyConn,
    units: &[UnitId],
    period: &str,
    codes: &[&str],
) -> Result<Vec<ReportRow>, StoreError> {
    if let ([unit], [code]) = (units, codes) {
        // The usual case, in a statement that SQLite keeps prepared.
        let query = report::table
            .filter(report::unit_id.eq(unit.0))
            .filter(report::period.eq(period))
            .filter(report::form_code.eq(code))
            .order(report::form_id);
        return Ok(query.select(ReportRow::as_select()).load(conn)?);
    }
    let query = report::table
        .filter(among(report::unit_id, units.iter().map(|unit| unit.0)))
        .filter(report::period.eq(period))
        .filter(report::form_code.eq_any(codes))
        .order((report::unit_id, report::form_code, report::form_id));
    Ok(query.select(ReportRow::as_select()).load(conn)?)
}

/// A unit's reports of a form for these periods of one kind, newest first: few periods, in one statement.
///
/// # Errors
/// Those of the database.
pub fn list_of_periods(
    conn: &mut AnyConn,
    unit: UnitId,
    form: FormId,
    periods: &[String],
) -> Result<Vec<ReportRow>, StoreError> {
    let query = report::table
        .filter(report::unit_id.eq(unit.0))
        .filter(report::form_id.eq(form.0))
        .filter(report::period.eq_any(periods))
        .order(report::period.desc());
    Ok(query.select(ReportRow::as_select()).load(conn)?)
}

/// How many reports there are.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut AnyConn) -> Result<i64, StoreError> {
    Ok(report::table.count().get_result(conn)?)
}
