//! Reports: lists, one report, workflow steps.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::data::FindingView;
use crate::explanations::NewExplanation;
use crate::incidents::ReportExtension;
use crate::outside::OutsideReceiptView;
use crate::processes::ProcessView;
use crate::reorganisations::LaterReport;
use crate::units::UnitRef;

/// One page of a list of reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportsPage {
    /// The reports of this page.
    pub items: Vec<ReportItem>,
    /// How many reports the whole list has, counted up to 10,000.
    pub total: i64,
    /// Whether there are more than `total`.
    pub has_more: bool,
}

/// A form, by identity and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormRef {
    /// Identifier of the version.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Printed code.
    pub code: String,
    /// Printed title.
    pub title: String,
    /// `data` or `outline`; outlines cannot be written in the system yet.
    #[serde(default)]
    pub kind: String,
    /// A state-secret form, never filled here.
    #[serde(default)]
    pub off_system: bool,
}

impl FormRef {
    /// Whether the report is filled in the system; others go on paper.
    #[must_use]
    pub fn is_filled_here(&self) -> bool {
        self.kind != "outline" && !self.off_system
    }
}

/// A period with its data window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodView {
    /// Code, e.g. `2026-Q4`.
    pub code: String,
    /// Name in the caller's language, e.g. "Quý IV năm 2026".
    pub label: String,
    /// First day that the figures cover.
    pub from: NaiveDate,
    /// Last day that the figures cover.
    pub to: NaiveDate,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportItem {
    /// Identifier.
    pub id: i64,
    /// The form.
    pub form: FormRef,
    /// The reporting unit.
    pub unit: UnitRef,
    /// The period.
    pub period: PeriodView,
    /// `assigned`, `in_progress`, `submitted`, `approved`, `sent`, `accepted`, `returned`, `correction_requested`, `exempt`.
    pub status: String,
    /// The status in the caller's language.
    pub status_label: String,
    /// Since when the report has this status, UTC.
    pub status_since: DateTime<Utc>,
    /// Legal deadline of this unit, UTC.
    pub due: DateTime<Utc>,
    /// Not sent in time.
    pub is_late: bool,
    /// First day of entry.
    pub opens_on: NaiveDate,
    /// Last day of entry.
    pub closes_on: NaiveDate,
    /// Revision of the content.
    pub revision: i64,
    /// A child's figures changed after they were consolidated here.
    pub is_stale: bool,
    /// It came on paper or by another way while the system was down; what tells of it stands in the report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_received_outside: bool,
    /// What the caller may do now. In lists the figures are not looked at: a step may still be refused for findings.
    pub allowed_actions: Vec<String>,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportView {
    /// What lists show.
    #[serde(flatten)]
    pub item: ReportItem,
    /// The unit that receives it.
    pub receiver: Option<UnitRef>,
    /// The approval level that is waited for, from 1, while submitted; 0 otherwise.
    pub level: u8,
    /// Approval levels of the process.
    pub approval_levels: u8,
    /// The steps of its process: where it is, whose turn it is, since when.
    pub process: ProcessView,
    /// Whether the report consolidates reports of units below.
    pub consolidates: bool,
    /// Whether units that were merged into this one have reports of the same form and period: `GET …/predecessors`.
    #[serde(default)]
    pub has_predecessors: bool,
    /// The report in which this one goes on after its unit was merged or abolished, where the caller may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<LaterReport>,
    /// Whether the caller may change cells now.
    pub can_edit: bool,
    /// The moment from which it can be entered: the first day of entry, from the hour that the regime names.
    #[serde(default)]
    pub opens_at: DateTime<Utc>,
    /// Whether the caller may give the report another entry window now.
    #[serde(default)]
    pub can_change_entry_window: bool,
    /// Units below whose figures changed after they were consolidated here. Submitting and approving then need a note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_children: Vec<UnitRef>,
    /// Those among them that have to consolidate changes from below themselves first: consolidating here before they were
    /// accepted anew brings nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outdated_children: Vec<UnitRef>,
    /// What the next step of this caller – submitting or approving – asks to be confirmed with a note, besides the
    /// findings of cells: `stale_consolidation`; when submitting also `empty_report`, `missing_children`,
    /// `not_consolidated` and `former_figures` (of units that were merged into this one).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<FindingView>,
    /// Why the caller may not change cells, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only_reason: Option<String>,
    /// The note of the return, rejection or refusal by which the report came back to entry, while it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_note: Option<StepNoteView>,
    /// The note of the step that led to the present state, where it was given one and the caller may read it: what the
    /// author told the approver, the sender the receiver, who asks for a correction the receiver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_note: Option<StepNoteView>,
    /// By which incidents its dates moved, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<ReportExtension>,
    /// It came on paper or by another way while the system was down, and counts as received on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_receipt: Option<OutsideReceiptView>,
    /// Whether the caller may record so, or change what was recorded, now.
    #[serde(default)]
    pub can_record_outside_receipt: bool,
    /// The correction that the report is open for, or that waits for the receiver's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionView>,
    /// Notice about the form's origin or about off-system reporting, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

/// Another entry window for a report, with the reason, which its unit is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEntryWindow {
    /// First day of entry; it stays when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<NaiveDate>,
    /// Last day of entry.
    pub closes_on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// What somebody wrote when taking a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepNoteView {
    /// The action's code.
    pub action: String,
    /// The action in the caller's language.
    pub action_label: String,
    /// Who took the step; absent for the system's own steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was written.
    pub text: String,
}

/// One workflow step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransitionRequest {
    /// `open`, `submit`, `recall`, `approve`, `reject`, `sign`, `refuse_to_send`, `send`, `accept`, `return`,
    /// `request_correction`, `grant_correction`, `decline_correction`, `exempt`.
    pub action: String,
    /// Note to the next person; a reason where the action needs one. When submitting it explains every warning that has no
    /// explanation of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Explanations of single warnings, when submitting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<NewExplanation>,
    /// Cells that the step is about, 200 at most: with `return`, `reject` and `refuse_to_send` those that are marked to be
    /// mended; with `request_correction` those to be corrected; with `grant_correction` the only ones that may be changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<NamedCell>,
}

