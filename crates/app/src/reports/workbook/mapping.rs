//! Columns that somebody matched by hand, and what is remembered of it for the unit and the form.

use std::collections::BTreeMap;

use contract::workbook::{ColumnSample, ImportMapping, SheetColumns, WorkbookColumns};
use domain::ids::{FormId, UnitId};
use domain::template::ColumnNumber;
use serde::{Deserialize, Serialize};
use store::{Conn, StoreError, Tx};
use workbook::Mapping;

use super::super::loaded::Loaded;
use super::super::save::editable;
use super::{refuse_off_system, refused};
use crate::{App, AppError, AppResult, Caller};

/// The layout that this program writes.
const FORMAT: u16 = 1;

/// What is kept: the mapping, and the words that stood above its columns.
#[derive(Serialize, Deserialize)]
struct Kept {
    v: u16,
    mapping: ImportMapping,
    titles: BTreeMap<String, String>,
}

/// What stands in the columns of an uploaded workbook, and how the unit's files were matched the last time.
///
/// # Errors
/// `Workbook` for a file that cannot be used, `NotFound` or `Forbidden`.
pub fn columns(app: &App, caller: &Caller, id: i64, file: &[u8]) -> AppResult<WorkbookColumns> {
    let kept = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        refuse_off_system(&loaded)?;
        editable(app, &loaded, caller)?;
        Ok::<_, AppError>(find(conn, &loaded)?)
    })?;
    let sheet = |sheet: workbook::SheetColumns| SheetColumns {
        name: sheet.name,
        first_row: sheet.first_row,
        last_row: sheet.last_row,
        columns: sheet.columns.into_iter().map(|(column, samples)| ColumnSample { column, samples }).collect(),
    };
    let sheets = workbook::outline(file).map_err(refused)?.into_iter().map(sheet).collect();
    Ok(WorkbookColumns { sheets, remembered: kept.map(|kept| kept.mapping) })
}

/// How the unit's files for the form were matched before.
pub(super) fn remembered(conn: &mut Conn, loaded: &Loaded) -> Result<Option<Mapping>, StoreError> {
    let kept = find(conn, loaded)?.filter(|kept| kept.v == FORMAT);
    Ok(kept.and_then(|kept| Some(Mapping { titles: kept.titles, ..read(&kept.mapping)? })))
}

fn find(conn: &mut Conn, loaded: &Loaded) -> Result<Option<Kept>, StoreError> {
    let kept: Option<Kept> = store::mappings::find(conn, unit(loaded), form(loaded))?;
    // Those of the first weeks still say where the rows of that file ended.
    Ok(kept.map(|kept| Kept { mapping: ImportMapping { last_row: None, ..kept.mapping }, ..kept }))
}

/// Keeps how the columns of a file were matched. Where its rows ended is its own affair: the next file may be longer.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    loaded: &Loaded,
    mapping: &ImportMapping,
    used: &Mapping,
) -> Result<(), StoreError> {
    let mapping = ImportMapping { last_row: None, ..mapping.clone() };
    let kept = Kept { v: FORMAT, mapping, titles: used.titles.clone() };
    store::mappings::write(tx, unit(loaded), form(loaded), &kept)
}

fn unit(loaded: &Loaded) -> UnitId {
    UnitId(loaded.row.unit_id)
}

fn form(loaded: &Loaded) -> FormId {
    FormId(loaded.row.form_id)
}

/// The mapping in the file reader's words; nothing for what is no column number.
fn read(mapping: &ImportMapping) -> Option<Mapping> {
    let column = |(number, at): (&String, &String)| Some((ColumnNumber(number.parse().ok()?), at.clone()));
    Some(Mapping {
        sheet: mapping.sheet.clone(),
        first_row: mapping.first_row,
        last_row: mapping.last_row,
        code_column: mapping.code_column.clone(),
        label_column: mapping.label_column.clone(),
        columns: mapping.columns.iter().map(column).collect::<Option<_>>()?,
        titles: BTreeMap::new(),
    })
}

/// The mapping that was sent.
///
/// # Errors
/// `Malformed` for what is no column number.
pub(super) fn wanted(mapping: Option<&ImportMapping>) -> AppResult<Option<Mapping>> {
    let Some(mapping) = mapping else { return Ok(None) };
    let wrong = || {
        AppError::malformed(
            "Trong phần “mapping”, khóa của “columns” phải là số cột của biểu.",
            "In the part “mapping”, the keys of “columns” must be column numbers of the form.",
        )
    };
    read(mapping).map(Some).ok_or_else(wrong)
}
