//! Forgetting what has served its time.

use chrono::TimeDelta;

use crate::{App, AppError, AppResult, throttling};

/// A retry comes within this time.
const ANSWERS: TimeDelta = TimeDelta::hours(24);

/// Ended sessions are kept this long, so that it can still be seen who was signed in.
const SESSIONS: TimeDelta = TimeDelta::days(7);

/// Failed sign-ins count within minutes.
const FAILURES: TimeDelta = TimeDelta::hours(1);

/// What was mailed, and what was not and why, is kept this long.
const LETTERS: TimeDelta = TimeDelta::days(90);

/// Removes kept answers, spent secrets and sessions that are over, counts of failed sign-ins, origins that nobody
/// comes from any more, old letters and addresses that nobody proved; gives how many. The database's statistics are brought up to date, too.
///
/// # Errors
/// Those of the database.
pub fn purge(app: &App) -> AppResult<usize> {
    let now = app.clock.now();
    let removed = app.store.write(|tx| {
        let answers = store::idempotency::delete_before(tx, now - ANSWERS)?;
        let secrets = store::sessions::delete_spent(tx, now)?;
        let sessions = store::sessions::delete_ended(tx, now - SESSIONS)?;
        let failures = store::throttle::delete_before(tx, now - FAILURES)?;
        let origins = store::known_sources::delete_before(tx, now - throttling::KNOWN)?;
        let letters = store::letters::delete_before(tx, now - LETTERS)? + store::email::delete_unproved(tx, now)?;
        Ok::<_, AppError>(answers + secrets + sessions + failures + origins + letters)
    })?;
    app.presence.sweep(now);
    app.store.refresh_statistics()?;
    Ok(removed)
}
