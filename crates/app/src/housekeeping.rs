//! Forgetting what has served its time.

use chrono::TimeDelta;

use crate::{App, AppResult};

/// A retry comes within this time.
const ANSWERS: TimeDelta = TimeDelta::hours(24);

/// Ended sessions are kept this long, so that the reuse of an old token is still recognised.
const SESSIONS: TimeDelta = TimeDelta::days(7);

/// Failed sign-ins count within minutes.
const FAILURES: TimeDelta = TimeDelta::hours(1);

/// Removes kept answers, ended sessions and counts of failed sign-ins that nobody needs any more; gives how many.
///
/// # Errors
/// Those of the database.
pub fn purge(app: &App) -> AppResult<usize> {
    let now = app.clock.now();
    app.store.write(|tx| {
        let answers = store::idempotency::delete_before(tx, now - ANSWERS)?;
        let sessions = store::sessions::delete_ended(tx, now - SESSIONS)?;
        let failures = store::throttle::delete_before(tx, now - FAILURES)?;
        Ok(answers + sessions + failures)
    })
}
