//! Reports: lists, figures, workflow steps, history, consolidation.

use contract::Page;
use contract::comparison::ComparisonView;
use contract::data::{PreviousFigures, ReportData, SaveReceipt, SaveRequest};
use contract::history::HistoryView;
use contract::lineage::{ChildView, ConsolidationView, DifferencesView, LineageView};
use contract::outside::RecordOutsideReceipt;
use contract::reports::{
    BulkTransitionRequest, BulkTransitionView, ChangeEntryWindow, ReportView, ReportsPage, TransitionRequest,
};

use super::client::{Call, Kept, ROOT, query};
use super::error::ApiError;
use crate::device::answers;

/// Which reports to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportQuery {
    /// `enter`, `consolidate`, `approve`, `send`, `check` or `track`.
    pub task: String,
    /// Number of the regime's document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of the form.
    pub form: String,
    /// Kind of form: `data` or `outline`.
    pub kind: String,
    /// Code of the period.
    pub period: String,
    /// Identifier of the unit.
    pub unit: String,
    /// Status.
    pub status: String,
    /// Keyword, with or without diacritics.
    pub q: String,
    /// Page from 1.
    pub page: u32,
    /// Items on a page.
    pub page_size: u32,
}

/// `GET /reports`.
pub async fn list_reports(wanted: &ReportQuery) -> Result<ReportsPage, ApiError> {
    let (page, size) = (wanted.page.max(1).to_string(), wanted.page_size.to_string());
    let mut fields = filters(wanted).to_vec();
    fields.extend([("page", page.as_str()), ("page_size", &size)]);
    Ok(Call::get(format!("/reports{}", query(&fields))).read_kept().await?.value)
}

/// `GET /reports/workbook`: where the whole list is downloaded.
pub fn reports_workbook_address(wanted: &ReportQuery) -> String {
    format!("{ROOT}/reports/workbook{}", query(&filters(wanted)))
}

fn filters(wanted: &ReportQuery) -> [(&str, &str); 9] {
    [
        ("task", &wanted.task),
        ("circular", &wanted.circular),
        ("regime", &wanted.regime),
        ("form", &wanted.form),
        ("kind", &wanted.kind),
        ("period", &wanted.period),
        ("unit", &wanted.unit),
        ("status", &wanted.status),
        ("q", &wanted.q),
    ]
}

/// `GET /reports/{id}`.
pub async fn read_report(id: i64) -> Result<ReportView, ApiError> {
    Ok(Call::get(format!("/reports/{id}")).read_kept().await?.value)
}

/// `GET /reports/{id}/data`.
pub async fn read_data(id: i64) -> Result<Kept<ReportData>, ApiError> {
    Call::get(format!("/reports/{id}/data")).read_kept().await
}

/// `GET /reports/{id}/previous`.
pub async fn read_previous(id: i64) -> Result<PreviousFigures, ApiError> {
    Call::get(format!("/reports/{id}/previous")).read().await
}

/// `GET /reports/{id}/previous` with all that the former report shows.
pub async fn read_shown_previous(id: i64) -> Result<PreviousFigures, ApiError> {
    Call::get(format!("/reports/{id}/previous?shown=true")).read().await
}

/// `PATCH /reports/{id}/data`. The key belongs to the request: a retry sends the same one.
pub async fn save_data(id: i64, request: &SaveRequest, key: &str) -> Result<SaveReceipt, ApiError> {
    Call::patch(format!("/reports/{id}/data")).json(request).revision(request.base_revision).key(key).read().await
}

/// `PUT /reports/{id}/entry-window`.
pub async fn change_entry_window(id: i64, change: &ChangeEntryWindow) -> Result<ReportView, ApiError> {
    Call::put(format!("/reports/{id}/entry-window")).json(change).read().await
}

/// `PUT /reports/{id}/outside-receipt`.
pub async fn record_outside_receipt(id: i64, wanted: &RecordOutsideReceipt) -> Result<ReportView, ApiError> {
    Call::put(format!("/reports/{id}/outside-receipt")).json(wanted).read().await
}

/// `DELETE /reports/{id}/outside-receipt`.
pub async fn withdraw_outside_receipt(id: i64) -> Result<ReportView, ApiError> {
    Call::delete(format!("/reports/{id}/outside-receipt")).read().await
}

/// `POST /reports/{id}/transitions`.
pub async fn transition(
    id: i64,
    revision: i64,
    request: &TransitionRequest,
    key: &str,
) -> Result<ReportView, ApiError> {
    let call = Call::post(format!("/reports/{id}/transitions")).json(request).revision(revision).key(key);
    let view: ReportView = call.read().await?;
    keep(&format!("/reports/{id}"), &view);
    Ok(view)
}

/// Keeps what the answer to another question would be now.
fn keep(path: &str, answer: &impl serde::Serialize) {
    if let Ok(text) = serde_json::to_string(answer) {
        answers::keep(path, &text);
    }
}

/// `POST /reports/transitions`.
pub async fn bulk_transition(request: &BulkTransitionRequest, key: &str) -> Result<BulkTransitionView, ApiError> {
    Call::post("/reports/transitions").json(request).key(key).read().await
}

/// `GET /reports/{id}/history`.
pub async fn read_history(id: i64) -> Result<HistoryView, ApiError> {
    Call::get(format!("/reports/{id}/history")).read().await
}

/// `GET /reports/{id}/comparison`.
pub async fn read_comparison(id: i64, from: i64, to: i64, changed_only: bool) -> Result<ComparisonView, ApiError> {
    let only = changed_only.to_string();
    let text = query(&[("from", &from.to_string()), ("to", &to.to_string()), ("changed_only", &only)]);
    Call::get(format!("/reports/{id}/comparison{text}")).read().await
}

/// `GET /reports/{id}/children`.
pub async fn list_children(id: i64) -> Result<Page<ChildView>, ApiError> {
    Call::get(format!("/reports/{id}/children")).read().await
}

/// `POST /reports/{id}/consolidation`.
pub async fn consolidate(id: i64, revision: i64, key: &str) -> Result<ConsolidationView, ApiError> {
    Call::post(format!("/reports/{id}/consolidation")).revision(revision).key(key).read().await
}

/// `GET /reports/{id}/consolidation/differences`.
pub async fn read_differences(id: i64) -> Result<DifferencesView, ApiError> {
    Call::get(format!("/reports/{id}/consolidation/differences")).read().await
}

/// `GET /reports/{id}/lineage`.
pub async fn read_lineage(id: i64, row: &str, column: &str) -> Result<LineageView, ApiError> {
    Call::get(format!("/reports/{id}/lineage{}", query(&[("row", row), ("column", column)]))).read().await
}
