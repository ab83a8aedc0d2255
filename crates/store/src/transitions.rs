//! The workflow steps of reports. They are written by `reports::advance` only.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::ReportId;

use crate::among::among;
use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::schema::{account, report_transition, unit};

/// A step that was done.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report_transition)]
pub struct TransitionRow {
    /// The revision that it made.
    pub revision: i64,
    /// Action, as `domain::workflow` writes it.
    pub action: String,
    /// State before.
    pub from_state: String,
    /// State after.
    pub to_state: String,
    /// Approval level afterwards.
    pub level: i32,
    /// Reason or remark.
    pub note: Option<String>,
    /// The person; none for the system's own steps.
    pub user_id: Option<i64>,
    /// That person's name.
    #[diesel(select_expression = account::full_name.nullable())]
    pub user_name: Option<String>,
    /// The unit that the person acted for.
    pub unit_id: i64,
    /// That unit's name.
    #[diesel(select_expression = unit::name)]
    pub unit_name: String,
    /// When.
    pub at: NaiveDateTime,
}

/// The steps of a report, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, report: ReportId) -> Result<Vec<TransitionRow>, StoreError> {
    let query = report_transition::table
        .inner_join(unit::table.on(unit::id.eq(report_transition::unit_id)))
        .left_join(account::table)
        .filter(report_transition::report_id.eq(report.0))
        .order(report_transition::revision);
    Ok(query.select(TransitionRow::as_select()).load(conn)?)
}

/// Who took a step when, without names.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report_transition)]
pub struct StepRow {
    /// The report.
    pub report_id: i64,
    /// Action, as `domain::workflow` writes it.
    pub action: String,
    /// The person; none for the system's own steps.
    pub user_id: Option<i64>,
    /// When.
    pub at: NaiveDateTime,
}

/// The steps of these reports, each report's oldest first.
///
/// # Errors
/// Those of the database.
pub fn list_of(conn: &mut AnyConn, reports: &[ReportId]) -> Result<Vec<StepRow>, StoreError> {
    let query = report_transition::table
        .filter(among(report_transition::report_id, reports.iter().map(|report| report.0)))
        .order((report_transition::report_id, report_transition::revision));
    Ok(query.select(StepRow::as_select()).load(conn)?)
}
