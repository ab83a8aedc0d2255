//! Units' own processes: how reports move in a regime, from a unit downwards (C2).

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::access::{Allowed, UnitScope};
use domain::ids::UnitId;
use domain::workflow::WorkflowPolicy;
use serde::{Deserialize, Serialize};

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{unit, unit_closure, unit_policy};
use crate::stored;
use crate::text::page;

/// The processes that hold for some units instead of the regimes' own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    /// By reporting unit, circular and regime: the unit that set it, and what it says for the reporting unit.
    nearest: HashMap<(UnitId, String, String), (UnitId, WorkflowPolicy)>,
}

impl Policies {
    /// The process of a unit for a regime; none where no unit above, nor itself, set its own.
    #[must_use]
    pub fn find(&self, unit: UnitId, circular: &str, regime: &str) -> Option<&WorkflowPolicy> {
        self.held(unit, circular, regime).map(|(_, policy)| policy)
    }

    /// The unit whose process a unit follows; none where it is the regime's.
    #[must_use]
    pub fn set_by(&self, unit: UnitId, circular: &str, regime: &str) -> Option<UnitId> {
        self.held(unit, circular, regime).map(|(unit, _)| *unit)
    }

    fn held(&self, unit: UnitId, circular: &str, regime: &str) -> Option<&(UnitId, WorkflowPolicy)> {
        if self.nearest.is_empty() {
            return None;
        }
        self.nearest.get(&(unit, circular.to_owned(), regime.to_owned()))
    }
}

/// The processes that hold for these units: each from the nearest unit that set one, itself included. What a unit takes
/// over from one above names nobody.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list_nearest(conn: &mut AnyConn, units: &[UnitId]) -> Result<Policies, StoreError> {
    type Row = (i64, i64, i32, String, String, String);
    let mut nearest: HashMap<(UnitId, String, String), (i32, UnitId, String)> = HashMap::new();
    let rows: Vec<Row> = unit_policy::table
        .inner_join(unit_closure::table.on(unit_closure::ancestor_id.eq(unit_policy::unit_id)))
        .filter(among(unit_closure::descendant_id, units.iter().map(|unit| unit.0)))
        .filter(unit_policy::is_set.eq(true))
        .select((
            unit_closure::descendant_id,
            unit_policy::unit_id,
            unit_closure::depth,
            unit_policy::circular,
            unit_policy::regime,
            unit_policy::body,
        ))
        .load(conn)?;
    for (unit, of, depth, circular, regime, body) in rows {
        let key = (UnitId(unit), circular, regime);
        if nearest.get(&key).is_none_or(|(known, ..)| depth < *known) {
            nearest.insert(key, (depth, UnitId(of), body));
        }
    }
    let said = |(key, (depth, of, body)): ((UnitId, String, String), (i32, UnitId, String))| {
        let policy = read(&body)?;
        Ok((key, (of, if depth == 0 { policy } else { policy.inherited() })))
    };
    Ok(Policies { nearest: nearest.into_iter().map(said).collect::<Result<_, StoreError>>()? })
}

/// The regimes, by circular and code, for which some unit has a process of its own.
///
/// # Errors
/// Those of the database.
pub fn list_regimes(conn: &mut AnyConn) -> Result<Vec<(String, String)>, StoreError> {
    let set = unit_policy::table.filter(unit_policy::is_set.eq(true));
    let query = set.select((unit_policy::circular, unit_policy::regime)).distinct();
    Ok(query.order((unit_policy::circular, unit_policy::regime)).load(conn)?)
}

/// What was set for one unit itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPolicy {
    /// The process; none where it was taken away again.
    pub policy: Option<WorkflowPolicy>,
    /// Grows with every change, from 1.
    pub revision: i64,
    /// Who changed it last.
    pub user_id: Option<i64>,
    /// When.
    pub at: Option<NaiveDateTime>,
}

/// What was set for a unit itself and a regime, if ever anything was.
///
/// # Errors
/// `Corrupt` when it cannot be read.
pub fn find_own(
    conn: &mut AnyConn,
    unit: UnitId,
    circular: &str,
    regime: &str,
) -> Result<Option<OwnPolicy>, StoreError> {
    type Row = (bool, String, i64, Option<i64>, Option<NaiveDateTime>);
    let row: Option<Row> = unit_policy::table
        .find((unit.0, circular, regime))
        .select((unit_policy::is_set, unit_policy::body, unit_policy::revision, unit_policy::user_id, unit_policy::at))
        .first(conn)
        .optional()?;
    row.map(|(is_set, body, revision, user_id, at)| {
        let policy = if is_set { Some(read(&body)?) } else { None };
        Ok(OwnPolicy { policy, revision, user_id, at })
    })
    .transpose()
}

