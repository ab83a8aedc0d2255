//! Entry windows close by their dates alone; those whose report was not submitted by then are told, once.

use chrono::Days;
use domain::ids::ReportId;
use store::events::NewEvent;
use store::reminders::{OfRegimes, Timely, When};
use store::reports::ReportRow;

use super::Counts;
use super::remind::ids;
use crate::clock::local_day;
use crate::{App, AppError, AppResult, events};

/// Reports in one transaction.
const BATCH: i64 = 500;

/// What closed longer ago is not told any more.
const LONGEST: Days = Days::new(7);

const STAGE: &str = "closed";

pub(super) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let mut told = 0;
    while alive()? {
        let (seen, made) = batch(app)?;
        told += made;
        if seen < BATCH {
            break;
        }
    }
    Ok(Counts::from([("closed", told)]))
}

fn batch(app: &App) -> AppResult<(i64, i64)> {
    let now = app.clock.now();
    let today = local_day(now);
    let (Some(yesterday), Some(from)) = (today.pred_opt(), today.checked_sub_days(LONGEST)) else {
        return Ok((0, 0));
    };
    app.store.write(|tx| {
        let states = ["assigned", "in_progress"];
        let regimes = OfRegimes::Except(&[]);
        let wanted = Timely { states: &states, when: When::Closes(from, yesterday), untold: Some(STAGE), regimes };
        let found = store::reminders::list(tx, wanted, ReportId(0), BATCH)?;
        let fresh = store::reminders::tell_once(tx, STAGE, &ids(&found), now)?;
        let is_fresh = |row: &&ReportRow| fresh.contains(&ReportId(row.id));
        // What came back to entry stays open after its window.
        let shut = found.iter().filter(is_fresh).filter(|row| row.submitted_at.is_none());
        let all: Vec<NewEvent> = shut
            .map(|row| {
                let body = serde_json::json!({ "at": row.due_at });
                let event = events::of_system("report.entry_closed", now);
                NewEvent { report_id: Some(row.id), body: body.to_string(), ..event }
            })
            .collect();
        store::events::append_many(tx, &all)?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Ok::<_, AppError>((count(found.len()), count(all.len())))
    })
}
