//! The reports below a unit, as consolidation needs them.

use diesel::prelude::*;
use domain::content::Content;
use domain::ids::{FormId, UnitId};

use super::{ChildState, ReportRow};
use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::schema::{report, report_revision, unit};
use crate::stored::content_from_json;

/// A child's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildReport {
    /// The report; its state says whether it counts.
    pub report: ReportRow,
    /// Name of its unit.
    pub unit_name: String,
    /// What was last accepted, whether or not the report moved on since; none when it never was.
    pub accepted: Option<AcceptedContent>,
}

impl ChildReport {
    /// The same without the content.
    #[must_use]
    pub fn state(&self) -> ChildState {
        let report = &self.report;
        ChildState {
            id: report.id,
            form_code: report.form_code.clone(),
            state: report.state.clone(),
            accepted_revision: report.accepted_revision,
            stale: report.stale,
            unit_id: report.unit_id,
            unit_name: self.unit_name.clone(),
        }
    }
}

/// The content of the revision that was last accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedContent {
    /// That revision.
    pub revision: i64,
    /// The unit's own input.
    pub own: Content,
    /// What it had consolidated from its own children.
    pub consolidated: Option<Content>,
}

/// The reports that come to a unit, for these forms and this period, in Vietnamese order of the reporting units. Usually
/// those of the units directly below; agencies outside of the tree report to whom their duty names.
///
/// # Errors
/// `Corrupt` when a stored content cannot be read.
pub fn children_for_consolidation(
    conn: &mut AnyConn,
    parent: UnitId,
    forms: &[FormId],
    period: &str,
) -> Result<Vec<ChildReport>, StoreError> {
    type Row = (ReportRow, String, Option<(i64, Option<String>, Option<String>)>);
    let forms = forms.iter().map(|form| form.0);
    let accepted = report_revision::report_id
        .eq(report::id)
        .and(report::accepted_revision.eq(report_revision::revision.nullable()));
    let rows: Vec<Row> = report::table
        .inner_join(unit::table.on(unit::id.eq(report::unit_id)))
        .left_join(report_revision::table.on(accepted))
        .filter(report::receiver_id.eq(parent.0))
        .filter(report::form_id.eq_any(forms))
        .filter(report::period.eq(period))
        .order((report::unit_sort, report::id))
        .select((
            ReportRow::as_select(),
            unit::name,
            (report_revision::revision, report_revision::snapshot, report_revision::consolidated).nullable(),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(report, unit_name, accepted)| {
            Ok(ChildReport { report, unit_name, accepted: accepted.map(accepted_content).transpose()? })
        })
        .collect()
}

fn accepted_content(
    (revision, own, consolidated): (i64, Option<String>, Option<String>),
) -> Result<AcceptedContent, StoreError> {
    let own = own.ok_or_else(|| StoreError::Corrupt(format!("accepted revision {revision} without a snapshot")))?;
    let consolidated = consolidated.as_deref().map(content_from_json).transpose()?;
    Ok(AcceptedContent { revision, own: content_from_json(&own)?, consolidated })
}
