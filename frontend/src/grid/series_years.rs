//! The years of days that are written without one: `31/12` (convention 77). A series of them goes on through the calendar
//! of the report's own time, so that New Year costs no day and 29 February comes where there is one.

use chrono::{Datelike, NaiveDate};

/// The first and last day that figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The date of a day without its year: within the period, or as near to it as can be. None where that year does not
    /// have the day.
    #[must_use]
    pub fn date(self, month: u32, day: u32) -> Option<NaiveDate> {
        // 29 February is looked for beside the 28th: its year is not chosen because of it.
        let near = |year: i32| NaiveDate::from_ymd_opt(year, month, day.min(28));
        let years = (self.from.year() - 1..=self.to.year() + 1).rev();
        let year = years.filter_map(|year| Some((year, self.away(near(year)?)))).min_by_key(|(_, away)| *away)?.0;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// How many days a date is before or after the period.
    fn away(self, date: NaiveDate) -> i64 {
        (self.from - date).num_days().max((date - self.to).num_days()).max(0)
    }
}

/// The dates as a series: each in the year that brings it nearest to the one after it, or else, for what goes on by half
/// years, in the year that puts it before that one. The last stays where it is.
#[must_use]
pub fn lined_up(dates: &[NaiveDate]) -> [Vec<NaiveDate>; 2] {
    [line(dates, i64::abs), line(dates, |days| if days > 0 { days } else { i64::MAX })]
}

/// `far` tells how far a date so many days before the next one is.
fn line(dates: &[NaiveDate], far: impl Fn(i64) -> i64) -> Vec<NaiveDate> {
    let Some((last, rest)) = dates.split_last() else { return Vec::new() };
    let mut lined = vec![*last];
    let mut next = *last;
    for date in rest.iter().rev() {
        let years = (next.year() - 1..=next.year() + 1).filter_map(|year| date.with_year(year));
        next = years.min_by_key(|date| far((next - *date).num_days())).unwrap_or(*date);
        lined.push(next);
    }
    lined.reverse();
    lined
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use domain::value::Value;

    use super::super::series::continued;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(year: i32) -> Period {
        Period { from: day(&format!("{year}-01-01")), to: day(&format!("{year}-12-31")) }
    }

    fn text(date: NaiveDate) -> Value {
        Value::Text(date.format("%d/%m").to_string())
    }

    fn is_end(date: NaiveDate) -> bool {
        date.succ_opt().is_some_and(|next| next.day() == 1)
    }

    #[test]
    fn days_go_on_over_new_year_from_every_day_in_every_step() {
        for period in [2026, 2027, 2028].map(year) {
            for last in period.from.iter_days().take_while(|date| *date <= period.to) {
                for step in [1, 2, 3, 4, 5, 6, 7, 15, 31].into_iter().flat_map(|step| [step, -step]) {
                    let at = |number: i64| last + TimeDelta::days(step * number);
                    // Those go from month to month.
                    if last.day() == at(-1).day() || is_end(last) && is_end(at(-1)) {
                        continue;
                    }
                    let expected: Vec<Value> = (1..=30).map(|number| text(at(number))).collect();
                    let found = continued(&[text(at(-1)), text(last)], 30, false, step < 0, period);
                    assert_eq!(found, expected, "{last} in steps of {step}");
                    if step.abs() == 1 {
                        let found = continued(&[text(last)], 30, false, step < 0, period);
                        assert_eq!(found, expected, "{last} alone by {step}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_29th_of_february_is_there_in_its_years() {
        for (known, period, expected) in [
            ("28/02", 2026, "01/03|02/03"),
            ("28/02", 2028, "29/02|01/03"),
            ("29/02", 2028, "01/03|02/03"),
            ("29/02", 2026, "29/02|29/02"),
            ("31/12|31/01", 2028, "29/02|31/03"),
            ("31/12|31/01", 2026, "28/02|31/03"),
            ("30/06|31/12|30/06", 2026, "31/12|30/06"),
            ("01/07|01/01", 2026, "01/07|01/01"),
            ("01/10|01/01", 2026, "01/04|01/07"),
            ("30/12|31/12|01/01", 2026, "02/01|03/01"),
            ("30/12|31/12|02/01", 2026, "30/12|31/12"),
        ] {
            let known: Vec<Value> = known.split('|').map(Value::from).collect();
            let expected: Vec<Value> = expected.split('|').map(Value::from).collect();
            assert_eq!(continued(&known, 2, false, false, year(period)), expected, "{known:?} in {period}");
        }
    }

    #[test]
    fn a_day_lies_in_the_period_or_beside_it() {
        let yearly = Period { from: day("2025-12-15"), to: day("2026-12-14") };
        let quarter = Period { from: day("2027-10-01"), to: day("2027-12-31") };
        for (period, month, day, expected) in [
            (yearly, 12, 20, Some("2025-12-20")),
            (yearly, 12, 14, Some("2026-12-14")),
            (yearly, 1, 1, Some("2026-01-01")),
            (quarter, 1, 5, Some("2028-01-05")),
            (quarter, 2, 29, Some("2028-02-29")),
            (quarter, 9, 30, Some("2027-09-30")),
            (year(2026), 2, 29, None),
            (year(2026), 4, 31, None),
            (year(2026), 13, 1, None),
        ] {
            assert_eq!(period.date(month, day).map(|date| date.to_string()).as_deref(), expected, "{day}/{month}");
        }
    }
}
