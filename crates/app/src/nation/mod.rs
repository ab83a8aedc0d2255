//! A national year, or some, made from a seed: 20,000 units, 60,000 people and 300,000 reports a year with everything that happened to
//! them, to see and to measure how the system behaves at that size. Units above the communes are the country's own;
//! people are invented and say so. The password of everybody is the demonstration's: never for a real database.

mod chance;
mod life;
mod people;
mod specimens;
mod tree;
mod year;

use chrono::{NaiveDateTime, TimeDelta};
use domain::access::{Permission, for_system};
use domain::ids::UnitId;
use store::exemptions::NewExemption;
use store::units::NewUnit;

use crate::{App, AppError, AppResult, demo, notifications, passwords};
use chance::Chance;
use people::Staff;
pub use tree::PROVINCES;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// How many provinces, of the country's 34; ministries in proportion.
    pub provinces: usize,
    /// How many years, the last one up to now.
    pub years: u8,
    /// The same seed makes the same years, as long as the clock stands still.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// Units.
    pub units: usize,
    /// People.
    pub users: i64,
    /// Reports.
    pub reports: usize,
}

/// The circular whose regimes the year follows.
const CIRCULAR: &str = "01/2020/TT-VPCP";

/// More years ago the circular was not yet in force.
pub const MOST_YEARS: u8 = 5;

/// Fills an empty database with the twelve months before now, or with some years. `tell` hears what is being done.
///
/// # Errors
/// `Invalid` for a database that is not empty, for more provinces than there are, and for no year or more than
/// [`MOST_YEARS`].
pub fn generate(app: &App, wish: Wish, tell: &mut dyn FnMut(&str)) -> AppResult<Made> {
    check(app, wish)?;
    fill(app, &tree::units(wish.provinces, tree::OF_MINISTRY), wish, tell)
}

fn fill(app: &App, units: &[NewUnit], wish: Wish, tell: &mut dyn FnMut(&str)) -> AppResult<Made> {
    let mut chance = Chance::new(wish.seed);
    let password_hash = passwords::hash(demo::PASSWORD)?;
    let since = app.clock.now() - TimeDelta::days(365 * i64::from(wish.years));
    let before = since - TimeDelta::days(35);
    let staff = app.store.write(|tx| {
        let ids = store::units::create_many(tx, units)?;
        people::create(tx, units, &ids, &password_hash, before)
    })?;
    exempt(app, &staff, since - TimeDelta::days(30), &mut chance)?;
    tell(&format!("{} units with their people", units.len()));
    let (reports, news) = year::fill(app, &staff, since, &mut chance, tell)?;
    app.store.write(|tx| store::events::skip(tx, notifications::CONSUMER, news))?;
    let told = notifications::deliver(app)?;
    tell(&format!("{told} events turned into notices"));
    app.store.refresh_statistics()?;
    let users = app.store.read::<_, AppError>(|conn| Ok(store::users::count(conn)?))?;
    Ok(Made { units: units.len(), users, reports })
}

fn check(app: &App, wish: Wish) -> AppResult<()> {
    if !demo::is_wanted(app)? {
        return Err(AppError::invalid(
            "Cơ sở dữ liệu đã có dữ liệu; năm báo cáo mẫu chỉ tạo trong cơ sở dữ liệu trống.",
            "the database is not empty; a year is generated into an empty one only",
        ));
    }
    if !(1..=PROVINCES).contains(&wish.provinces) {
        return Err(AppError::invalid(
            format!("Số tỉnh phải từ 1 đến {PROVINCES}."),
            format!("the number of provinces must be 1 to {PROVINCES}"),
        ));
    }
    if !(1..=MOST_YEARS).contains(&wish.years) {
        return Err(AppError::invalid(
            format!("Số năm phải từ 1 đến {MOST_YEARS}."),
            format!("the number of years must be 1 to {MOST_YEARS}"),
        ));
    }
    Ok(())
}

/// Here and there a unit need not enter a form.
fn exempt(
    app: &App,
    staff: &std::collections::HashMap<i64, Staff>,
    at: NaiveDateTime,
    chance: &mut Chance,
) -> AppResult<()> {
    app.store.write(|tx| {
        let administrator = store::users::find_by_username(tx, "quantri")?.id;
        let mut units: Vec<i64> = staff.keys().copied().collect();
        units.sort_unstable();
        for unit in units {
            if chance.percent(4) {
                let new = NewExemption {
                    circular: CIRCULAR,
                    form_code: "II.06d/VPCP/KSTT",
                    reason: "Số liệu được lấy từ hệ thống kết nối (dữ liệu sinh).",
                    user_id: administrator,
                    at,
                };
                store::exemptions::create(tx, &for_system(Permission::Assign, UnitId(unit)), new)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests;
