//! The catalogues that a form's cells and rows are chosen from.

use domain::catalogue::Catalogue;
use domain::template::{ColumnType, FormTemplate, RowKind};
use store::{Conn, StoreError};

use crate::AppResult;

/// A catalogue; none where the form names one that is not kept here.
pub(super) fn find(conn: &mut Conn, code: &str) -> AppResult<Option<Catalogue>> {
    match store::catalogues::find(conn, code) {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// All catalogues of a form.
pub(crate) fn of_form(conn: &mut Conn, template: &FormTemplate) -> AppResult<Vec<Catalogue>> {
    let mut codes: Vec<&str> = template
        .columns()
        .filter_map(|column| match &column.kind {
            ColumnType::Choice { catalogue } | ColumnType::CatalogueItem { catalogue } => Some(catalogue.as_str()),
            _ => None,
        })
        .collect();
    if let RowKind::Catalogue { catalogue } = &template.row_kind {
        codes.push(catalogue);
    }
    codes.sort_unstable();
    codes.dedup();
    let found = codes.into_iter().map(|code| find(conn, code));
    found.filter_map(Result::transpose).collect()
}
