//! The closing hour (C10): where a process says so, the machine announces itself, and sends and accepts.

use chrono::Days;
use domain::ids::ReportId;
use store::reminders::{OfRegimes, Timely, When};

use super::Counts;
use crate::clock::local_day;
use crate::reports::{Did, automatic_step};
use crate::{App, AppError, AppResult};

/// Reports that are looked up at once; each step is a transaction of its own.
const BATCH: i64 = 500;

/// What closed longer ago is left to people.
const LONGEST: Days = Days::new(7);

const STATES: [&str; 3] = ["submitted", "approved", "sent"];

pub(super) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let mut counts = Counts::from([("announced", 0), ("acted", 0), ("refused", 0)]);
    let today = local_day(app.clock.now());
    let Some(from) = today.checked_sub_days(LONGEST) else { return Ok(counts) };
    for regime in app.store.read(|conn| regimes(app, conn))? {
        let mut behind = ReportId(0);
        loop {
            if !alive()? {
                return Ok(counts);
            }
            let rows = app.store.read(|conn| {
                let regimes = OfRegimes::Only(&regime);
                let wanted = Timely { states: &STATES, when: When::Closes(from, today), untold: None, regimes };
                Ok::<_, AppError>(store::reminders::list(conn, wanted, behind, BATCH)?)
            })?;
            let Some(last) = rows.last() else { break };
            behind = ReportId(last.id);
            for row in &rows {
                let did = match automatic_step(app, ReportId(row.id))? {
                    Did::Nothing => continue,
                    Did::Announced => "announced",
                    Did::Acted => "acted",
                    Did::Refused => "refused",
                };
                *counts.entry(did).or_default() += 1;
            }
        }
    }
    Ok(counts)
}

/// The regimes whose own process, or a unit's process for them, may name an hour.
fn regimes(app: &App, conn: &mut store::Conn) -> AppResult<Vec<(String, String)>> {
    let mut named = store::policies::list_regimes(conn)?;
    // Reports keep the process they were submitted under, also when it is no longer said anywhere.
    named.append(&mut store::processes::list_automatic(conn)?);
    for row in store::regimes::list(conn)? {
        let newest = app.forms.regime(conn, &row.circular, &row.code)?;
        let published = app.forms.published(conn, &row.circular, &row.code)?;
        if published.iter().chain([&newest]).any(|regime| regime.is_automatic()) {
            named.push((row.circular, row.code));
        }
    }
    named.sort();
    named.dedup();
    Ok(named)
}
