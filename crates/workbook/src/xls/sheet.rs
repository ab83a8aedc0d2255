//! The records of one sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::bytes::{Record, RecordsFrom, f64_at, u8_at, u16_at, u32_at};
use super::formats::Shows;
use super::globals::{BOF, EOF, Entry, Globals, check_version};
use super::strings;
use crate::address::{Address, Block};
use crate::error::{Limit, WorkbookError};
use crate::grid::{Budget, GridCell, GridRow, GridSheet, Raw, raw_number};

const ROW: u16 = 0x0208;
const COLUMN: u16 = 0x007D;
const MERGED: u16 = 0x00E5;
const LABEL_SHARED: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MANY_RK: u16 = 0x00BD;
const BOOL_OR_ERROR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;

/// Merged blocks, and hidden stretches of columns.
const MAX_MERGES: usize = 20_000;

/// Reads a sheet.
pub(super) fn read(
    stream: &[u8],
    entry: &Entry,
    globals: &Globals,
    budget: &mut Budget,
) -> Result<GridSheet, WorkbookError> {
    let sheet = GridSheet { is_hidden: entry.is_hidden, ..GridSheet::new(&entry.name) };
    let mut scan = Scan { globals, budget, sheet, cells: BTreeMap::new(), hidden_rows: BTreeSet::new(), formula: None };
    let mut records = RecordsFrom::new(stream, entry.at);
    check_version(records.next()?)?;
    // Charts stand between their own marks.
    let mut depth = 1;
    while depth > 0 {
        let record = records.next()?;
        match record.kind {
            BOF => depth += 1,
            EOF => depth -= 1,
            _ if depth == 1 => scan.record(record, &mut records)?,
            _ => {}
        }
    }
    Ok(scan.finish())
}

struct Scan<'g> {
    globals: &'g Globals,
    budget: &'g mut Budget,
    sheet: GridSheet,
    cells: BTreeMap<Address, GridCell>,
    hidden_rows: BTreeSet<u32>,
    /// A formula whose text comes in a record of its own.
    formula: Option<Address>,
}