/// A cell that a step is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedCell {
    /// Row key.
    pub row: String,
    /// Column number.
    pub column: String,
    /// What is to be said of it, kept as a comment: 2,000 characters at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A correction of figures that had left the unit, while the report is open for it or waits for the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionView {
    /// Why it was asked for, where the caller may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who asked for it.
    pub asked: CorrectionStep,
    /// The cells that it was asked for; all figures when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<CorrectedCell>,
    /// Who granted it; absent while it waits, and where nobody had to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<CorrectionStep>,
    /// The only cells that may be changed until the report is accepted anew; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited_to: Vec<CorrectedCell>,
}

/// A cell of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectedCell {
    /// Row key.
    pub row: String,
    /// Name of the row.
    pub label: String,
    /// Column number.
    pub column: String,
}

/// Who took a step of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionStep {
    /// The person; absent for the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// For which unit.
    pub unit: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What was written with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The same step for several reports.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkTransitionRequest {
    /// The action, as in a single step.
    pub action: String,
    /// One note for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The reports with the revisions that the caller saw; 200 at most.
    pub reports: Vec<ReportAtRevision>,
}

/// A report as the caller saw it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportAtRevision {
    /// The report.
    pub id: i64,
    /// The revision seen.
    pub revision: i64,
}

/// What became of each report of a bulk step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkTransitionView {
    /// In the order of the request.
    pub results: Vec<BulkResult>,
}

/// What became of one report of a bulk step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// The report.
    pub id: i64,
    /// The new status, when the step was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Why not, otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<crate::Problem>,
}
