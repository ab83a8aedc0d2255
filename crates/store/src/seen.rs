//! Which revisions of a report people who review it have looked at.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{ReportId, UserId};

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::report_seen;

/// The revisions that a person has looked at, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, report: ReportId, user: UserId) -> Result<Vec<i64>, StoreError> {
    let query = report_seen::table
        .filter(report_seen::report_id.eq(report.0))
        .filter(report_seen::user_id.eq(user.0))
        .order(report_seen::revision.desc());
    Ok(query.select(report_seen::revision).load(conn)?)
}

/// Remembers that a person has looked at a revision; doing so again changes nothing.
///
/// # Errors
/// `Reference` for an unknown report or account.
pub fn keep(
    tx: &mut Tx<'_>,
    report: ReportId,
    user: UserId,
    revision: i64,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let row = (
        report_seen::report_id.eq(report.0),
        report_seen::user_id.eq(user.0),
        report_seen::revision.eq(revision),
        report_seen::at.eq(now),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(report_seen::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}
