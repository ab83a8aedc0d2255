//! Progress: how many reports of a regime and period stand where, summed up for each unit directly below one (E3, D6).

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::ids::UnitId;

use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::reports::ReportRow;
use crate::schema::{form, report, unit, unit_closure};
use crate::text::page;

/// Whose progress: the reports of one regime for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressFilter {
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of the period.
    pub period: String,
}

/// The reports that are meant, each beside the one unit directly below `top` that it belongs to or stands below of.
macro_rules! below {
    ($top:expr, $filter:expr) => {
        unit::table
            .inner_join(unit_closure::table.on(unit_closure::ancestor_id.eq(unit::id)))
            .inner_join(report::table.on(report::unit_id.eq(unit_closure::descendant_id)))
            .inner_join(form::table.on(form::id.eq(report::form_id)))
            .filter(unit::parent_id.eq($top.0))
            .filter(meant($filter))
    };
}

/// How many reports of a unit, and of all units below it, are in a state.
pub type StateCount = (UnitId, String, i64);

/// For each unit directly below, the states of its reports and of those below it.
///
/// # Errors
/// Those of the database.
pub fn count_below(conn: &mut AnyConn, top: UnitId, filter: &ProgressFilter) -> Result<Vec<StateCount>, StoreError> {
    let rows: Vec<(i64, String, i64)> = below!(top, filter)
        .group_by((unit::id, report::state))
        .select((unit::id, report::state, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unit, state, count)| (UnitId(unit), state, count)).collect())
}

/// For each unit directly below, how many reports of it and of those below it are past their deadline and in one of
/// these states.
///
/// # Errors
/// Those of the database.
pub fn count_overdue_below(
    conn: &mut AnyConn,
    top: UnitId,
    filter: &ProgressFilter,
    states: &[&str],
    now: NaiveDateTime,
) -> Result<Vec<(UnitId, i64)>, StoreError> {
    let rows: Vec<(i64, i64)> = below!(top, filter)
        .filter(report::due_at.lt(now))
        .filter(report::state.eq_any(states))
        .group_by(unit::id)
        .select((unit::id, count_star()))
        .load(conn)?;
    Ok(counted(rows))
}

/// For each unit directly below, how many reports of it and of those below it are in one of these states and were sent
/// after their deadline.
///
/// # Errors
/// Those of the database.
pub fn count_sent_late_below(
    conn: &mut AnyConn,
    top: UnitId,
    filter: &ProgressFilter,
    states: &[&str],
) -> Result<Vec<(UnitId, i64)>, StoreError> {
    let rows: Vec<(i64, i64)> = below!(top, filter)
        .filter(report::sent_at.assume_not_null().gt(report::due_at))
        .filter(report::state.eq_any(states))
        .group_by(unit::id)
        .select((unit::id, count_star()))
        .load(conn)?;
    Ok(counted(rows))
}

/// A unit's own reports: state, deadline and when each was sent.
///
/// # Errors
/// Those of the database.
pub fn list_own(
    conn: &mut AnyConn,
    of: UnitId,
    filter: &ProgressFilter,
) -> Result<Vec<(String, NaiveDateTime, Option<NaiveDateTime>)>, StoreError> {
    Ok(report::table
        .inner_join(form::table)
        .filter(report::unit_id.eq(of.0))
        .filter(meant(filter))
        .order(report::id)
        .select((report::state, report::due_at, report::sent_at))
        .load(conn)?)
}

/// One page of the reports of a unit, and of all units below it, that are in one of these states, by unit in Vietnamese
/// order; and how many there are in all.
///
/// # Errors
/// Those of the database.
pub fn list_in_states(
    conn: &mut AnyConn,
    top: UnitId,
    filter: &ProgressFilter,
    states: &[&str],
    (number, size): (i64, i64),
) -> Result<(Vec<ReportRow>, i64), StoreError> {
    let matching = || {
        report::table
            .inner_join(form::table)
            .inner_join(unit_closure::table.on(unit_closure::descendant_id.eq(report::unit_id)))
            .filter(unit_closure::ancestor_id.eq(top.0))
            .filter(meant(filter))
            .filter(report::state.eq_any(states))
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    let order = (report::unit_sort, report::form_code, report::id);
    let rows = matching().order(order).limit(limit).offset(offset).select(ReportRow::as_select()).load(conn)?;
    Ok((rows, total))
}

/// The regime's reports for the period that are filled in the system; others go on paper, and nobody knows here whether
/// they went.
#[diesel::dsl::auto_type(no_type_alias)]
fn meant(filter: &ProgressFilter) -> _ {
    let (period, circular, regime): (String, String, String) =
        (filter.period.clone(), filter.circular.clone(), filter.regime.clone());
    report::period
        .eq(period)
        .and(report::circular.eq(circular))
        .and(report::regime.eq(regime))
        .and(form::off_system.eq(false))
        .and(form::kind.eq("data"))
}

fn counted(rows: Vec<(i64, i64)>) -> Vec<(UnitId, i64)> {
    rows.into_iter().map(|(unit, count)| (UnitId(unit), count)).collect()
}
