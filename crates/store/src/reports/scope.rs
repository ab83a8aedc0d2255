//! Whose reports a filter is about, in the form that a database answers best.

use std::borrow::Cow;

use diesel::prelude::*;
use domain::access::UnitScope;
use domain::ids::UnitId;

use super::list::ReportFilter;
use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::schema::unit_closure;
use crate::units;

/// Subtrees of no more units are named unit by unit, as those of a province are: then the database knows how many it is
/// asked for, and their reports are found in the index of units.
const FEW: i64 = 2_000;

/// The same filter: a scope that holds every unit as [`UnitScope::All`], so that no report's unit is looked up; of all
/// units those below one as its subtree; and small subtrees unit by unit.
pub(super) fn resolved<'a>(conn: &mut AnyConn, filter: &'a ReportFilter) -> Result<Cow<'a, ReportFilter>, StoreError> {
    let mut filter = Cow::Borrowed(filter);
    if let UnitScope::Units { subtrees, .. } = &filter.scope
        && !subtrees.is_empty()
        && units::hold_all(conn, subtrees)?
    {
        filter.to_mut().scope = UnitScope::All;
    }
    if filter.scope == UnitScope::All {
        let below = match filter.unit {
            Some(top) if !units::hold_all(conn, &[top])? => Some(top),
            _ => None,
        };
        let scope = below.map_or(UnitScope::All, |top| UnitScope::Units { own: Vec::new(), subtrees: vec![top] });
        let all = filter.to_mut();
        // Whoever may see everything has been sent nothing else.
        (all.scope, all.receivers, all.unit) = (scope, UnitScope::None, None);
    }
    if let Some(named) = named(conn, &filter.scope)? {
        filter.to_mut().scope = named;
    }
    if let Some(named) = named(conn, &filter.receivers)? {
        filter.to_mut().receivers = named;
    }
    Ok(filter)
}

/// The scope with its subtrees unit by unit, where they are few.
fn named(conn: &mut AnyConn, scope: &UnitScope) -> Result<Option<UnitScope>, StoreError> {
    let UnitScope::Units { own, subtrees } = scope else { return Ok(None) };
    if subtrees.is_empty() {
        return Ok(None);
    }
    let tops = subtrees.iter().map(|top| top.0);
    let below: Vec<i64> = unit_closure::table
        .filter(unit_closure::ancestor_id.eq_any(tops))
        .select(unit_closure::descendant_id)
        .limit(FEW + 1)
        .load(conn)?;
    if i64::try_from(below.len()).unwrap_or(i64::MAX) > FEW {
        return Ok(None);
    }
    let mut own: Vec<UnitId> = own.iter().copied().chain(below.into_iter().map(UnitId)).collect();
    own.sort_unstable();
    own.dedup();
    Ok(Some(UnitScope::Units { own, subtrees: Vec::new() }))
}
