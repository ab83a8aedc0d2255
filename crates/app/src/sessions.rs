//! Signing in, renewing and ending sessions (security notes §2.3 and §2.4).

use chrono::{NaiveDateTime, TimeDelta};
use contract::sessions::Credentials;
use domain::access::{Actor, group};
use domain::ids::{UnitId, UserId};
use domain::language::Language;
use store::sessions::SessionRow;
use store::users::UserRow;
use store::{Conn, StoreError, Tx};
use uuid::Uuid;

use crate::throttling::Standing;
use crate::{App, AppError, AppResult, Caller, events, passwords, secrets, throttling};

/// A session lives this long, however busy.
const ABSOLUTE: TimeDelta = TimeDelta::hours(12);

/// A session that was not renewed for this long has ended.
pub(crate) const IDLE: TimeDelta = TimeDelta::minutes(30);

/// Two tabs may renew at the same moment: a token is taken this long after it was spent.
const GRACE: TimeDelta = TimeDelta::seconds(10);

/// Where an attempt to sign in comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The address that attempts are counted by.
    pub address: String,
    /// The secret by which a browser is recognised in which somebody has signed in before.
    pub device: Option<String>,
}

/// A session just begun or renewed.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// Whose.
    pub caller: Caller,
    /// Id, for access tokens.
    pub session: String,
    /// The user's epoch, for access tokens.
    pub epoch: i64,
    /// The secret that renews the session; absent when another tab has just renewed it.
    pub refresh_token: Option<String>,
    /// The secret by which this browser is recognised the next time; given at signing in.
    pub device: Option<String>,
    /// Seconds until the session ends for good.
    pub seconds_left: i64,
}

/// What came of an attempt to renew a session.
#[derive(Debug, Clone)]
pub enum Renewal {
    /// The session goes on.
    Open(Box<OpenSession>),
    /// The secret is worth nothing.
    Refused {
        /// The sessions that this attempt ended.
        ended: Vec<String>,
    },
}

/// Checks name and password and begins a session.
///
/// # Errors
/// `WrongCredentials`, `TooManyAttempts`.
pub fn sign_in(app: &App, credentials: &Credentials, origin: &Origin) -> AppResult<OpenSession> {
    let device = origin.device.clone().filter(|secret| secrets::is_one(secret)).unwrap_or_else(secrets::random);
    let origin = Origin { address: origin.address.clone(), device: Some(device.clone()) };
    let user = check(app, credentials, &origin)?;
    let now = app.clock.now();
    let secret = secrets::random();
    let row = SessionRow {
        id: Uuid::new_v4().to_string(),
        user_id: user.id,
        family: Uuid::new_v4().to_string(),
        refresh_hash: secrets::digest(&secret),
        created_at: now,
        last_used_at: now,
        expires_at: now + ABSOLUTE,
        revoked_at: None,
    };
    let caller = app.store.write(|tx| {
        store::sessions::create(tx, &row)?;
        record(tx, "sign_in", &user, now)?;
        load_caller(tx, &user)
    })?;
    Ok(OpenSession { device: Some(device), ..open(caller, &row, &user, Some(secret), now) })
}

/// Checks name and password for a script, which gets a token without a session. Gives the caller and the user's epoch.
///
/// # Errors
/// `WrongCredentials`, `TooManyAttempts`.
pub fn sign_in_script(app: &App, credentials: &Credentials, address: &str) -> AppResult<(Caller, i64)> {
    let user = check(app, credentials, &Origin { address: address.to_owned(), device: None })?;
    let now = app.clock.now();
    app.store.write(|tx| {
        record(tx, "token_issued", &user, now)?;
        Ok((load_caller(tx, &user)?, user.epoch))
    })
}

