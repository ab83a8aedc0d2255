//! Reminders before a due moment and once after it (E6): a few at a time, each noted in the transaction of its event. What
//! is overdue is told to the unit that waits for it, too: once for all that was found together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use domain::ids::ReportId;
use domain::reminder::{Reminders, Stage};
use store::events::NewEvent;
use store::reminders::{OfRegimes, Timely, When};
use store::reports::ReportRow;
use store::{Conn, Tx};

use super::Counts;
use crate::clock::local_day;
use crate::{App, AppError, AppResult, events};

/// Reports in one transaction.
const BATCH: i64 = 500;

/// The states of reports that somebody in the reporting unit still has to do something for.
const OPEN: [&str; 5] = ["assigned", "in_progress", "returned", "submitted", "approved"];

pub(super) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let own = app.store.read(|conn| own(app, conn))?;
    let named: Vec<(String, String)> = own.iter().map(|(regime, _)| regime.clone()).collect();
    let usual = (OfRegimes::Except(&named), Reminders::default());
    let of_own = own.iter().map(|(regime, reminders)| (OfRegimes::Only(regime), reminders.clone()));
    let mut told = 0;
    for (of, reminders) in std::iter::once(usual).chain(of_own) {
        for place in 0..reminders.stages(app.clock.now()).len() {
            loop {
                if !alive()? {
                    return Ok(Counts::from([("reminders", told)]));
                }
                let (seen, made) = batch(app, of, &reminders, place)?;
                told += made;
                if seen < BATCH {
                    break;
                }
            }
        }
    }
    Ok(Counts::from([("reminders", told)]))
}

/// The regimes that remind at other times than usual.
fn own(app: &App, conn: &mut Conn) -> AppResult<Vec<((String, String), Reminders)>> {
    let mut own = Vec::new();
    let today = local_day(app.clock.now());
    for row in store::regimes::list(conn)? {
        let reminders = &app.forms.regime_on(conn, &row.circular, &row.code, today)?.reminders;
        if !reminders.is_default() {
            own.push(((row.circular, row.code), reminders.clone()));
        }
    }
    Ok(own)
}

/// How many reports were looked at, and of how many people were told.
fn batch(app: &App, of: OfRegimes<'_>, reminders: &Reminders, place: usize) -> AppResult<(i64, i64)> {
    let now = app.clock.now();
    let Some((stage, after, until)) = reminders.stages(now).into_iter().nth(place) else { return Ok((0, 0)) };
    let code = stage.code();
    app.store.write(|tx| {
        let wanted = Timely { states: &OPEN, when: When::Due(after, until), untold: Some(&code), regimes: of };
        let found = store::reminders::list(tx, wanted, ReportId(0), BATCH)?;
        let fresh = store::reminders::tell_once(tx, &code, &ids(&found), now)?;
        let is_fresh = |row: &&ReportRow| fresh.contains(&ReportId(row.id));
        let is_news = |row: &&ReportRow| stage.is_news(row.created_at, row.due_at);
        let news: Vec<&ReportRow> = found.iter().filter(is_fresh).filter(is_news).collect();
        let mut all: Vec<NewEvent> = news.iter().map(|row| event(row, stage, now)).collect();
        let told = all.len();
        if stage == Stage::Overdue {
            all.append(&mut missing(app, tx, &news, now)?);
        }
        store::events::append_many(tx, &all)?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Ok::<_, AppError>((count(found.len()), count(told)))
    })
}

/// The reports' ids.
pub(super) fn ids(rows: &[ReportRow]) -> Vec<ReportId> {
    rows.iter().map(|row| ReportId(row.id)).collect()
}

fn event(row: &ReportRow, stage: Stage, now: NaiveDateTime) -> NewEvent {
    let body = serde_json::json!({ "stage": stage.code(), "at": row.due_at });
    let event = events::of_system("report.reminded", now);
    NewEvent { report_id: Some(row.id), body: body.to_string(), ..event }
}

/// One event for each unit that waits, regime and period.
fn missing(app: &App, tx: &mut Tx<'_>, rows: &[&ReportRow], now: NaiveDateTime) -> AppResult<Vec<NewEvent>> {
    let mut of: BTreeMap<(i64, &str, &str, &str), Vec<&ReportRow>> = BTreeMap::new();
    for row in rows {
        // What goes on paper may well have come.
        let is_filled = app.forms.form(tx, domain::ids::FormId(row.form_id))?.template().is_fillable();
        if let Some(receiver) = row.receiver_id.filter(|_| is_filled) {
            of.entry((receiver, &row.circular, &row.regime, &row.period)).or_default().push(row);
        }
    }
    let mut all = Vec::with_capacity(of.len());
    for ((receiver, circular, code, period), rows) in of {
        let label = rows.first().and_then(|row| row.period_label.clone());
        let units: BTreeSet<i64> = rows.iter().map(|row| row.unit_id).collect();
        let body = serde_json::json!({
            "circular": circular,
            "regime": code,
            "title": app.forms.regime(tx, circular, code)?.title,
            "period": period,
            "period_label": label,
            "count": rows.len(),
            "units": units,
        });
        let event = events::of_system("period.overdue", now);
        all.push(NewEvent { unit_id: Some(receiver), body: body.to_string(), ..event });
    }
    Ok(all)
}
