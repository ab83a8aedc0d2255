//! The public holidays of Việt Nam, as the law sets them (Labour Code 2019, Article 112; legal facts §4).
//!
//! Days of the solar calendar follow from the law. Days of the lunar calendar are a table: floating-point astronomy
//! would not promise the same day on every platform. Which days around Tết and 2 September are off is announced every
//! year; what is not known from an announcement is marked provisional, and an administrator mends it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Holiday, HolidayYear};

/// The years whose lunar days are known here.
pub const HOLIDAY_YEARS: RangeInclusive<i32> = 2020..=2040;

/// A month and a day of it.
type MonthAndDay = (u32, u32);

/// Year, first day of the lunar year (Tết), tenth day of its third month (Giỗ Tổ), as month and day.
///
/// Computed for UTC+7 with the astronomical rules of the Vietnamese calendar: in 2030 Tết is a day before the Chinese
/// new year.
const LUNAR: [(i32, MonthAndDay, MonthAndDay); 21] = [
    (2020, (1, 25), (4, 2)),
    (2021, (2, 12), (4, 21)),
    (2022, (2, 1), (4, 10)),
    (2023, (1, 22), (4, 29)),
    (2024, (2, 10), (4, 18)),
    (2025, (1, 29), (4, 7)),
    (2026, (2, 17), (4, 26)),
    (2027, (2, 6), (4, 16)),
    (2028, (1, 26), (4, 4)),
    (2029, (2, 13), (4, 23)),
    (2030, (2, 2), (4, 12)),
    (2031, (1, 23), (4, 1)),
    (2032, (2, 11), (4, 19)),
    (2033, (1, 31), (4, 9)),
    (2034, (2, 19), (4, 28)),
    (2035, (2, 8), (4, 17)),
    (2036, (1, 28), (4, 6)),
    (2037, (2, 15), (4, 24)),
    (2038, (2, 4), (4, 13)),
    (2039, (1, 24), (4, 3)),
    (2040, (2, 12), (4, 20)),
];

/// Years whose days around Tết are known from the announcement: 14–22 February 2026.
const ANNOUNCED_TET: [i32; 1] = [2026];

/// The days off of a year. Outside of [`HOLIDAY_YEARS`] without those of the lunar calendar.
#[must_use]
pub fn public_holidays(year: i32) -> HolidayYear {
    let mut days = Off::default();
    days.add(NaiveDate::from_ymd_opt(year, 1, 1), "Tết Dương lịch", false);
    if let Some((_, tet, ancestors)) = LUNAR.iter().find(|(known, ..)| *known == year) {
        days.tet(NaiveDate::from_ymd_opt(year, tet.0, tet.1), !ANNOUNCED_TET.contains(&year));
        days.add(NaiveDate::from_ymd_opt(year, ancestors.0, ancestors.1), "Giỗ Tổ Hùng Vương (10/3 âm lịch)", false);
    }
    days.add(NaiveDate::from_ymd_opt(year, 4, 30), "Ngày Chiến thắng", false);
    days.add(NaiveDate::from_ymd_opt(year, 5, 1), "Ngày Quốc tế lao động", false);
    days.national_day(year);
    days.in_lieu();
    HolidayYear { holidays: days.0.into_values().collect(), working_days: Vec::new() }
}

/// Days off while they are gathered.
#[derive(Default)]
struct Off(BTreeMap<NaiveDate, Holiday>);

impl Off {
    fn add(&mut self, day: Option<NaiveDate>, name: &str, provisional: bool) {
        if let Some(day) = day {
            // Giỗ Tổ may fall on 30 April: the day keeps its first name, and is made up for below.
            self.0.entry(day).or_insert_with(|| Holiday { day, name: name.to_owned(), provisional });
        }
    }

    /// Five days: the last one of the old year and four of the new, as most announcements have it.
    fn tet(&mut self, first: Option<NaiveDate>, provisional: bool) {
        let Some(eve) = first.and_then(|day| day.pred_opt()) else { return };
        for days in 0..5 {
            self.add(eve.checked_add_days(Days::new(days)), "Tết Nguyên đán", provisional);
        }
    }

    /// 2 September and a day next to it, before or after by announcement.
    fn national_day(&mut self, year: i32) {
        let day = |day| NaiveDate::from_ymd_opt(year, 9, day);
        self.add(day(2), "Quốc khánh", false);
        let next_to = if day(1).is_some_and(is_weekend) { day(3) } else { day(1) };
        self.add(next_to, "Quốc khánh (ngày liền kề)", true);
    }

    /// A holiday on a weekly day off is made up for on the next working day (Labour Code 2019, Article 111(3)).
    fn in_lieu(&mut self) {
        for (day, name) in self.0.values().map(|off| (off.day, off.name.clone())).collect::<Vec<_>>() {
            if is_weekend(day) {
                let free = day.iter_days().find(|day| !is_weekend(*day) && !self.0.contains_key(day));
                self.add(free, &format!("Nghỉ bù {name}"), true);
            }
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(year: i32) -> Vec<String> {
        public_holidays(year)
            .holidays
            .iter()
            .map(|off| format!("{}{}", off.day.format("%d/%m"), if off.provisional { "?" } else { "" }))
            .collect()
    }

    #[test]
    fn days_off_of_a_year() {
        // 26 April 2026 is a Sunday.
        let of_2026 = "01/01 16/02 17/02 18/02 19/02 20/02 26/04 27/04? 30/04 01/05 01/09? 02/09";
        assert_eq!(days(2026).join(" "), of_2026);
        // 1 May 2027 is a Saturday; Tết 2027 begins on a Saturday.
        let of_2027 = "01/01 05/02? 06/02? 07/02? 08/02? 09/02? 10/02? 11/02? 16/04 30/04 01/05 03/05? 02/09 03/09?";
        assert_eq!(days(2027).join(" "), of_2027.replace("02/09 03/09?", "01/09? 02/09"));
        assert_eq!(days(2041).join(" "), "01/01 30/04 01/05 02/09 03/09?");
    }

    /// Tết is between 20 January and 21 February, and two Tết are 12 or 13 lunar months apart.
    #[test]
    fn the_lunar_table_is_in_step_with_the_moon() {
        let day = |year: i32, (month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(LUNAR.map(|row| row.0).to_vec(), HOLIDAY_YEARS.collect::<Vec<_>>());
        for [(year, tet, ancestors), (next, next_tet, _)] in LUNAR.windows(2).map(|two| [two[0], two[1]]) {
            let first = day(year, tet);
            assert!((day(year, (1, 20))..=day(year, (2, 21))).contains(&first), "{year}");
            let length = (day(next, next_tet) - first).num_days();
            assert!([353, 354, 355, 383, 384, 385].contains(&length), "{year}: {length}");
            // Two lunar months and nine days; a month more where a leap month lies between.
            let until = (day(year, ancestors) - first).num_days();
            assert!([67, 68, 69, 97, 98].contains(&until), "{year}: {until}");
        }
    }

    /// Eleven days a year by law, and a working day for each that falls on a weekend.
    #[test]
    fn every_year_has_eleven_days_and_those_in_lieu() {
        for year in HOLIDAY_YEARS {
            let all = public_holidays(year).holidays;
            let working = all.iter().filter(|off| !is_weekend(off.day)).count();
            let is_double = all.iter().all(|off| !off.name.contains("Giỗ Tổ"));
            assert_eq!(working, if is_double { 10 } else { 11 }, "{year}");
        }
    }
}
