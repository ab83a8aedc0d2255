//! What follows some values when they are filled on: numbers, dates, months, quarters, numbered names (convention 77).

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use domain::value::Value;
use rust_decimal::Decimal;

use super::series_dates::{Style, Written};
use super::series_text::Term;
use super::series_years::{Period, lined_up};

/// The values that follow the known ones, from the farthest to the nearest. As in Excel, a single number is copied and
/// several go on; dates, months, quarters and numbered names go on; `is_toggled` (Ctrl) turns this round. What is no series
/// is repeated. Upwards and to the left a single value goes `is_back`. Days without a year are of the period's time.
#[must_use]
pub fn continued(known: &[Value], count: usize, is_toggled: bool, is_back: bool, period: Period) -> Vec<Value> {
    let Some(series) = Series::of(known, if is_back { -1 } else { 1 }, period) else { return repeated(known, count) };
    if series.goes_on(known.len()) == is_toggled { repeated(known, count) } else { series.values(count) }
}

/// The known values again and again.
#[must_use]
pub fn repeated(known: &[Value], count: usize) -> Vec<Value> {
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
        style: Option<Style>,
    },
    /// From month to month; `at_end` where the known ones are the last days of theirs.
    Months {
        last: NaiveDate,
        step: i32,
        at_end: bool,
        style: Option<Style>,
    },
    Terms {
        last: Term,
        step: i64,
    },
}

impl Series {
    /// The series; `alone` is the step of a single value.
    fn of(known: &[Value], alone: i8, period: Period) -> Option<Self> {
        match known.first()? {
            Value::Number(_) => numbers(known, alone),
            Value::Date(_) => dates(known, alone),
            Value::Text(_) => written(known, alone, period).or_else(|| terms(known, alone)),
            Value::Blank | Value::NotApplicable | Value::Bool(_) => None,
        }
    }

