//! Work lists: reports filtered, sorted and paged (E1).

use std::borrow::Cow;

use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::access::UnitScope;
use domain::ids::{UnitId, UserId};

use super::pieces::{self, Condition, Piece, Search};
use super::{ReportRow, list_in_order};
use crate::conn::{AnyConn, plan_for_values};
use crate::counted::count_first;
use crate::error::StoreError;
use crate::schema::{process_approver, report, unit_closure};
use crate::text::page;
use crate::units;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportSort {
    /// By deadline, the nearest first.
    #[default]
    Due,
    /// By deadline, the latest first.
    DueDescending,
    /// By unit in Vietnamese order, then form.
    Unit,
    /// By form code, then unit.
    Form,
    /// By the time of the last change, the newest first.
    Updated,
}

/// Which reports to list. Every field narrows further; the default shows nothing, since its scope is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFilter {
    /// Reports of these units.
    pub scope: UnitScope,
    /// Or reports sent to these units; with `scope` it widens what may be seen.
    pub receivers: UnitScope,
    /// States of the task; empty means any.
    pub states: Vec<String>,
    /// Only reports that take in those of the units below, or only the others.
    pub consolidates: Option<bool>,
    /// Only this regime.
    pub regime: Option<String>,
    /// Only this form code.
    pub form_code: Option<String>,
    /// Only this legal document.
    pub circular: Option<String>,
    /// Only forms of this kind: `data` or `outline`.
    pub form_kind: Option<String>,
    /// Only this period.
    pub period: Option<String>,
    /// Only this unit and those below it.
    pub unit: Option<UnitId>,
    /// Not those that wait for an approval to which others are named than this person.
    pub approver: Option<UserId>,
    /// Words to be found in unit, form or period, without diacritics.
    pub q: Option<String>,
    /// Order.
    pub sort: ReportSort,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

impl Default for ReportFilter {
    fn default() -> Self {
        Self {
            scope: UnitScope::None,
            receivers: UnitScope::None,
            states: Vec::new(),
            consolidates: None,
            regime: None,
            form_code: None,
            circular: None,
            form_kind: None,
            period: None,
            unit: None,
            approver: None,
            q: None,
            sort: ReportSort::default(),
            page: 1,
            page_size: 25,
        }
    }
}

/// One page of reports.
#[derive(Debug, Clone)]
pub struct ReportPage {
    /// Its reports, in order.
    pub rows: Vec<ReportRow>,
    /// How many there are in all, counted up to [`COUNTED`].
    pub total: i64,
    /// Whether there are more than were counted.
    pub has_more: bool,
}

/// As many reports are counted exactly. Who finds more than that narrows the search; counting a million at every page would
/// take longer than the page.
pub const COUNTED: i64 = 10_000;

/// One page of reports, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &ReportFilter) -> Result<ReportPage, StoreError> {
    plan_for_values(conn)?;
    let filter = &*widened(conn, filter)?;
    let search = pieces::find(conn, filter)?;
    let counted = count_up_to(conn, filter, search.as_ref().map(|search| &search.all[..]), COUNTED + 1)?;
    let (total, has_more) = (counted.min(COUNTED), counted > COUNTED);
    let (limit, offset) = page(filter.page, filter.page_size);
    if limit == 0 || (offset >= total && !has_more) {
        return Ok(ReportPage { rows: Vec::new(), total, has_more });
    }
    let newest: Option<i64> = report::table.select(diesel::dsl::max(report::id)).get_result(conn)?;
    let reach = if has_more || is_wide(total, newest.unwrap_or_default(), offset.saturating_add(limit)) {
        Reach::Walk
    } else {
        Reach::Gather
    };
    let ids = page_ids(conn, filter, search.as_ref(), reach)?;
    Ok(ReportPage { rows: list_in_order(conn, &ids)?, total, has_more })
}

/// The filter; a scope that holds every unit is written as what it is, so that no report's unit is looked up.
fn widened<'a>(conn: &mut AnyConn, filter: &'a ReportFilter) -> Result<Cow<'a, ReportFilter>, StoreError> {
    match &filter.scope {
        UnitScope::Units { subtrees, .. } if !subtrees.is_empty() && units::hold_all(conn, subtrees)? => {
            Ok(Cow::Owned(ReportFilter { scope: UnitScope::All, ..filter.clone() }))
        }
        _ => Ok(Cow::Borrowed(filter)),
    }
}

/// How the reports of a scope are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All of them by their units, then sorted.
    Gather,
    /// In the order that is wanted, passing over those of other units, until the page is full.
    Walk,
    /// Gathered, only those of the units.
    Units,
    /// Gathered, only those sent to the receivers by other units.
    Received,
}

/// Whether so many of all reports match that walking in order meets a page of them sooner than all are gathered. One
/// step of a walk costs about a seventh of gathering one report (measured on SQLite, which does not see the limit).
fn is_wide(matching: i64, all: i64, wanted: i64) -> bool {
    matching.saturating_mul(matching).saturating_mul(7) > wanted.saturating_mul(all)
}

/// How many reports there are, counted no further than this. What is found by pieces is counted by piece, since a database
/// finds "this and that" by an index and "either … or …" by looking through all.
fn count_up_to(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    pieces: Option<&[Piece]>,
    most: i64,
) -> Result<i64, StoreError> {
    use UnitScope::Units;
    let parts: &[Reach] = match (&filter.scope, &filter.receivers) {
        (Units { .. }, Units { .. }) => &[Reach::Units, Reach::Received],
        _ => &[Reach::Gather],
    };
    let pieces: Vec<Option<&Piece>> = pieces.map_or_else(|| vec![None], |pieces| pieces.iter().map(Some).collect());
    let mut total = 0;
    for piece in pieces {
        for part in parts {
            let Some(conditions) = conditions(filter, *part) else { return Ok(0) };
            let mut query = report::table.select(report::id).into_boxed();
            for condition in conditions.into_iter().chain(piece.into_iter().flat_map(Piece::conditions)) {
                query = query.filter(condition);
            }
            total += count_first(conn, query.limit(most - total))?;
            if total >= most {
                return Ok(most);
            }
        }
    }
    Ok(total)
}

