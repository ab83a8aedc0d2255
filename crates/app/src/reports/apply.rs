//! A save request as an edit of the unit's own content, checked against the form.

use std::collections::HashSet;

use contract::data::{NewRow, RowMove, SaveRequest};
use domain::content::{ContentRow, Origin, RowKey};
use domain::language::Language;
use domain::template::{Column, ColumnNumber, RowKind};
use domain::text::shortened;
use domain::value::Value;
use store::changes::{CellChange, Origins};

use super::arrange::Place;
use super::ground::{Ground, RowSort};
use crate::{AppError, AppResult};

/// Longest text in a cell, in characters.
const LONGEST_TEXT: usize = 10_000;

/// Longest row key.
const LONGEST_KEY: usize = 64;

/// Most rows of a report.
const MOST_ROWS: usize = 100_000;

/// What somebody wants to change, in the domain's words.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Rows to add, in order.
    pub added: Vec<NewRow>,
    /// Rows to remove.
    pub removed: Vec<RowKey>,
    /// Cells to set, names of rows among them.
    pub cells: Vec<CellChange>,
    /// How cells came by their values, where they were not typed.
    pub origins: Origins,
    /// Rows to move, in order.
    pub moved: Vec<RowMove>,
}

impl Wanted {
    /// A save request.
    ///
    /// # Errors
    /// `Invalid` for columns that the form does not have.
    pub fn read(ground: &Ground<'_>, request: &SaveRequest) -> AppResult<Self> {
        let cells = request.changes.iter().map(|change| {
            let column = column(ground, &change.column)?;
            let value = change.value.as_ref().map(|value| value.to_entered(&column.kind)).unwrap_or_default();
            Ok(CellChange { row: RowKey(change.row.clone()), column: column.number, value })
        });
        Ok(Self {
            origins: origins(request)?,
            added: request.add_rows.clone(),
            removed: request.remove_rows.iter().map(|key| RowKey(key.clone())).collect(),
            cells: cells.collect::<AppResult<_>>()?,
            moved: request.move_rows.clone(),
        })
    }
}

/// A checked edit.
#[derive(Debug, Default)]
pub(super) struct Edit {
    /// Rows to add, each with its place.
    pub added: Vec<(ContentRow, Place)>,
    /// Rows to remove.
    pub removed: Vec<RowKey>,
    /// Cells to set.
    pub cells: Vec<CellChange>,
    /// Names to set.
    pub labels: Vec<(RowKey, String)>,
    /// Rows to move, each with its new place.
    pub moved: Vec<(RowKey, Place)>,
}

impl Edit {
    /// Checks what is wanted. `fresh_key` makes keys for rows that come without.
    ///
    /// # Errors
    /// `Invalid` names what does not fit the form.
    pub fn check(ground: &Ground<'_>, wanted: &Wanted, mut fresh_key: impl FnMut() -> String) -> AppResult<Self> {
        let added = wanted.added.iter().map(|new| Ok((new_row(ground, new, &mut fresh_key)?, Place::of(new))));
        let mut edit = Self { added: added.collect::<AppResult<_>>()?, ..Self::default() };
        if ground.own.rows.len() + edit.added.len() > MOST_ROWS {
            return Err(AppError::invalid(
                format!("Báo cáo có tối đa {MOST_ROWS} hàng."),
                format!("A report has at most {MOST_ROWS} rows."),
            ));
        }
        edit.rename_known_rows(ground);
        for key in &wanted.removed {
            check_removal(ground, key)?;
            edit.removed.push(key.clone());
        }
        let added: HashSet<RowKey> = edit.added.iter().map(|(row, _)| row.key.clone()).collect();
        let removed: HashSet<&RowKey> = wanted.removed.iter().collect();
        for cell in &wanted.cells {
            if removed.contains(&cell.row) {
                return Err(AppError::invalid(
                    format!("Hàng {} vừa bị xóa vừa được nhập trong cùng một lần lưu.", cell.row),
                    format!("Row {} is both removed and entered in the same save.", cell.row),
                ));
            }
            let sort = if added.contains(&cell.row) { Some(RowSort::Own) } else { ground.sort(&cell.row) };
            edit.set(ground, cell, sort.ok_or_else(|| unknown_row(&cell.row))?)?;
        }
        for new in &wanted.moved {
            let key = RowKey(new.row.clone());
            let is_added = edit.added.iter().any(|(row, _)| row.key == key);
            check_move(ground, &key, is_added)?;
            edit.moved.push((key, Place::behind(&new.after)));
        }
        Ok(edit)
    }

