//! The processes that reports were submitted under: what a report keeps until it comes back to entry.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use domain::workflow::WorkflowPolicy;

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::policies::{read, written};
use crate::schema::{process, process_approver};

/// The id of a process of a regime; one that is not known yet is made.
///
/// # Errors
/// `Reference` for an unknown person among its approvers.
pub fn keep(tx: &mut Tx<'_>, circular: &str, regime: &str, policy: &WorkflowPolicy) -> Result<i64, StoreError> {
    let body = written(policy)?;
    if let Some(known) = find(tx, circular, regime, &body)? {
        return Ok(known);
    }
    let row = (
        process::circular.eq(circular),
        process::regime.eq(regime),
        process::is_automatic.eq(policy.is_automatic()),
        process::body.eq(&body),
    );
    // Another server may make the same one at this moment.
    let made =
        on_both!(&mut **tx, |c| diesel::insert_into(process::table).values(row).on_conflict_do_nothing().execute(c))?;
    let id = find(tx, circular, regime, &body)?.ok_or(StoreError::NotFound)?;
    if made == 1 {
        name_approvers(tx, id, policy)?;
    }
    Ok(id)
}

fn find(conn: &mut AnyConn, circular: &str, regime: &str, body: &str) -> Result<Option<i64>, StoreError> {
    Ok(process::table
        .filter(process::circular.eq(circular))
        .filter(process::regime.eq(regime))
        .filter(process::body.eq(body))
        .select(process::id)
        .first(conn)
        .optional()?)
}

#[derive(Insertable)]
#[diesel(table_name = process_approver)]
struct Approver {
    process_id: i64,
    level: i32,
    user_id: i64,
}

fn name_approvers(tx: &mut Tx<'_>, id: i64, policy: &WorkflowPolicy) -> Result<(), StoreError> {
    let named = (1..=policy.levels()).flat_map(|level| {
        let people: BTreeSet<i64> = policy.named(level).iter().map(|user| user.0).collect();
        people.into_iter().map(move |user_id| Approver { process_id: id, level: level.into(), user_id })
    });
    let rows: Vec<Approver> = named.collect();
    if !rows.is_empty() {
        on_both!(&mut **tx, |c| diesel::insert_into(process_approver::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// These processes by id.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list(conn: &mut AnyConn, ids: &BTreeSet<i64>) -> Result<HashMap<i64, WorkflowPolicy>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = process::table
        .filter(among(process::id, ids.iter().copied()))
        .select((process::id, process::body))
        .load(conn)?;
    rows.into_iter().map(|(id, body)| Ok((id, read(&body)?))).collect()
}

/// The regimes, by circular and code, of which some report was submitted under a process that names an hour.
///
/// # Errors
/// Those of the database.
pub fn list_automatic(conn: &mut AnyConn) -> Result<Vec<(String, String)>, StoreError> {
    let query = process::table.filter(process::is_automatic.eq(true)).select((process::circular, process::regime));
    Ok(query.distinct().order((process::circular, process::regime)).load(conn)?)
}
