//! Signed integers of 256 bits, counting units of 10⁻²⁸: just enough for exact sums.

use rust_decimal::Decimal;

/// Two's complement, least significant limb first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wide([u64; 4]);

/// Most decimals of a `Decimal`.
const MAX_SCALE: u32 = 28;

impl Wide {
    /// The number in units of 10⁻²⁸.
    pub(super) fn of(number: Decimal) -> Self {
        Self::of_scaled(number.mantissa(), number.scale())
    }

    /// `mantissa × 10^-scale` in units of 10⁻²⁸; the scale is at most 28.
    pub(super) fn of_scaled(mantissa: i128, scale: u32) -> Self {
        let power = 10u128.pow(MAX_SCALE.saturating_sub(scale));
        let product = multiply(mantissa.unsigned_abs(), power);
        if mantissa < 0 { product.negative() } else { product }
    }

    /// The sum, modulo 2²⁵⁶.
    pub(super) fn plus(self, other: Self) -> Self {
        let mut carry = false;
        let mut limbs = [0; 4];
        for (ix, limb) in limbs.iter_mut().enumerate() {
            let (partial, first) = self.0[ix].overflowing_add(other.0[ix]);
            let (total, second) = partial.overflowing_add(u64::from(carry));
            (*limb, carry) = (total, first || second);
        }
        Self(limbs)
    }

    /// The number with the other sign.
    pub(super) fn negative(self) -> Self {
        Self(self.0.map(|limb| !limb)).plus(Self([1, 0, 0, 0]))
    }

    fn is_negative(self) -> bool {
        self.0[3] >> 63 == 1
    }

    /// The decimal, rounded half to even where it has more than 96 bits; nothing when it is too large.
    pub(super) fn decimal(self) -> Option<Decimal> {
        let negative = self.is_negative();
        let mut rest = if negative { self.negative() } else { self };
        let mut scale = MAX_SCALE;
        let (mut last, mut sticky) = (0, false);
        while !rest.fits() {
            scale = scale.checked_sub(1)?;
            sticky |= last != 0;
            (rest, last) = rest.by_ten();
        }
        let odd = rest.0[0] & 1 == 1;
        if last > 5 || last == 5 && (sticky || odd) {
            rest = rest.plus(Self([1, 0, 0, 0]));
            if !rest.fits() {
                scale = scale.checked_sub(1)?;
                (rest, _) = rest.by_ten();
            }
        }
        let mantissa = (i128::from(rest.0[1]) << 64) | i128::from(rest.0[0]);
        let signed = if negative { -mantissa } else { mantissa };
        Decimal::try_from_i128_with_scale(signed, scale).ok().map(|number| number.normalize())
    }

    /// Whether the size needs no more than 96 bits.
    fn fits(self) -> bool {
        self.0[3] == 0 && self.0[2] == 0 && self.0[1] >> 32 == 0
    }

    /// A tenth of it, and what is left over.
    fn by_ten(self) -> (Self, u64) {
        let mut limbs = [0; 4];
        let mut left = 0u128;
        for ix in (0..4).rev() {
            let part = (left << 64) | u128::from(self.0[ix]);
            limbs[ix] = low(part / 10);
            left = part % 10;
        }
        (Self(limbs), low(left))
    }
}

fn multiply(left: u128, right: u128) -> Wide {
    let (left, right) = ([low(left), low(left >> 64)], [low(right), low(right >> 64)]);
    let mut limbs = [0u64; 4];
    for (i, a) in left.into_iter().enumerate() {
        let mut carry = 0u128;
        for (j, b) in right.into_iter().enumerate() {
            let part = u128::from(a) * u128::from(b) + u128::from(limbs[i + j]) + carry;
            limbs[i + j] = low(part);
            carry = part >> 64;
        }
        limbs[i + 2] = low(carry);
    }
    Wide(limbs)
}

/// The low 64 bits.
fn low(number: u128) -> u64 {
    (number & u128::from(u64::MAX)) as u64
}
