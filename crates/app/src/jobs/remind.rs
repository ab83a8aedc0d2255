//! Reminders before a due moment and once after it (E6): a few at a time, each noted in the transaction of its event.

use domain::ids::ReportId;
use domain::reminder::Stage;
use store::events::NewEvent;
use store::reminders::{Timely, When};
use store::reports::ReportRow;

use super::Counts;
use crate::{App, AppError, AppResult, events};

/// Reports in one transaction.
const BATCH: i64 = 500;

/// The states of reports that somebody in the reporting unit still has to do something for.
const OPEN: [&str; 5] = ["assigned", "in_progress", "returned", "submitted", "approved"];

pub(super) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let mut told = 0;
    for stage in Stage::ALL {
        loop {
            if !alive()? {
                return Ok(Counts::from([("reminders", told)]));
            }
            let (seen, made) = batch(app, stage)?;
            told += made;
            if seen < BATCH {
                break;
            }
        }
    }
    Ok(Counts::from([("reminders", told)]))
}

/// How many reports were looked at, and of how many people were told.
fn batch(app: &App, stage: Stage) -> AppResult<(i64, i64)> {
    let now = app.clock.now();
    let Some((after, until)) = stage.window(now) else { return Ok((0, 0)) };
    app.store.write(|tx| {
        let wanted =
            Timely { states: &OPEN, when: When::Due(after, until), untold: Some(stage.as_str()), regime: None };
        let found = store::reminders::list(tx, wanted, ReportId(0), BATCH)?;
        let fresh = store::reminders::tell_once(tx, stage.as_str(), &ids(&found), now)?;
        let is_fresh = |row: &&ReportRow| fresh.contains(&ReportId(row.id));
        let news = found.iter().filter(is_fresh).filter(|row| stage.is_news(row.created_at, row.due_at));
        let all: Vec<NewEvent> = news.map(|row| event(row, stage, now)).collect();
        store::events::append_many(tx, &all)?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Ok::<_, AppError>((count(found.len()), count(all.len())))
    })
}

/// The reports' ids.
pub(super) fn ids(rows: &[ReportRow]) -> Vec<ReportId> {
    rows.iter().map(|row| ReportId(row.id)).collect()
}

fn event(row: &ReportRow, stage: Stage, now: chrono::NaiveDateTime) -> NewEvent {
    let body = serde_json::json!({ "stage": stage.as_str(), "at": row.due_at });
    let event = events::of_system("report.reminded", now);
    NewEvent { report_id: Some(row.id), body: body.to_string(), ..event }
}
