//! How far a figure is from the same one before.

use rust_decimal::{Decimal, RoundingStrategy};

/// A difference, absolute and in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Now less before.
    pub absolute: Decimal,
    /// The same in percent of the former figure, to one decimal; none where there was zero.
    pub percent: Option<Decimal>,
}

impl Change {
    /// From a figure to another; none where decimals do not reach.
    #[must_use]
    pub fn between(before: Decimal, now: Decimal) -> Option<Self> {
        let absolute = now.checked_sub(before)?.normalize();
        Some(Self { absolute, percent: percent(absolute, before) })
    }
}

fn percent(absolute: Decimal, before: Decimal) -> Option<Decimal> {
    if before.is_zero() {
        return None;
    }
    let exact = absolute.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.abs())?;
    Some(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_exact_and_percentages_rounded_once() {
        for (before, now, absolute, percent) in [
            ("70", "75", "5", Some("7.1")),
            ("75", "70", "-5", Some("-6.7")),
            ("0.1", "0.3", "0.2", Some("200")),
            ("-4", "2", "6", Some("150")),
            ("8", "8.018", "0.018", Some("0.2")),
            ("400", "401", "1", Some("0.3")),
            ("0", "3", "3", None),
            ("3", "3", "0", Some("0")),
        ] {
            let decimal = |text: &str| text.parse::<Decimal>().unwrap();
            let change = Change::between(decimal(before), decimal(now)).unwrap();
            assert_eq!(change.absolute, decimal(absolute), "{before} {now}");
            assert_eq!(change.percent, percent.map(decimal), "{before} {now}");
        }
        assert_eq!(Change::between(Decimal::MIN, Decimal::MAX), None);
        let vast = Change::between(Decimal::ONE, Decimal::MAX - Decimal::ONE);
        assert_eq!(vast.map(|change| change.percent), Some(None), "the percentage is out of reach");
    }
}