/// Renews a session by its secret, which is spent. Any secret that was spent before is a stolen one: it ends every session
/// that grew from the same sign-in. Only the one spent last is taken for a moment, for a tab that renewed at the same time.
///
/// # Errors
/// `Unauthenticated` for a secret that nobody knows.
pub fn refresh(app: &App, refresh_token: &str) -> AppResult<Renewal> {
    let now = app.clock.now();
    let shown = secrets::digest(refresh_token);
    let fresh = secrets::random();
    app.store.write(|tx| {
        let (mut row, mut spent_at) = present(store::sessions::find_by_refresh(tx, &shown))?;
        let user = present(store::users::find(tx, UserId(row.user_id)))?;
        if judge(&row, spent_at, user.active, now) == SecretState::Present {
            if store::sessions::rotate(tx, &row.id, &shown, &secrets::digest(&fresh), now)? {
                let caller = load_caller(tx, &user)?;
                return Ok(Renewal::Open(Box::new(open(caller, &row, &user, Some(fresh.clone()), now))));
            }
            // Another tab renewed it a moment ago, or ended it: what the rows say now counts.
            (row, spent_at) = present(store::sessions::find_by_refresh(tx, &shown))?;
        }
        match judge(&row, spent_at, user.active, now) {
            SecretState::JustSpent => {
                let caller = load_caller(tx, &user)?;
                Ok(Renewal::Open(Box::new(open(caller, &row, &user, None, now))))
            }
            SecretState::Stolen => {
                let ended = store::sessions::revoke_family(tx, &row.family, now)?;
                record(tx, "refresh_token_reused", &user, now)?;
                Ok(Renewal::Refused { ended })
            }
            SecretState::Present | SecretState::Over => Ok(Renewal::Refused { ended: Vec::new() }),
        }
    })
}

/// What a refresh secret is to its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SecretState {
    /// The one that renews it.
    Present,
    /// The last one spent, a moment ago.
    JustSpent,
    /// Spent before.
    Stolen,
    /// The session has ended.
    Over,
}

fn judge(row: &SessionRow, spent_at: Option<NaiveDateTime>, is_active: bool, now: NaiveDateTime) -> SecretState {
    if row.revoked_at.is_some() || now >= row.expires_at || now >= row.last_used_at + IDLE || !is_active {
        return SecretState::Over;
    }
    match spent_at {
        None => SecretState::Present,
        // The last renewal wrote the same moment into both rows; a secret spent by an earlier one has an earlier moment.
        Some(spent_at) if spent_at == row.last_used_at && now < spent_at + GRACE => SecretState::JustSpent,
        Some(_) => SecretState::Stolen,
    }
}

/// Ends a session; harmless when it has ended.
///
/// # Errors
/// Those of the database.
pub fn sign_out(app: &App, caller: &Caller, session: &str) -> AppResult<()> {
    let now = app.clock.now();
    app.store.write(|tx| {
        let user = present(store::users::find(tx, caller.user))?;
        if store::sessions::revoke(tx, session, now)? > 0 {
            record(tx, "sign_out", &user, now)?;
        }
        Ok(())
    })
}

/// The person behind a valid access token, if the session and the account still stand.
///
/// # Errors
/// `Unauthenticated`.
pub fn authenticate(app: &App, user: i64, session: Option<&str>, epoch: i64) -> AppResult<Caller> {
    let now = app.clock.now();
    app.store.read(|conn| {
        let user = present(store::users::find(conn, UserId(user)))?;
        if !user.active || user.epoch != epoch {
            return Err(AppError::Unauthenticated);
        }
        if let Some(session) = session {
            let row = present(store::sessions::find(conn, session))?;
            if row.revoked_at.is_some() || now >= row.expires_at || row.user_id != user.id {
                return Err(AppError::Unauthenticated);
            }
        }
        load_caller(conn, &user)
    })
}

