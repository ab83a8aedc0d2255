//! Carrying out the acts whose day has come, a succession at a time.

use chrono::NaiveDate;
use contract::reorganisations::ReorganisationOutcome;
use domain::reorganisation::{Act, Succession, official_code, successions};
use store::Tx;
use store::events::NewEvent;
use store::reorganisations::{ActRow, Progress};

use super::{carry, read};
use crate::clock::local_day;
use crate::{App, AppError, AppResult, events};

/// Carries out what is due; gives how many successions that were. `alive` is asked between them and stops the work, to be
/// gone on with by another run.
pub(crate) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<i64> {
    let today: NaiveDate = local_day(app.clock.now());
    let mut done = 0;
    let mut failure = None;
    for id in app.store.read(|conn| Ok::<_, AppError>(store::reorganisations::list_due(conn, today)?))? {
        loop {
            if !alive()? {
                return Ok(done);
            }
            match app.store.write(|tx| next(app, tx, id)) {
                Ok(true) => done += 1,
                Ok(false) => break,
                Err(AppError::Unavailable(reason)) => return Err(AppError::Unavailable(reason)),
                Err(error) => {
                    let problem = error.to_string();
                    app.store.write(|tx| Ok::<_, AppError>(store::reorganisations::note_problem(tx, id, &problem)?))?;
                    // Others do not wait for it.
                    failure = Some(error);
                    break;
                }
            }
        }
    }
    failure.map_or(Ok(done), Err)
}

/// Carries out the next succession of an act, in the transaction that moves the act on. `false` when it is done.
fn next(app: &App, tx: &mut Tx<'_>, id: i64) -> AppResult<bool> {
    let now = app.clock.now();
    let Some(row) = store::reorganisations::take(tx, id, now)? else { return Ok(false) };
    let act = read(&row)?;
    let all = planned(tx, &act)?;
    let place = usize::try_from(row.done).unwrap_or_default();
    let Some(one) = all.get(place) else {
        store::reorganisations::finish(tx, id, now)?;
        tell_finished(tx, &row, now)?;
        return Ok(false);
    };
    let units = store::reorganisations::known_units(tx)?;
    let outcome = before(&row)?.and(carry::carry_out(app, tx, id, &act, one, &units)?);
    let progress = Progress {
        total: crate::wire::count(all.len()),
        done: row.done + 1,
        outcome: serde_json::to_string(&outcome).map_err(|error| AppError::Internal(error.to_string()))?,
    };
    store::reorganisations::advance(tx, id, &progress)?;
    Ok(true)
}

/// The successions as they were when the act was published: those that were carried out are still counted, since a unit
/// that ended keeps the name, kind and code that the successor takes over.
fn planned(tx: &mut Tx<'_>, act: &Act) -> AppResult<Vec<Succession>> {
    let mut units = store::reorganisations::known_units(tx)?;
    let places = store::reorganisations::places(tx)?;
    // Where a unit stood before it ended is where an abolition finds the unit above.
    for (id, known) in &mut units {
        let Some(last) = known.valid_to else { continue };
        known.parent = places.parent(*id, domain::reorganisation::When::Then(last)).or(known.parent);
        known.code = official_code(&known.code).to_owned();
    }
    Ok(successions(act, &units))
}

fn before(row: &ActRow) -> AppResult<ReorganisationOutcome> {
    serde_json::from_str(&row.outcome)
        .map_err(|error| AppError::Internal(format!("reorganisation {}: {error}", row.id)))
}

fn tell_finished(tx: &mut Tx<'_>, row: &ActRow, now: chrono::NaiveDateTime) -> AppResult<()> {
    let body = serde_json::json!({ "reorganisation": row.id, "number": row.number });
    let event = NewEvent { body: body.to_string(), ..events::of_system("reorganisation.finished", now) };
    store::events::append(tx, &event)?;
    Ok(())
}
