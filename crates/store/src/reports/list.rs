//! Work lists: reports filtered, sorted and paged (E1).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;
use domain::access::UnitScope;
use domain::ids::{UnitId, UserId};

use super::conditions::{Reach, conditions, never};
use super::gathered::Gathered;
use super::pieces::{self, By, Condition, Piece, Search};
use super::scope::resolved;
use super::{ReportRow, list_in_order};
use crate::conn::{AnyConn, plan_for_values};
use crate::counted::count_first;
use crate::error::StoreError;
use crate::schema::report;
use crate::text::page;

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
    let filter = &*resolved(conn, filter)?;
    let search = pieces::find(conn, filter)?;
    let filter = &*with_what_is_received(conn, filter, search.as_ref())?;
    let found = count_up_to(conn, filter, search.as_ref().map(|search| &search.all[..]), COUNTED + 1)?;
    let (total, has_more) = (found.count.min(COUNTED), found.count > COUNTED);
    let (limit, offset) = page(filter.page, filter.page_size);
    if limit == 0 || (offset >= total && !has_more) {
        return Ok(ReportPage { rows: Vec::new(), total, has_more });
    }
    let ids = page_ids(conn, filter, search.as_ref(), found)?;
    Ok(ReportPage { rows: list_in_order(conn, &ids)?, total, has_more })
}

/// Whether so many of all reports match that walking in order meets a page of them sooner than all are gathered. One
/// step of a walk costs about a seventh of gathering one report (measured on SQLite, which does not see the limit).
fn is_wide(matching: i64, all: i64, wanted: i64) -> bool {
    matching.saturating_mul(matching).saturating_mul(7) > wanted.saturating_mul(all)
}

/// Reports that one index finds: of one piece, where there are any, and of the units or received by them.
#[derive(Debug, Clone)]
struct Member {
    reach: Reach,
    piece: Option<Piece>,
}

/// A statement takes no more members: SQLite has limits, and there are searches of words that nearly everything has.
const MOST_MEMBERS: usize = 100;

/// Members that have reports, and how many those are together, as far as they were counted.
#[derive(Debug, Clone, Default)]
struct Found {
    members: Vec<Member>,
    count: i64,
}

impl Found {
    /// Those that are better gathered than walked along.
    fn few(self, all: i64, (limit, offset): (i64, i64)) -> Option<Self> {
        let is_wide = self.count > COUNTED || is_wide(self.count, all, offset.saturating_add(limit));
        let is_wide = is_wide || self.members.len() > MOST_MEMBERS;
        (!is_wide).then_some(self)
    }
}

/// What the filter asks for in members without a report in common, since a database finds "this and that" by an index and
/// "either … or …" by looking through all.
fn members(filter: &ReportFilter, pieces: Option<&[Piece]>) -> Vec<Member> {
    use UnitScope::Units;
    let parts: &[Reach] = match (&filter.scope, &filter.receivers) {
        (UnitScope::None, UnitScope::None) => &[],
        (Units { .. }, Units { .. }) => &[Reach::Units, Reach::Received],
        _ => &[Reach::All],
    };
    let own: Option<HashSet<UnitId>> = match &filter.scope {
        Units { own, subtrees } if subtrees.is_empty() => Some(own.iter().copied().collect()),
        _ => None,
    };
    let pieces: Vec<Option<&Piece>> = pieces.map_or_else(|| vec![None], |pieces| pieces.iter().map(Some).collect());
    let member = |reach: Reach, piece: &Option<&Piece>| {
        let is_of_units = reach == Reach::Units || (reach == Reach::All && filter.receivers == UnitScope::None);
        Some(match (piece, &own) {
            (Some(piece), Some(own)) if is_of_units && piece.names_units() => {
                Member { reach: Reach::Named, piece: Some(piece.within(own)?) }
            }
            _ => Member { reach, piece: piece.cloned() },
        })
    };
    parts.iter().flat_map(|reach| pieces.iter().filter_map(|piece| member(*reach, piece))).collect()
}

impl Member {
    fn conditions<'a>(&self, filter: &'a ReportFilter) -> Vec<Condition<'a>> {
        let by = match (self.reach, &filter.scope) {
            (Reach::Received, _) => By::Receivers,
            (_, UnitScope::Units { subtrees, .. }) if subtrees.is_empty() => By::Units,
            _ => By::Anything,
        };
        let of_piece = self.piece.iter().flat_map(|piece| piece.conditions(by));
        conditions(filter, self.reach).into_iter().chain(of_piece).collect()
    }
}

/// The filter without its receivers where nobody but the units themselves has sent them anything, as in most ministries and
/// provinces: looked up once instead of for each piece of a search.
fn with_what_is_received<'a>(
    conn: &mut AnyConn,
    filter: &'a ReportFilter,
    search: Option<&Search>,
) -> Result<Cow<'a, ReportFilter>, StoreError> {
    let has_both = matches!((&filter.scope, &filter.receivers), (UnitScope::Units { .. }, UnitScope::Units { .. }));
    if !has_both || search.is_none_or(|search| search.all.len() < 2) {
        return Ok(Cow::Borrowed(filter));
    }
    let received = Member { reach: Reach::Received, piece: None };
    if count_of(conn, filter, &received, COUNTED + 1)? > 0 {
        return Ok(Cow::Borrowed(filter));
    }
    Ok(Cow::Owned(ReportFilter { receivers: UnitScope::None, ..filter.clone() }))
}

