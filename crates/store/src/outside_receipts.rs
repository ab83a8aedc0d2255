//! Reports that were received outside of the system (C14).

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::access::Allowed;
use domain::ids::ReportId;

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, outside_receipt, report};
use crate::text::without_nul;

/// What tells that a report came outside of the system.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outside_receipt)]
pub struct OutsideReceiptRow {
    /// The report.
    pub report_id: i64,
    /// How it came, as `domain::workflow` writes it.
    pub channel: String,
    /// Number of the document or parcel.
    pub reference: String,
    /// The day on which it came.
    pub received_on: NaiveDate,
    /// What else is to be said.
    pub note: Option<String>,
    /// Who recorded it.
    #[diesel(select_expression = account::full_name)]
    pub user_name: String,
    /// When it was recorded.
    pub at: NaiveDateTime,
}

/// A receipt to be recorded.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = outside_receipt)]
pub struct NewOutsideReceipt<'a> {
    /// The report.
    pub report_id: i64,
    /// How it came.
    pub channel: &'a str,
    /// Number of the document or parcel.
    pub reference: &'a str,
    /// The day on which it came.
    pub received_on: NaiveDate,
    /// What else is to be said.
    pub note: Option<&'a str>,
    /// Who records it.
    pub user_id: i64,
    /// Now.
    pub at: NaiveDateTime,
}

/// The receipts of those of these reports that have one, by report.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, reports: &[ReportId]) -> Result<HashMap<i64, OutsideReceiptRow>, StoreError> {
    let query = outside_receipt::table.inner_join(account::table.on(account::id.eq(outside_receipt::user_id)));
    let rows: Vec<OutsideReceiptRow> = query
        .filter(among(outside_receipt::report_id, reports.iter().map(|report| report.0)))
        .select(OutsideReceiptRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.report_id, row)).collect())
}

/// Records a receipt, in the place of an earlier one, of a report that is still at a revision. For a report that was sent
/// already, `counts_at` is the moment that counts against its deadline from now on.
///
/// # Errors
/// `Stale` when the revision moved, `NotFound` for a report of another unit than the allowed one, `Invalid` for texts that
/// cannot be stored.
pub fn put(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    revision: i64,
    new: NewOutsideReceipt<'_>,
    counts_at: Option<NaiveDateTime>,
) -> Result<(), StoreError> {
    touch(tx, allowed, ReportId(new.report_id), revision, new.at)?;
    without_nul(new.reference)?;
    without_nul(new.note.unwrap_or_default())?;
    diesel::delete(outside_receipt::table.find(new.report_id)).execute(&mut **tx)?;
    diesel::insert_into(outside_receipt::table).values(new).execute(&mut **tx)?;
    if let Some(moment) = counts_at {
        diesel::update(report::table.find(new.report_id)).set(report::sent_at.eq(Some(moment))).execute(&mut **tx)?;
    }
    Ok(())
}

/// Takes a receipt back, of a report that is still at a revision. `false` when there was none.
///
/// # Errors
/// `Stale` when the revision moved, `NotFound` for a report of another unit than the allowed one.
pub fn remove(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    of: ReportId,
    revision: i64,
    now: NaiveDateTime,
) -> Result<bool, StoreError> {
    touch(tx, allowed, of, revision, now)?;
    Ok(diesel::delete(outside_receipt::table.find(of.0)).execute(&mut **tx)? == 1)
}

/// The report is that of the allowed unit and at this revision, and something about it changed. No step goes past until the
/// transaction is over.
fn touch(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    of: ReportId,
    revision: i64,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let known = report::table.find(of.0).filter(report::unit_id.eq(allowed.unit().0));
    let unmoved = known.filter(report::revision.eq(revision));
    if diesel::update(unmoved).set(report::updated_at.eq(now)).execute(&mut **tx)? == 1 {
        return Ok(());
    }
    let revision: Option<i64> = known.select(report::revision).first(&mut **tx).optional()?;
    Err(if revision.is_some() { StoreError::Stale } else { StoreError::NotFound })
}
