//! Progress: how many reports of a regime and period stand where, summed up for each unit directly below one (E3, D6).

use chrono::NaiveDateTime;
use diesel::dsl::{case_when, count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Integer;
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

/// How many reports of a unit, and of all units below it, are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StateCount {
    /// The unit.
    pub unit_id: i64,
    /// The state, as `domain::workflow` writes it.
    pub state: String,
    /// How many there are.
    pub count: i64,
    /// How many of them were due before the moment of counting.
    past_due: Option<i64>,
    /// How many of them were sent after they were due.
    sent_late: Option<i64>,
}

impl StateCount {
    /// How many of them were due before the moment of counting.
    #[must_use]
    pub fn past_due(&self) -> i64 {
        self.past_due.unwrap_or_default()
    }

    /// How many of them were sent after they were due.
    #[must_use]
    pub fn sent_late(&self) -> i64 {
        self.sent_late.unwrap_or_default()
    }
}

/// For each unit directly below, the states of its reports and of those below it. One pass over an index that holds all
/// that is counted.
///
/// # Errors
/// Those of the database.
pub fn count_below(
    conn: &mut AnyConn,
    top: UnitId,
    filter: &ProgressFilter,
    now: NaiveDateTime,
) -> Result<Vec<StateCount>, StoreError> {
    let forms = forms(conn, filter)?;
    let one = || 1_i32.into_sql::<Integer>();
    let none = || 0_i32.into_sql::<Integer>();
    Ok(unit::table
        .inner_join(unit_closure::table.on(unit_closure::ancestor_id.eq(unit::id)))
        .inner_join(report::table.on(report::unit_id.eq(unit_closure::descendant_id)))
        .filter(unit::parent_id.eq(top.0))
        .filter(meant(filter.period.clone(), forms))
        .group_by((unit::id, report::state))
        .select((
            unit::id,
            report::state,
            count_star(),
            sum(case_when(report::due_at.lt(now), one()).otherwise(none())),
            sum(case_when(report::sent_at.assume_not_null().gt(report::due_at), one()).otherwise(none())),
        ))
        .load(conn)?)
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
    let forms = forms(conn, filter)?;
    Ok(report::table
        .filter(report::unit_id.eq(of.0))
        .filter(meant(filter.period.clone(), forms))
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
    let forms = forms(conn, filter)?;
    let matching = || {
        report::table
            .inner_join(unit_closure::table.on(unit_closure::descendant_id.eq(report::unit_id)))
            .filter(unit_closure::ancestor_id.eq(top.0))
            .filter(meant(filter.period.clone(), forms.clone()))
            .filter(report::state.eq_any(states))
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    let order = (report::unit_sort, report::form_code, report::id);
    let rows = matching().order(order).limit(limit).offset(offset).select(ReportRow::as_select()).load(conn)?;
    Ok((rows, total))
}

/// The regime's reports for the period that are filled in the system; others go on paper, and nobody knows here whether
/// they went. Forms go in by their ids: PostgreSQL then knows how many reports to expect, and joins them all at once rather
/// than one by one.
#[diesel::dsl::auto_type(no_type_alias)]
fn meant(period: String, forms: Vec<i64>) -> _ {
    report::period.eq(period).and(report::form_id.eq_any(forms))
}

fn forms(conn: &mut AnyConn, filter: &ProgressFilter) -> Result<Vec<i64>, StoreError> {
    Ok(form::table
        .filter(form::circular.eq(&filter.circular))
        .filter(form::regime.eq(&filter.regime))
        .filter(form::off_system.eq(false))
        .filter(form::kind.eq("data"))
        .order(form::id)
        .select(form::id)
        .load(conn)?)
}
