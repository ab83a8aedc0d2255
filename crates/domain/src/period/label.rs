//! Periods in words.

use chrono::{Datelike, NaiveDate};

use super::{Frequency, Kind, Period};
use crate::language::Language;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Period {
    /// The period in words: "Quý IV năm 2026", "6 tháng đầu năm 2026".
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        match language {
            Language::Vi => self.label_vi(),
            Language::En => self.label_en(),
        }
    }

    fn label_vi(&self) -> String {
        match &self.0 {
            Kind::Day(day) => format!("Ngày {}", day.format("%d/%m/%Y")),
            Kind::Month(year, month) => format!("Tháng {month} năm {year}"),
            Kind::Quarter(year, quarter) => format!("Quý {} năm {year}", roman(*quarter)),
            Kind::HalfYear(year, 1) => format!("6 tháng đầu năm {year}"),
            Kind::HalfYear(year, _) => format!("6 tháng cuối năm {year}"),
            Kind::NineMonths(year) => format!("9 tháng đầu năm {year}"),
            Kind::Year(year) => format!("Năm {year}"),
            Kind::AdHoc(slug) => format!("Đột xuất ({slug})"),
        }
    }

    fn label_en(&self) -> String {
        match &self.0 {
            Kind::Day(day) => day_en(*day),
            Kind::Month(year, month) => format!("{} {year}", month_en(*month)),
            Kind::Quarter(year, quarter) => format!("Quarter {} of {year}", roman(*quarter)),
            Kind::HalfYear(year, 1) => format!("First half of {year}"),
            Kind::HalfYear(year, _) => format!("Second half of {year}"),
            Kind::NineMonths(year) => format!("First nine months of {year}"),
            Kind::Year(year) => format!("Year {year}"),
            Kind::AdHoc(slug) => format!("Ad hoc ({slug})"),
        }
    }
}

impl Frequency {
    /// The frequency in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Vi, Self::Daily) => "Hằng ngày",
            (Language::Vi, Self::Monthly) => "Hằng tháng",
            (Language::Vi, Self::Quarterly) => "Hằng quý",
            (Language::Vi, Self::HalfYearly) => "06 tháng",
            (Language::Vi, Self::NineMonthly) => "09 tháng",
            (Language::Vi, Self::Yearly) => "Hằng năm",
            (Language::Vi, Self::AdHoc) => "Đột xuất",
            (Language::En, Self::Daily) => "Daily",
            (Language::En, Self::Monthly) => "Monthly",
            (Language::En, Self::Quarterly) => "Quarterly",
            (Language::En, Self::HalfYearly) => "Half-yearly",
            (Language::En, Self::NineMonthly) => "Nine months",
            (Language::En, Self::Yearly) => "Yearly",
            (Language::En, Self::AdHoc) => "Ad hoc",
        }
    }
}

fn roman(quarter: u32) -> &'static str {
    match quarter {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

fn day_en(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_en(day.month()), day.year())
}

fn month_en(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS_EN.get(month.wrapping_sub(1))).copied().unwrap_or_default()
}
