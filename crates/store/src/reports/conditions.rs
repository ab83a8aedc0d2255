//! What a filter asks of a report, as conditions of a query.

use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::access::UnitScope;
use domain::ids::{UnitId, UserId};

use super::list::ReportFilter;
use super::pieces::Condition;
use crate::among::among;
use crate::schema::{process_approver, report, unit_closure};

/// How the reports of a scope are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of them by their units or receivers.
    All,
    /// In the order that is wanted, passing over those of other units, until the page is full.
    Walk,
    /// Only those of the units.
    Units,
    /// Only those sent to the receivers by other units.
    Received,
    /// Only those of units that a piece names; they are the scope's.
    Named,
}

/// The filter, but for what its pieces say, as conditions.
pub(super) fn conditions(filter: &ReportFilter, reach: Reach) -> Vec<Condition<'_>> {
    let mut all: Vec<Condition<'_>> = Vec::new();
    match (&filter.scope, &filter.receivers) {
        _ if reach == Reach::Named => {}
        (UnitScope::All, _) | (_, UnitScope::All) => {}
        (UnitScope::None, UnitScope::None) => all.push(never()),
        (UnitScope::Units { own, subtrees }, UnitScope::None) => all.push(unit_in(own, subtrees, reach)),
        (UnitScope::None, UnitScope::Units { own, subtrees }) => all.push(receiver_in(own, subtrees)),
        (UnitScope::Units { own, subtrees }, UnitScope::Units { own: to, subtrees: to_subtrees }) => {
            let of_unit = unit_in(own, subtrees, reach);
            match reach {
                Reach::Units => all.push(of_unit),
                Reach::Received => {
                    all.push(receiver_in(to, to_subtrees));
                    all.push(Box::new(diesel::dsl::not(of_unit)));
                }
                Reach::All | Reach::Walk | Reach::Named => all.push(Box::new(of_unit.or(receiver_in(to, to_subtrees)))),
            }
        }
    }
    if let [state] = filter.states.as_slice() {
        all.push(Box::new(report::state.eq(state)));
    } else if !filter.states.is_empty() {
        all.push(Box::new(report::state.eq_any(&filter.states)));
    }
    if let Some(consolidates) = filter.consolidates {
        all.push(Box::new(report::consolidates.eq(consolidates)));
    }
    if let Some(period) = &filter.period {
        all.push(Box::new(report::period.eq(period)));
    }
    if let Some(top) = filter.unit {
        all.push(Box::new(report::unit_id.eq_any(below(vec![top.0]))));
    }
    if let Some(approver) = filter.approver {
        all.push(waits_for(approver));
    }
    all
}

/// Nobody is named for the level that is waited for, or this person is.
fn waits_for<'a>(approver: UserId) -> Condition<'a> {
    let process = report::process_id.assume_not_null();
    let at_level = process_approver::process_id.eq(process).and(process_approver::level.eq(report::level));
    let anybody = process_approver::table.filter(at_level);
    let is_named = diesel::dsl::exists(anybody.filter(process_approver::user_id.eq(approver.0)));
    let unnamed = diesel::dsl::not(diesel::dsl::exists(anybody));
    Box::new(report::process_id.is_null().or(unnamed).or(is_named))
}

fn unit_in<'a>(own: &[UnitId], subtrees: &[UnitId], reach: Reach) -> Condition<'a> {
    if reach == Reach::Walk {
        // A sum is in no index: the order's own index is left, which holds the unit.
        let alone = among(report::unit_id + 0_i64, own.iter().map(|unit| unit.0));
        let under = (report::unit_id + 0_i64).eq_any(below(numbers(subtrees)));
        return if subtrees.is_empty() { Box::new(alone) } else { Box::new(alone.or(under)) };
    }
    let alone: Condition<'a> = match own {
        // One value is looked up in the index's order; one of a list of one is not, on PostgreSQL.
        [unit] => Box::new(report::unit_id.eq(unit.0)),
        units => Box::new(among(report::unit_id, units.iter().map(|unit| unit.0))),
    };
    if subtrees.is_empty() {
        return alone;
    }
    let under = report::unit_id.eq_any(below(numbers(subtrees)));
    if own.is_empty() { Box::new(under) } else { Box::new(alone.or(under)) }
}

fn receiver_in<'a>(own: &[UnitId], subtrees: &[UnitId]) -> Condition<'a> {
    let receiver = report::receiver_id.assume_not_null();
    let known = report::receiver_id.is_not_null();
    let alone: Condition<'a> = match own {
        [unit] => Box::new(known.and(receiver.eq(unit.0))),
        units => Box::new(known.and(among(receiver, units.iter().map(|unit| unit.0)))),
    };
    if subtrees.is_empty() {
        return alone;
    }
    let under = known.and(receiver.eq_any(below(numbers(subtrees))));
    if own.is_empty() { Box::new(under) } else { Box::new(alone.or(under)) }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn below(tops: Vec<i64>) -> _ {
    unit_closure::table.filter(unit_closure::ancestor_id.eq_any(tops)).select(unit_closure::descendant_id)
}

fn numbers(ids: &[UnitId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}

/// A condition that no report meets.
pub(super) fn never<'a>() -> Condition<'a> {
    Box::new(diesel::dsl::not(true.into_sql::<Bool>()))
}
