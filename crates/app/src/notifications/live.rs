//! What a server has to know to keep many bells up to date by few statements: who was told something since, how many
//! notifications are unread, and which sessions and accounts go on.

use std::collections::BTreeSet;

use domain::ids::UserId;

use crate::{App, AppError, AppResult, sessions};

/// The newest notification's number.
///
/// # Errors
/// Those of the database.
pub fn newest(app: &App) -> AppResult<i64> {
    app.store.read(|conn| Ok(store::notifications::newest(conn)?))
}

/// Who was told anything after that notification, and the number to go on from.
///
/// # Errors
/// Those of the database.
pub fn told_since(app: &App, after: i64) -> AppResult<(Vec<UserId>, i64)> {
    app.store.read(|conn| {
        let until = store::notifications::newest(conn)?;
        let people = if until > after { store::notifications::list_told(conn, after, until)? } else { Vec::new() };
        Ok((people, until))
    })
}

/// How many notifications of each of these people are unread, in their order.
///
/// # Errors
/// Those of the database.
pub fn unread(app: &App, people: &[UserId]) -> AppResult<Vec<(UserId, i64)>> {
    let counts: std::collections::HashMap<UserId, i64> = app
        .store
        .read(|conn| Ok::<_, AppError>(store::notifications::count_unread_of(conn, people)?))?
        .into_iter()
        .collect();
    Ok(people.iter().map(|user| (*user, counts.get(user).copied().unwrap_or_default())).collect())
}

/// Those of these sessions that go on, each with its account's epoch.
///
/// # Errors
/// Those of the database.
pub fn alive(app: &App, ids: &BTreeSet<String>) -> AppResult<Vec<(String, i64)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let ids: Vec<String> = ids.iter().cloned().collect();
    app.store.read(|conn| Ok(store::sessions::list_alive(conn, &ids, now, now - sessions::IDLE)?))
}

/// Those of these accounts that may sign in, each with its epoch.
///
/// # Errors
/// Those of the database.
pub fn active(app: &App, people: &BTreeSet<UserId>) -> AppResult<Vec<(UserId, i64)>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<UserId> = people.iter().copied().collect();
    let known = app.store.read::<_, AppError>(|conn| Ok(store::users::list_by_ids(conn, &people)?))?;
    Ok(known.into_iter().filter(|user| user.active).map(|user| (UserId(user.id), user.epoch)).collect())
}
