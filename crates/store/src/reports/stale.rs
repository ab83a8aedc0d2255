//! Consolidated reports that no longer agree with their children.
//!
//! A child may change while its parent is being consolidated. Neither transaction sees what the other has not
//! committed, so both go through the lock on the parent's row:
//! - the child calls [`mark_stale`], which locks the parent first and looks whether it was consolidated afterwards;
//! - the consolidation calls `advance`, which locks the parent, then compares [`list_child_states`] with what it took,
//!   and begins again where they differ.

use diesel::prelude::*;
use domain::ids::{FormId, ReportId, UnitId};

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{consolidation, report, unit};

/// Marks those of these reports that were consolidated as stale, and gives those that were not marked before.
/// No revision: nothing was entered.
///
/// # Errors
/// Those of the database.
pub fn mark_stale(tx: &mut Tx<'_>, ids: &[ReportId]) -> Result<Vec<ReportId>, StoreError> {
    let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
    if let AnyConn::Pg(c) = &mut **tx {
        // In one order, so that two children of two parents cannot wait for each other. SQLite has one writer anyway.
        let parents = report::table.filter(report::id.eq_any(&numbers)).order(report::id).select(report::id);
        parents.for_update().load::<i64>(c)?;
    }
    let consolidated = consolidation::table.select(consolidation::report_id);
    let unmarked = report::table
        .filter(report::id.eq_any(&numbers))
        .filter(report::stale.eq(false))
        .filter(report::id.eq_any(consolidated));
    let marked: Vec<i64> =
        diesel::update(unmarked).set(report::stale.eq(true)).returning(report::id).get_results(&mut **tx)?;
    Ok(marked.into_iter().map(ReportId).collect())
}

/// What a consolidation depends on of one child, and what names it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report)]
pub struct ChildState {
    /// The child's report.
    pub id: i64,
    /// Code of its form.
    pub form_code: String,
    /// Its state.
    pub state: String,
    /// The revision that was last accepted.
    pub accepted_revision: Option<i64>,
    /// Whether it is stale itself: something below it changed.
    pub stale: bool,
    /// Its unit.
    pub unit_id: i64,
    /// Its unit's name.
    #[diesel(select_expression = unit::name)]
    pub unit_name: String,
}

/// The children of `children_for_consolidation`, in the same order, without their content.
///
/// # Errors
/// Those of the database.
pub fn list_child_states(
    conn: &mut AnyConn,
    parent: UnitId,
    forms: &[FormId],
    period: &str,
) -> Result<Vec<ChildState>, StoreError> {
    let query = report::table
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .filter(report::receiver_id.eq(parent.0))
        .filter(report::form_id.eq_any(forms.iter().map(|form| form.0)))
        .filter(report::period.eq(period))
        .order((report::unit_sort, report::id));
    Ok(query.select(ChildState::as_select()).load(conn)?)
}

/// A child's state with what tells whose child it is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report)]
pub struct PlacedChild {
    /// To whom it goes.
    #[diesel(select_expression = report::receiver_id.assume_not_null())]
    pub receiver_id: i64,
    /// Its period.
    pub period: String,
    /// The legal document of its form.
    pub circular: String,
    /// Its state.
    #[diesel(embed)]
    pub state: ChildState,
}

/// The reports that come to these units for these periods, with these forms: at least the children of all reports of
/// such a unit, period and form, so that a whole list of reports takes one statement.
///
/// # Errors
/// Those of the database.
pub fn list_child_states_of(
    conn: &mut AnyConn,
    parents: &[UnitId],
    codes: &[&str],
    periods: &[&str],
) -> Result<Vec<PlacedChild>, StoreError> {
    let query = report::table
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .filter(report::receiver_id.is_not_null())
        .filter(among(report::receiver_id.assume_not_null(), parents.iter().map(|unit| unit.0)))
        .filter(report::period.eq_any(periods))
        .filter(report::form_code.eq_any(codes));
    Ok(query.select(PlacedChild::as_select()).load(conn)?)
}
