//! What follows some values when they are filled on: numbers, dates, months, quarters, numbered names (convention 77).

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use domain::value::Value;
use rust_decimal::Decimal;

use super::series_text::Term;

/// The values that follow the known ones. As in Excel, a single number is copied and several go on; dates, months, quarters
/// and numbered names go on; `is_toggled` (Ctrl) turns this round. What is no series is repeated.
#[must_use]
pub fn continued(known: &[Value], count: usize, is_toggled: bool) -> Vec<Value> {
    let Some(series) = Series::of(known) else { return repeated(known, count) };
    if series.goes_on(known.len()) == is_toggled { repeated(known, count) } else { series.values(count) }
}

fn repeated(known: &[Value], count: usize) -> Vec<Value> {
    known.iter().cycle().take(count).cloned().collect()
}

enum Series {
    /// Last number and step; `Trend` for numbers with no constant step.
    Numbers {
        next: Decimal,
        step: Decimal,
    },
    Days {
        last: NaiveDate,
        step: i64,
    },
    Months {
        last: NaiveDate,
        step: i32,
    },
    Terms {
        last: Term,
        step: i64,
    },
}

impl Series {
    fn of(known: &[Value]) -> Option<Self> {
        match known.first()? {
            Value::Number(_) => numbers(known),
            Value::Date(_) => dates(known),
            Value::Text(_) => terms(known),
            Value::Blank | Value::NotApplicable | Value::Bool(_) => None,
        }
    }

    /// Whether people expect it to go on without being asked.
    fn goes_on(&self, known: usize) -> bool {
        !matches!(self, Self::Numbers { .. }) || known > 1
    }

    fn values(&self, count: usize) -> Vec<Value> {
        (0..count).map(|ix| self.value(ix).unwrap_or_default()).collect()
    }

    /// The value with this number, from 0, after the known ones.
    fn value(&self, ix: usize) -> Option<Value> {
        let number = i64::try_from(ix).ok()? + 1;
        match self {
            Self::Numbers { next, step } => {
                let steps = step.checked_mul(Decimal::from(ix))?;
                Some(Value::Number(next.checked_add(steps)?.normalize()))
            }
            Self::Days { last, step } => {
                Some(Value::Date(last.checked_add_signed(TimeDelta::try_days(step * number)?)?))
            }
            Self::Months { last, step } => {
                let months = i64::from(*step) * number;
                let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
                Some(Value::Date(if months < 0 { last.checked_sub_months(by) } else { last.checked_add_months(by) }?))
            }
            Self::Terms { last, step } => Some(Value::Text(last.moved(step * number))),
        }
    }
}

/// The one step between neighbours, when there is one.
fn step_of<T: Copy, D: PartialEq + Copy>(values: &[T], difference: impl Fn(T, T) -> Option<D>) -> Option<D> {
    let mut steps = values.windows(2).map(|pair| difference(pair[0], pair[1]));
    let first = steps.next()??;
    steps.all(|step| step == Some(first)).then_some(first)
}

fn numbers(known: &[Value]) -> Option<Series> {
    let numbers: Vec<Decimal> = known.iter().map(Value::as_number).collect::<Option<_>>()?;
    let last = *numbers.last()?;
    let step = match numbers.len() {
        1 => Some(Decimal::ONE),
        _ => step_of(&numbers, |a, b| b.checked_sub(a)),
    };
    match step {
        Some(step) => Some(Series::Numbers { next: last.checked_add(step)?, step }),
        None => trend(&numbers),
    }
}

/// Decimals of a trend.
const TREND_SCALE: u32 = 6;

/// Numbers without a constant step go on along the straight line that lies nearest to them.
fn trend(numbers: &[Decimal]) -> Option<Series> {
    let count = Decimal::from(numbers.len());
    let mean = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?.checked_div(count)?;
    let middle = (count - Decimal::ONE) / Decimal::TWO;
    let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
    for (ix, number) in numbers.iter().enumerate() {
        let aside = Decimal::from(ix) - middle;
        above = above.checked_add(aside.checked_mul(number.checked_sub(mean)?)?)?;
        below += aside * aside;
    }
    let step = above.checked_div(below)?;
    let next = mean.checked_add(step.checked_mul(count - middle)?)?;
    Some(Series::Numbers { next: next.round_dp(TREND_SCALE), step: step.round_dp(TREND_SCALE) })
}

