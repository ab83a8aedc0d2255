//! When a report can be entered.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::access::Allowed;
use domain::ids::ReportId;

use crate::conn::Tx;
use crate::error::StoreError;
use crate::schema::report;

/// Gives a report of the allowed unit another first and last day of entry, if it still has those that were seen. No
/// revision: nothing was entered.
///
/// # Errors
/// `Stale` when the days are others by now.
pub fn set_entry_window(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    id: ReportId,
    seen: (NaiveDate, NaiveDate),
    new: (NaiveDate, NaiveDate),
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let known = report::table
        .find(id.0)
        .filter(report::unit_id.eq(allowed.unit().0))
        .filter(report::opens_on.eq(seen.0))
        .filter(report::closes_on.eq(seen.1));
    let values = (report::opens_on.eq(new.0), report::closes_on.eq(new.1), report::updated_at.eq(now));
    let changed = diesel::update(known).set(values).execute(&mut **tx)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
