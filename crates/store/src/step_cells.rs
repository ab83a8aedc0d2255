//! The cells that steps name: marked when a report is returned or rejected, asked for and granted in a correction.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::content::RowKey;
use domain::ids::ReportId;
use domain::template::ColumnNumber;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::step_cell;
use crate::text::without_nul;

/// A cell that a step named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepCell {
    /// Key of the row.
    pub row: RowKey,
    /// Number of the column.
    pub column: ColumnNumber,
    /// Name of the row then.
    pub label: String,
    /// What the cell showed then, as the API writes it; none for a blank.
    pub shown: Option<String>,
    /// The comment that was written at it with the step.
    pub comment_id: Option<i64>,
}

type Raw = (i64, String, i32, String, Option<String>, Option<i64>);

/// The cells that the steps of a report named, by the revision of the step.
///
/// # Errors
/// `Corrupt` for a column number that is none.
pub fn list(conn: &mut AnyConn, report: ReportId) -> Result<BTreeMap<i64, Vec<StepCell>>, StoreError> {
    let rows: Vec<Raw> = step_cell::table
        .filter(step_cell::report_id.eq(report.0))
        .order((step_cell::revision, step_cell::row_key, step_cell::column_number))
        .select((
            step_cell::revision,
            step_cell::row_key,
            step_cell::column_number,
            step_cell::row_label,
            step_cell::shown,
            step_cell::comment_id,
        ))
        .load(conn)?;
    let mut steps: BTreeMap<i64, Vec<StepCell>> = BTreeMap::new();
    for (revision, row, column, label, shown, comment_id) in rows {
        let number = u16::try_from(column).map_err(|_| StoreError::Corrupt(format!("column {column}")))?;
        let cell = StepCell { row: RowKey(row), column: ColumnNumber(number), label, shown, comment_id };
        steps.entry(revision).or_default().push(cell);
    }
    Ok(steps)
}

/// Writes the cells that a step names; the step is the one that made this revision.
///
/// # Errors
/// `Invalid` for a text with a NUL character, `Unique` for a cell that is named twice.
pub fn create(tx: &mut Tx<'_>, report: ReportId, revision: i64, cells: &[StepCell]) -> Result<(), StoreError> {
    for cell in cells {
        let row = (
            step_cell::report_id.eq(report.0),
            step_cell::revision.eq(revision),
            step_cell::row_key.eq(without_nul(&cell.row.0)?),
            step_cell::column_number.eq(i32::from(cell.column.0)),
            step_cell::row_label.eq(without_nul(&cell.label)?),
            step_cell::shown.eq(cell.shown.as_deref().map(without_nul).transpose()?),
            step_cell::comment_id.eq(cell.comment_id),
        );
        diesel::insert_into(step_cell::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}
