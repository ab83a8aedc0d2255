//! The gate: what every uploaded file passes before calamine sees any of it (security.md §3.3).
//!
//! The package's frame, names, types and relations are checked, then every part is read to its end under limits. calamine
//! is handed a package of only those parts.

mod directory;
mod formats;
mod handover;
mod limited;
mod outline;
mod parts;
mod texts;
mod written;
mod xml;

use std::io::{BufRead, BufReader, Cursor, Read, Seek, Write};

use zip::{ZipArchive, ZipWriter};

pub(crate) use self::formats::Formats;
pub(crate) use self::handover::sheet_name;
pub(crate) use self::limited::Limited;
pub(crate) use self::outline::{MAX_COLUMN, MAX_ROW, Mark, Outline};
use self::parts::Book;
pub(crate) use self::parts::{MAX_SHEETS, SheetEntry};
pub(crate) use self::written::number as written_number;
pub(crate) use self::xml::{Xml, attribute, is_utf16};
use crate::error::WorkbookError;

/// Bytes of an upload.
pub(crate) const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Parts that are held in memory whole; the largest honest style sheets stay far below.
const MAX_SMALL_PART: u64 = 8 * 1024 * 1024;

/// A package whose directory, names, types, relations and unpacked sizes are in order.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    book: Book,
}

/// A part while it is unpacked.
pub(crate) type PartReader<'p, 'a> = BufReader<Limited<zip::read::ZipFile<'p, Cursor<&'a [u8]>>>>;

/// What the gate found in a package that it lets through.
pub(crate) struct Contents {
    /// The worksheets in the order of their tabs.
    pub(crate) sheets: Vec<(SheetEntry, Outline)>,
    /// How numbers are shown.
    pub(crate) formats: Formats,
}

impl<'a> Package<'a> {
    /// Opens the package and checks everything but the sheets, the shared texts and the styles.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookError> {
        let mut package = Self { archive: open_archive(bytes)?, book: Book::default() };
        package.check_parts()?;
        Ok(package)
    }

    /// Streams the sheets, the shared texts and the styles: the rest of the gate.
    pub(crate) fn inspect(&mut self) -> Result<Contents, WorkbookError> {
        if let Some(part) = self.xml_of(self.book.texts.clone())? {
            texts::check(part)?;
        }
        let formats = self.xml_of(self.book.styles.clone())?.map(Formats::read).transpose()?.unwrap_or_default();
        let mut budget = outline::Budget::default();
        let mut sheets = Vec::new();
        for entry in std::mem::take(&mut self.book.sheets) {
            let part = self.xml(&entry.part)?.ok_or_else(|| WorkbookError::damaged("a sheet's part is missing"))?;
            let outline = outline::read(part, &mut budget)?;
            sheets.push((entry, outline));
        }
        Ok(Contents { sheets, formats })
    }

    /// A new package of what [`Self::inspect`] has read, for calamine.
    pub(crate) fn hand_over(&mut self, contents: &Contents) -> Result<Vec<u8>, WorkbookError> {
        handover::pack(self, contents)
    }

    /// Streams a part; `None` when there is none of this name.
    fn part(&mut self, name: &str) -> Result<Option<PartReader<'_, 'a>>, WorkbookError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(WorkbookError::damaged)?;
        let limit = file.size();
        Ok(Some(BufReader::with_capacity(64 * 1024, Limited::new(file, limit))))
    }

    /// Streams a part as XML.
    fn xml(&mut self, name: &str) -> Result<Option<Xml<PartReader<'_, 'a>>>, WorkbookError> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        if xml::is_utf16(part.fill_buf().map_err(read_error)?) {
            return Err(WorkbookError::UnusualPacking);
        }
        Ok(Some(Xml::new(part)))
    }

    fn xml_of(&mut self, name: Option<String>) -> Result<Option<Xml<PartReader<'_, 'a>>>, WorkbookError> {
        match name {
            Some(name) => self.xml(&name),
            None => Ok(None),
        }
    }

    /// Copies a part as it is packed.
    fn copy_part(
        &mut self,
        name: &str,
        zip: &mut ZipWriter<impl Write + Seek>,
        new_name: &str,
    ) -> Result<(), WorkbookError> {
        let Some(index) = self.index(name) else { return Ok(()) };
        let file = self.archive.by_index(index).map_err(WorkbookError::damaged)?;
        zip.raw_copy_file_rename(file, new_name).map_err(WorkbookError::damaged)
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

    /// Looks into the parts that decide, and unpacks all that [`Self::inspect`] does not stream, so that nothing later
    /// meets a lying size.
    fn check_parts(&mut self) -> Result<(), WorkbookError> {
        let names: Vec<String> =
            self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        for name in &names {
            parts::check_name(name)?;
        }
        let types = self.text("[Content_Types].xml")?;
        parts::check_content_types(types.as_deref())?;
        for name in names.iter().filter(|name| name.ends_with(".rels")) {
            if let Some(text) = self.text(name)? {
                parts::check_relations(&text)?;
            }
        }
        self.book = parts::book(self)?;
        let sheets = self.book.sheets.iter().map(|sheet| &sheet.part);
        let streamed: Vec<String> = sheets.chain(&self.book.texts).chain(&self.book.styles).cloned().collect();
        for name in names.iter().filter(|name| !streamed.iter().any(|part| part.eq_ignore_ascii_case(name))) {
            if let Some(reader) = self.part(name)? {
                xml::check_bytes(name, reader)?;
            }
        }
        Ok(())
    }
}

/// Opens a package whose frame and directory are in order: counts, sizes, names and tricks.
pub(crate) fn open_archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, WorkbookError> {
    directory::check_frame(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(WorkbookError::damaged)?;
    directory::check(&mut archive)?;
    Ok(archive)
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