fn check(app: &App, credentials: &Credentials, origin: &Origin) -> AppResult<UserRow> {
    let now = app.clock.now();
    let username = credentials.username.trim().to_lowercase();
    let (found, keys) = app.store.read(|conn| {
        let found = match store::users::find_by_username(conn, &username) {
            Ok(user) => Some(user),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(AppError::from(error)),
        };
        let standing = match &found {
            Some(user) => throttling::standing(conn, UserId(user.id), origin, now)?,
            None => Standing::Stranger,
        };
        let keys = throttling::Keys::new(&username, origin, standing);
        throttling::check(conn, &keys, now)?;
        Ok((found, keys))
    })?;
    let right = match &found {
        Some(user) => passwords::verify(&credentials.password, &user.password_hash) && user.active,
        None => {
            passwords::verify_nobody(&credentials.password);
            false
        }
    };
    match found {
        Some(user) if right => {
            app.store.write(|tx| throttling::succeed(tx, &keys, UserId(user.id), origin, now))?;
            Ok(user)
        }
        _ => {
            app.store.write(|tx| throttling::fail(tx, &keys, now))?;
            Err(AppError::WrongCredentials)
        }
    }
}

fn open(caller: Caller, row: &SessionRow, user: &UserRow, secret: Option<String>, now: NaiveDateTime) -> OpenSession {
    OpenSession {
        caller,
        session: row.id.clone(),
        epoch: user.epoch,
        refresh_token: secret,
        device: None,
        seconds_left: (row.expires_at - now).num_seconds(),
    }
}

/// The person with unit and grants.
pub(crate) fn load_caller(conn: &mut Conn, user: &UserRow) -> AppResult<Caller> {
    let unit = store::units::find(conn, UnitId(user.unit_id))?;
    let grants = store::users::list_grants(conn, UserId(user.id))?
        .into_iter()
        .filter_map(|row| Some(group(&row.group_code)?.on(UnitId(row.unit_id))))
        .collect();
    Ok(Caller {
        user: UserId(user.id),
        username: user.username.clone(),
        full_name: user.full_name.clone(),
        unit: UnitId(unit.id),
        unit_name: unit.name,
        actor: Actor { user: UserId(user.id), unit: UnitId(user.unit_id), grants },
        language: Language::Vi,
    })
}

fn record(tx: &mut Tx<'_>, kind: &str, user: &UserRow, now: NaiveDateTime) -> AppResult<()> {
    let event = events::of_person(&format!("session.{kind}"), UserId(user.id), UnitId(user.unit_id), now);
    store::events::append(tx, &event)?;
    Ok(())
}

fn present<T>(found: Result<T, StoreError>) -> AppResult<T> {
    found.map_err(|error| match error {
        StoreError::NotFound => AppError::Unauthenticated,
        other => AppError::from(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_spent_last_has_a_grace() {
        let start = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let at = |seconds: i64| start + TimeDelta::seconds(seconds);
        let live = SessionRow {
            id: "s".to_owned(),
            user_id: 1,
            family: "f".to_owned(),
            refresh_hash: "h".to_owned(),
            created_at: start,
            last_used_at: at(100),
            expires_at: start + ABSOLUTE,
            revoked_at: None,
        };
        let ended = SessionRow { revoked_at: Some(at(101)), ..live.clone() };
        for (row, spent_at, is_active, now, state) in [
            (&live, None, true, 101, SecretState::Present),
            (&live, None, true, 100 + 1799, SecretState::Present),
            (&live, None, true, 100 + 1800, SecretState::Over),
            (&live, None, true, 12 * 3600, SecretState::Over),
            (&live, None, false, 101, SecretState::Over),
            (&live, Some(100), true, 100, SecretState::JustSpent),
            (&live, Some(100), true, 109, SecretState::JustSpent),
            (&live, Some(100), true, 110, SecretState::Stolen),
            (&live, Some(99), true, 100, SecretState::Stolen),
            (&live, Some(99), false, 100, SecretState::Over),
            (&ended, None, true, 101, SecretState::Over),
            (&ended, Some(100), true, 101, SecretState::Over),
            (&ended, Some(50), true, 101, SecretState::Over),
        ] {
            let found = judge(row, spent_at.map(at), is_active, at(now));
            assert_eq!(found, state, "{spent_at:?} {is_active} {now}");
        }
    }
}
