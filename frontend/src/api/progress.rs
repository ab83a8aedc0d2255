//! Progress: where the reports of a regime and period stand.

use contract::Page;
use contract::progress::{ProgressView, UnsentView};

use super::client::{Call, ROOT, query};
use super::error::ApiError;

/// Whose progress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgressQuery {
    /// Identifier of the unit; the person's own when empty.
    pub unit: String,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of the period.
    pub period: String,
    /// `then` for the units as they were at the end of the period, else as they are now.
    pub map: String,
}

impl ProgressQuery {
    fn pairs(&self) -> [(&str, &str); 4] {
        [("unit", &self.unit), ("circular", &self.circular), ("regime", &self.regime), ("period", &self.period)]
    }

    fn mapped(&self) -> Vec<(&str, &str)> {
        let map = (!self.map.is_empty()).then_some(("map", self.map.as_str()));
        self.pairs().into_iter().chain(map).collect()
    }
}

/// `GET /progress`.
pub async fn read_progress(wanted: &ProgressQuery) -> Result<ProgressView, ApiError> {
    Call::get(format!("/progress{}", query(&wanted.mapped()))).read().await
}

/// `GET /progress/unsent`.
pub async fn list_unsent(wanted: &ProgressQuery, page: u32, page_size: u32) -> Result<Page<UnsentView>, ApiError> {
    let (page, size) = (page.to_string(), page_size.to_string());
    let mut pairs = wanted.pairs().to_vec();
    pairs.extend([("page", page.as_str()), ("page_size", size.as_str())]);
    Call::get(format!("/progress/unsent{}", query(&pairs))).read().await
}

/// Where the workbook of both is fetched from.
pub fn progress_workbook_address(wanted: &ProgressQuery) -> String {
    format!("{ROOT}/progress/workbook{}", query(&wanted.mapped()))
}
