//! The compound file: sectors in chains, a directory of streams, small streams within one of their own.

use super::bytes::{u8_at, u16_at, u32_at};
use crate::error::WorkbookError;

const HEADER: usize = 512;
const ENTRY: usize = 128;
/// Above this, sector numbers mean something else: the end of a chain, nothing, a table.
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Streams and folders; a workbook has some twenty.
const MAX_ENTRIES: usize = 4096;
const FOLDER: u8 = 1;
const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// A compound file with its directory.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector.
    size: usize,
    /// Where each sector's chain goes on.
    next: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    length: usize,
}

impl<'b> Compound<'b> {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(odd()),
        };
        let mut file = Self { bytes, size, next: Vec::new(), entries: Vec::new() };
        file.next = file.table(file.table_sectors()?)?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY).take(MAX_ENTRIES).map(Entry::read).collect::<Result<_, _>>()?;
        Ok(file)
    }

    /// The stream of the workbook's records. Programs, embedded objects and encryption are refused.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, WorkbookError> {
        for entry in &self.entries {
            let name = entry.name.to_ascii_uppercase();
            if name == "ENCRYPTEDPACKAGE" {
                return Err(WorkbookError::Encrypted);
            }
            if name.contains("VBA_PROJECT") || entry.kind == FOLDER && name == "VBA" {
                return Err(WorkbookError::Macros);
            }
            if entry.kind == FOLDER && name.starts_with("MBD") || name == "\u{1}OLE10NATIVE" {
                return Err(WorkbookError::EmbeddedObject);
            }
        }
        let is_book = |entry: &&Entry| entry.kind == STREAM && matches!(entry.name.as_str(), "Workbook" | "Book");
        let book = self.entries.iter().find(is_book).ok_or_else(|| WorkbookError::damaged("no workbook stream"))?;
        self.stream(book)
    }

    fn stream(&self, entry: &Entry) -> Result<Vec<u8>, WorkbookError> {
        if entry.length > self.bytes.len() {
            return Err(odd());
        }
        let is_small = entry.length < usize::try_from(u32_at(self.bytes, 56)?).unwrap_or(usize::MAX);
        let mut bytes = if is_small { self.small_stream(entry.start)? } else { self.chain(entry.start)? };
        if bytes.len() < entry.length {
            return Err(odd());
        }
        bytes.truncate(entry.length);
        Ok(bytes)
    }

    /// A stream within the root's stream, in sectors of 64 bytes with a table of their own.
    fn small_stream(&self, start: u32) -> Result<Vec<u8>, WorkbookError> {
        const SMALL: usize = 64;
        let root = self.entries.iter().find(|entry| entry.kind == ROOT).ok_or_else(odd)?;
        let (all, table) = (self.chain(root.start)?, self.chain(u32_at(self.bytes, 60)?)?);
        let next: Vec<u32> = table.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let mut stream = Vec::new();
        for sector in follow(&next, start)? {
            stream.extend_from_slice(all.get(sector * SMALL..(sector + 1) * SMALL).ok_or_else(odd)?);
        }
        Ok(stream)
    }

    /// The sectors of the table of chains: 109 in the header, further ones in a chain of their own.
    fn table_sectors(&self) -> Result<Vec<u32>, WorkbookError> {
        let is_sector = |sector: &u32| *sector <= LAST_SECTOR;
        let header = (0..109).map(|ix| u32_at(self.bytes, 76 + 4 * ix));
        let mut sectors: Vec<u32> = header.collect::<Result<Vec<_>, _>>()?.into_iter().filter(is_sector).collect();
        let mut further = u32_at(self.bytes, 68)?;
        let mut left = self.bytes.len() / self.size;
        while is_sector(&further) {
            left = left.checked_sub(1).ok_or_else(odd)?;
            let (numbers, last) = self.sector(further)?.split_last_chunk::<4>().ok_or_else(odd)?;
            let numbers = numbers.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
            sectors.extend(numbers.filter(is_sector));
            further = u32::from_le_bytes(*last);
        }
        Ok(sectors)
    }

    fn table(&self, sectors: Vec<u32>) -> Result<Vec<u32>, WorkbookError> {
        if sectors.len() > self.bytes.len() / self.size {
            return Err(odd());
        }
        let mut table = Vec::new();
        for sector in sectors {
            let numbers = self.sector(sector)?.as_chunks::<4>().0;
            table.extend(numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)));
        }
        Ok(table)
    }

    /// All bytes of a chain of sectors.
    fn chain(&self, start: u32) -> Result<Vec<u8>, WorkbookError> {
        let mut bytes = Vec::new();
        for sector in follow(&self.next, start)? {
            bytes.extend_from_slice(self.sector(u32::try_from(sector).map_err(|_| odd())?)?);
            if bytes.len() > self.bytes.len() {
                return Err(odd());
            }
        }
        Ok(bytes)
    }

    /// One sector; the last one of a file may be cut short.
    fn sector(&self, number: u32) -> Result<&'b [u8], WorkbookError> {
        let number = usize::try_from(number).map_err(|_| odd())?;
        let start =
            number.checked_mul(self.size).and_then(|at| at.checked_add(self.size.max(HEADER))).ok_or_else(odd)?;
        let end = start.saturating_add(self.size).min(self.bytes.len());
        self.bytes.get(start..end).ok_or_else(odd)
    }
}

/// The numbers of a chain, which is never longer than its table: chains that bite their tail end here.
fn follow(next: &[u32], start: u32) -> Result<Vec<usize>, WorkbookError> {
    let (mut chain, mut at) = (Vec::new(), start);
    while at <= LAST_SECTOR {
        let sector = usize::try_from(at).map_err(|_| odd())?;
        at = *next.get(sector).ok_or_else(odd)?;
        chain.push(sector);
        if chain.len() > next.len() {
            return Err(odd());
        }
    }
    if at == END_OF_CHAIN { Ok(chain) } else { Err(odd()) }
}

impl Entry {
    fn read(bytes: &[u8]) -> Result<Self, WorkbookError> {
        let letters = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2) / 2;
        let units: Vec<u16> =
            bytes.as_chunks::<2>().0.iter().take(letters).map(|pair| u16::from_le_bytes(*pair)).collect();
        Ok(Self {
            name: String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned(),
            kind: u8_at(bytes, 66)?,
            start: u32_at(bytes, 116)?,
            length: usize::try_from(u32_at(bytes, 120)?).map_err(|_| odd())?,
        })
    }
}

fn odd() -> WorkbookError {
    WorkbookError::damaged("a compound file breaks the format")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_end_or_are_refused() {
        assert_eq!(follow(&[1, 2, END_OF_CHAIN], 0), Ok(vec![0, 1, 2]));
        assert_eq!(follow(&[], END_OF_CHAIN), Ok(vec![]));
        for (next, start) in [(vec![1, 0], 0), (vec![0], 0), (vec![7], 0), (vec![0xFFFF_FFFF], 0), (vec![], 3)] {
            assert!(follow(&next, start).is_err(), "{next:?}");
        }
    }
}
