//! Excel in and out.

use contract::workbook::ImportView;

use super::client::{Call, ROOT, query};
use super::error::ApiError;

/// Where the table stands in the workbook; empty fields mean "Tự động".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Column of the indicator codes.
    pub code_column: String,
    /// First data column.
    pub first_data_column: String,
    /// First data row.
    pub first_row: String,
    /// Last data row.
    pub last_row: String,
}

impl Layout {
    fn query(&self, dry_run: bool) -> String {
        query(&[
            ("code_column", self.code_column.trim()),
            ("first_data_column", self.first_data_column.trim()),
            ("first_row", self.first_row.trim()),
            ("last_row", self.last_row.trim()),
            ("dry_run", if dry_run { "true" } else { "" }),
        ])
    }
}

/// Address of the .xlsx of a report.
pub fn workbook_address(id: i64) -> String {
    format!("{ROOT}/reports/{id}/workbook")
}

/// `POST /reports/{id}/workbook`.
pub async fn import_workbook(
    id: i64,
    revision: i64,
    file: &web_sys::File,
    layout: &Layout,
    dry_run: bool,
    key: &str,
) -> Result<ImportView, ApiError> {
    let path = format!("/reports/{id}/workbook{}", layout.query(dry_run));
    Call::post(path).form(form(file)?).revision(revision).key(key).read().await
}

/// `POST /reports/{id}/workbook/annotated`: the person's own workbook with the faulty cells marked.
pub async fn annotate_workbook(id: i64, file: &web_sys::File, layout: &Layout) -> Result<web_sys::Blob, ApiError> {
    let path = format!("/reports/{id}/workbook/annotated{}", layout.query(false));
    Call::post(path).form(form(file)?).blob().await
}

fn form(file: &web_sys::File) -> Result<web_sys::FormData, ApiError> {
    let unreadable = |_| ApiError::Unreadable("form".to_owned());
    let form = web_sys::FormData::new().map_err(unreadable)?;
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(unreadable)?;
    Ok(form)
}