/// How many reports there are in each state.
///
/// # Errors
/// Those of the database.
pub fn count_by_state(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Vec<(String, i64)>, StoreError> {
    let filter = &*widened(conn, filter)?;
    let search = pieces::find(conn, filter)?;
    let Some(conditions) = conditions(filter, Reach::Gather) else { return Ok(Vec::new()) };
    let mut query =
        report::table.group_by(report::state).select((report::state, diesel::dsl::count_star())).into_boxed();
    if let Some(search) = &search {
        query = query.filter(any_of(&search.all));
    }
    for condition in conditions {
        query = query.filter(condition);
    }
    Ok(query.order(report::state).load(conn)?)
}

/// The ids of the page: first of those where the words stand one after the other – "ba dinh" is first of all the place of
/// that name – and then of those that have them anywhere.
fn page_ids(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    search: Option<&Search>,
    reach: Reach,
) -> Result<Vec<i64>, StoreError> {
    let (limit, offset) = page(filter.page, filter.page_size);
    let Some(Search { all, first: Some(phrase) }) = search else {
        return ids(conn, filter, search.map(|search| any_of(&search.all)), reach, (limit, offset));
    };
    let first =
        if phrase.is_empty() { 0 } else { count_up_to(conn, filter, Some(phrase), offset.saturating_add(limit))? };
    let mut found = if offset < first {
        ids(conn, filter, Some(any_of(phrase)), Reach::Gather, (limit, offset))?
    } else {
        Vec::new()
    };
    let missing = limit - i64::try_from(found.len()).unwrap_or(i64::MAX);
    if missing > 0 {
        let elsewhere: Condition<'_> =
            if phrase.is_empty() { any_of(all) } else { Box::new(any_of(all).and(diesel::dsl::not(any_of(phrase)))) };
        found.extend(ids(conn, filter, Some(elsewhere), reach, (missing, (offset - first).max(0)))?);
    }
    Ok(found)
}

/// Only ids, so that the sort moves little.
fn ids(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    narrowed: Option<Condition<'_>>,
    reach: Reach,
    (limit, offset): (i64, i64),
) -> Result<Vec<i64>, StoreError> {
    let Some(conditions) = conditions(filter, reach) else { return Ok(Vec::new()) };
    let mut query = report::table.select(report::id).into_boxed();
    for condition in conditions.into_iter().chain(narrowed) {
        query = query.filter(condition);
    }
    // The id makes the order total, so that pages neither repeat nor skip.
    query = match filter.sort {
        ReportSort::Due => query.order_by((report::due_at, report::id)),
        ReportSort::DueDescending => query.order_by((report::due_at.desc(), report::id.desc())),
        ReportSort::Unit => query.order_by((report::unit_sort, report::form_code, report::due_at, report::id)),
        ReportSort::Form => query.order_by((report::form_code, report::unit_sort, report::due_at, report::id)),
        ReportSort::Updated => query.order_by((report::updated_at.desc(), report::id.desc())),
    };
    Ok(query.limit(limit).offset(offset).load(conn)?)
}

/// Whether a report is in one of the pieces.
fn any_of<'a>(pieces: &[Piece]) -> Condition<'a> {
    let never: Condition<'a> = Box::new(diesel::dsl::not(true.into_sql::<Bool>()));
    pieces.iter().map(Piece::condition).reduce(|all, one| -> Condition<'a> { Box::new(all.or(one)) }).unwrap_or(never)
}

/// The filter, but for what its pieces say, as conditions; `None` when nothing may be seen.
fn conditions(filter: &ReportFilter, reach: Reach) -> Option<Vec<Condition<'_>>> {
    let mut all: Vec<Condition<'_>> = Vec::new();
    match (&filter.scope, &filter.receivers) {
        (UnitScope::All, _) | (_, UnitScope::All) => {}
        (UnitScope::None, UnitScope::None) => return None,
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
                Reach::Gather | Reach::Walk => all.push(Box::new(of_unit.or(receiver_in(to, to_subtrees)))),
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
    Some(all)
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
        let alone = (report::unit_id + 0_i64).eq_any(numbers(own));
        let under = (report::unit_id + 0_i64).eq_any(below(numbers(subtrees)));
        return if subtrees.is_empty() { Box::new(alone) } else { Box::new(alone.or(under)) };
    }
    let alone: Condition<'a> = match own {
        // One value is looked up in the index's order; one of a list of one is not, on PostgreSQL.
        [unit] => Box::new(report::unit_id.eq(unit.0)),
        units => Box::new(report::unit_id.eq_any(numbers(units))),
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
        units => Box::new(known.and(receiver.eq_any(numbers(units)))),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_matches_are_met_in_passing() {
        for (matching, all, wanted, wide) in [
            (10_000, 100_000, 50, true),
            (1_000, 100_000, 50, true),
            (500, 100_000, 50, false),
            (100, 100_000, 50, false),
            (10_000, 100_000, 10_000, false),
            (1, 1, i64::MAX, false),
        ] {
            assert_eq!(is_wide(matching, all, wanted), wide, "{matching} of {all}, {wanted} wanted");
        }
    }
}
