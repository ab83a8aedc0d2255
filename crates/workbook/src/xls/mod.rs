//! Excel 97–2003 workbooks (.xls): a compound file with one stream of records.
//!
//! Read here and not by calamine, which gathers a sheet in a dense range (two cells in opposite corners fill the memory),
//! follows chains of sectors without a limit, and tells neither hidden rows nor percentages.

mod bytes;
mod compound;
mod formats;
mod globals;
mod sheet;
mod strings;

use self::compound::Compound;
use self::globals::Globals;
use crate::error::WorkbookError;
use crate::grid::{Budget, Grid};

/// Reads the sheets.
pub(crate) fn read(bytes: &[u8]) -> Result<Grid, WorkbookError> {
    let stream = Compound::open(bytes)?.workbook()?;
    let globals = Globals::read(&stream)?;
    let mut budget = Budget::default();
    let sheets = globals.sheets.iter().map(|entry| sheet::read(&stream, entry, &globals, &mut budget));
    Ok(Grid { sheets: sheets.collect::<Result<_, _>>()? })
}
