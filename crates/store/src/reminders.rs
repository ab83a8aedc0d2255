//! What people were told about a report's dates, each once; and the reports that time asks something of.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::ids::ReportId;

use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::reports::ReportRow;
use crate::schema::{report, report_reminder};

/// Notes that people are told at a stage; gives the reports of which they had not been told. Of two that try, each report
/// is given to one.
///
/// # Errors
/// `Reference` for an unknown report.
pub fn tell_once(
    tx: &mut Tx<'_>,
    stage: &str,
    reports: &[ReportId],
    now: NaiveDateTime,
) -> Result<Vec<ReportId>, StoreError> {
    let mut told = Vec::with_capacity(reports.len());
    for some in reports.chunks(BATCH) {
        let rows: Vec<_> = some
            .iter()
            .map(|id| {
                (report_reminder::report_id.eq(id.0), report_reminder::stage.eq(stage), report_reminder::at.eq(now))
            })
            .collect();
        let ids: Vec<i64> = on_both!(&mut **tx, |c| diesel::insert_into(report_reminder::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .returning(report_reminder::report_id)
            .get_results(c))?;
        told.extend(ids.into_iter().map(ReportId));
    }
    Ok(told)
}

/// Forgets that people were told of a report at these stages: what was told holds no longer.
///
/// # Errors
/// Those of the database.
pub fn forget(tx: &mut Tx<'_>, report: ReportId, stages: &[&str]) -> Result<(), StoreError> {
    let told = report_reminder::table
        .filter(report_reminder::report_id.eq(report.0))
        .filter(report_reminder::stage.eq_any(stages.iter().map(|stage| (*stage).to_owned())));
    diesel::delete(told).execute(&mut **tx)?;
    Ok(())
}

/// Forgets all that people were told of a report's dates: it has others now.
///
/// # Errors
/// Those of the database.
pub fn forget_all(tx: &mut Tx<'_>, report: ReportId) -> Result<(), StoreError> {
    diesel::delete(report_reminder::table.filter(report_reminder::report_id.eq(report.0))).execute(&mut **tx)?;
    Ok(())
}

/// When people were told of a report at a stage.
///
/// # Errors
/// Those of the database.
pub fn told_at(conn: &mut AnyConn, report: ReportId, stage: &str) -> Result<Option<NaiveDateTime>, StoreError> {
    Ok(report_reminder::table.find((report.0, stage)).select(report_reminder::at).first(conn).optional()?)
}

/// Which regimes' reports are meant, each by circular and code.
#[derive(Debug, Clone, Copy)]
pub enum OfRegimes<'a> {
    /// Those of this one.
    Only(&'a (String, String)),
    /// Those of all others; of all where none is named.
    Except(&'a [(String, String)]),
}

/// Reports that time asks something of.
#[derive(Debug, Clone, Copy)]
pub struct Timely<'a> {
    /// In one of these states.
    pub states: &'a [&'a str],
    /// When.
    pub when: When,
    /// Nobody was told of them at this stage.
    pub untold: Option<&'a str>,
    /// Of these regimes.
    pub regimes: OfRegimes<'a>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Due after the first moment and until the second one.
    Due(NaiveDateTime, NaiveDateTime),
    /// The entry window closes on one of these days.
    Closes(NaiveDate, NaiveDate),
}

/// The next so many of these reports, by id, behind this one.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut AnyConn,
    wanted: Timely<'_>,
    behind: ReportId,
    limit: i64,
) -> Result<Vec<ReportRow>, StoreError> {
    let mut query = report::table
        .filter(report::state.eq_any(wanted.states.iter().map(|state| (*state).to_owned())))
        .filter(report::id.gt(behind.0))
        .order(report::id)
        .limit(limit)
        .select(ReportRow::as_select())
        .into_boxed();
    query = match wanted.when {
        When::Due(after, until) => query.filter(report::due_at.gt(after)).filter(report::due_at.le(until)),
        When::Closes(from, to) => query.filter(report::closes_on.between(from, to)),
    };
    if let Some(stage) = wanted.untold {
        let told = report_reminder::table
            .filter(report_reminder::report_id.eq(report::id))
            .filter(report_reminder::stage.eq(stage));
        query = query.filter(diesel::dsl::not(diesel::dsl::exists(told)));
    }
    query = match wanted.regimes {
        OfRegimes::Only((circular, code)) => {
            query.filter(report::circular.eq(circular)).filter(report::regime.eq(code))
        }
        OfRegimes::Except(all) => all.iter().fold(query, |query, (circular, code)| {
            query.filter(report::circular.ne(circular).or(report::regime.ne(code)))
        }),
    };
    Ok(query.load(conn)?)
}
