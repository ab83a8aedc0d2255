//! What stands before the sheets: their list, the shared texts, how numbers are shown.

use std::collections::HashMap;
use std::rc::Rc;

use super::bytes::{RecordsFrom, u8_at, u16_at, u32_at};
use super::formats::{Shows, built_in, own};
use super::strings;
use crate::error::{FileKind, Limit, WorkbookError};
use crate::package::MAX_SHEETS;

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
const BIFF8: u16 = 0x0600;
const FILE_PASS: u16 = 0x002F;
const DATE_MODE: u16 = 0x0022;
const BOUND_SHEET: u16 = 0x0085;
const SUP_BOOK: u16 = 0x01AE;
const OBJECT_PROJECT: u16 = 0x00D3;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;

/// More than any program keeps.
const MAX_STYLES: usize = 65_500;

/// A worksheet of the list.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Where its records begin in the stream.
    pub(super) at: usize,
}

/// What all sheets share.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Entry>,
    pub(super) texts: Vec<Rc<str>>,
    pub(super) is_1904: bool,
    /// Format of each cell style.
    styles: Vec<u16>,
    /// What the file's own formats show.
    formats: HashMap<u16, Shows>,
}

impl Globals {
    /// Reads the records up to the end of the globals. Encryption, programs and links are refused.
    pub(super) fn read(stream: &[u8]) -> Result<Self, WorkbookError> {
        let mut records = RecordsFrom::new(stream, 0);
        check_version(records.next()?)?;
        let mut globals = Self::default();
        loop {
            let record = records.next()?;
            match record.kind {
                EOF => return Ok(globals),
                FILE_PASS => return Err(WorkbookError::Encrypted),
                OBJECT_PROJECT => return Err(WorkbookError::Macros),
                SUP_BOOK => check_book(record.data)?,
                DATE_MODE => globals.is_1904 = u16_at(record.data, 0)? == 1,
                BOUND_SHEET => globals.sheet(record.data)?,
                FORMAT => {
                    let code = strings::long(record.data.get(2..).unwrap_or_default(), &mut records)?;
                    globals.formats.insert(u16_at(record.data, 0)?, own(&code));
                }
                XF => globals.style(record.data)?,
                SST => globals.texts = strings::shared(record.data, &mut records)?,
                _ => {}
            }
        }
    }

    /// How the numbers of a cell style are shown.
    pub(super) fn shows(&self, style: u16) -> Shows {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        self.formats.get(&format).copied().unwrap_or_else(|| built_in(format))
    }

    fn sheet(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        const WORKSHEET: u8 = 0;
        const MACRO_SHEET: u8 = 1;
        const MODULE: u8 = 6;
        if self.sheets.len() >= MAX_SHEETS {
            return Err(WorkbookError::TooMuchData(Limit::Sheets));
        }
        match u8_at(data, 5)? {
            WORKSHEET => {
                let name = strings::short(data.get(6..).unwrap_or_default())?;
                let at = usize::try_from(u32_at(data, 0)?).unwrap_or(usize::MAX);
                self.sheets.push(Entry { name, is_hidden: u8_at(data, 4)? & 3 != 0, at });
                Ok(())
            }
            MACRO_SHEET | MODULE => Err(WorkbookError::Macros),
            _ => Ok(()),
        }
    }

    fn style(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        if self.styles.len() >= MAX_STYLES {
            return Err(WorkbookError::damaged("more styles than a spreadsheet program keeps"));
        }
        self.styles.push(u16_at(data, 2)?);
        Ok(())
    }
}

/// Workbooks before Excel 97 are written in other records.
pub(super) fn check_version(record: super::bytes::Record<'_>) -> Result<(), WorkbookError> {
    if record.kind == BOF && u16_at(record.data, 0)? == BIFF8 {
        Ok(())
    } else {
        Err(WorkbookError::OtherKind(FileKind::OldXls))
    }
}

/// A list of sheets is the file's own or an add-in's; any other belongs to another file.
fn check_book(data: &[u8]) -> Result<(), WorkbookError> {
    const OWN: u16 = 0x0401;
    const ADD_IN: u16 = 0x3A01;
    let is_own = data.len() == 4 && matches!(u16_at(data, 2)?, OWN | ADD_IN);
    if is_own { Ok(()) } else { Err(WorkbookError::ExternalLink) }
}
