//! A save request as an edit of the unit's own content, checked against the form.

use std::collections::{BTreeMap, HashMap};

use contract::data::{NewRow, SaveRequest};
use domain::catalogue::Catalogue;
use domain::content::{Content, ContentRow, RowKey};
use domain::template::{Column, ColumnNumber, ColumnType, FormTemplate, RowKind, RowRole};
use domain::value::Value;
use store::changes::CellChange;

use crate::{AppError, AppResult};

/// Longest text in a cell, in characters.
const LONGEST_TEXT: usize = 10_000;

/// Longest row key.
const LONGEST_KEY: usize = 64;

/// Most rows of a report.
const MOST_ROWS: usize = 100_000;

/// What the form and its catalogue say about an edit.
pub(super) struct Ground<'a> {
    pub template: &'a FormTemplate,
    /// The catalogue that rows are picked from.
    pub catalogue: Option<&'a Catalogue>,
    /// Rows that exist through consolidation: figures may be entered beside them.
    pub consolidated: Option<&'a Content>,
}

/// A checked edit.
#[derive(Debug, Default)]
pub(super) struct Edit {
    /// Rows to add, each with the key of the row to stand behind.
    pub added: Vec<(ContentRow, Option<RowKey>)>,
    /// Keys of the added rows, in the order of the request.
    pub added_keys: Vec<String>,
    /// Rows to remove.
    pub removed: Vec<RowKey>,
    /// Cells to set.
    pub cells: Vec<CellChange>,
    /// Labels to set.
    pub labels: Vec<(RowKey, String)>,
}

impl Edit {
    /// Checks a request. `fresh_key` makes keys for rows that come without.
    ///
    /// # Errors
    /// `Invalid` names what does not fit the form.
    pub fn check(
        ground: &Ground<'_>,
        own: &Content,
        request: &SaveRequest,
        mut fresh_key: impl FnMut() -> String,
    ) -> AppResult<Self> {
        let added = request
            .add_rows
            .iter()
            .map(|new| Ok((new_row(ground, new, &mut fresh_key)?, new.after.clone().map(RowKey))))
            .collect::<AppResult<Vec<_>>>()?;
        let removed: Vec<RowKey> = request.remove_rows.iter().map(|key| RowKey(key.clone())).collect();
        let rows = Rows::of(ground, own, &added);
        if own.rows.len() + added.len() > MOST_ROWS {
            return Err(AppError::invalid(
                format!("Báo cáo có tối đa {MOST_ROWS} hàng."),
                format!("A report has at most {MOST_ROWS} rows."),
            ));
        }
        if let Some(key) = removed.iter().find(|key| rows.kind(key) == Some(Kind::Fixed)) {
            return Err(AppError::invalid(
                format!("Hàng {key} do biểu mẫu quy định, không xóa được."),
                format!("Row {key} is prescribed by the form and cannot be removed."),
            ));
        }
        let (mut cells, mut labels) = (Vec::new(), Vec::new());
        for change in &request.changes {
            let key = RowKey(change.row.clone());
            let column = column(ground.template, &change.column)?;
            let kind = rows.kind(&key).ok_or_else(|| unknown_row(&key))?;
            let value = change.value.as_ref().map(|value| value.to_value(&column.kind)).unwrap_or_default();
            check_text(&value)?;
            if kind == Kind::Dynamic && column.kind == ColumnType::Label {
                labels.push((key, label_of(value)));
            } else if rows.takes(&key, column) {
                cells.push(CellChange { row: key, column: column.number, value });
            } else {
                return Err(computed(&key, column.number));
            }
        }
        let added_keys = added.iter().map(|(row, _)| row.key.0.clone()).collect();
        Ok(Self { added, added_keys, removed, cells, labels })
    }

    /// The own content after the edit.
    pub fn apply(&self, ground: &Ground<'_>, own: &Content) -> Content {
        let mut rows = own.rows.clone();
        for (row, after) in &self.added {
            // A retry adds the same row once.
            if rows.iter().any(|known| known.key == row.key) {
                continue;
            }
            let place = after.as_ref().and_then(|after| rows.iter().position(|row| row.key == *after));
            rows.insert(place.map_or(rows.len(), |place| place + 1), row.clone());
        }
        if !self.removed.is_empty() {
            rows.retain(|row| !self.removed.contains(&row.key));
        }
        let mut content = Content { rows };
        let mut places: HashMap<RowKey, usize> =
            content.rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        for cell in &self.cells {
            let place = *places.entry(cell.row.clone()).or_insert_with(|| {
                content.rows.push(beside(ground, &cell.row));
                content.rows.len() - 1
            });
            if let Some(row) = content.rows.get_mut(place) {
                set(&mut row.cells, cell.column, &cell.value);
            }
        }
        for (key, label) in &self.labels {
            if let Some(row) = content.rows.iter_mut().find(|row| row.key == *key) {
                row.label = Some(label.clone());
            }
        }
        let is_prescribed = |row: &ContentRow| ground.template.rows.iter().any(|fixed| fixed.code == row.key.0);
        content.rows.retain(|row| !(row.cells.is_empty() && is_prescribed(row)));
        content
    }
}

fn set(cells: &mut BTreeMap<ColumnNumber, Value>, column: ColumnNumber, value: &Value) {
    if value.is_blank() {
        cells.remove(&column);
    } else {
        cells.insert(column, value.clone());
    }
}

