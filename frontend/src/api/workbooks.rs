//! Excel in and out.

use contract::workbook::{ImportMapping, ImportView, WorkbookColumns};

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
    fn query(&self, to_unicode: bool, dry_run: bool) -> String {
        query(&[
            ("code_column", self.code_column.trim()),
            ("first_data_column", self.first_data_column.trim()),
            ("first_row", self.first_row.trim()),
            ("last_row", self.last_row.trim()),
            ("to_unicode", if to_unicode { "true" } else { "" }),
            ("dry_run", if dry_run { "true" } else { "" }),
        ])
    }
}

/// Address of the .xlsx of a report.
pub fn workbook_address(id: i64) -> String {
    format!("{ROOT}/reports/{id}/workbook")
}

/// The address of the history as .xlsx.
pub fn history_address(id: i64) -> String {
    format!("{ROOT}/reports/{id}/history/workbook")
}

/// What is asked of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Where the table stands in it.
    pub layout: Layout,
    /// Keys of the rows that are taken; all where absent.
    pub rows: Option<Vec<String>>,
    /// Which column is which, where somebody matched them.
    pub mapping: Option<ImportMapping>,
    /// Whether texts in old fonts are taken in Unicode.
    pub to_unicode: bool,
}

/// `POST /reports/{id}/workbook?dry_run=true`: what the file would change.
pub async fn preview_workbook(id: i64, file: &web_sys::File, asked: &Asked) -> Result<ImportView, ApiError> {
    let path = format!("/reports/{id}/workbook{}", asked.layout.query(asked.to_unicode, true));
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
    let path = format!("/reports/{id}/workbook{}", asked.layout.query(asked.to_unicode, false));
    Call::post(path).form(form(file, asked)?).revision(revision).key(key).read().await
}

/// `POST /reports/{id}/workbook/columns`: what stands in the columns, to match them by hand.
pub async fn workbook_columns(id: i64, file: &web_sys::File) -> Result<WorkbookColumns, ApiError> {
    Call::post(format!("/reports/{id}/workbook/columns")).form(form(file, &Asked::default())?).read().await
}

/// `POST /reports/{id}/workbook/annotated`: the person's own workbook with the faulty cells marked.
pub async fn annotate_workbook(id: i64, file: &web_sys::File, asked: &Asked) -> Result<web_sys::Blob, ApiError> {
    let path = format!("/reports/{id}/workbook/annotated{}", asked.layout.query(asked.to_unicode, false));
    Call::post(path).form(form(file, asked)?).blob().await
}

fn form(file: &web_sys::File, asked: &Asked) -> Result<web_sys::FormData, ApiError> {
    let unreadable = |_| ApiError::Unreadable("form".to_owned());
    let form = web_sys::FormData::new().map_err(unreadable)?;
    let written = |error: serde_json::Error| ApiError::Unreadable(error.to_string());
    if let Some(rows) = &asked.rows {
        form.append_with_str("rows", &serde_json::to_string(rows).map_err(written)?).map_err(unreadable)?;
    }
    if let Some(mapping) = &asked.mapping {
        form.append_with_str("mapping", &serde_json::to_string(mapping).map_err(written)?).map_err(unreadable)?;
    }
    form.append_with_blob_and_filename("file", file, &file.name()).map_err(unreadable)?;
    Ok(form)
}
