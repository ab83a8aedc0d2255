//! Progress: how many reports of a regime and period stand where, summed up for each unit directly below one (E3, D6).

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text, Timestamp};
use domain::ids::UnitId;

use crate::conn::{AnyConn, plan_for_values};
use crate::error::StoreError;
use crate::reports::{ReportRow, list_in_order};
use crate::schema::{form, report, unit_closure};
use crate::text::page;
use crate::units::hold_all;

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
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct StateCount {
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

/// For each unit directly below, the states of its reports and of those below it.
///
/// The period's reports are counted by unit first, in one pass over an index that holds all that is counted, and only
/// these counts are summed up along the tree. Left to itself, PostgreSQL expects few units below a unit and looks up each
/// one's reports by itself: four times as long for the country.
///
/// # Errors
/// Those of the database.
pub fn count_below(
    conn: &mut AnyConn,
    top: UnitId,
    filter: &ProgressFilter,
    now: NaiveDateTime,
) -> Result<Vec<StateCount>, StoreError> {
    let forms: Vec<String> = forms(conn, filter)?.iter().map(ToString::to_string).collect();
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    // Below the top of the hierarchy is everybody: nobody need be looked up.
    let narrowed = if hold_all(conn, &[top])? {
        ""
    } else {
        "AND unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $3)"
    };
    // The top is bound once, wherever it is needed.
    let sql = format!(
        "WITH here AS MATERIALIZED ( \
             SELECT unit_id, state, count(*) AS n, sum(CASE WHEN due_at < $1 THEN 1 ELSE 0 END) AS past, \
                 sum(CASE WHEN sent_at > due_at THEN 1 ELSE 0 END) AS late \
             FROM report WHERE period = $2 AND form_id IN ({}) {narrowed} GROUP BY unit_id, state) \
         SELECT below.ancestor_id AS unit_id, here.state AS state, CAST(sum(here.n) AS BIGINT) AS count, \
             CAST(sum(here.past) AS BIGINT) AS past_due, CAST(sum(here.late) AS BIGINT) AS sent_late \
         FROM here JOIN unit_closure AS below ON below.descendant_id = here.unit_id \
             JOIN unit ON unit.id = below.ancestor_id WHERE unit.parent_id = $3 \
         GROUP BY below.ancestor_id, here.state",
        forms.join(", ")
    );
    Ok(on_both!(conn, |c| sql_query(sql)
        .bind::<Timestamp, _>(now)
        .bind::<Text, _>(&filter.period)
        .bind::<BigInt, _>(top.0)
        .load(c))?)
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
    plan_for_values(conn)?;
    let forms = forms(conn, filter)?;
    let below = unit_closure::table.filter(unit_closure::ancestor_id.eq(top.0)).select(unit_closure::descendant_id);
    // Below the top of the hierarchy is everybody: nobody need be looked up.
    let holds_all = hold_all(conn, &[top])?;
    let matching = || {
        let matching = report::table
            .filter(meant(filter.period.clone(), forms.clone()))
            .filter(report::state.eq_any(states))
            .into_boxed();
        if holds_all { matching } else { matching.filter(report::unit_id.eq_any(below)) }
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    if offset >= total {
        return Ok((Vec::new(), total));
    }
    // An index holds all that is asked and the order; whole reports are read for the page alone.
    let order = (report::unit_sort, report::form_code, report::id);
    let ids: Vec<i64> = matching().order(order).limit(limit).offset(offset).select(report::id).load(conn)?;
    Ok((list_in_order(conn, &ids)?, total))
}

/// The regime's reports for the period that are filled in the system; others go on paper, and nobody knows here whether
/// they went. Forms go in by their ids: PostgreSQL then knows how many reports to expect, and joins them all at once rather
/// than one by one.
#[diesel::dsl::auto_type(no_type_alias)]
fn meant(period: String, forms: Vec<i64>) -> _ {
    report::period.eq(period).and(report::form_id.eq_any(forms))
}

pub(crate) fn forms(conn: &mut AnyConn, filter: &ProgressFilter) -> Result<Vec<i64>, StoreError> {
    Ok(form::table
        .filter(form::circular.eq(&filter.circular))
        .filter(form::regime.eq(&filter.regime))
        .filter(form::off_system.eq(false))
        .filter(form::kind.eq("data"))
        .order(form::id)
        .select(form::id)
        .load(conn)?)
}
