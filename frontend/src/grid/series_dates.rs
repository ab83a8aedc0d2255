//! Dates written in text cells: `31/12/2026`, `1/2/2026`, `2026-01-31`, `31/12`, `12/2026` (convention 77). The forms keep
//! their dates as texts.

use chrono::{Datelike, NaiveDate};

use super::series_years::Period;

/// A written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The day it means; the first of its month where only the month is written.
    pub date: NaiveDate,
    /// How it is written.
    pub style: Style,
}

/// How dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    order: Order,
    sign: char,
    /// Whether a zero stands before a single digit; `None` where the text does not tell.
    is_padded: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    DayMonthYear,
    YearMonthDay,
    DayMonth,
    MonthYear,
}

impl Written {
    /// Reads a text that is nothing but a date. One without its year is of the period's time.
    #[must_use]
    pub fn read(text: &str, period: Period) -> Option<Self> {
        let sign = text.chars().find(|letter| !letter.is_ascii_digit()).filter(|sign| "/-.".contains(*sign))?;
        let parts: Vec<&str> = text.split(sign).collect();
        if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        let number = |part: &str| part.parse::<u32>().ok();
        let day = |year: &str, month: &str, day: &str| {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)
        };
        let (order, date) = match (parts.as_slice(), sign) {
            ([d, m, y], _) if is_short(d) && is_short(m) && y.len() == 4 => (Order::DayMonthYear, day(y, m, d)),
            ([y, m, d], '-') if y.len() == 4 && is_short(m) && is_short(d) => (Order::YearMonthDay, day(y, m, d)),
            ([d, m], '/') if is_short(d) && is_short(m) => (Order::DayMonth, period.date(number(m)?, number(d)?)),
            ([m, y], '/') if is_short(m) && y.len() == 4 => (Order::MonthYear, day(y, m, "1")),
            _ => return None,
        };
        let short = parts.iter().filter(|part| is_short(part));
        let is_padded = short.into_iter().find_map(|part| match part.len() {
            1 => Some(false),
            _ => part.starts_with('0').then_some(true),
        });
        Some(Self { date: date?, style: Style { order, sign, is_padded } })
    }

    /// Whether the text has the shape of a date, of one that does not exist, too.
    #[must_use]
    pub fn is_shaped(text: &str) -> bool {
        let mut parts = text.split('/');
        parts.clone().count() > 1 && parts.all(|part| part.len() <= 4 && part.parse::<u32>().is_ok())
            || text.len() == 10
                && text.split('-').count() == 3
                && text.split('-').all(|part| part.parse::<u32>().is_ok())
    }
}

fn is_short(part: &str) -> bool {
    part.len() <= 2
}

impl Style {
    /// The style of both, where they are of one kind.
    #[must_use]
    pub fn with(self, other: Self) -> Option<Self> {
        let is_same = self.order == other.order && self.sign == other.sign;
        is_same.then_some(Self { is_padded: self.is_padded.or(other.is_padded), ..self })
    }

    /// Whether only months are written.
    #[must_use]
    pub fn is_of_months(self) -> bool {
        self.order == Order::MonthYear
    }

    /// Whether the year is not written.
    #[must_use]
    pub fn is_without_year(self) -> bool {
        self.order == Order::DayMonth
    }

    /// A date, written so.
    #[must_use]
    pub fn write(self, date: NaiveDate) -> String {
        let short = |number: u32| match self.is_padded {
            Some(false) => number.to_string(),
            _ => format!("{number:02}"),
        };
        let (day, month, sign) = (short(date.day()), short(date.month()), self.sign);
        match self.order {
            Order::DayMonthYear => format!("{day}{sign}{month}{sign}{:04}", date.year()),
            Order::YearMonthDay => format!("{:04}{sign}{month}{sign}{day}", date.year()),
            Order::DayMonth => format!("{day}{sign}{month}"),
            Order::MonthYear => format!("{month}{sign}{:04}", date.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Written> {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        Written::read(text, Period { from: day(1, 1), to: day(12, 31) })
    }

    #[test]
    fn written_dates_come_back_as_they_were_written() {
        for text in
            ["31/12/2026", "1/2/2026", "09/01/2026", "2026-01-31", "31/12", "1/9", "12/2026", "3/2026", "15.01.2026"]
        {
            let written = read(text).unwrap();
            assert_eq!(written.style.write(written.date), text);
        }
        for text in ["31/02/2026", "2026-13-01", "45/2026", "32/1", "1/2/26", "12", "a/1", "1//2", "TT-009", "12.5", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_date_is_no_number() {
        for (text, shaped) in
            [("31/02/2026", true), ("32/13", true), ("2026-01-32", true), ("TT-009", false), ("12.5", false)]
        {
            assert_eq!(Written::is_shaped(text), shaped, "{text}");
        }
    }
}
