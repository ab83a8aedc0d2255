//! Texts: single ones, and the table that all sheets share, which runs on over several records.

use std::rc::Rc;

use super::bytes::{RecordsFrom, u8_at, u32_at};
use crate::error::{Limit, WorkbookError};

const MAX_TEXT: usize = 20 * 1024 * 1024;
const MAX_STRINGS: usize = 1_500_000;
/// Letters of two bytes each.
const WIDE: u8 = 1;
const EXTENDED: u8 = 4;
const RICH: u8 = 8;

/// A text whose length stands in two bytes before it, from its record and those that continue it.
pub(super) fn long<'s>(data: &'s [u8], records: &mut RecordsFrom<'s>) -> Result<String, WorkbookError> {
    let mut reader = Pieces { piece: data, records };
    let [low, high, flags] = reader.array()?;
    reader.letters(usize::from(u16::from_le_bytes([low, high])), flags & WIDE != 0)
}

/// A text whose length stands in one byte before it.
pub(super) fn short(data: &[u8]) -> Result<String, WorkbookError> {
    let count = usize::from(u8_at(data, 0)?);
    letters(data, 1, count)
}

fn letters(data: &[u8], at: usize, count: usize) -> Result<String, WorkbookError> {
    let is_wide = u8_at(data, at)? & WIDE != 0;
    let bytes = data.get(at + 1..at + 1 + count * if is_wide { 2 } else { 1 }).ok_or_else(cut)?;
    let mut units = Vec::new();
    take_units(bytes, is_wide, &mut units);
    Ok(String::from_utf16_lossy(&units))
}

fn take_units(bytes: &[u8], is_wide: bool, units: &mut Vec<u16>) {
    if is_wide {
        units.extend(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)));
    } else {
        units.extend(bytes.iter().map(|byte| u16::from(*byte)));
    }
}

/// The shared texts, from their record and those that continue it.
pub(super) fn shared<'s>(first: &'s [u8], records: &mut RecordsFrom<'s>) -> Result<Vec<Rc<str>>, WorkbookError> {
    let count = usize::try_from(u32_at(first, 4)?).unwrap_or(usize::MAX);
    if count > MAX_STRINGS {
        return Err(WorkbookError::TooMuchData(Limit::Texts));
    }
    let mut reader = Pieces { piece: first.get(8..).unwrap_or_default(), records };
    let (mut texts, mut total) = (Vec::new(), 0usize);
    for _ in 0..count {
        let text = reader.text()?;
        total += text.len();
        if total > MAX_TEXT {
            return Err(WorkbookError::TooMuchData(Limit::Texts));
        }
        texts.push(Rc::from(text));
    }
    Ok(texts)
}

/// Bytes that run on over records.
struct Pieces<'r, 's> {
    piece: &'s [u8],
    records: &'r mut RecordsFrom<'s>,
}

impl Pieces<'_, '_> {
    fn text(&mut self) -> Result<String, WorkbookError> {
        let [low, high, flags] = self.array()?;
        let runs = if flags & RICH != 0 { usize::from(u16::from_le_bytes(self.array()?)) * 4 } else { 0 };
        let extended = if flags & EXTENDED != 0 { u32::from_le_bytes(self.array()?) } else { 0 };
        let text = self.letters(usize::from(u16::from_le_bytes([low, high])), flags & WIDE != 0)?;
        self.skip(runs + usize::try_from(extended).unwrap_or(usize::MAX / 2))?;
        Ok(text)
    }

    /// Letters; where they run on in another record, that one says anew how wide they are.
    fn letters(&mut self, mut left: usize, mut is_wide: bool) -> Result<String, WorkbookError> {
        let mut units = Vec::new();
        while left > 0 {
            if self.piece.is_empty() {
                self.go_on()?;
                let [flags] = self.array()?;
                is_wide = flags & WIDE != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let count = left.min(self.piece.len() / width);
            if count == 0 {
                return Err(cut());
            }
            let (bytes, rest) = self.piece.split_at(count * width);
            take_units(bytes, is_wide, &mut units);
            (self.piece, left) = (rest, left - count);
        }
        Ok(String::from_utf16_lossy(&units))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WorkbookError> {
        let mut array = [0; N];
        for byte in &mut array {
            if self.piece.is_empty() {
                self.go_on()?;
            }
            let (first, rest) = self.piece.split_first().ok_or_else(cut)?;
            (*byte, self.piece) = (*first, rest);
        }
        Ok(array)
    }

    fn skip(&mut self, mut left: usize) -> Result<(), WorkbookError> {
        while left > 0 {
            if self.piece.is_empty() {
                self.go_on()?;
            }
            let count = left.min(self.piece.len());
            if count == 0 {
                return Err(cut());
            }
            self.piece = self.piece.get(count..).unwrap_or_default();
            left -= count;
        }
        Ok(())
    }

    fn go_on(&mut self) -> Result<(), WorkbookError> {
        self.piece = self.records.next_continued()?.ok_or_else(cut)?;
        Ok(())
    }
}

fn cut() -> WorkbookError {
    WorkbookError::damaged("a text is cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    }

    #[test]
    fn shared_texts_run_on_over_records() {
        // "Hộ" wide, cut behind its first letter; "ab" narrow with two runs of formats and an extension.
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[2, 0, WIDE, b'H', 0]].concat();
        let second =
            [&[WIDE, 0xD9, 0x1E, 2, 0, RICH | EXTENDED, 2, 0, 3, 0, 0, 0][..], b"ab", &[0; 8], &[9; 3]].concat();
        let stream = record(0x003C, &second);
        let texts = shared(&first, &mut RecordsFrom::new(&stream, 0)).unwrap();
        assert_eq!(texts.iter().map(|text| &**text).collect::<Vec<_>>(), ["Hộ", "ab"]);
    }

    #[test]
    fn single_texts_run_on_over_records_too() {
        // "Hộ" wide, cut behind its first letter; what follows is narrow.
        let stream =
            [record(0x003C, &[WIDE, 0xD9, 0x1E]), record(0x003C, &[0, b'a', b'b']), record(0x000A, &[])].concat();
        let mut records = RecordsFrom::new(&stream, 0);
        assert_eq!(long(&[4, 0, WIDE, b'H', 0], &mut records).unwrap(), "Hộab");
        assert_eq!(records.next().unwrap().kind, 0x000A, "and no further");
    }

    #[test]
    fn lies_about_lengths_are_refused() {
        let count = |count: u32| [&[0; 4][..], &count.to_le_bytes()].concat();
        assert_eq!(
            shared(&count(u32::MAX), &mut RecordsFrom::new(&[], 0)),
            Err(WorkbookError::TooMuchData(Limit::Texts))
        );
        assert!(shared(&count(3), &mut RecordsFrom::new(&[], 0)).is_err());
        assert!(long(&[9, 0, 0, b'a'], &mut RecordsFrom::new(&[], 0)).is_err());
    }
}