    /// Adding a row that is there already adds nothing, but its name is not lost: it is a change of the name.
    fn rename_known_rows(&mut self, ground: &Ground<'_>) {
        for (row, _) in &self.added {
            let known = ground.own_row(&row.key).filter(|_| ground.template.row_kind == RowKind::Free);
            if let (Some(known), Some(label)) = (known, &row.label)
                && known.label.as_ref() != Some(label)
            {
                self.labels.push((row.key.clone(), label.clone()));
            }
        }
    }

    fn set(&mut self, ground: &Ground<'_>, cell: &CellChange, sort: RowSort) -> AppResult<()> {
        check_text(&cell.value)?;
        let column = ground.column(cell.column).ok_or_else(|| unknown_column(&cell.column.to_string()))?;
        // Emptying what is no longer there asks for nothing.
        if sort == RowSort::Gone && cell.value.is_blank() {
            return Ok(());
        }
        if ground.is_typed_label(&cell.row, column) {
            let label = label_of(&cell.value);
            if let Some(theirs) = ground.row_below(&cell.row)
                && theirs.label.as_deref().unwrap_or_default() != label
            {
                return Err(label_below(&cell.row, ground.label(&cell.row)));
            }
            self.labels.push((cell.row.clone(), label));
        } else if ground.takes(&cell.row, column) {
            self.cells.push(cell.clone());
        } else {
            return Err(computed(&cell.row, cell.column));
        }
        Ok(())
    }
}

fn origins(request: &SaveRequest) -> AppResult<Origins> {
    let named = request.changes.iter().filter_map(|change| Some((change, change.origin.as_deref()?)));
    let read = named.map(|(change, word)| {
        let origin = Origin::parse(word).ok_or_else(|| {
            let words = Origin::ALL.map(Origin::as_str).join(", ");
            AppError::invalid(
                format!("Không có cách nhập “{word}” (origin). Dùng một trong: {words}; bỏ trống khi gõ tay."),
                format!("There is no origin “{word}”: use one of {words}, or none for what was typed."),
            )
        })?;
        let column = change.column.trim().parse().map(ColumnNumber).map_err(|_| unknown_column(&change.column))?;
        Ok(((RowKey(change.row.clone()), column), origin))
    });
    read.collect()
}

fn check_removal(ground: &Ground<'_>, key: &RowKey) -> AppResult<()> {
    match ground.sort(key) {
        Some(RowSort::Fixed) => Err(AppError::invalid(
            format!("Hàng {key} do biểu mẫu quy định, không xóa được."),
            format!("Row {key} is prescribed by the form and cannot be removed."),
        )),
        Some(RowSort::Below) => {
            let label = ground.label(key);
            Err(AppError::invalid(
                format!("Hàng “{label}” ({key}) là số liệu tổng hợp từ đơn vị cấp dưới, không xóa được."),
                format!("Row “{label}” ({key}) was consolidated from units below and cannot be removed."),
            ))
        }
        // Removing what is gone is done already: a retry is harmless.
        Some(RowSort::Own | RowSort::Gone) | None => Ok(()),
    }
}

