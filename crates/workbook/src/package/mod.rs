//! The gate: a ZIP package that passed every check which can be made before its sheets are read (security.md §3.3).

mod directory;
mod kind;
mod limited;
mod parts;
mod xml;

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

pub(crate) use self::limited::Limited;
pub(crate) use self::parts::{SheetEntry, counts_from_1904};
pub(crate) use self::xml::{Xml, attribute};
use crate::error::WorkbookError;

const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Parts that are held in memory whole; the largest honest style sheets stay far below.
const MAX_SMALL_PART: u64 = 8 * 1024 * 1024;

/// A package whose directory, names, types, relations and unpacked sizes are in order.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// A part while it is unpacked.
pub(crate) type PartReader<'p, 'a> = BufReader<Limited<zip::read::ZipFile<'p, Cursor<&'a [u8]>>>>;

impl<'a> Package<'a> {
    /// Opens the package and checks everything but the sheets.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookError> {
        if bytes.len() > MAX_BYTES {
            return Err(WorkbookError::TooLarge);
        }
        kind::check(bytes)?;
        directory::check_frame(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(WorkbookError::damaged)?;
        directory::check(&mut archive)?;
        let mut package = Self { archive };
        package.check_parts()?;
        Ok(package)
    }

    /// Streams a part; `None` when there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<PartReader<'_, 'a>>, WorkbookError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(WorkbookError::damaged)?;
        let limit = file.size();
        Ok(Some(BufReader::with_capacity(64 * 1024, Limited::new(file, limit))))
    }

    /// The worksheets in the order of their tabs.
    pub(crate) fn sheets(&mut self) -> Result<Vec<SheetEntry>, WorkbookError> {
        parts::sheets(self)
    }

    /// The name of the part that a relation of the workbook points to, by the end of the relation's type.
    pub(crate) fn related_part(&mut self, kind: &str) -> Result<Option<String>, WorkbookError> {
        parts::related_part(self, kind)
    }

    /// Part names differ in case between writers; Excel does not care.
    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            self.archive.file_names_raw().position(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes()))
        })
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, WorkbookError> {
        let Some(reader) = self.part(name)? else { return Ok(None) };
        let mut text = String::new();
        let count = reader.take(MAX_SMALL_PART + 1).read_to_string(&mut text).map_err(read_error)?;
        if count as u64 > MAX_SMALL_PART {
            return Err(WorkbookError::Bomb);
        }
        Ok(Some(text))
    }

    /// Unpacks every part once, so that nothing later meets a lying size, and looks into the ones that decide.
    fn check_parts(&mut self) -> Result<(), WorkbookError> {
        let names: Vec<String> =
            self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        for name in &names {
            parts::check_name(name)?;
        }
        for name in &names {
            if let Some(reader) = self.part(name)? {
                xml::check_bytes(name, reader)?;
            }
        }
        let types = self.text("[Content_Types].xml")?;
        parts::check_content_types(types.as_deref(), &names)?;
        for name in names.iter().filter(|name| name.ends_with(".rels")) {
            if let Some(text) = self.text(name)? {
                parts::check_relations(&text)?;
            }
        }
        Ok(())
    }
}

/// Tells a lying size from damage.
pub(crate) fn read_error(error: std::io::Error) -> WorkbookError {
    // The unpacking library notices some lies itself, and says so in words only.
    if error.kind() == std::io::ErrorKind::FileTooLarge || error.to_string().contains("declared uncompressed size") {
        WorkbookError::Bomb
    } else {
        WorkbookError::damaged(error)
    }
}
