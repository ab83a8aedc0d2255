//! The cells that a step names: what a reviewer marks when a report goes back, what a correction is about.

use chrono::NaiveDateTime;
use contract::WireValue;
use contract::data::CellView;
use contract::reports::NamedCell;
use domain::comment::{Audience, LONGEST};
use domain::content::RowKey;
use domain::sheet::Sheet;
use domain::template::ColumnNumber;
use domain::workflow::Action;
use store::Tx;
use store::comments::NewComment;
use store::step_cells::StepCell;

use super::loaded::Loaded;
use crate::{AppError, AppResult, Caller, Message};

/// Most cells that one step names.
const MOST: usize = 200;

/// A cell that a step names, found in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The cell.
    pub cell: StepCell,
    /// What was written at it.
    text: Option<String>,
}

/// Whether cells may be named with this step.
pub(super) fn names_cells(action: Action) -> bool {
    marks(action) || matches!(action, Action::RequestCorrection | Action::GrantCorrection)
}

/// Whether the cells that this step names are marked for the author to mend.
pub(super) fn marks(action: Action) -> bool {
    matches!(action, Action::Reject | Action::RefuseToSend | Action::Return)
}

/// Refuses cells that come with a step which names none, and too many.
///
/// # Errors
/// `Malformed`.
pub(super) fn admit(action: Action, wanted: &[NamedCell]) -> AppResult<()> {
    if !wanted.is_empty() && !names_cells(action) {
        return Err(AppError::malformed(
            "cells chỉ đi cùng các bước reject, refuse_to_send, return, request_correction, grant_correction.",
            "cells come with reject, refuse_to_send, return, request_correction and grant_correction only.",
        ));
    }
    if wanted.len() > MOST {
        return Err(AppError::malformed(
            format!("Mỗi bước nêu tối đa {MOST} ô."),
            format!("A step names at most {MOST} cells."),
        ));
    }
    Ok(())
}

/// Finds the named cells in the report; a correction names cells that people enter, what is computed follows from them.
///
/// # Errors
/// `InvalidCell` for a cell that the report does not have, or that nobody enters; `Invalid` for a text that is too long.
pub(super) fn find(sheet: &Sheet, action: Action, wanted: &[NamedCell]) -> AppResult<Vec<Named>> {
    let mut found: Vec<Named> = Vec::new();
    for cell in wanted {
        let named = find_one(sheet, action, cell)?;
        match found
            .iter_mut()
            .find(|other| (&other.cell.row, other.cell.column) == (&named.cell.row, named.cell.column))
        {
            Some(again) => again.text = again.text.take().or(named.text),
            None => found.push(named),
        }
    }
    Ok(found)
}

fn find_one(sheet: &Sheet, action: Action, wanted: &NamedCell) -> AppResult<Named> {
    let key = RowKey(wanted.row.clone());
    let number = wanted.column.trim().parse().ok().map(ColumnNumber);
    let known = number.filter(|number| sheet.form().columns().iter().any(|column| column.number == *number));
    let Some((ix, column)) = sheet.row_index(&key).zip(known) else { return Err(unknown(wanted)) };
    if !marks(action) && !sheet.is_input(ix, column) {
        return Err(computed(wanted, &sheet.row(ix).label));
    }
    let text = wanted.text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(domain::text::nfc);
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST || text.contains('\0')) {
        return Err(AppError::invalid(
            format!("Ghi chú ở ô dài tối đa {LONGEST} ký tự và không chứa ký tự NUL."),
            format!("A comment at a cell has at most {LONGEST} characters and no NUL character."),
        ));
    }
    let cell = StepCell {
        label: sheet.row(ix).label.clone(),
        shown: shown(sheet, ix, column),
        row: key,
        column,
        comment_id: None,
    };
    Ok(Named { cell, text })
}

/// What a cell shows, as it is kept beside a step.
pub(super) fn shown(sheet: &Sheet, ix: usize, column: ColumnNumber) -> Option<String> {
    // A wire value is a string, a boolean or null: it can always be written.
    WireValue::from_value(&sheet.value(ix, column)).and_then(|value| serde_json::to_string(&value).ok())
}

/// Keeps the cells beside the step that made this revision, with what was written at them as comments: for the own unit
/// where the step stays inside, for everybody who reads the report where the receiver takes it.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    caller: &Caller,
    loaded: &Loaded,
    step: (Action, i64),
    named: &[Named],
    now: NaiveDateTime,
) -> AppResult<()> {
    let (action, revision) = step;
    let is_inside = matches!(action, Action::Reject | Action::RefuseToSend);
    let audience = if is_inside { Audience::Unit } else { Audience::All };
    let mut cells = Vec::with_capacity(named.len());
    for Named { cell, text } in named {
        let comment_id = match text {
            None => None,
            Some(text) => Some(store::comments::create(
                tx,
                &NewComment {
                    report: loaded.id(),
                    row_key: cell.row.as_str(),
                    column_number: i32::from(cell.column.0),
                    // What is written is about the figures that were looked at, not about what comes back.
                    revision: loaded.row.revision,
                    user_id: caller.user.0,
                    unit_id: caller.unit.0,
                    audience: audience.as_str(),
                    body: text,
                    at: now,
                },
            )?),
        };
        cells.push(StepCell { comment_id, ..cell.clone() });
    }
    Ok(store::step_cells::create(tx, loaded.id(), revision, &cells)?)
}

fn place(wanted: &NamedCell) -> CellView {
    CellView { row: wanted.row.clone(), column: wanted.column.clone() }
}

fn unknown(wanted: &NamedCell) -> AppError {
    AppError::InvalidCell {
        code: "unknown_cell",
        message: Message::new(
            format!("Báo cáo không có ô ở hàng {}, cột ({}).", wanted.row, wanted.column),
            format!("The report has no cell in row {}, column ({}).", wanted.row, wanted.column),
        ),
        cell: place(wanted),
    }
}

fn computed(wanted: &NamedCell, label: &str) -> AppError {
    let column = &wanted.column;
    AppError::InvalidCell {
        code: "not_an_input",
        message: Message::new(
            format!("Ô hàng “{label}”, cột ({column}) do hệ thống tính: hãy chọn các ô nhập mà ô này tính từ đó."),
            format!("The cell in row “{label}”, column ({column}) is computed: name the cells that it follows from."),
        ),
        cell: place(wanted),
    }
}
