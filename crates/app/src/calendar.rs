//! The working-day calendar of the installation: what the law says, and what an administrator changed.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use contract::holidays::{HolidayView, HolidaysChange, HolidaysView};
use contract::problem::FaultView;
use domain::deadline::{HOLIDAY_YEARS, Holiday, HolidayCalendar, HolidayYear, public_holidays};
use domain::language::Language;
use serde::{Deserialize, Serialize};
use store::{Conn, StoreError};

use crate::{App, AppError, AppResult, Caller, Message, events};

/// The setting that holds the years that an administrator changed.
const KEY: &str = "holidays";

/// The changed years as they are stored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Changed {
    /// Version of this layout; 1.
    v: u16,
    /// Grows with every change.
    revision: i64,
    /// The years that differ from what the law says.
    years: BTreeMap<i32, HolidayYear>,
}

/// Which days are worked: the days off by law, with the years that an administrator changed in their place.
///
/// # Errors
/// `Internal` when the setting cannot be read.
pub fn holidays(conn: &mut Conn) -> AppResult<HolidayCalendar> {
    let changed = read(conn)?.1.years;
    let by_law = HOLIDAY_YEARS.filter(|year| !changed.contains_key(year)).map(public_holidays).collect::<Vec<_>>();
    Ok(HolidayCalendar::of_years(by_law.into_iter().chain(changed.into_values())))
}

/// The setting as it is stored, and what it says.
fn read(conn: &mut Conn) -> AppResult<(Option<String>, Changed)> {
    let Some(stored) = store::settings::find(conn, KEY)? else { return Ok((None, Changed::default())) };
    let changed = serde_json::from_str(&stored).map_err(|error| AppError::Internal(format!("holidays: {error}")))?;
    Ok((Some(stored), changed))
}

/// Years that an administrator may keep days off for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Most days in each list.
const MOST: usize = 100;
/// Longest name of a day off, in characters.
const LONGEST: usize = 200;

/// The days off of a year.
///
/// # Errors
/// `Malformed` for a year beyond all use.
pub fn year(app: &App, year: i32) -> AppResult<HolidaysView> {
    check_year(year)?;
    app.store.read(|conn| Ok(view(&read(conn)?.1, year)))
}

/// Gives a year other days off. Reports that were assigned keep their dates.
///
/// # Errors
/// `Forbidden`, `Malformed`, `StaleRecord`, `Faults`.
pub fn change_year(
    app: &App,
    caller: &Caller,
    year: i32,
    seen: i64,
    change: &HolidaysChange,
) -> AppResult<HolidaysView> {
    check_year(year)?;
    app.store.write(|tx| {
        crate::regimes::administers(tx, caller)?;
        let (stored, mut changed) = read(tx)?;
        if changed.revision != seen {
            return Err(AppError::StaleRecord { current: changed.revision });
        }
        let faults = faults(year, change, caller.language);
        if !faults.is_empty() {
            let message = Message::new(
                format!("Còn {} chỗ phải sửa trong danh sách ngày nghỉ.", faults.len()),
                format!("{} places of the list are to be mended.", faults.len()),
            );
            return Err(AppError::Faults { message, faults });
        }
        changed.years.insert(year, kept(change));
        changed.v = 1;
        changed.revision += 1;
        let value = serde_json::to_string(&changed).map_err(|error| AppError::Internal(error.to_string()))?;
        store::settings::replace(tx, KEY, stored.as_deref(), &value).map_err(|error| match error {
            StoreError::Stale => AppError::StaleRecord { current: changed.revision },
            other => other.into(),
        })?;
        let mut event = events::of_caller("holidays.changed", caller, app.clock.now());
        event.body =
            serde_json::json!({ "year": year, "holidays": change.holidays, "working_days": change.working_days })
                .to_string();
        store::events::append(tx, &event)?;
        Ok(view(&changed, year))
    })
}

fn check_year(year: i32) -> AppResult<()> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(AppError::malformed("year từ 2000 đến 2100.", "year is 2000 to 2100."))
}

fn view(changed: &Changed, year: i32) -> HolidaysView {
    let own = changed.years.get(&year);
    let days = own.cloned().unwrap_or_else(|| public_holidays(year));
    let holidays = days.holidays.into_iter();
    HolidaysView {
        year,
        revision: changed.revision,
        is_changed: own.is_some(),
        holidays: holidays
            .map(|off| HolidayView { day: off.day, name: off.name, provisional: off.provisional })
            .collect(),
        working_days: days.working_days,
    }
}

fn kept(change: &HolidaysChange) -> HolidayYear {
    let holidays = change.holidays.iter();
    let mut holidays: Vec<Holiday> = holidays
        .map(|off| Holiday { day: off.day, name: off.name.trim().to_owned(), provisional: off.provisional })
        .collect();
    holidays.sort_by_key(|off| off.day);
    let mut working_days = change.working_days.clone();
    working_days.sort_unstable();
    HolidayYear { holidays, working_days }
}

fn faults(year: i32, change: &HolidaysChange, language: Language) -> Vec<FaultView> {
    let mut faults = Vec::new();
    let mut fault = |place: String, code: &str, vi: &str, en: &str| {
        let message = Message::new(vi, en).text(language).to_owned();
        faults.push(FaultView { place, code: code.to_owned(), severity: "error".to_owned(), message });
    };
    if change.holidays.len() > MOST || change.working_days.len() > MOST {
        fault(
            "holidays".to_owned(),
            "too_many",
            "Mỗi danh sách có nhiều nhất 100 ngày.",
            "Each list has 100 days at most.",
        );
        return faults;
    }
    let mut days = std::collections::BTreeSet::new();
    for (number, off) in change.holidays.iter().enumerate() {
        let place = |field: &str| format!("holidays.{number}.{field}");
        if off.day.year() != year {
            fault(place("day"), "other_year", "Chọn một ngày trong năm đang sửa.", "Choose a day of this year.");
        }
        if !days.insert(off.day) {
            fault(place("day"), "twice", "Ngày này đã có trong danh sách.", "This day is in the list already.");
        }
        let length = off.name.trim().chars().count();
        if length == 0 || length > LONGEST || off.name.contains('\0') {
            fault(
                place("name"),
                "name",
                "Nhập tên ngày nghỉ, nhiều nhất 200 ký tự.",
                "Enter a name of 200 characters at most.",
            );
        }
    }
    for (number, day) in change.working_days.iter().enumerate() {
        let place = format!("working_days.{number}");
        if day.year() != year || !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            fault(
                place,
                "no_weekend_day",
                "Ngày làm bù là thứ Bảy hoặc Chủ nhật trong năm đang sửa.",
                "A day worked in exchange is a Saturday or Sunday of this year.",
            );
        } else if !days.insert(*day) {
            fault(place, "twice", "Ngày này đã có trong danh sách.", "This day is in the list already.");
        }
    }
    faults
}
