//! Slowing down who guesses passwords, always temporary (security notes §2.3).
//!
//! Wrong passwords are counted by account and origin together, by address, and by account from everywhere. The last count
//! is the only one that a stranger can raise for somebody else: it slows strangers down, and never stops an attempt from
//! a device or an address from where that person has signed in before. Otherwise anybody could lock the minister out at
//! the deadline.

use chrono::{NaiveDateTime, TimeDelta};
use domain::ids::UserId;
use store::{Conn, Tx};

use crate::sessions::Origin;
use crate::{AppError, AppResult};

/// Failures are counted within this time.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Without a sign-in from there for this long, a device or an address is strange again.
pub(crate) const KNOWN: TimeDelta = TimeDelta::days(90);

/// How many failures count, and how long attempts wait from then on.
struct Limit {
    key: String,
    most: i32,
    wait: TimeDelta,
}

/// How well an attempt's origin is known to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The person has signed in with this browser.
    KnownDevice,
    /// The person has signed in from this address, with whatever device.
    KnownAddress,
    /// Neither, or there is no such account.
    Stranger,
}

/// What attempts are counted by.
pub(crate) struct Keys {
    pair: Limit,
    address: Limit,
    account: Limit,
    standing: Standing,
}

impl Keys {
    /// The keys of an attempt.
    pub fn new(username: &str, origin: &Origin, standing: Standing) -> Self {
        let name: String = username.chars().filter(|letter| *letter != '\0').take(100).collect();
        let address = address(origin);
        let from = match (standing, device(origin)) {
            (Standing::KnownDevice, Some(device)) => device,
            _ => address.clone(),
        };
        Self {
            // The name is whatever somebody typed. It comes last and no origin holds a space, so that no name makes its
            // attempts count on another one's key.
            pair: Limit { key: format!("pair:{from} {name}"), most: 5, wait: WINDOW },
            // A whole office may share an address.
            address: Limit { key: address, most: 100, wait: WINDOW },
            account: Limit { key: format!("account:{name}"), most: 50, wait: TimeDelta::minutes(1) },
            standing,
        }
    }

    fn all(&self) -> [&Limit; 3] {
        [&self.pair, &self.address, &self.account]
    }

    /// Those that an attempt of this standing has to respect.
    fn respected(&self) -> impl Iterator<Item = &Limit> {
        let count = match self.standing {
            Standing::KnownDevice => 1,
            Standing::KnownAddress => 2,
            Standing::Stranger => 3,
        };
        self.all().into_iter().take(count)
    }
}

/// How well the account knows the origin.
///
/// # Errors
/// Those of the database.
pub(crate) fn standing(conn: &mut Conn, user: UserId, origin: &Origin, now: NaiveDateTime) -> AppResult<Standing> {
    let mut is_known = |source: &str| store::known_sources::is_known(conn, user, source, now - KNOWN);
    if let Some(device) = device(origin)
        && is_known(&device)?
    {
        return Ok(Standing::KnownDevice);
    }
    Ok(if is_known(&address(origin))? { Standing::KnownAddress } else { Standing::Stranger })
}

/// Refuses an attempt that has to wait.
///
/// # Errors
/// `TooManyAttempts` with the seconds to wait.
pub(crate) fn check(conn: &mut Conn, keys: &Keys, now: NaiveDateTime) -> AppResult<()> {
    for limit in keys.respected() {
        let until = store::throttle::find(conn, &limit.key)?.and_then(|row| row.blocked_until);
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
    for limit in keys.all() {
        let row = store::throttle::record_failure(tx, &limit.key, now - WINDOW, now)?;
        if row.failures >= limit.most {
            store::throttle::block(tx, &limit.key, now + limit.wait)?;
        }
    }
    Ok(())
}

/// After a right password: forgets the failures of this account from this origin, and knows the origin from now on.
///
/// # Errors
/// Those of the database.
pub(crate) fn succeed(
    tx: &mut Tx<'_>,
    keys: &Keys,
    user: UserId,
    origin: &Origin,
    now: NaiveDateTime,
) -> AppResult<()> {
    store::throttle::reset(tx, &keys.pair.key)?;
    for source in [Some(address(origin)), device(origin)].into_iter().flatten() {
        store::known_sources::remember(tx, user, &source, now)?;
    }
    Ok(())
}

fn address(origin: &Origin) -> String {
    format!("address:{}", origin.address)
}

fn device(origin: &Origin) -> Option<String> {
    origin.device.as_deref().map(|secret| format!("device:{}", crate::secrets::digest(secret)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_is_counted_on_the_key_of_another() {
        let device = crate::secrets::random();
        let digest = crate::secrets::digest(&device);
        let names = [
            "minister".to_owned(),
            "minister address:198.51.100.7".to_owned(),
            format!("minister device:{digest}"),
            "address:198.51.100.7 minister".to_owned(),
            "pair:address:198.51.100.7 minister".to_owned(),
            "198.51.100.7".to_owned(),
            " minister".to_owned(),
            String::new(),
        ];
        let mut seen = HashSet::new();
        for name in &names {
            for standing in [Standing::Stranger, Standing::KnownDevice] {
                let origin = Origin { address: "198.51.100.7".to_owned(), device: Some(device.clone()) };
                let keys = Keys::new(name, &origin, standing);
                assert!(seen.insert(keys.pair.key.clone()), "{}", keys.pair.key);
                if standing == Standing::Stranger {
                    assert!(seen.insert(keys.account.key.clone()), "{}", keys.account.key);
                }
            }
        }
        assert!(!seen.contains("address:198.51.100.7"), "an address has its own");
    }
}
