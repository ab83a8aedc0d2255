//! Little-endian numbers and records in bytes that may end anywhere.

use crate::error::WorkbookError;

/// The number of two bytes here.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, WorkbookError> {
    array(bytes, at).map(u16::from_le_bytes)
}

/// The number of four bytes here.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, WorkbookError> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// The binary fraction of eight bytes here.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Result<f64, WorkbookError> {
    array(bytes, at).map(f64::from_le_bytes)
}

/// The byte here.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Result<u8, WorkbookError> {
    bytes.get(at).copied().ok_or_else(short)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], WorkbookError> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or_else(short)
}

fn short() -> WorkbookError {
    WorkbookError::damaged("a record is too short")
}

/// One record of the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
}

/// The records of a stream from a place on.
pub(super) struct RecordsFrom<'s> {
    rest: &'s [u8],
}

impl<'s> RecordsFrom<'s> {
    pub(super) fn new(stream: &'s [u8], at: usize) -> Self {
        Self { rest: stream.get(at..).unwrap_or_default() }
    }

    /// The next record; an error where the stream ends within one or before its end is marked.
    pub(super) fn next(&mut self) -> Result<Record<'s>, WorkbookError> {
        let (kind, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let end = 4 + usize::from(length);
        let data = self.rest.get(4..end).ok_or_else(short)?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(Record { kind, data })
    }

    /// The next record if it continues this one.
    pub(super) fn next_continued(&mut self) -> Result<Option<&'s [u8]>, WorkbookError> {
        const CONTINUE: u16 = 0x003C;
        if self.rest.len() < 4 || u16_at(self.rest, 0)? != CONTINUE {
            return Ok(None);
        }
        self.next().map(|record| Some(record.data))
    }
}
