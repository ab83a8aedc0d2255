//! The regimes whose periods the system opens by itself when their time comes.

use std::sync::Arc;

use chrono::NaiveDate;
use contract::openings::{AutomaticOpening, AutomaticOpenings};
use domain::deadline::HolidayCalendar;
use domain::period::Period;
use domain::regime::Regime;
use serde::{Deserialize, Serialize};
use store::{Conn, Tx};

use super::{ask, check_administrator, regime, today};
use crate::forms::in_force;
use crate::jobs::Job;
use crate::{App, AppError, AppResult, Caller, events};

const SETTING: &str = "periods.automatic";

/// One such regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Automatic {
    pub circular: String,
    pub regime: String,
    /// Periods whose figures were cut off before this day are left alone.
    pub since: NaiveDate,
}

/// The regimes that open by themselves.
pub(crate) fn list_automatic(conn: &mut Conn) -> AppResult<Vec<Automatic>> {
    let Some(text) = store::settings::find(conn, SETTING)? else { return Ok(Vec::new()) };
    serde_json::from_str(&text).map_err(|error| AppError::Internal(format!("setting {SETTING}: {error}")))
}

/// Lets periods of a regime open by themselves from a day on, or not any more. `false` when nothing changes.
pub(crate) fn switch(tx: &mut Tx<'_>, circular: &str, code: &str, since: Option<NaiveDate>) -> AppResult<bool> {
    let mut all = list_automatic(tx)?;
    let is_of = |one: &Automatic| one.circular == circular && one.regime == code;
    if all.iter().any(is_of) == since.is_some() {
        return Ok(false);
    }
    all.retain(|one| !is_of(one));
    all.extend(since.map(|since| Automatic { circular: circular.to_owned(), regime: code.to_owned(), since }));
    let text = serde_json::to_string(&all).map_err(|error| AppError::Internal(error.to_string()))?;
    store::settings::update(tx, SETTING, &text)?;
    Ok(true)
}

/// The regimes that open by themselves.
///
/// # Errors
/// `Forbidden`.
pub fn automatic(app: &App, caller: &Caller) -> AppResult<AutomaticOpenings> {
    app.store.read(|conn| {
        check_administrator(conn, caller)?;
        view(conn)
    })
}

fn view(conn: &mut Conn) -> AppResult<AutomaticOpenings> {
    let shown = |one: Automatic| AutomaticOpening { circular: one.circular, regime: one.regime, is_on: true };
    Ok(AutomaticOpenings { items: list_automatic(conn)?.into_iter().map(shown).collect() })
}

/// Lets periods of a regime open by themselves, or not any more.
///
/// # Errors
/// `Forbidden`, `Invalid` for an unknown regime.
pub fn set_automatic(app: &App, caller: &Caller, wanted: &AutomaticOpening) -> AppResult<AutomaticOpenings> {
    let today = today(app);
    app.store.write(|tx| {
        check_administrator(tx, caller)?;
        regime(app, tx, &wanted.circular, &wanted.regime)?;
        if wanted.is_on && app.forms.published(tx, &wanted.circular, &wanted.regime)?.is_empty() {
            return Err(AppError::invalid(
                "Chế độ báo cáo này đã ngừng áp dụng nên không tự mở kỳ được nữa.",
                "This regime was retired: its periods are opened no more.",
            ));
        }
        if switch(tx, &wanted.circular, &wanted.regime, wanted.is_on.then_some(today))? {
            store::jobs::hasten(tx, Job::OpenPeriods.as_str(), app.clock.now())?;
            let event = events::of_caller("opening.automatic", caller, app.clock.now());
            let body = serde_json::json!({
                "circular": wanted.circular, "regime": wanted.regime, "is_on": wanted.is_on,
            });
            store::events::append(tx, &store::events::NewEvent { body: body.to_string(), ..event })?;
        }
        view(tx)
    })
}

/// The periods that are to be open on a day, each with the version that governs it.
fn open_periods<'a>(
    published: &'a [Arc<Regime>],
    day: NaiveDate,
    calendar: &HolidayCalendar,
) -> Vec<(&'a Regime, Period)> {
    let of = |version: &'a Arc<Regime>| {
        let periods = version.open_periods(day, calendar).into_iter();
        let own = move |period: &Period| {
            in_force(published, period.last_day(day)).is_some_and(|found| Arc::ptr_eq(found, version))
        };
        periods.filter(own).map(|period| (version.as_ref(), period))
    };
    published.iter().flat_map(of).collect()
}

/// Asks for the periods whose time has come; gives how many.
pub(crate) fn open_due(app: &App) -> AppResult<i64> {
    let today = today(app);
    let due = app.store.read(|conn| {
        let calendar = crate::calendar::holidays(conn)?;
        let mut due = Vec::new();
        for one in list_automatic(conn)? {
            let published = match app.forms.published(conn, &one.circular, &one.regime) {
                Ok(published) => published,
                // It was taken away meanwhile.
                Err(AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            for (regime, period) in open_periods(&published, today, &calendar) {
                let is_recent = regime.cutoff.data_window(&period).is_ok_and(|window| window.to >= one.since);
                let code = period.to_string();
                if is_recent && store::openings::find_of(conn, &one.circular, &one.regime, &code)?.is_none() {
                    due.push((one.circular.clone(), one.regime.clone(), period));
                }
            }
        }
        Ok::<_, AppError>(due)
    })?;
    let mut asked = 0;
    for (circular, code, period) in due {
        asked += app.store.write(|tx| {
            // Another server may have been faster.
            if store::openings::find_of(tx, &circular, &code, &period.to_string())?.is_some() {
                return Ok::<_, AppError>(0);
            }
            Ok(i64::from(ask(app, tx, &circular, &code, &period, None)?.1))
        })?;
    }
    Ok(asked)
}