fn count_of(conn: &mut AnyConn, filter: &ReportFilter, member: &Member, most: i64) -> Result<i64, StoreError> {
    let mut query = report::table.select(report::id).into_boxed();
    for condition in member.conditions(filter) {
        query = query.filter(condition);
    }
    Ok(count_first(conn, query.limit(most))?)
}

/// How many reports there are, counted no further than this, and where.
fn count_up_to(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    pieces: Option<&[Piece]>,
    most: i64,
) -> Result<Found, StoreError> {
    let mut found = Found::default();
    for member in members(filter, pieces) {
        let count = count_of(conn, filter, &member, most - found.count)?;
        if count > 0 {
            found.members.push(member);
            found.count += count;
        }
        if found.count >= most {
            break;
        }
    }
    Ok(found)
}

/// How many reports there are in each state.
///
/// # Errors
/// Those of the database.
pub fn count_by_state(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Vec<(String, i64)>, StoreError> {
    let filter = &*resolved(conn, filter)?;
    let search = pieces::find(conn, filter)?;
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for member in members(filter, search.as_ref().map(|search| &search.all[..])) {
        let mut query =
            report::table.group_by(report::state).select((report::state, diesel::dsl::count_star())).into_boxed();
        for condition in member.conditions(filter) {
            query = query.filter(condition);
        }
        for (state, count) in query.load::<(String, i64)>(conn)? {
            *counts.entry(state).or_default() += count;
        }
    }
    Ok(counts.into_iter().collect())
}

/// The ids of the page: first of those where the words stand one after the other – "ba dinh" is first of all the place of
/// that name – and then of those that have them anywhere.
fn page_ids(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    search: Option<&Search>,
    found: Found,
) -> Result<Vec<i64>, StoreError> {
    let newest: Option<i64> = report::table.select(diesel::dsl::max(report::id)).get_result(conn)?;
    let (page, all) = (page(filter.page, filter.page_size), newest.unwrap_or_default());
    let Some(Search { all: anywhere, first: Some(phrase) }) = search else {
        return match found.few(all, page) {
            Some(few) => gather(conn, filter, &few.members, None, page),
            None => walk(conn, filter, search.map(|search| any_of(&search.all)), page),
        };
    };
    let (limit, offset) = page;
    let mut first = count_up_to(conn, filter, Some(phrase), COUNTED + 1)?;
    let end = offset.saturating_add(limit);
    if first.count > COUNTED && end > COUNTED {
        // Perhaps the others begin on this page.
        first = count_up_to(conn, filter, Some(phrase), end)?;
    }
    let before = first.count;
    let mut ids = match first.few(all, page) {
        _ if offset >= before => Vec::new(),
        Some(few) => gather(conn, filter, &few.members, None, page)?,
        None => walk(conn, filter, Some(any_of(phrase)), page)?,
    };
    let missing = limit - i64::try_from(ids.len()).unwrap_or(i64::MAX);
    if missing > 0 {
        let rest = (missing, (offset - before).max(0));
        ids.extend(match found.few(all, rest) {
            Some(few) => gather(conn, filter, &few.members, Some(phrase), rest)?,
            None => {
                let elsewhere = any_of(anywhere).and(diesel::dsl::not(any_of(phrase)));
                walk(conn, filter, Some(Box::new(elsewhere)), rest)?
            }
        });
    }
    Ok(ids)
}

/// Gathers what these members have, without the reports of some pieces, sorts it, and gives the ids of a page.
fn gather(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    members: &[Member],
    without: Option<&[Piece]>,
    (limit, offset): (i64, i64),
) -> Result<Vec<i64>, StoreError> {
    let without = without.filter(|pieces| !pieces.is_empty());
    if members.is_empty() {
        return Ok(Vec::new());
    }
    macro_rules! gathered {
        ($order:literal, $columns:expr) => {{
            let part = |member: &Member| {
                let mut query = report::table.select($columns).into_boxed();
                let others = without.map(|pieces| -> Condition<'_> { Box::new(diesel::dsl::not(any_of(pieces))) });
                for condition in member.conditions(filter).into_iter().chain(others) {
                    query = query.filter(condition);
                }
                query
            };
            let parts = members.iter().map(part).collect();
            Gathered { parts, order: $order, limit, offset }.load(conn)?
        }};
    }
    // As `walk` sorts.
    Ok(match filter.sort {
        ReportSort::Due => gathered!("due_at, id", (report::id, report::due_at)),
        ReportSort::DueDescending => gathered!("due_at DESC, id DESC", (report::id, report::due_at)),
        ReportSort::Unit => {
            let columns = (report::id, report::unit_sort, report::form_code, report::due_at);
            gathered!("unit_sort, form_code, due_at, id", columns)
        }
        ReportSort::Form => {
            let columns = (report::id, report::form_code, report::unit_sort, report::due_at);
            gathered!("form_code, unit_sort, due_at, id", columns)
        }
        ReportSort::Updated => gathered!("updated_at DESC, id DESC", (report::id, report::updated_at)),
    })
}

/// Walks along the reports in order. Only ids, so that little is moved.
fn walk(
    conn: &mut AnyConn,
    filter: &ReportFilter,
    narrowed: Option<Condition<'_>>,
    (limit, offset): (i64, i64),
) -> Result<Vec<i64>, StoreError> {
    let mut query = report::table.select(report::id).into_boxed();
    for condition in conditions(filter, Reach::Walk).into_iter().chain(narrowed) {
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
    pieces
        .iter()
        .map(Piece::condition)
        .reduce(|all, one| -> Condition<'a> { Box::new(all.or(one)) })
        .unwrap_or_else(never)
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