fn check_move(ground: &Ground<'_>, key: &RowKey, is_added: bool) -> AppResult<()> {
    match ground.sort(key) {
        _ if is_added => Ok(()),
        Some(RowSort::Fixed) => Err(AppError::invalid(
            format!("Hàng {key} do biểu mẫu quy định, không chuyển chỗ được."),
            format!("Row {key} is prescribed by the form and cannot be moved."),
        )),
        Some(RowSort::Below) => {
            let label = ground.label(key);
            Err(AppError::invalid(
                format!("Hàng “{label}” ({key}) là số liệu tổng hợp từ đơn vị cấp dưới, không chuyển chỗ được."),
                format!("Row “{label}” ({key}) was consolidated from units below and cannot be moved."),
            ))
        }
        // Somebody removed it meanwhile: there is nothing left to move.
        Some(RowSort::Own | RowSort::Gone) => Ok(()),
        None => Err(unknown_row(key)),
    }
}

fn new_row(ground: &Ground<'_>, new: &NewRow, fresh_key: &mut impl FnMut() -> String) -> AppResult<ContentRow> {
    match (&ground.template.row_kind, &new.item) {
        (RowKind::Fixed, _) => Err(AppError::invalid(
            "Biểu mẫu có hàng cố định, không thêm hàng được.",
            "The form's rows are fixed; none can be added.",
        )),
        (RowKind::Catalogue { .. }, Some(code)) => {
            let item = ground.item(code).ok_or_else(|| {
                AppError::invalid(
                    format!("Danh mục không có mục {}. Hãy chọn lại từ danh mục.", shortened(code, Language::Vi)),
                    format!(
                        "The catalogue has no item {}. Choose one from the catalogue.",
                        shortened(code, Language::En)
                    ),
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
        (RowKind::Free, _) => free_row(ground, new, fresh_key),
    }
}

fn free_row(ground: &Ground<'_>, new: &NewRow, fresh_key: &mut impl FnMut() -> String) -> AppResult<ContentRow> {
    let key = RowKey(new.key.clone().unwrap_or_else(fresh_key));
    let text = key.as_str();
    let is_usable =
        !text.is_empty() && text.len() <= LONGEST_KEY && text.chars().all(|letter| letter.is_ascii_graphic());
    if !is_usable || matches!(ground.sort(&key), Some(RowSort::Fixed | RowSort::Below)) {
        return Err(AppError::invalid(
            format!(
                "Khóa hàng \"{}\" không dùng được: 1–{LONGEST_KEY} ký tự ASCII, không trùng mã chỉ tiêu của biểu mẫu hoặc hàng tổng hợp từ cấp dưới.",
                shortened(text, Language::Vi)
            ),
            format!(
                "The row key \"{}\" cannot be used: 1–{LONGEST_KEY} ASCII characters, not an indicator code of the form nor the key of a consolidated row.",
                shortened(text, Language::En)
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

fn column<'a>(ground: &Ground<'a>, number: &str) -> AppResult<&'a Column> {
    let found = number.trim().parse().ok().and_then(|number| ground.column(ColumnNumber(number)));
    found.ok_or_else(|| unknown_column(number))
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

fn label_of(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn unknown_column(number: &str) -> AppError {
    let number = |language| shortened(number, language);
    AppError::invalid(
        format!("Biểu mẫu không có cột {}.", number(Language::Vi)),
        format!("The form has no column {}.", number(Language::En)),
    )
}

fn unknown_row(key: &RowKey) -> AppError {
    let key = |language| shortened(key.as_str(), language);
    AppError::invalid(
        format!("Báo cáo không có hàng {}. Hãy thêm hàng trước khi nhập.", key(Language::Vi)),
        format!("The report has no row {}. Add the row before entering figures.", key(Language::En)),
    )
}

fn label_below(key: &RowKey, label: &str) -> AppError {
    AppError::invalid(
        format!("Hàng “{label}” ({key}) được tổng hợp từ đơn vị cấp dưới nên không đổi tên ở đây được."),
        format!("Row “{label}” ({key}) was consolidated from a unit below and cannot be renamed here."),
    )
}

fn computed(key: &RowKey, column: ColumnNumber) -> AppError {
    AppError::invalid(
        format!("Ô hàng {key}, cột ({column}) do hệ thống tính hoặc do biểu mẫu quy định, không nhập được."),
        format!("The cell in row {key}, column ({column}) is computed or prescribed and cannot be entered."),
    )
}

#[cfg(test)]
pub(super) mod tests;
