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

/// What is asked of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Where the table stands in it.
    pub layout: Layout,
    /// Keys of the rows that are taken; all where absent.
    pub rows: Option<Vec<String>>,
}

/// `POST /reports/{id}/workbook?dry_run=true`: what the file would change.
pub async fn preview_workbook(id: i64, file: &web_sys::File, asked: &Asked) -> Result<ImportView, ApiError> {
    let path = format!("/reports/{id}/workbook{}", asked.layout.query(true));
    Call::post(path).form(form(file, asked)?).read().await
}

/// `POST /reports/{id}/workbook`.
pub async fn import_workbook(
    id: i64,
    revision: i64,
    file: &web_sys::File,
    asked: &Asked,
    key: &str,
) -> Result<ImportView, ApiError> {
    let path = format!("/reports/{id}/workbook{}", asked.layout.query(false));
    Call::post(path).form(form(file, asked)?).revision(revision).key(key).read().await
}

/// `POST /reports/{id}/workbook/annotated`: the person's own workbook with the faulty cells marked.
pub async fn annotate_workbook(id: i64, file: &web_sys::File, asked: &Asked) -> Result<web_sys::Blob, ApiError> {
    let path = format!("/reports/{id}/workbook/annotated{}", asked.layout.query(false));
    Call::post(path).form(form(file, asked)?).blob().await
}

fn form(file: &web_sys::File, asked: &Asked) -> Result<web_sys::FormData, ApiError> {
    let unreadable = |_| ApiError::Unreadable("form".to_owned());
    let form = web_sys::FormData::new().map_err(unreadable)?;
    if let Some(rows) = &asked.rows {
        let rows = serde_json::to_string(rows).map_err(|error| ApiError::Unreadable(error.to_string()))?;
        form.append_with_str("rows", &rows).map_err(unreadable)?;
    }
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(unreadable)?;
    Ok(form)
}
