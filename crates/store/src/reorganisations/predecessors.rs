//! Figures that former units had begun, and the reports that go on with them.

use diesel::prelude::*;
use domain::ids::ReportId;

use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::reports::ReportRow;
use crate::schema::{report, report_predecessor, unit};

/// A former unit's report whose figures a successor's report may take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = report_predecessor, treat_none_as_default_value = false)]
pub struct SourceRow {
    /// The successor's report.
    pub report_id: i64,
    /// The former unit's.
    pub source_id: i64,
    /// The revision that took the figures over, once one did.
    pub added_revision: Option<i64>,
}

/// Names the sources of reports; those that are named already stay as they are.
///
/// # Errors
/// `Reference` for an unknown report.
pub fn add_sources(tx: &mut Tx<'_>, rows: &[SourceRow]) -> Result<(), StoreError> {
    for some in rows.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(report_predecessor::table)
            .values(some)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// The sources of a report, by id.
///
/// # Errors
/// Those of the database.
pub fn list_sources(conn: &mut AnyConn, report: ReportId) -> Result<Vec<SourceRow>, StoreError> {
    let of = report_predecessor::table.filter(report_predecessor::report_id.eq(report.0));
    Ok(of.order(report_predecessor::source_id).select(SourceRow::as_select()).load(conn)?)
}

/// The report in which a former unit's report goes on, if there is one: that of the same form and period of the unit that
/// stands in its place today, whether it had figures to take over or not.
///
/// # Errors
/// Those of the database.
pub fn find_successor(conn: &mut AnyConn, of: &ReportRow) -> Result<Option<ReportId>, StoreError> {
    let next = |conn: &mut AnyConn, id: i64| {
        unit::table.find(id).select(unit::successor_id).first::<Option<i64>>(conn).optional()
    };
    let mut today = of.unit_id;
    for _ in 0..MOST_SUCCESSIONS {
        let Some(later) = next(conn, today)?.flatten() else { break };
        today = later;
    }
    if today == of.unit_id {
        return Ok(None);
    }
    let own = report::table
        .filter(report::unit_id.eq(today))
        .filter(report::form_id.eq(of.form_id))
        .filter(report::period.eq(&of.period));
    Ok(own.select(report::id).first(conn).optional()?.map(ReportId))
}

/// How often a unit may have been succeeded before a line is taken for a circle.
const MOST_SUCCESSIONS: usize = 64;

/// The names of the units whose figures a report does not have yet, by name.
///
/// # Errors
/// Those of the database.
pub fn list_unadded(conn: &mut AnyConn, of: ReportId) -> Result<Vec<String>, StoreError> {
    Ok(report_predecessor::table
        .inner_join(report::table.on(report::id.eq(report_predecessor::source_id)))
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .filter(report_predecessor::report_id.eq(of.0))
        .filter(report_predecessor::added_revision.is_null())
        .order((unit::sort_key, report::id))
        .select(unit::name)
        .load(conn)?)
}

/// Notes that a revision took a source's figures over.
///
/// # Errors
/// `Stale` when an earlier one did.
pub fn mark_added(tx: &mut Tx<'_>, report: ReportId, source: ReportId, revision: i64) -> Result<(), StoreError> {
    let fresh =
        report_predecessor::table.find((report.0, source.0)).filter(report_predecessor::added_revision.is_null());
    let changed =
        diesel::update(fresh).set(report_predecessor::added_revision.eq(Some(revision))).execute(&mut **tx)?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