impl Scan<'_> {
    /// One record; texts may run on over those that follow.
    fn record<'s>(
        &mut self,
        Record { kind, data }: Record<'s>,
        records: &mut RecordsFrom<'s>,
    ) -> Result<(), WorkbookError> {
        match kind {
            ROW => {
                const HIDDEN: u16 = 0x20;
                if u16_at(data, 12)? & HIDDEN != 0 {
                    self.hidden_rows.insert(u16_at(data, 0)?.into());
                }
                Ok(())
            }
            COLUMN => self.column(data),
            MERGED => self.merged(data),
            LABEL_SHARED => {
                let index = usize::try_from(u32_at(data, 6)?).unwrap_or(usize::MAX);
                let text = self.globals.texts.get(index).ok_or_else(odd)?;
                self.cell(data, false, Raw::Shared(Rc::clone(text)))
            }
            LABEL | RICH_LABEL => {
                let text = strings::long(data.get(6..).unwrap_or_default(), records)?;
                self.cell(data, false, Raw::Text(text.into()))
            }
            NUMBER => self.number(data, f64_at(data, 6)?),
            RK => self.number(data, rk(u32_at(data, 6)?)),
            MANY_RK => self.many(data),
            BOOL_OR_ERROR => {
                let value = u8_at(data, 6)?;
                let raw = if u8_at(data, 7)? == 0 { Raw::Bool(value != 0) } else { error(value) };
                self.cell(data, false, raw)
            }
            FORMULA => self.formula(data),
            STRING => match self.formula.take() {
                Some(at) => {
                    let text = strings::long(data, records)?;
                    self.put(
                        at,
                        GridCell {
                            column: at.column,
                            has_formula: true,
                            is_percent: false,
                            old_font: None,
                            raw: Raw::Text(text.into()),
                        },
                    )
                }
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn column(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        if u16_at(data, 8)? & 1 != 0 {
            if self.sheet.hidden_columns.len() >= MAX_MERGES {
                return Err(WorkbookError::TooMuchData(Limit::Columns));
            }
            self.sheet.hidden_columns.push((u16_at(data, 0)?, u16_at(data, 2)?));
        }
        Ok(())
    }

    /// A cell by the row, column and style at the beginning of its record.
    fn cell(&mut self, data: &[u8], has_formula: bool, raw: Raw) -> Result<(), WorkbookError> {
        let at = Address::new(u16_at(data, 0)?.into(), u16_at(data, 2)?);
        let is_percent = self.globals.shows(u16_at(data, 4)?) == Shows::Percent;
        self.put(at, GridCell { column: at.column, has_formula, is_percent, old_font: None, raw })
    }

    fn put(&mut self, at: Address, cell: GridCell) -> Result<(), WorkbookError> {
        if cell.raw != Raw::Blank || cell.has_formula {
            self.budget.take(at, &cell)?;
            self.cells.insert(at, cell);
        }
        Ok(())
    }

    fn number(&mut self, data: &[u8], number: f64) -> Result<(), WorkbookError> {
        let raw = self.shown(u16_at(data, 4)?, number);
        self.cell(data, false, raw)
    }

    fn shown(&self, style: u16, number: f64) -> Raw {
        match self.globals.shows(style) {
            Shows::Day => Raw::Serial(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, self.globals.is_1904)),
            Shows::Number | Shows::Percent => raw_number(number),
        }
    }

    /// Numbers of neighbouring cells.
    fn many(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().as_chunks::<6>().0;
        for (column, number) in (first..=u16::MAX).zip(numbers) {
            let style = u16_at(number, 0)?;
            let raw = self.shown(style, rk(u32_at(number, 2)?));
            let is_percent = self.globals.shows(style) == Shows::Percent;
            self.put(
                Address::new(row.into(), column),
                GridCell { column, has_formula: false, is_percent, old_font: None, raw },
            )?;
        }
        Ok(())
    }

    /// The last value of a formula: a number, or marked as something else.
    fn formula(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        self.formula = None;
        let raw = if u16_at(data, 12)? != 0xFFFF {
            self.shown(u16_at(data, 4)?, f64_at(data, 6)?)
        } else {
            match u8_at(data, 6)? {
                0 => {
                    self.formula = Some(Address::new(u16_at(data, 0)?.into(), u16_at(data, 2)?));
                    Raw::Blank
                }
                1 => Raw::Bool(u8_at(data, 8)? != 0),
                2 => error(u8_at(data, 8)?),
                // An empty text.
                _ => Raw::Text("".into()),
            }
        };
        self.cell(data, true, raw)
    }

    fn merged(&mut self, data: &[u8]) -> Result<(), WorkbookError> {
        for block in data.get(2..).unwrap_or_default().as_chunks::<8>().0 {
            if self.sheet.merges.len() >= MAX_MERGES {
                return Err(WorkbookError::TooMuchData(Limit::Cells));
            }
            let corner =
                |row, column| Ok::<_, WorkbookError>(Address::new(u16_at(block, row)?.into(), u16_at(block, column)?));
            let block = Block { first: corner(0, 4)?, last: corner(2, 6)? };
            self.sheet.merges.extend(Some(block).filter(Block::runs_forwards));
        }
        Ok(())
    }

    fn finish(self) -> GridSheet {
        let mut rows: Vec<GridRow> = Vec::new();
        for (at, cell) in self.cells {
            match rows.last_mut().filter(|row| row.index == at.row) {
                Some(row) => row.cells.push(cell),
                None => {
                    let is_hidden = self.hidden_rows.contains(&at.row);
                    rows.push(GridRow { index: at.row, is_hidden, cells: vec![cell] });
                }
            }
        }
        GridSheet { rows, ..self.sheet }
    }
}

/// A number packed in four bytes: a whole one or the upper half of a binary fraction, perhaps a hundred times too large.
fn rk(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

fn error(code: u8) -> Raw {
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Raw::Error(name.into())
}

fn odd() -> WorkbookError {
    WorkbookError::damaged("a sheet's records break the format")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_read() {
        for (packed, expected) in [
            (0x004C_4B42 | 2, f64::from(0x004C_4B42 >> 2)),
            ((5 << 2) | 2, 5.0),
            ((1234 << 2) | 3, 12.34),
            (((-7_i32) << 2).cast_unsigned() | 2, -7.0),
            (0x3FF8_0000, 1.5),
            (0x4059_0001, 1.0),
        ] {
            assert!((rk(packed) - expected).abs() < f64::EPSILON, "{packed:x}");
        }
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    }

    /// A sheet of these records.
    fn sheet(records: &[Vec<u8>]) -> Result<GridSheet, WorkbookError> {
        let stream = [record(BOF, &[0, 6, 0x10, 0]), records.concat(), record(EOF, &[])].concat();
        let entry = Entry { name: "S".to_owned(), is_hidden: false, at: 0 };
        read(&stream, &entry, &Globals::default(), &mut Budget::default())
    }

    #[test]
    fn long_texts_of_cells_and_formulas_run_on_over_records() {
        let formula = [&[0, 0, 1, 0, 0, 0][..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 8]].concat();
        let read = sheet(&[
            record(LABEL, &[0, 0, 0, 0, 0, 0, 3, 0, 0, b'a']),
            record(0x003C, &[0, b'b', b'c']),
            record(FORMULA, &formula),
            record(STRING, &[2, 0, 0, b'd']),
            record(0x003C, &[1, 0xD9, 0x1E]),
        ]);
        let texts: Vec<_> = read.unwrap().rows[0].cells.iter().map(|cell| cell.raw.clone()).collect();
        assert_eq!(texts, [Raw::Text("abc".into()), Raw::Text("dộ".into())]);
    }

    #[test]
    fn hidden_columns_without_end_are_refused() {
        let hidden = record(COLUMN, &[1, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        assert_eq!(sheet(&vec![hidden.clone(); 3]).unwrap().hidden_columns, [(1, 2); 3]);
        assert_eq!(sheet(&vec![hidden; MAX_MERGES + 1]).err(), Some(WorkbookError::TooMuchData(Limit::Columns)));
    }
}
