//! Writing acts: drafts are made, edited, published or taken away. A published act never changes.

use contract::reorganisations::{ReorganisationBody, ReorganisationView};
use domain::ids::UnitId;
use domain::reorganisation::{Act, limits, successions};
use store::events::NewEvent;
use store::reorganisations::{ActRow, DRAFT, Particulars};
use store::{StoreError, Tx};

use super::view::{actions, view};
use super::{administers, faults_of, read, refuse, scope_of};
use crate::idempotency::{IdempotencyKey, Request};
use crate::jobs::Job;
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Makes a draft, which may still be incomplete.
///
/// # Errors
/// `Forbidden`; `Faults` for texts beyond all use, `Malformed` for a step of an unknown kind.
pub fn create(
    app: &App,
    caller: &Caller,
    body: &ReorganisationBody,
    key: Option<&IdempotencyKey>,
) -> AppResult<ReorganisationView> {
    let retry = Request::of(caller, key, body);
    let act = act_of(body)?;
    refuse(&limits(&act), caller.language)?;
    let now = app.clock.now();
    app.store.write(|tx| {
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let units = store::reorganisations::known_units(tx)?;
        let scope = scope_of(tx, caller, &act, &units)?;
        let text = json(&act)?;
        let id = store::reorganisations::create(tx, particulars(&act, &text, scope), caller.user.0, now)?;
        told(app, tx, caller, "reorganisation.drafted", id, &act)?;
        let row = store::reorganisations::find(tx, id)?;
        let view = view(tx, caller, row)?;
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

/// Gives a draft another wording.
///
/// # Errors
/// `NotFound`, `Forbidden`, `WrongState` for what is no draft, `StaleRecord`, `Faults`.
pub fn update(
    app: &App,
    caller: &Caller,
    id: i64,
    seen: i64,
    body: &ReorganisationBody,
) -> AppResult<ReorganisationView> {
    let act = act_of(body)?;
    refuse(&limits(&act), caller.language)?;
    app.store.write(|tx| {
        writable(tx, caller, id, seen)?;
        let units = store::reorganisations::known_units(tx)?;
        let scope = scope_of(tx, caller, &act, &units)?;
        let text = json(&act)?;
        let new = particulars(&act, &text, scope);
        store::reorganisations::update(tx, id, seen, new).map_err(|error| stale(error, seen))?;
        told(app, tx, caller, "reorganisation.edited", id, &act)?;
        let row = store::reorganisations::find(tx, id)?;
        view(tx, caller, row)
    })
}

/// Publishes a draft: it never changes again, and is carried out on its effective day, or at once when that is past.
///
/// # Errors
/// `NotFound`, `Forbidden`, `WrongState`, `StaleRecord`; `Faults` with everything that stands in the way.
pub fn publish(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<ReorganisationView> {
    let now = app.clock.now();
    app.store.write(|tx| {
        let row = writable(tx, caller, id, seen)?;
        let act = read(&row)?;
        let units = store::reorganisations::known_units(tx)?;
        scope_of(tx, caller, &act, &units)?;
        refuse(&faults_of(tx, Some(id), &act, &units)?, caller.language)?;
        let total = crate::wire::count(successions(&act, &units).len());
        store::reorganisations::publish(tx, id, seen, total, caller.user.0, now).map_err(|error| stale(error, seen))?;
        store::jobs::hasten(tx, Job::Reorganise.as_str(), now)?;
        told(app, tx, caller, "reorganisation.published", id, &act)?;
        let row = store::reorganisations::find(tx, id)?;
        view(tx, caller, row)
    })
}

/// Withdraws a published act of which nothing was carried out yet: its units are free for another one.
///
/// # Errors
/// `NotFound`, `Forbidden`, `StaleRecord`; `WrongState` once something was carried out.
pub fn withdraw(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<ReorganisationView> {
    app.store.write(|tx| {
        let row = store::reorganisations::find(tx, id)?;
        if administers(tx, caller, row.scope_id).is_none() {
            return Err(AppError::NotFound);
        }
        if !actions(&row).contains(&"withdraw") {
            return Err(AppError::WrongState {
                message: Message::new(
                    "Chỉ thu hồi được quyết định đã ban hành mà chưa thực hiện nội dung nào.",
                    "Only a published act of which nothing was carried out is withdrawn.",
                ),
                allowed_actions: actions(&row).iter().map(|action| (*action).to_owned()).collect(),
            });
        }
        if row.revision != seen {
            return Err(AppError::StaleRecord { current: row.revision });
        }
        store::reorganisations::withdraw(tx, id, seen).map_err(|error| stale(error, seen))?;
        told(app, tx, caller, "reorganisation.withdrawn", id, &read(&row)?)?;
        let row = store::reorganisations::find(tx, id)?;
        view(tx, caller, row)
    })
}

/// Takes a draft away.
///
/// # Errors
/// `NotFound`, `Forbidden`, `WrongState`, `StaleRecord`.
pub fn remove(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<()> {
    app.store.write(|tx| {
        let row = writable(tx, caller, id, seen)?;
        store::reorganisations::remove(tx, id, seen).map_err(|error| stale(error, seen))?;
        told(app, tx, caller, "reorganisation.removed", id, &read(&row)?)
    })
}

/// The draft, when the caller may write it and it is still what the caller saw.
fn writable(tx: &mut Tx<'_>, caller: &Caller, id: i64, seen: i64) -> AppResult<ActRow> {
    let row = store::reorganisations::find(tx, id)?;
    if administers(tx, caller, row.scope_id).is_none() {
        return Err(AppError::NotFound);
    }
    if row.status != DRAFT {
        return Err(AppError::WrongState {
            message: Message::new(
                "Quyết định đã ban hành không thay đổi được. Nếu có sai sót, hãy thu hồi khi chưa thực hiện và lập quyết định mới.",
                "A published act never changes. Where it is wrong, withdraw it before it is carried out, and make another.",
            ),
            allowed_actions: actions(&row).iter().map(|action| (*action).to_owned()).collect(),
        });
    }
    if row.revision != seen {
        return Err(AppError::StaleRecord { current: row.revision });
    }
    Ok(row)
}

fn act_of(body: &ReorganisationBody) -> AppResult<Act> {
    body.act().map_err(|place| {
        AppError::malformed(
            format!("Nội dung {}: kind là một trong merge, abolish, rename, move, split.", place + 1),
            format!("Step {}: kind is one of merge, abolish, rename, move, split.", place + 1),
        )
    })
}

fn particulars<'a>(act: &'a Act, body: &'a str, scope: UnitId) -> Particulars<'a> {
    Particulars {
        number: &act.number,
        title: &act.title,
        signed_on: act.signed_on,
        effective_on: act.effective_on,
        body,
        scope,
    }
}

fn json(act: &Act) -> AppResult<String> {
    serde_json::to_string(act).map_err(|error| AppError::Internal(error.to_string()))
}

fn stale(error: StoreError, seen: i64) -> AppError {
    match error {
        StoreError::Stale => AppError::StaleRecord { current: seen + 1 },
        other => other.into(),
    }
}

fn told(app: &App, tx: &mut Tx<'_>, caller: &Caller, kind: &str, id: i64, act: &Act) -> AppResult<()> {
    let body = serde_json::json!({
        "reorganisation": id, "number": act.number, "title": act.title, "effective_on": act.effective_on,
    });
    let event = events::of_caller(kind, caller, app.clock.now());
    store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
    Ok(())
}
