//! Exact sums of decimals.
//!
//! Adding decimals of 28 digits pairwise can round silently; the sum is therefore kept as a 128-bit integer at the finest
//! scale met, and turned back once. Its order of addends does not matter, and what does not fit is an overflow, never a
//! rounded figure.

use rust_decimal::Decimal;

/// A running sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Accumulator {
    mantissa: i128,
    scale: u32,
    overflown: bool,
}

impl Accumulator {
    pub(super) fn add(&mut self, number: Decimal) {
        let (mantissa, scale) = (number.mantissa(), number.scale());
        let sum =
            if scale == self.scale { self.mantissa.checked_add(mantissa) } else { self.add_rescaled(mantissa, scale) };
        match sum {
            Some(sum) => self.mantissa = sum,
            None => self.overflown = true,
        }
    }

    fn add_rescaled(&mut self, mantissa: i128, scale: u32) -> Option<i128> {
        let (ours, theirs) = if scale > self.scale {
            (rescaled(self.mantissa, scale - self.scale)?, mantissa)
        } else {
            (self.mantissa, rescaled(mantissa, self.scale - scale)?)
        };
        self.scale = self.scale.max(scale);
        ours.checked_add(theirs)
    }

    /// The sum; none when it has more digits than a decimal holds.
    pub(super) fn total(self) -> Option<Decimal> {
        if self.overflown {
            return None;
        }
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        loop {
            if let Ok(total) = Decimal::try_from_i128_with_scale(mantissa, scale) {
                return Some(total);
            }
            // Digits that are zero may go.
            if scale == 0 || mantissa % 10 != 0 {
                return None;
            }
            mantissa /= 10;
            scale -= 1;
        }
    }
}

fn rescaled(mantissa: i128, digits: u32) -> Option<i128> {
    mantissa.checked_mul(10_i128.checked_pow(digits)?)
}
