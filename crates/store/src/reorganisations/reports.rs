//! Reports of units that end.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text, Timestamp};
use domain::collation::sort_key;
use domain::ids::{ReportId, UnitId};
use domain::workflow::State;

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::progress::{ProgressFilter, forms};
use crate::reports::{ReportRow, mark_stale};
use crate::schema::{report, report_predecessor, unit};

/// The reports of these units that are in one of these states, by period, form and unit.
///
/// # Errors
/// Those of the database.
pub fn list_former(conn: &mut AnyConn, units: &[UnitId], states: &[&str]) -> Result<Vec<ReportRow>, StoreError> {
    Ok(report::table
        .filter(among(report::unit_id, units.iter().map(|unit| unit.0)))
        .filter(report::state.eq_any(states))
        .order((report::period, report::form_id, report::unit_id))
        .select(ReportRow::as_select())
        .load(conn)?)
}

/// Gives reports that are still owed to another unit, with everything that was entered.
///
/// # Errors
/// `Stale` when one was sent meanwhile, `Unique` when the unit has one of the form and period already.
pub fn move_reports(tx: &mut Tx<'_>, ids: &[ReportId], to: UnitId, now: NaiveDateTime) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let name: String = unit::table.find(to.0).select(unit::name).first(&mut **tx)?;
    let owed = report::table
        .filter(among(report::id, ids.iter().map(|id| id.0)))
        .filter(report::state.eq_any(State::OWED.map(State::as_str)));
    let moved = diesel::update(owed)
        .set((report::unit_id.eq(to.0), report::unit_sort.eq(sort_key(&name)), report::updated_at.eq(now)))
        .execute(&mut **tx)?;
    if moved == ids.len() { Ok(()) } else { Err(StoreError::Stale) }
}

/// The reports that come to these units: for these periods whatever their state, for others while they are in one of
/// these states.
///
/// # Errors
/// Those of the database.
pub fn list_incoming(
    conn: &mut AnyConn,
    receivers: &[UnitId],
    periods: &[String],
    states: &[&str],
) -> Result<Vec<ReportRow>, StoreError> {
    let is_meant = report::period.eq_any(periods).or(report::state.eq_any(states));
    Ok(report::table
        .filter(report::receiver_id.eq_any(receivers.iter().map(|unit| Some(unit.0))))
        .filter(is_meant)
        .order(report::id)
        .select(ReportRow::as_select())
        .load(conn)?)
}

/// The reports of units that a report's unit came after, of the same form and period, and its sources, by unit.
///
/// # Errors
/// Those of the database.
pub fn list_of_predecessors(conn: &mut AnyConn, of: &ReportRow) -> Result<Vec<ReportRow>, StoreError> {
    let former = unit::table.filter(unit::successor_id.eq(Some(of.unit_id))).select(unit::id);
    // A unit that was merged twice has sources of units before the one before.
    let sources =
        report_predecessor::table.filter(report_predecessor::report_id.eq(of.id)).select(report_predecessor::source_id);
    Ok(report::table
        .filter(report::form_id.eq(of.form_id))
        .filter(report::period.eq(&of.period))
        .filter(report::unit_id.eq_any(former).or(report::id.eq_any(sources)))
        .order((report::unit_sort, report::id))
        .select(ReportRow::as_select())
        .load(conn)?)
}

/// For which forms of a period the units that others came after have reports of their own: by the unit that stands for them
/// today, and form.
///
/// # Errors
/// Those of the database.
pub fn list_reported_before(conn: &mut AnyConn, period: &str) -> Result<HashSet<(i64, i64)>, StoreError> {
    let reported: Vec<(i64, i64)> = report::table
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .filter(unit::successor_id.is_not_null())
        .filter(report::period.eq(period))
        .filter(report::state.ne(State::Exempt.as_str()))
        .select((report::unit_id, report::form_id))
        .distinct()
        .load(conn)?;
    let ended: Vec<(i64, Option<i64>)> =
        unit::table.filter(unit::successor_id.is_not_null()).select((unit::id, unit::successor_id)).load(conn)?;
    let successors: HashMap<i64, i64> = ended.into_iter().filter_map(|(unit, next)| Some((unit, next?))).collect();
    Ok(reported.into_iter().map(|(unit, form)| (last(&successors, unit), form)).collect())
}

/// The last of a unit's successors. A succession never comes back to itself; one that did would end after all units.
fn last(successors: &HashMap<i64, i64>, unit: i64) -> i64 {
    let line = std::iter::successors(Some(unit), |unit| successors.get(unit).copied());
    line.take(successors.len() + 1).last().unwrap_or(unit)
}

/// Lets reports come to another unit, or to nobody; gives how many.
///
/// # Errors
/// `Reference` for an unknown unit.
pub fn set_receivers(tx: &mut Tx<'_>, ids: &[ReportId], receiver: Option<UnitId>) -> Result<usize, StoreError> {
    if ids.is_empty() {
        return Ok(0);
    }
    Ok(diesel::update(report::table.filter(among(report::id, ids.iter().map(|id| id.0))))
        .set(report::receiver_id.eq(receiver.map(|unit| unit.0)))
        .execute(&mut **tx)?)
}

/// Lets these reports add up what comes to their unit; those that were consolidated before are stale. Gives the latter.
///
/// # Errors
/// Those of the database.
pub fn mark_consolidating(tx: &mut Tx<'_>, ids: &[ReportId]) -> Result<Vec<ReportId>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(report::table.filter(among(report::id, ids.iter().map(|id| id.0))))
        .set(report::consolidates.eq(true))
        .execute(&mut **tx)?;
    mark_stale(tx, ids)
}

/// How many reports of a unit are in a state.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct UnitCount {
    /// The unit.
    #[diesel(sql_type = BigInt)]
    pub unit_id: i64,
    /// The state, as `domain::workflow` writes it.
    #[diesel(sql_type = Text)]
    pub state: String,
    /// How many there are.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// How many of them were due before the moment of counting.
    #[diesel(sql_type = BigInt)]
    pub past_due: i64,
    /// How many of them were sent after they were due.
    #[diesel(sql_type = BigInt)]
    pub sent_late: i64,
}

/// For every unit, the states of its own reports of a regime and period: one pass over the index that progress counts by.
///
/// # Errors
/// Those of the database.
pub fn count_by_unit(
    conn: &mut AnyConn,
    filter: &ProgressFilter,
    now: NaiveDateTime,
) -> Result<Vec<UnitCount>, StoreError> {
    let forms: Vec<String> = forms(conn, filter)?.iter().map(ToString::to_string).collect();
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT unit_id, state, count(*) AS count, \
             CAST(sum(CASE WHEN due_at < $1 THEN 1 ELSE 0 END) AS BIGINT) AS past_due, \
             CAST(sum(CASE WHEN sent_at > due_at THEN 1 ELSE 0 END) AS BIGINT) AS sent_late \
         FROM report WHERE period = $2 AND form_id IN ({}) GROUP BY unit_id, state ORDER BY unit_id, state",
        forms.join(", ")
    );
    Ok(on_both!(conn, |c| sql_query(sql).bind::<Timestamp, _>(now).bind::<Text, _>(&filter.period).load(c))?)
}
