//! Count, sum, average, least and greatest of a selection, exactly (convention 17).

use domain::language::Language;
use domain::number::format_vi;
use domain::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};

/// What the status line tells of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Cells that hold something.
    pub filled: usize,
    /// Those that hold numbers.
    pub numbers: usize,
    /// Their sum; `None` when it is too large to be told exactly.
    pub sum: Option<Decimal>,
    /// The least of them.
    pub least: Decimal,
    /// The greatest of them.
    pub greatest: Decimal,
}

/// Decimals of an average.
const AVERAGE_SCALE: u32 = 4;

impl Summary {
    /// The summary of some cells; `None` without a number among them.
    #[must_use]
    pub fn of(values: impl Iterator<Item = Value>) -> Option<Self> {
        let (mut filled, mut summary) = (0, None::<Self>);
        for value in values {
            filled += usize::from(!value.is_blank());
            let Value::Number(number) = value else { continue };
            summary = Some(match summary {
                None => Self { filled, numbers: 1, sum: Some(number), least: number, greatest: number },
                Some(so_far) => so_far.with(number),
            });
        }
        summary.map(|summary| Self { filled, ..summary })
    }

    fn with(self, number: Decimal) -> Self {
        Self {
            numbers: self.numbers + 1,
            sum: self.sum.and_then(|sum| sum.checked_add(number)),
            least: self.least.min(number),
            greatest: self.greatest.max(number),
            ..self
        }
    }

    /// The mean, rounded half away from zero to four decimals.
    #[must_use]
    pub fn average(&self) -> Option<Decimal> {
        let average = self.sum?.checked_div(Decimal::from(self.numbers))?;
        Some(average.round_dp_with_strategy(AVERAGE_SCALE, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The status line.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let number = |number: Decimal| format_vi(number.normalize(), None);
        let known = |value: Option<Decimal>| value.map_or_else(|| "…".to_owned(), number);
        let (sum, average) = (known(self.sum), known(self.average()));
        let (least, greatest) = (number(self.least), number(self.greatest));
        match language {
            Language::Vi => format!(
                "Số ô: {} · Tổng: {sum} · Trung bình: {average} · Nhỏ nhất: {least} · Lớn nhất: {greatest}",
                self.filled
            ),
            Language::En => format!(
                "Count: {} · Sum: {sum} · Average: {average} · Least: {least} · Greatest: {greatest}",
                self.filled
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(texts: &[&str]) -> Vec<Value> {
        texts.iter().map(|text| text.parse().map_or_else(|_| Value::Text((*text).to_owned()), Value::Number)).collect()
    }

    #[test]
    fn sums_are_exact() {
        let summary = Summary::of(numbers(&["0.1", "0.2", "x", "-5"]).into_iter().chain([Value::Blank])).unwrap();
        assert_eq!((summary.filled, summary.numbers), (4, 3));
        assert_eq!(
            summary.text(Language::Vi),
            "Số ô: 4 · Tổng: -4,7 · Trung bình: -1,5667 · Nhỏ nhất: -5 · Lớn nhất: 0,2"
        );
    }

    #[test]
    fn nothing_is_said_without_numbers_and_nothing_wrong_of_too_large_ones() {
        assert_eq!(Summary::of(numbers(&["x"]).into_iter()), None);
        let most = vec![Value::Number(Decimal::MAX); 2];
        let summary = Summary::of(most.into_iter()).unwrap();
        assert_eq!(summary.sum, None);
        assert!(summary.text(Language::En).contains("Sum: …"));
    }
}