/// A row of the own content for a key that stands in the form or came by consolidation.
fn beside(ground: &Ground<'_>, key: &RowKey) -> ContentRow {
    let consolidated = ground.consolidated.and_then(|content| content.row(key));
    match consolidated {
        Some(row) => ContentRow { cells: BTreeMap::new(), ..row.clone() },
        None => ContentRow::new(key.clone()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fixed,
    Dynamic,
}

struct Rows<'a> {
    fixed: HashMap<&'a str, &'a domain::template::FixedRow>,
    dynamic: std::collections::HashSet<&'a RowKey>,
}

impl<'a> Rows<'a> {
    fn of(ground: &Ground<'a>, own: &'a Content, added: &'a [(ContentRow, Option<RowKey>)]) -> Self {
        let fixed: HashMap<&str, _> = ground.template.rows.iter().map(|row| (row.code.as_str(), row)).collect();
        let consolidated = ground.consolidated.iter().flat_map(|content| &content.rows);
        let rows = own.rows.iter().chain(consolidated).chain(added.iter().map(|(row, _)| row));
        let dynamic = rows.map(|row| &row.key).filter(|key| !fixed.contains_key(key.as_str())).collect();
        Self { fixed, dynamic }
    }

    fn kind(&self, key: &RowKey) -> Option<Kind> {
        if self.fixed.contains_key(key.as_str()) {
            return Some(Kind::Fixed);
        }
        self.dynamic.contains(key).then_some(Kind::Dynamic)
    }

    /// Whether figures are entered in the cell.
    fn takes(&self, key: &RowKey, column: &Column) -> bool {
        let row_takes = self
            .fixed
            .get(key.as_str())
            .is_none_or(|row| row.role == RowRole::Data && !row.formulas.contains_key(&column.number.0));
        row_takes && column.is_input()
    }
}

fn new_row(ground: &Ground<'_>, new: &NewRow, fresh_key: &mut impl FnMut() -> String) -> AppResult<ContentRow> {
    match (&ground.template.row_kind, &new.item) {
        (RowKind::Fixed, _) => Err(AppError::invalid(
            "Biểu mẫu có hàng cố định, không thêm hàng được.",
            "The form's rows are fixed; none can be added.",
        )),
        (RowKind::Catalogue { .. }, Some(code)) => {
            let item = ground.catalogue.and_then(|catalogue| catalogue.items.iter().find(|item| item.code == *code));
            let item = item.ok_or_else(|| {
                AppError::invalid(
                    format!("Danh mục không có mục {code}. Hãy chọn lại từ danh mục."),
                    format!("The catalogue has no item {code}. Choose one from the catalogue."),
                )
            })?;
            let mut row = ContentRow::new(item.code.clone());
            row.item = Some(item.code.clone());
            row.label = Some(item.name.clone());
            Ok(row)
        }
        (RowKind::Catalogue { .. }, None) => Err(AppError::invalid(
            "Hãy chọn một mục của danh mục cho hàng mới (item).",
            "Name a catalogue item for the new row (item).",
        )),
        (RowKind::Free, _) => {
            let key = new.key.clone().unwrap_or_else(fresh_key);
            let is_usable =
                !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(|letter| letter.is_ascii_graphic());
            let is_taken = ground.template.rows.iter().any(|row| row.code == key);
            if !is_usable || is_taken {
                return Err(AppError::invalid(
                    format!(
                        "Khóa hàng \"{key}\" không dùng được: 1–{LONGEST_KEY} ký tự ASCII, không trùng mã chỉ tiêu của biểu mẫu."
                    ),
                    format!(
                        "The row key \"{key}\" cannot be used: 1–{LONGEST_KEY} ASCII characters, not an indicator code of the form."
                    ),
                ));
            }
            let mut row = ContentRow::new(key);
            row.label = new.label.as_deref().map(domain::text::nfc).filter(|label| !label.is_empty());
            if let Some(label) = &row.label {
                check_text(&Value::Text(label.clone()))?;
            }
            Ok(row)
        }
    }
}

fn column<'a>(template: &'a FormTemplate, number: &str) -> AppResult<&'a Column> {
    let found = number.trim().parse().ok().and_then(|number| template.column(ColumnNumber(number)));
    found.ok_or_else(|| {
        AppError::invalid(format!("Biểu mẫu không có cột {number}."), format!("The form has no column {number}."))
    })
}

fn check_text(value: &Value) -> AppResult<()> {
    let Value::Text(text) = value else { return Ok(()) };
    if text.contains('\0') || text.chars().count() > LONGEST_TEXT {
        return Err(AppError::invalid(
            format!("Văn bản trong ô dài tối đa {LONGEST_TEXT} ký tự và không chứa ký tự NUL."),
            format!("A text in a cell has at most {LONGEST_TEXT} characters and no NUL character."),
        ));
    }
    Ok(())
}

fn label_of(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        _ => String::new(),
    }
}

fn unknown_row(key: &RowKey) -> AppError {
    AppError::invalid(
        format!("Báo cáo không có hàng {key}. Hãy thêm hàng trước khi nhập."),
        format!("The report has no row {key}. Add the row before entering figures."),
    )
}

fn computed(key: &RowKey, column: ColumnNumber) -> AppError {
    AppError::invalid(
        format!("Ô hàng {key}, cột ({column}) do hệ thống tính hoặc do biểu mẫu quy định, không nhập được."),
        format!("The cell in row {key}, column ({column}) is computed or prescribed and cannot be entered."),
    )
}
