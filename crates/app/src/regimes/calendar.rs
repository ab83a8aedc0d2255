//! A year of a regime: for a unit, or for a level.

use std::sync::Arc;

use chrono::NaiveDate;
use contract::regimes::{CalendarPeriod, CalendarView};
use contract::units::UnitRef;
use domain::calendar::{Calendar, Entry, ics, year, year_of};
use domain::deadline::{DeadlineError, HolidayCalendar, due_label};
use domain::ids::UnitId;
use domain::language::Language;
use domain::regime::{Regime, UnitLevel};
use store::Conn;
use store::regime_versions::{PUBLISHED, RETIRED, RegimeVersionRow};
use store::units::UnitRow;

use super::read;
use crate::clock::{local_day, utc};
use crate::duties::one;
use crate::forms::in_force;
use crate::{App, AppError, AppResult, Caller};

/// Years that a calendar can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Whose calendar is asked for. Without either: that of the caller's own unit.
#[derive(Debug, Clone, Default)]
pub struct Whose {
    /// A unit.
    pub unit: Option<i64>,
    /// Code of a level.
    pub level: Option<String>,
}

/// A calendar as a file.
#[derive(Debug, Clone)]
pub struct CalendarFile {
    /// Its name.
    pub name: String,
    /// The text, RFC 5545.
    pub text: String,
}

/// What a calendar is made of.
struct Year {
    id: i64,
    stamp: chrono::NaiveDateTime,
    regime: Regime,
    level: UnitLevel,
    unit: Option<UnitRef>,
    entries: Vec<Entry>,
}

/// A year of a regime.
///
/// # Errors
/// `NotFound`, `Malformed`, `Invalid` where no dates follow from the rules.
pub fn calendar(app: &App, caller: &Caller, id: i64, number: i32, whose: &Whose) -> AppResult<CalendarView> {
    let made = app.store.read(|conn| make(app, conn, caller, id, number, whose))?;
    Ok(CalendarView {
        regime: made.id,
        level: made.level.as_str().to_owned(),
        level_label: made.level.label(caller.language).to_owned(),
        unit: made.unit,
        year: number,
        periods: made.entries.iter().map(|entry| period(entry, caller.language)).collect(),
    })
}

/// The same as a file for calendar programs.
///
/// # Errors
/// As [`calendar`].
pub fn calendar_file(app: &App, caller: &Caller, id: i64, number: i32, whose: &Whose) -> AppResult<CalendarFile> {
    let made = app.store.read(|conn| make(app, conn, caller, id, number, whose))?;
    let whose = match &made.unit {
        Some(unit) => (format!("u{}", unit.id), unit.name.clone()),
        None => (made.level.as_str().to_owned(), made.level.label(caller.language).to_owned()),
    };
    let calendar = Calendar {
        regime: &made.regime,
        whose: &whose.0,
        whose_name: &whose.1,
        stamp: made.stamp,
        language: caller.language,
    };
    let code: String = made.regime.code.chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(CalendarFile { name: format!("lich-bao-cao-{code}-{number}.ics"), text: ics(&calendar, &made.entries) })
}

fn make(app: &App, conn: &mut Conn, caller: &Caller, id: i64, number: i32, whose: &Whose) -> AppResult<Year> {
    let row = store::regime_versions::find(conn, id)?;
    if !YEARS.contains(&number) {
        return Err(AppError::malformed("year từ 2000 đến 2100.", "year is 2000 to 2100."));
    }
    let regime = read(&row)?;
    let reporter = reporter(conn, caller, whose)?;
    let today = local_day(app.clock.now());
    let versions = versions(conn, &row)?;
    let holidays = crate::calendar::holidays(conn)?;
    let mut entries = Vec::new();
    for version in &versions {
        let of_version = match &reporter {
            Reporter::Level(level) => year(version, *level, number, &holidays).map_err(no_dates)?,
            Reporter::Unit(unit, level) => of_unit(conn, version, (unit, *level), number, today, &holidays)?,
        };
        let governs = |entry: &Entry| {
            let last_day = entry.period.last_day(entry.schedule.data_window.to);
            in_force(&versions, last_day).is_some_and(|one| Arc::ptr_eq(one, version)) && held(&row, last_day)
        };
        entries.extend(of_version.into_iter().filter(governs));
    }
    entries.sort_by(|one, other| (one.schedule.due, &one.period).cmp(&(other.schedule.due, &other.period)));
    let (level, unit) = match reporter {
        Reporter::Level(level) => (level, None),
        Reporter::Unit(unit, level) => (level, Some(crate::units::reference(&unit))),
    };
    Ok(Year { id, stamp: row.published_at.unwrap_or(row.created_at), regime, level, unit, entries })
}

