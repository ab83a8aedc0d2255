//! A fixed workload: measured by the benchmark, and run on every platform to prove that all compute alike.
//!
//! N rows of 14 figures, three of them sums, one a rounded ratio, a TOTAL row and 20 rules a row (docs/performance.md).
//! Everything follows from a seed; nothing is random.

use std::fmt::Write as _;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::calendar::{Calendar, ics, year};
use crate::content::{Content, ContentRow, RowKey};
use crate::deadline::{HOLIDAY_YEARS, HolidayCalendar, public_holidays};
use crate::language::Language;
use crate::outlier::outliers;
use crate::regime::{Regime, UnitLevel};
use crate::sheet::{CompiledForm, References, Sheet};
use crate::template::{ColumnNumber, Fault, FormTemplate};
use crate::value::Value;

/// The form of the workload.
const FORM: &str = include_str!("selftest.json");
/// The regime of the workload: every rule of deadlines.
const REGIME: &str = include_str!("selftest_regime.json");
/// What [`digest`] must give everywhere.
pub const DIGEST: &str = "5636903307776444";
/// The columns that are entered.
pub const INPUTS: [u16; 10] = [2, 3, 4, 6, 7, 9, 10, 11, 13, 14];

/// Numbers that look random and are always the same.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// A sequence from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit.max(1)
    }

    /// The next figure for a column: whole, or with two decimals in the columns that take them.
    pub fn figure(&mut self, column: u16) -> Decimal {
        let number = i64::try_from(self.below(100_000)).unwrap_or_default();
        Decimal::new(number, if column >= 13 { 2 } else { 0 })
    }
}

/// The form, compiled.
///
/// # Errors
/// The faults of the form; it has none.
pub fn form() -> Result<Arc<CompiledForm>, Vec<Fault>> {
    let template: FormTemplate = crate::template::from_json(FORM)?;
    CompiledForm::compile(template).map(Arc::new)
}

/// Content of that many rows.
#[must_use]
pub fn content(rows: usize) -> Content {
    let mut numbers = Numbers::new(20_260_101);
    let rows = (0..rows).map(|ix| {
        let mut row = ContentRow::new(format!("r{ix}"));
        row.label = Some(format!("Chỉ tiêu số {ix}"));
        for column in INPUTS {
            row.cells.insert(ColumnNumber(column), Value::Number(numbers.figure(column)));
        }
        row
    });
    Content { rows: rows.collect() }
}

/// The workload of that many rows, open.
///
/// # Errors
/// The faults of the form; it has none.
pub fn sheet(rows: usize) -> Result<Sheet, Vec<Fault>> {
    Ok(Sheet::open(form()?, &content(rows), References::default()))
}

/// One edit of a figure somewhere. Gives how many cells changed.
pub fn edit(sheet: &mut Sheet, numbers: &mut Numbers) -> usize {
    let row = numbers.below(sheet.added_rows().len() as u64) as usize;
    let column = INPUTS[numbers.below(INPUTS.len() as u64) as usize];
    let figure = numbers.figure(column);
    sheet.set(row, ColumnNumber(column), Value::Number(figure)).map_or(0, |changed| changed.len())
}

/// Any edit: figures, blanks, texts, huge numbers, rows more and less.
pub fn disturb(sheet: &mut Sheet, numbers: &mut Numbers) {
    let rows = sheet.added_rows();
    let row = numbers.below(rows.len() as u64) as usize + rows.start;
    let column = ColumnNumber(INPUTS[numbers.below(INPUTS.len() as u64) as usize]);
    // Refused edits change nothing, which is part of what the digest proves.
    let _ = match numbers.below(12) {
        0 => sheet.set(row, column, Value::Blank).is_ok(),
        1 => sheet.set(row, column, Value::NotApplicable).is_ok(),
        2 => sheet.set(row, column, Value::from("không rõ")).is_ok(),
        3 => {
            let mantissa = i128::from(numbers.below(u64::MAX)) * i128::from(numbers.below(1 << 30));
            let huge = Decimal::try_from_i128_with_scale(mantissa, numbers.below(29) as u32).unwrap_or_default();
            sheet.set(row, column, Value::Number(huge)).is_ok()
        }
        4 if !rows.is_empty() => sheet.remove_row(row).is_ok(),
        5 | 6 => {
            let mut added = ContentRow::new(format!("n{}", numbers.below(1 << 40)));
            added.label = Some("Hàng thêm".to_owned());
            let figure = Value::Number(numbers.figure(column.0));
            added.cells.insert(column, figure);
            sheet.insert_row(numbers.below(rows.len() as u64 + 1) as usize, added).is_ok()
        }
        _ => edit(sheet, numbers) > 0,
    };
}

/// What a long sequence of edits leads to, as a short text: the same on every platform.
#[must_use]
pub fn digest() -> String {
    let Ok(mut sheet) = sheet(60) else { return "the form has faults".to_owned() };
    let mut numbers = Numbers::new(7);
    let (mut hash, mut former) = (Hash::default(), Vec::new());
    for round in 0..2_000 {
        disturb(&mut sheet, &mut numbers);
        if round % 100 == 0 {
            hash.sheet(&sheet);
        }
        if round % 250 == 0 {
            former.push(sheet.clone());
        }
    }
    hash.sheet(&sheet);
    for outlier in outliers(&sheet, &former) {
        let _ = hash.write_str(&outlier.message(Language::Vi));
    }
    if hash.years().is_none() {
        return "the regime has faults".to_owned();
    }
    format!("{:016x}", hash.0)
}

/// FNV-1a of the values and findings of a sheet.
#[derive(Debug)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl std::fmt::Write for Hash {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

impl Hash {
    /// Every deadline of 21 years, with the holidays, as calendar files.
    fn years(&mut self) -> Option<()> {
        let regime: Regime = serde_json::from_str(REGIME).ok()?;
        let holidays = HolidayCalendar::of_years(HOLIDAY_YEARS.map(public_holidays));
        for (level, number) in [UnitLevel::Commune, UnitLevel::Province]
            .iter()
            .flat_map(|level| HOLIDAY_YEARS.map(move |year| (*level, year)))
        {
            let entries = year(&regime, level, number, &holidays).ok()?;
            let whose = level.label(Language::Vi);
            let stamp = entries.first()?.schedule.opens;
            let calendar =
                Calendar { regime: &regime, whose: level.as_str(), whose_name: whose, stamp, language: Language::Vi };
            self.write_str(&ics(&calendar, &entries)).ok()?;
        }
        Some(())
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let columns: Vec<ColumnNumber> = sheet.form().columns().iter().map(|column| column.number).collect();
        let mut text = String::new();
        for row in 0..sheet.row_count() {
            let RowKey(key) = &sheet.row(row).key;
            text.push_str(key);
            for column in &columns {
                let _ = write!(text, "|{:?}", sheet.value(row, *column));
            }
        }
        for (vi, en) in sheet.each_finding(Language::Vi).zip(sheet.each_finding(Language::En)) {
            text.extend([vi.code.as_str(), &vi.message, &en.message]);
            text.extend(sheet.grounds(&vi));
        }
        let _ = write!(text, "{:?}", sheet.filling());
        let _ = self.write_str(&text);
    }
}

#[cfg(test)]
mod tests {
    /// Computed once; a change means that some figure or finding has changed for everybody.
    #[test]
    fn every_platform_computes_alike() {
        assert_eq!(super::digest(), super::DIGEST);
    }
}
