//! A granted correction that is limited to named cells: until the report is accepted anew, only these may be changed
//! (decision 0053).

use std::collections::{BTreeMap, BTreeSet};

use contract::data::{CellView, FindingView};
use domain::content::{Content, ContentRow, RowKey};
use domain::sheet::CompiledForm;
use domain::template::{ColumnNumber, Severity};
use store::Conn;

use super::loaded::Loaded;
use super::named::Named;
use crate::{AppError, AppResult, Message, wire};

/// The cells that may be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limit(BTreeSet<(RowKey, ColumnNumber)>);

/// Most cells that a refusal names.
const MOST_NAMED: usize = 20;

impl Limit {
    /// The limit of a report; none where everything may be changed.
    pub fn load(conn: &mut Conn, loaded: &Loaded) -> AppResult<Option<Self>> {
        let Some(revision) = loaded.row.limited_by else { return Ok(None) };
        let mut named = store::step_cells::list(conn, loaded.id())?;
        let cells = named.remove(&revision).unwrap_or_default();
        Ok(Some(Self(cells.into_iter().map(|cell| (cell.row, cell.column)).collect())))
    }

    /// Refuses cells that are fewer than those that may be changed now: something may have been changed there.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn check_wider(&self, named: &[Named]) -> AppResult<()> {
        let is_kept = |(row, column): &(RowKey, ColumnNumber)| {
            named.iter().any(|named| (&named.cell.row, named.cell.column) == (row, *column))
        };
        if self.0.iter().all(is_kept) {
            return Ok(());
        }
        Err(AppError::invalid(
            "Đính chính đang thực hiện chỉ mở thêm ô được: hãy nêu cả những ô đã cho sửa, hoặc mở toàn bộ.",
            "A correction under way is opened further only: name the cells that may be changed already too, or open all.",
        ))
    }

    /// Refuses changes of anything else: other cells, and rows that come, go, move or get another name.
    ///
    /// # Errors
    /// `Invalid` names the cells that may not be changed.
    pub fn check(&self, form: &CompiledForm, before: &Content, after: &Content) -> AppResult<()> {
        // The first own figure in a row that came from below alone puts the row among the own ones.
        let is_begun = |key: &RowKey| before.row(key).is_none() && self.0.iter().any(|(row, _)| row == key);
        let is_fixed = |key: &RowKey| form.template().rows.iter().any(|row| row.code == key.0);
        let added = |content: &Content| -> Vec<ContentRow> {
            let added = content.rows.iter().filter(|row| !is_fixed(&row.key) && !is_begun(&row.key));
            added.map(|row| ContentRow { cells: BTreeMap::new(), ..row.clone() }).collect()
        };
        let rows_differ = added(before) != added(after);
        let outside: Vec<(RowKey, ColumnNumber)> =
            changed(before, after).into_iter().filter(|cell| !self.0.contains(cell)).collect();
        if outside.is_empty() && !rows_differ {
            return Ok(());
        }
        let label = |key: &RowKey| row_label(form, after, key).or_else(|| row_label(form, before, key));
        let places = outside
            .iter()
            .take(MOST_NAMED)
            .map(|(row, column)| format!("{} ({column})", label(row).unwrap_or_else(|| row.0.clone())));
        Err(refusal(&places.collect::<Vec<_>>().join("; "), outside))
    }
}

/// The cells that differ.
fn changed(before: &Content, after: &Content) -> BTreeSet<(RowKey, ColumnNumber)> {
    let cells =
        before.rows.iter().chain(&after.rows).flat_map(|row| row.cells.keys().map(|column| (&row.key, *column)));
    let differs = |(row, column): &(&RowKey, ColumnNumber)| before.value(row, *column) != after.value(row, *column);
    cells.filter(differs).map(|(row, column)| (row.clone(), column)).collect()
}

fn row_label(form: &CompiledForm, content: &Content, key: &RowKey) -> Option<String> {
    let fixed = form.template().rows.iter().find(|row| row.code == key.0).map(|row| row.label.clone());
    fixed.or_else(|| content.row(key).and_then(|row| row.label.clone()))
}

fn refusal(places: &str, cells: Vec<(RowKey, ColumnNumber)>) -> AppError {
    let message = if places.is_empty() {
        Message::new(
            "Đính chính này chỉ cho sửa những ô đã nêu: không thêm, xóa, đổi tên hay chuyển chỗ hàng.",
            "This correction covers the named cells only: rows do not come, go, move or get another name.",
        )
    } else {
        Message::new(
            format!("Đính chính này chỉ cho sửa những ô đã nêu. Không sửa được: {places}."),
            format!("This correction covers the named cells only. It does not cover: {places}."),
        )
    };
    let finding = FindingView {
        code: "outside_correction".to_owned(),
        severity: wire::severity(Severity::Error).to_owned(),
        message: message.vi.clone(),
        cells: cells.into_iter().map(|(row, column)| CellView { row: row.0, column: column.to_string() }).collect(),
    };
    AppError::Invalid { findings: vec![finding], message }
}