fn no_dates(error: DeadlineError) -> AppError {
    AppError::invalid(
        "Không tính được lịch từ các quy tắc của chế độ này. Kiểm tra lại ngày chốt số liệu và thời hạn gửi.",
        format!("No calendar follows from the rules of this regime: {error}."),
    )
}

/// A year of one unit: the periods of the forms that it owes, as long as it exists. By its level where no form of the regime
/// is known here, and so nobody can say who owes what.
fn of_unit(
    conn: &mut Conn,
    version: &Regime,
    (unit, level): (&UnitRow, UnitLevel),
    number: i32,
    today: NaiveDate,
    holidays: &HolidayCalendar,
) -> AppResult<Vec<Entry>> {
    let from = unit.valid_from.map_or(today, |from| today.max(from));
    let day = unit.valid_to.map_or(from, |to| from.min(to));
    let entries = match one::frequencies(conn, version, (unit, level), day)? {
        Some(own) => year_of(version, (level, &own), number, holidays),
        None => year(version, level, number, holidays),
    };
    let exists = |entry: &Entry| {
        let window = entry.schedule.entry_window;
        unit.valid_from.is_none_or(|from| from <= window.to) && unit.valid_to.is_none_or(|to| window.from <= to)
    };
    Ok(entries.map_err(no_dates)?.into_iter().filter(exists).collect())
}

/// Whether a version held on a day: one that was retired governs nothing that ends after that.
fn held(row: &RegimeVersionRow, day: NaiveDate) -> bool {
    row.status != RETIRED || row.retired_at.is_none_or(|at| day <= local_day(at))
}

/// The versions that a year is made of, newest first: of a published one all that are published, each for the periods that it
/// governs; a draft, or one that was retired, is looked at by itself.
fn versions(conn: &mut Conn, row: &RegimeVersionRow) -> AppResult<Vec<Arc<Regime>>> {
    if row.status != PUBLISHED {
        return Ok(vec![Arc::new(read(row)?)]);
    }
    let versions = store::regime_versions::list_of(conn, &row.circular, &row.code)?;
    let published = versions.iter().filter(|other| other.status == PUBLISHED);
    published.map(|other| read(other).map(Arc::new)).collect()
}

/// Who reports in the year that is asked for.
enum Reporter {
    /// Any unit of a level.
    Level(UnitLevel),
    /// One unit, and its level.
    Unit(UnitRow, UnitLevel),
}

fn reporter(conn: &mut Conn, caller: &Caller, whose: &Whose) -> AppResult<Reporter> {
    if let Some(code) = &whose.level {
        let levels = UnitLevel::ALL.map(UnitLevel::as_str).join(", ");
        let level = UnitLevel::parse(code).filter(|_| whose.unit.is_none());
        return level.map(Reporter::Level).ok_or_else(|| {
            AppError::malformed(
                format!("Gửi unit, hoặc level là một trong: {levels}."),
                format!("Send unit, or level as one of: {levels}."),
            )
        });
    }
    let unit = store::units::find(conn, UnitId(whose.unit.unwrap_or(caller.unit.0)))?;
    let level = domain::duty::level_of_kind(&unit.kind).ok_or(AppError::NotFound)?;
    Ok(Reporter::Unit(unit, level))
}

fn period(entry: &Entry, language: Language) -> CalendarPeriod {
    let schedule = &entry.schedule;
    CalendarPeriod {
        code: entry.period.to_string(),
        label: entry.period.label(language),
        data_from: schedule.data_window.from,
        data_to: schedule.data_window.to,
        opens_on: schedule.entry_window.from,
        opens_at: utc(schedule.opens),
        closes_on: schedule.entry_window.to,
        legal_due: schedule.legal_due,
        due_on: schedule.due_day(),
        due_at: utc(schedule.due),
        due_label: due_label(schedule.due, language),
    }
}