/// Who sets a process, when, and what they saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The revision that was seen; 0 where nothing was ever set.
    pub seen: i64,
    /// Who sets it; none for the system.
    pub user: Option<i64>,
    /// Now.
    pub at: NaiveDateTime,
}

/// Gives the unit that was decided about, and those below it, a process of its own for a regime, or takes it away: what
/// the units above say holds again then. Gives the new revision.
///
/// # Errors
/// `Stale` when the revision moved, `Reference` for an unknown unit or regime.
pub fn set(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    (circular, regime): (&str, &str),
    policy: Option<&WorkflowPolicy>,
    setting: Setting,
) -> Result<i64, StoreError> {
    let key = (allowed.unit().0, circular, regime);
    let Setting { seen, user, at } = setting;
    let body = policy.map(written).transpose()?;
    let changed = if seen == 0 {
        let row = (
            unit_policy::unit_id.eq(key.0),
            unit_policy::circular.eq(circular),
            unit_policy::regime.eq(regime),
            unit_policy::body.eq(body.unwrap_or_else(|| "{}".to_owned())),
            unit_policy::is_set.eq(policy.is_some()),
            unit_policy::revision.eq(1_i64),
            unit_policy::user_id.eq(user),
            unit_policy::at.eq(Some(at)),
        );
        on_both!(&mut **tx, |c| diesel::insert_into(unit_policy::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        let known = unit_policy::table.find(key).filter(unit_policy::revision.eq(seen));
        let common = (
            unit_policy::is_set.eq(policy.is_some()),
            unit_policy::revision.eq(seen + 1),
            unit_policy::user_id.eq(user),
            unit_policy::at.eq(Some(at)),
        );
        match body {
            Some(body) => diesel::update(known).set((common, unit_policy::body.eq(body))).execute(&mut **tx)?,
            // The last wording stays, for whoever asks what was taken away.
            None => diesel::update(known).set(common).execute(&mut **tx)?,
        }
    };
    if changed == 1 { Ok(seen + 1) } else { Err(StoreError::Stale) }
}

/// A process of a unit in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPolicyRow {
    /// The unit.
    pub unit_id: i64,
    /// Its name.
    pub unit_name: String,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// The process.
    pub policy: WorkflowPolicy,
    /// Who changed it last.
    pub user_id: Option<i64>,
    /// When.
    pub at: Option<NaiveDateTime>,
}

/// One page of the processes of units in a scope, by unit, and how many there are in all.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list(
    conn: &mut AnyConn,
    scope: &UnitScope,
    number: i64,
    size: i64,
) -> Result<(Vec<UnitPolicyRow>, i64), StoreError> {
    type Row = (i64, String, String, String, String, Option<i64>, Option<NaiveDateTime>);
    let (own, subtrees) = match scope {
        UnitScope::None => return Ok((Vec::new(), 0)),
        UnitScope::All => (None, None),
        UnitScope::Units { own, subtrees } => (Some(numbers(own)), Some(numbers(subtrees))),
    };
    let matching = || {
        let mut query = unit_policy::table.inner_join(unit::table).filter(unit_policy::is_set.eq(true)).into_boxed();
        if let (Some(own), Some(subtrees)) = (&own, &subtrees) {
            let below = unit_closure::table
                .filter(among(unit_closure::ancestor_id, subtrees.iter().copied()))
                .select(unit_closure::descendant_id);
            let is_own = among(unit_policy::unit_id, own.iter().copied());
            query = query.filter(is_own.or(unit_policy::unit_id.eq_any(below)));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    let rows: Vec<Row> = matching()
        .order((unit::sort_key, unit_policy::unit_id, unit_policy::circular, unit_policy::regime))
        .select((
            unit_policy::unit_id,
            unit::name,
            unit_policy::circular,
            unit_policy::regime,
            unit_policy::body,
            unit_policy::user_id,
            unit_policy::at,
        ))
        .limit(limit)
        .offset(offset)
        .load(conn)?;
    let said = |(unit_id, unit_name, circular, regime, body, user_id, at): Row| {
        Ok(UnitPolicyRow { unit_id, unit_name, circular, regime, policy: read(&body)?, user_id, at })
    };
    Ok((rows.into_iter().map(said).collect::<Result<_, StoreError>>()?, total))
}

fn numbers(ids: &[UnitId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}

#[derive(Serialize, Deserialize)]
struct Document {
    v: u16,
    policy: WorkflowPolicy,
}

/// A process as it is stored. Equal ones are equal texts.
pub(crate) fn written(policy: &WorkflowPolicy) -> Result<String, StoreError> {
    stored::write(&Document { v: 1, policy: policy.clone() })
}

pub(crate) fn read(body: &str) -> Result<WorkflowPolicy, StoreError> {
    let document: Document = stored::read(body)?;
    stored::known(document.v)?;
    Ok(document.policy)
}