fn dates(known: &[Value]) -> Option<Series> {
    let date = |value: &Value| match value {
        Value::Date(date) => Some(*date),
        _ => None,
    };
    let dates: Vec<NaiveDate> = known.iter().map(date).collect::<Option<_>>()?;
    let last = *dates.last()?;
    if dates.len() == 1 {
        return Some(Series::Days { last, step: 1 });
    }
    let months = |a: NaiveDate, b: NaiveDate| {
        let months = (b.year() - a.year()) * 12 + b.month() as i32 - a.month() as i32;
        (a.day() == b.day() && months != 0).then_some(months)
    };
    match step_of(&dates, months) {
        Some(step) => Some(Series::Months { last, step }),
        None => step_of(&dates, |a, b| Some((b - a).num_days())).map(|step| Series::Days { last, step }),
    }
}

fn terms(known: &[Value]) -> Option<Series> {
    let term = |value: &Value| match value {
        Value::Text(text) => Term::read(text),
        _ => None,
    };
    let terms: Vec<Term> = known.iter().map(term).collect::<Option<_>>()?;
    let last = terms.last()?.clone();
    if !terms.iter().all(|term| term.is_kin(&last)) {
        return None;
    }
    let places: Vec<i64> = terms.iter().map(Term::place).collect();
    let step = if places.len() == 1 { Some(1) } else { step_of(&places, |a, b| Some(b - a)) };
    step.map(|step| Series::Terms { last, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        if let Ok(number) = text.parse() {
            return Value::Number(number);
        }
        text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Date)
    }

    fn filled(known: &str, is_toggled: bool) -> String {
        let known: Vec<Value> = known.split('|').map(value).collect();
        let text = |value: &Value| match value {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        continued(&known, 3, is_toggled).iter().map(text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn series_go_on_and_the_rest_is_repeated() {
        for (known, expected, toggled) in [
            ("1", "1|1|1", "2|3|4"),
            ("1|2", "3|4|5", "1|2|1"),
            ("3|1", "-1|-3|-5", "3|1|3"),
            ("0.1|0.3", "0.5|0.7|0.9", "0.1|0.3|0.1"),
            ("1|2|4", "5.333333|6.833333|8.333333", "1|2|4"),
            ("2026-01-30", "2026-01-31|2026-02-01|2026-02-02", "2026-01-30|2026-01-30|2026-01-30"),
            ("2026-01-01|2026-01-08", "2026-01-15|2026-01-22|2026-01-29", "2026-01-01|2026-01-08|2026-01-01"),
            ("2026-11-30|2026-12-30", "2027-01-30|2027-02-28|2027-03-30", "2026-11-30|2026-12-30|2026-11-30"),
            ("Quý I", "Quý II|Quý III|Quý IV", "Quý I|Quý I|Quý I"),
            (
                "Quý III/2026|Quý IV/2026",
                "Quý I/2027|Quý II/2027|Quý III/2027",
                "Quý III/2026|Quý IV/2026|Quý III/2026",
            ),
            ("Tháng 11", "Tháng 12|Tháng 1|Tháng 2", "Tháng 11|Tháng 11|Tháng 11"),
            ("Nhiệm vụ 1|Nhiệm vụ 3", "Nhiệm vụ 5|Nhiệm vụ 7|Nhiệm vụ 9", "Nhiệm vụ 1|Nhiệm vụ 3|Nhiệm vụ 1"),
            ("a", "a|a|a", "a|a|a"),
            ("a|1", "a|1|a", "a|1|a"),
            ("Tháng 1|Quý 2", "Tháng 1|Quý 2|Tháng 1", "Tháng 1|Quý 2|Tháng 1"),
        ] {
            assert_eq!(filled(known, false), expected, "{known}");
            assert_eq!(filled(known, true), toggled, "{known} with Ctrl");
        }
    }
}
