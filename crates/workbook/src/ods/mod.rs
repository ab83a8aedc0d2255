//! OpenDocument spreadsheets (.ods): the package is checked as an .xlsx is, then its one part of cells is streamed.
//!
//! Cells are read here and not by calamine, which writes out what a file only says is repeated, and tells neither hidden
//! rows nor merged cells nor all digits.

mod cell;
mod content;

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::error::WorkbookError;
use crate::grid::Grid;
use crate::package::{Limited, Xml, is_utf16, open_archive, read_error};

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// A list of parts is short.
const MAX_MANIFEST: u64 = 1024 * 1024;

/// Whether a ZIP file says of itself, in its first bytes, that it is such a spreadsheet.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes.get(30..).unwrap_or_default().starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
}

/// Checks the package and reads its sheets.
pub(crate) fn read(bytes: &[u8]) -> Result<Grid, WorkbookError> {
    let mut archive = open_archive(bytes)?;
    check_names(&archive)?;
    check_manifest(&mut archive)?;
    let part = archive.by_name(CONTENT).map_err(WorkbookError::damaged)?;
    let size = part.size();
    let mut part = BufReader::with_capacity(64 * 1024, Limited::new(part, size));
    if is_utf16(std::io::BufRead::fill_buf(&mut part).map_err(read_error)?) {
        return Err(WorkbookError::UnusualPacking);
    }
    Ok(Grid { sheets: content::read(Xml::new(part))? })
}

/// Programs inside the file stand in folders of their own.
fn check_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), WorkbookError> {
    let is_program = |name: &[u8]| name.starts_with(b"Basic/") || name.starts_with(b"Scripts/");
    if archive.file_names_raw().any(is_program) { Err(WorkbookError::Macros) } else { Ok(()) }
}

/// The manifest names the parts that are encrypted.
fn check_manifest(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), WorkbookError> {
    let Ok(part) = archive.by_name(MANIFEST) else { return Ok(()) };
    let mut text = String::new();
    part.take(MAX_MANIFEST).read_to_string(&mut text).map_err(read_error)?;
    if text.contains("encryption-data") { Err(WorkbookError::Encrypted) } else { Ok(()) }
}