    /// Whether people expect it to go on without being asked.
    fn goes_on(&self, known: usize) -> bool {
        match self {
            Self::Numbers { .. } => known > 1,
            Self::Terms { last, .. } => known > 1 || !last.is_bare(),
            Self::Days { .. } | Self::Months { .. } => true,
        }
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
            Self::Days { last, step, style } => {
                Some(dated(last.checked_add_signed(TimeDelta::try_days(step * number)?)?, *style))
            }
            Self::Months { last, step, at_end, style } => {
                let months = i64::from(*step) * number;
                let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
                let date = if months < 0 { last.checked_sub_months(by) } else { last.checked_add_months(by) }?;
                Some(dated(if *at_end { end_of_month(date)? } else { date }, *style))
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

/// A date as a value of its own, or written in a text.
fn dated(date: NaiveDate, style: Option<Style>) -> Value {
    style.map_or(Value::Date(date), |style| Value::Text(style.write(date)))
}

fn end_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

fn numbers(known: &[Value], alone: i8) -> Option<Series> {
    let numbers: Vec<Decimal> = known.iter().map(Value::as_number).collect::<Option<_>>()?;
    let last = *numbers.last()?;
    let step = match numbers.len() {
        1 => Some(Decimal::from(alone)),
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

fn dates(known: &[Value], alone: i8) -> Option<Series> {
    let date = |value: &Value| match value {
        Value::Date(date) => Some(*date),
        _ => None,
    };
    let dates: Vec<NaiveDate> = known.iter().map(date).collect::<Option<_>>()?;
    days_or_months(&dates, alone, None)
}

/// Dates that are written in texts.
fn written(known: &[Value], alone: i8, period: Period) -> Option<Series> {
    let date = |value: &Value| match value {
        Value::Text(text) => Written::read(text.trim(), period),
        _ => None,
    };
    let written: Vec<Written> = known.iter().map(date).collect::<Option<_>>()?;
    let style = written.iter().map(|one| Some(one.style)).reduce(|all, one| all?.with(one?))??;
    let dates: Vec<NaiveDate> = written.iter().map(|one| one.date).collect();
    if style.is_without_year() {
        return lined_up(&dates).iter().find_map(|dates| days_or_months(dates, alone, Some(style)));
    }
    days_or_months(&dates, alone, Some(style))
}

fn days_or_months(dates: &[NaiveDate], alone: i8, style: Option<Style>) -> Option<Series> {
    let last = *dates.last()?;
    let is_of_months = style.is_some_and(Style::is_of_months);
    if dates.len() == 1 {
        return Some(match is_of_months {
            true => Series::Months { last, step: alone.into(), at_end: false, style },
            false => Series::Days { last, step: alone.into(), style },
        });
    }
    let apart = |a: NaiveDate, b: NaiveDate| (b.year() - a.year()) * 12 + b.month() as i32 - a.month() as i32;
    let at_end = dates.iter().all(|date| end_of_month(*date) == Some(*date));
    let months =
        |a: NaiveDate, b: NaiveDate| Some(apart(a, b)).filter(|months| *months != 0 && (at_end || a.day() == b.day()));
    match step_of(dates, months) {
        Some(step) => Some(Series::Months { last, step, at_end, style }),
        None if is_of_months => None,
        None => step_of(dates, |a, b| Some((b - a).num_days())).map(|step| Series::Days { last, step, style }),
    }
}

fn terms(known: &[Value], alone: i8) -> Option<Series> {
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
    let step = if places.len() == 1 { Some(alone.into()) } else { step_of(&places, |a, b| Some(b - a)) };
    step.map(|step| Series::Terms { last, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        if let Some(text) = text.strip_prefix('\'') {
            return Value::Text(text.to_owned());
        }
        if let Ok(number) = text.parse() {
            return Value::Number(number);
        }
        text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Date)
    }

    fn filled(known: &str, is_toggled: bool, is_back: bool) -> String {
        let known: Vec<Value> = known.split('|').map(value).collect();
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let period = Period { from: day(1, 1), to: day(12, 31) };
        let text = |value: &Value| match value {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        continued(&known, 3, is_toggled, is_back, period).iter().map(text).collect::<Vec<_>>().join("|")
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
            assert_eq!(filled(known, false, false), expected, "{known}");
            assert_eq!(filled(known, true, false), toggled, "{known} with Ctrl");
        }
    }

    #[test]
    fn a_single_value_goes_back_upwards_and_to_the_left() {
        for (known, expected, toggled) in [
            ("5", "5|5|5", "4|3|2"),
            ("4|3", "2|1|0", "4|3|4"),
            ("2026-01-01", "2025-12-31|2025-12-30|2025-12-29", "2026-01-01|2026-01-01|2026-01-01"),
            ("Quý II", "Quý I|Quý IV|Quý III", "Quý II|Quý II|Quý II"),
            ("'31/12/2026", "30/12/2026|29/12/2026|28/12/2026", "31/12/2026|31/12/2026|31/12/2026"),
            ("Nhiệm vụ 7", "Nhiệm vụ 6|Nhiệm vụ 5|Nhiệm vụ 4", "Nhiệm vụ 7|Nhiệm vụ 7|Nhiệm vụ 7"),
            ("Việc 2|Việc 1", "Việc 0|Việc 1|Việc 2", "Việc 2|Việc 1|Việc 2"),
        ] {
            assert_eq!(filled(known, false, true), expected, "{known}");
            assert_eq!(filled(known, true, true), toggled, "{known} with Ctrl");
        }
    }

    #[test]
    fn written_dates_go_on_as_dates() {
        for (known, expected) in [
            ("'31/12/2026", "01/01/2027|02/01/2027|03/01/2027"),
            ("'1/2/2026", "2/2/2026|3/2/2026|4/2/2026"),
            ("'31/12", "01/01|02/01|03/01"),
            ("'1/12", "2/12|3/12|4/12"),
            ("'2026-01-31", "2026-02-01|2026-02-02|2026-02-03"),
            ("'12/2026", "01/2027|02/2027|03/2027"),
            ("'15/01/2026|'15/02/2026", "15/03/2026|15/04/2026|15/05/2026"),
            ("'31/01|'28/02", "31/03|30/04|31/05"),
            ("'31/01/2026|'28/02/2026", "31/03/2026|30/04/2026|31/05/2026"),
            ("'01/01/2026|'08/01/2026", "15/01/2026|22/01/2026|29/01/2026"),
            ("'9/1/2026|'10/1/2026", "11/1/2026|12/1/2026|13/1/2026"),
            ("'01/2026|'04/2026", "07/2026|10/2026|01/2027"),
            ("'31/02/2026", "31/02/2026|31/02/2026|31/02/2026"),
            ("'01/01/2026|'02-01-2026", "01/01/2026|02-01-2026|01/01/2026"),
            ("'1|'2", "3|4|5"),
            ("'1", "1|1|1"),
            ("'001", "002|003|004"),
        ] {
            assert_eq!(filled(known, false, false), expected, "{known}");
        }
    }
}
