//! Slowing down who guesses passwords: by account and by address, always temporary (security notes §2.3).

use chrono::{NaiveDateTime, TimeDelta};
use store::{Conn, Tx};

use crate::{AppError, AppResult};

/// Failures are counted within this time.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Wrong passwords after which an account waits. A wrong password alone never locks anybody out for good: otherwise
/// anybody could lock the minister out at the deadline.
const MOST_FOR_ACCOUNT: i32 = 5;

/// Wrong passwords after which an address waits; a whole office may share one.
const MOST_FOR_ADDRESS: i32 = 100;

/// What attempts are counted by.
pub(crate) struct Keys {
    account: String,
    address: String,
}

impl Keys {
    /// The keys of an attempt.
    pub fn new(username: &str, address: &str) -> Self {
        let name: String = username.chars().filter(|letter| *letter != '\0').take(100).collect();
        Self { account: format!("user:{name}"), address: format!("address:{address}") }
    }

    fn each(&self) -> [(&str, i32); 2] {
        [(&self.account, MOST_FOR_ACCOUNT), (&self.address, MOST_FOR_ADDRESS)]
    }
}

/// Refuses an attempt that has to wait.
///
/// # Errors
/// `TooManyAttempts` with the seconds to wait.
pub(crate) fn check(conn: &mut Conn, keys: &Keys, now: NaiveDateTime) -> AppResult<()> {
    for (key, _) in keys.each() {
        let until = store::throttle::find(conn, key)?.and_then(|row| row.blocked_until);
        if let Some(until) = until.filter(|until| now < *until) {
            return Err(AppError::TooManyAttempts { retry_after: (until - now).num_seconds() + 1 });
        }
    }
    Ok(())
}

/// Counts a wrong password.
///
/// # Errors
/// Those of the database.
pub(crate) fn fail(tx: &mut Tx<'_>, keys: &Keys, now: NaiveDateTime) -> AppResult<()> {
    for (key, most) in keys.each() {
        let row = store::throttle::record_failure(tx, key, now - WINDOW, now)?;
        if row.failures >= most {
            store::throttle::block(tx, key, now + WINDOW)?;
        }
    }
    Ok(())
}

/// Forgets an account's failures after a right password.
///
/// # Errors
/// Those of the database.
pub(crate) fn succeed(tx: &mut Tx<'_>, keys: &Keys) -> AppResult<()> {
    store::throttle::reset(tx, &keys.account)?;
    Ok(())
}
