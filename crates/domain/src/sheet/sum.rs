//! Sums that follow edits exactly: what was added can be taken away again, in any order, without a trace.
//!
//! `Decimal` itself rounds at 28 digits, so that `a + b - a` need not be `b`. A [`Sum`] never rounds while it
//! collects: ordinary figures are held as an integer of millionths, everything else in 256 bits at 28 decimals,
//! which holds more than 10¹⁹ of the largest decimals. Only reading the sum rounds, and only when it must.

use rust_decimal::Decimal;

use super::cell::{Cell, CellError};
use super::wide::Wide;

/// Decimals of the narrow part.
const NARROW_SCALE: u32 = 6;
/// Largest amount of the narrow part: 2¹⁰⁰ leaves room for 2²⁷ of them.
const NARROW_LIMIT: i128 = 1 << 100;
const POWERS: [i128; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// The sum of the cells of a column, with what is needed to know whether it is blank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum {
    narrow: i128,
    wide: Option<Box<WidePart>>,
    /// Cells with something readable in them.
    filled: u32,
    numbers: u32,
    errors: u32,
}

#[derive(Debug, Clone, Default)]
struct WidePart {
    sum: Wide,
    count: u32,
}

impl Sum {
    /// Counts a cell in.
    pub(crate) fn add(&mut self, cell: Cell) {
        match cell {
            Cell::Number(number) => {
                self.numbers += 1;
                self.filled += 1;
                self.shift(number, false);
            }
            Cell::Text(_) | Cell::Date(_) | Cell::Bool(_) => self.filled += 1,
            Cell::Error(_) => self.errors += 1,
            Cell::Blank | Cell::Missing | Cell::NotApplicable | Cell::Shadow(_) => {}
        }
    }

    /// Takes out a cell that was counted in.
    pub(crate) fn remove(&mut self, cell: Cell) {
        match cell {
            Cell::Number(number) => {
                self.numbers -= 1;
                self.filled -= 1;
                self.shift(number, true);
            }
            Cell::Text(_) | Cell::Date(_) | Cell::Bool(_) => self.filled -= 1,
            Cell::Error(_) => self.errors -= 1,
            Cell::Blank | Cell::Missing | Cell::NotApplicable | Cell::Shadow(_) => {}
        }
    }

    fn shift(&mut self, number: Decimal, out: bool) {
        if let Some(millionths) = narrow(number) {
            self.narrow += if out { -millionths } else { millionths };
            return;
        }
        let part = self.wide.get_or_insert_default();
        let amount = Wide::of(number);
        part.sum = part.sum.plus(if out { amount.negative() } else { amount });
        part.count = if out { part.count - 1 } else { part.count + 1 };
        if part.count == 0 {
            self.wide = None;
        }
    }

    /// The sum as a cell: blank without numbers, an error when some cell is one.
    pub(crate) fn total(&self) -> Cell {
        if self.errors > 0 {
            return Cell::Error(CellError::Unreadable);
        }
        if self.numbers == 0 {
            return Cell::Blank;
        }
        let total = match &self.wide {
            None => narrow_total(self.narrow),
            Some(part) => part.sum.plus(Wide::of_scaled(self.narrow, NARROW_SCALE)).decimal(),
        };
        total.map_or(Cell::Error(CellError::Overflow), Cell::Number)
    }

    /// How many cells are filled in.
    pub(crate) fn filled(&self) -> Cell {
        Cell::Number(self.filled.into())
    }
}

/// The number in millionths, when it is one of the ordinary figures.
fn narrow(number: Decimal) -> Option<i128> {
    let factor = POWERS.get(number.scale() as usize)?;
    let millionths = number.mantissa().checked_mul(*factor)?;
    (millionths.abs() < NARROW_LIMIT).then_some(millionths)
}

fn narrow_total(millionths: i128) -> Option<Decimal> {
    if let Ok(small) = i64::try_from(millionths) {
        let whole = small / 1_000_000;
        return Some(if whole * 1_000_000 == small { Decimal::from(whole) } else { Decimal::new(small, NARROW_SCALE) });
    }
    match Decimal::try_from_i128_with_scale(millionths, NARROW_SCALE) {
        Ok(total) => Some(total.normalize()),
        Err(_) => Wide::of_scaled(millionths, NARROW_SCALE).decimal(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn sum(numbers: &[Decimal]) -> Sum {
        let mut sum = Sum::default();
        numbers.iter().for_each(|number| sum.add(Cell::Number(*number)));
        sum
    }

    #[test]
    fn adds_exactly() {
        for (numbers, total) in [
            (&["0.1", "0.2"][..], "0.3"),
            (&["999999999999999.99", "0.01"], "1000000000000000"),
            (&["0.0000000000000000000000000001", "-0.0000000000000000000000000001"], "0"),
            (&["70000000000000000000000000000", "0.1", "-70000000000000000000000000000"], "0.1"),
            (&["-12.5", "2"], "-10.5"),
            (&["79228162514264337593543950335", "-1"], "79228162514264337593543950334"),
        ] {
            let numbers: Vec<_> = numbers.iter().map(|text| decimal(text)).collect();
            assert_eq!(sum(&numbers).total(), Cell::Number(decimal(total)), "{numbers:?}");
        }
    }

    #[test]
    fn too_large_is_an_error_and_can_be_taken_back() {
        let mut sum = sum(&[Decimal::MAX, Decimal::ONE]);
        assert_eq!(sum.total(), Cell::Error(CellError::Overflow));
        sum.remove(Cell::Number(Decimal::MAX));
        assert_eq!(sum.total(), Cell::Number(Decimal::ONE));
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (any::<i128>(), 0u32..=28).prop_map(|(mantissa, scale)| {
            Decimal::try_from_i128_with_scale(mantissa % (1 << 95), scale).unwrap_or_default()
        })
    }

    proptest! {
        #[test]
        fn order_and_detours_leave_no_trace(kept in prop::collection::vec(any_decimal(), 0..12), detour in prop::collection::vec(any_decimal(), 0..12)) {
            let mut wandering = Sum::default();
            detour.iter().for_each(|number| wandering.add(Cell::Number(*number)));
            kept.iter().rev().for_each(|number| wandering.add(Cell::Number(*number)));
            detour.iter().for_each(|number| wandering.remove(Cell::Number(*number)));
            prop_assert_eq!(wandering.total(), sum(&kept).total());
        }
    }
}
