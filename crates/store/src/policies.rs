//! Units' own processes: how reports move in a regime, from a unit downwards (C2).

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::ids::UnitId;
use domain::workflow::WorkflowPolicy;
use serde::{Deserialize, Serialize};

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{unit_closure, unit_policy};
use crate::stored;

/// The processes that hold for some units instead of the regimes' own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    /// By reporting unit, circular and regime.
    nearest: HashMap<(UnitId, String, String), WorkflowPolicy>,
}

impl Policies {
    /// The process of a unit for a regime; none where no unit above, nor itself, set its own.
    #[must_use]
    pub fn find(&self, unit: UnitId, circular: &str, regime: &str) -> Option<&WorkflowPolicy> {
        if self.nearest.is_empty() {
            return None;
        }
        self.nearest.get(&(unit, circular.to_owned(), regime.to_owned()))
    }
}

/// The processes that hold for these units: each from the nearest unit that set one, itself included.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list_nearest(conn: &mut AnyConn, units: &[UnitId]) -> Result<Policies, StoreError> {
    type Row = (i64, i32, String, String, String);
    let mut nearest: HashMap<(UnitId, String, String), (i32, WorkflowPolicy)> = HashMap::new();
    let rows: Vec<Row> = unit_policy::table
        .inner_join(unit_closure::table.on(unit_closure::ancestor_id.eq(unit_policy::unit_id)))
        .filter(among(unit_closure::descendant_id, units.iter().map(|unit| unit.0)))
        .select((
            unit_closure::descendant_id,
            unit_closure::depth,
            unit_policy::circular,
            unit_policy::regime,
            unit_policy::body,
        ))
        .load(conn)?;
    for (unit, depth, circular, regime, body) in rows {
        let key = (UnitId(unit), circular, regime);
        if nearest.get(&key).is_none_or(|(known, _)| depth < *known) {
            nearest.insert(key, (depth, read(&body)?));
        }
    }
    Ok(Policies { nearest: nearest.into_iter().map(|(key, (_, policy))| (key, policy)).collect() })
}

/// The regimes, by circular and code, for which some unit has a process of its own.
///
/// # Errors
/// Those of the database.
pub fn list_regimes(conn: &mut AnyConn) -> Result<Vec<(String, String)>, StoreError> {
    let query = unit_policy::table.select((unit_policy::circular, unit_policy::regime)).distinct();
    Ok(query.order((unit_policy::circular, unit_policy::regime)).load(conn)?)
}

/// Gives a unit, and those below it, a process of its own for a regime.
///
/// # Errors
/// `Reference` for an unknown unit or regime.
pub fn write(
    tx: &mut Tx<'_>,
    unit: UnitId,
    circular: &str,
    regime: &str,
    policy: &WorkflowPolicy,
) -> Result<(), StoreError> {
    let body = stored::write(&Document { v: 1, policy: policy.clone() })?;
    let row = (
        unit_policy::unit_id.eq(unit.0),
        unit_policy::circular.eq(circular),
        unit_policy::regime.eq(regime),
        unit_policy::body.eq(body),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(unit_policy::table)
        .values(row)
        .on_conflict((unit_policy::unit_id, unit_policy::circular, unit_policy::regime))
        .do_update()
        .set(unit_policy::body.eq(excluded(unit_policy::body)))
        .execute(c))?;
    Ok(())
}

/// Takes a unit's own process for a regime away; what the units above say holds again.
///
/// # Errors
/// Those of the database.
pub fn remove(tx: &mut Tx<'_>, unit: UnitId, circular: &str, regime: &str) -> Result<(), StoreError> {
    diesel::delete(unit_policy::table.find((unit.0, circular, regime))).execute(&mut **tx)?;
    Ok(())
}

#[derive(Serialize, Deserialize)]
struct Document {
    v: u16,
    policy: WorkflowPolicy,
}

fn read(body: &str) -> Result<WorkflowPolicy, StoreError> {
    let document: Document = stored::read(body)?;
    stored::known(document.v)?;
    Ok(document.policy)
}
