//! Work lists: reports filtered, sorted and paged.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::access::UnitScope;
use domain::ids::UnitId;

use super::ReportRow;
use crate::conn::{AnyConn, MultiBackend};
use crate::error::StoreError;
use crate::schema::{form, report, unit, unit_closure};
use crate::text::{contains, page};

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
    /// Only this period.
    pub period: Option<String>,
    /// Only this unit and those below it.
    pub unit: Option<UnitId>,
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
            period: None,
            unit: None,
            q: None,
            sort: ReportSort::default(),
            page: 1,
            page_size: 25,
        }
    }
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
pub struct ReportListRow {
    /// The report.
    #[diesel(embed)]
    pub report: ReportRow,
    /// Title of its form.
    #[diesel(select_expression = form::title)]
    pub form_title: String,
    /// Code of its unit.
    #[diesel(select_expression = unit::code)]
    pub unit_code: String,
    /// Name of its unit.
    #[diesel(select_expression = unit::name)]
    pub unit_name: String,
}

/// One condition on a report.
type Condition<'a> = Box<dyn BoxableExpression<report::table, MultiBackend, SqlType = Bool> + 'a>;

/// One page of reports, and how many there are in all.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &ReportFilter) -> Result<(Vec<ReportListRow>, i64), StoreError> {
    let Some(ids) = page_ids(conn, filter)? else { return Ok((Vec::new(), 0)) };
    let mut counted = report::table.into_boxed();
    for condition in conditions(filter).unwrap_or_default() {
        counted = counted.filter(condition);
    }
    let total = counted.count().get_result(conn)?;
    Ok((load_rows(conn, &ids)?, total))
}

/// How many reports there are in each state.
///
/// # Errors
/// Those of the database.
pub fn count_by_state(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Vec<(String, i64)>, StoreError> {
    let Some(conditions) = conditions(filter) else { return Ok(Vec::new()) };
    let mut query =
        report::table.group_by(report::state).select((report::state, diesel::dsl::count_star())).into_boxed();
    for condition in conditions {
        query = query.filter(condition);
    }
    Ok(query.order(report::state).load(conn)?)
}

/// The ids of the page; `None` when the scope is empty. Only ids, so that the sort moves little.
fn page_ids(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Option<Vec<i64>>, StoreError> {
    let Some(conditions) = conditions(filter) else { return Ok(None) };
    let mut query = report::table.select(report::id).into_boxed();
    for condition in conditions {
        query = query.filter(condition);
    }
    let (limit, offset) = page(filter.page, filter.page_size);
    query = query.limit(limit).offset(offset);
    // The id makes the order total, so that pages neither repeat nor skip.
    query = match filter.sort {
        ReportSort::Due => query.order((report::due_at, report::id)),
        ReportSort::DueDescending => query.order((report::due_at.desc(), report::id.desc())),
        ReportSort::Unit => query.order((report::unit_sort, report::form_code, report::due_at, report::id)),
        ReportSort::Form => query.order((report::form_code, report::unit_sort, report::due_at, report::id)),
        ReportSort::Updated => query.order((report::updated_at.desc(), report::id.desc())),
    };
    Ok(Some(query.load(conn)?))
}

fn load_rows(conn: &mut AnyConn, ids: &[i64]) -> Result<Vec<ReportListRow>, StoreError> {
    let rows: Vec<ReportListRow> = report::table
        .inner_join(form::table)
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .filter(report::id.eq_any(ids))
        .select(ReportListRow::as_select())
        .load(conn)?;
    let mut by_id: HashMap<i64, ReportListRow> = rows.into_iter().map(|row| (row.report.id, row)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The filter as conditions; `None` when nothing may be seen.
fn conditions(filter: &ReportFilter) -> Option<Vec<Condition<'_>>> {
    let mut all: Vec<Condition<'_>> = Vec::new();
    match (&filter.scope, &filter.receivers) {
        (UnitScope::All, _) | (_, UnitScope::All) => {}
        (UnitScope::None, UnitScope::None) => return None,
        (UnitScope::Units { own, subtrees }, UnitScope::None) => all.push(unit_in(own, subtrees)),
        (UnitScope::None, UnitScope::Units { own, subtrees }) => all.push(receiver_in(own, subtrees)),
        (UnitScope::Units { own, subtrees }, UnitScope::Units { own: to, subtrees: to_subtrees }) => {
            all.push(Box::new(unit_in(own, subtrees).or(receiver_in(to, to_subtrees))));
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
    if let Some(regime) = &filter.regime {
        all.push(Box::new(report::regime.eq(regime)));
    }
    if let Some(code) = &filter.form_code {
        all.push(Box::new(report::form_code.eq(code)));
    }
    if let Some(circular) = &filter.circular {
        all.push(Box::new(report::circular.eq(circular)));
    }
    if let Some(period) = &filter.period {
        all.push(Box::new(report::period.eq(period)));
    }
    if let Some(top) = filter.unit {
        all.push(Box::new(report::unit_id.eq_any(below(vec![top.0]))));
    }
    for word in filter.q.iter().flat_map(|q| q.split_whitespace()) {
        all.push(Box::new(report::search.like(contains(word)).escape('!')));
    }
    Some(all)
}

fn unit_in<'a>(own: &[UnitId], subtrees: &[UnitId]) -> Condition<'a> {
    let alone = report::unit_id.eq_any(numbers(own));
    if subtrees.is_empty() {
        return Box::new(alone);
    }
    let under = report::unit_id.eq_any(below(numbers(subtrees)));
    if own.is_empty() { Box::new(under) } else { Box::new(alone.or(under)) }
}

fn receiver_in<'a>(own: &[UnitId], subtrees: &[UnitId]) -> Condition<'a> {
    let known = report::receiver_id.is_not_null();
    let alone = report::receiver_id.assume_not_null().eq_any(numbers(own));
    if subtrees.is_empty() {
        return Box::new(known.and(alone));
    }
    let under = report::receiver_id.assume_not_null().eq_any(below(numbers(subtrees)));
    if own.is_empty() { Box::new(known.and(under)) } else { Box::new(known.and(alone.or(under))) }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn below(tops: Vec<i64>) -> _ {
    unit_closure::table.filter(unit_closure::ancestor_id.eq_any(tops)).select(unit_closure::descendant_id)
}

fn numbers(ids: &[UnitId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}
