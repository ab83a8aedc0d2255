//! Incident mode (C14): an administrator says that the system is or was down, everybody is told, and deadlines move.

mod extend;
mod view;

use chrono::{NaiveDateTime, TimeDelta};
use contract::Page;
use contract::incidents::{CurrentIncidents, EndIncident, IncidentView, NewIncident};
use domain::incident::{Extension, MOST_DAYS, MOST_REACH};
use domain::text::nfc;
use store::events::NewEvent;
use store::incidents::IncidentRow;
use store::{StoreError, Tx};

use crate::idempotency::{IdempotencyKey, Request};
use crate::jobs::Job;
use crate::openings::{check_administrator, regime};
use crate::{App, AppError, AppResult, Caller, Message, events};

pub(crate) use extend::run;
pub(crate) use view::of_report;

/// Longest account of what happened, in characters.
const LONGEST_REASON: usize = 1_000;

/// An incident is declared at the latest so long after it began.
const LONGEST_AGO: TimeDelta = TimeDelta::days(90);

/// Without a word about it, deadlines up to so many working days after the end move.
const USUAL_REACH: u16 = 3;

/// Declares an incident: from now on until it is ended, deadlines that fall into it move, and everybody is told.
///
/// # Errors
/// `Forbidden`; `Invalid` for a missing reason, an unknown regime or times and days that make no sense; `WrongState` where
/// one for the same reports lasts.
pub fn declare(
    app: &App,
    caller: &Caller,
    wanted: &NewIncident,
    key: Option<&IdempotencyKey>,
) -> AppResult<IncidentView> {
    let retry = Request::of(caller, key, wanted);
    let now = app.clock.now();
    let new = Checked::new(wanted, now);
    app.store.write(|tx| {
        check_administrator(tx, caller)?;
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let new = new?;
        if let Some(of) = &wanted.regime {
            regime(app, tx, &of.circular, &of.code)?;
        }
        refuse_second(tx, wanted)?;
        let row = store::incidents::NewIncident {
            regime: wanted.regime.as_ref().map(|of| (of.circular.as_str(), of.code.as_str())),
            reason: &new.reason,
            started_at: new.started_at,
            extension: &new.extension,
            reach: i32::from(new.reach),
            user_id: caller.user.0,
            at: now,
        };
        let id = store::incidents::create(tx, row)?;
        let row = store::incidents::find(tx, id)?;
        tell(tx, "incident.declared", caller, &row, now)?;
        let view = view::view(app, tx, row)?;
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

/// Ends an incident: its deadlines are settled by the whole time that it took, and everybody is told.
///
/// # Errors
/// `Forbidden`, `NotFound`, `WrongState` when it has ended, `Invalid` for an end that lies before its beginning or ahead.
pub fn end(app: &App, caller: &Caller, id: i64, wanted: &EndIncident) -> AppResult<IncidentView> {
    let now = app.clock.now();
    let ended = wanted.ended_at.map_or(now, |at| at.naive_utc());
    app.store.write(|tx| {
        check_administrator(tx, caller)?;
        let row = store::incidents::find(tx, id)?;
        if row.ended_at.is_some() {
            return Err(ended_already());
        }
        if ended < row.started_at || ended > now {
            return Err(AppError::invalid(
                "Thời điểm kết thúc phải sau lúc bắt đầu sự cố và không ở tương lai.",
                "It ended after it began, and not in the future.",
            ));
        }
        store::incidents::end(tx, id, ended, caller.user.0).map_err(|error| match error {
            StoreError::Stale => ended_already(),
            other => other.into(),
        })?;
        let row = store::incidents::find(tx, id)?;
        tell(tx, "incident.ended", caller, &row, now)?;
        view::view(app, tx, row)
    })
}

/// All incidents, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn list(app: &App, caller: &Caller, page: i64, page_size: i64) -> AppResult<Page<IncidentView>> {
    app.store.read(|conn| {
        check_administrator(conn, caller)?;
        let (rows, total) = store::incidents::list(conn, (page, page_size))?;
        let items = rows.into_iter().map(|row| view::view(app, conn, row)).collect::<AppResult<_>>()?;
        Ok(Page { items, total })
    })
}

/// What everybody is told on every page: incidents that last, and those that moved a deadline which is still to come.
///
/// # Errors
/// Those of the database.
pub fn current(app: &App, caller: &Caller) -> AppResult<CurrentIncidents> {
    let now = app.clock.now();
    app.store.read(|conn| {
        let rows = store::incidents::list_felt(conn, now)?;
        let items = rows.into_iter().map(|row| view::current(app, conn, row, caller.language));
        Ok(CurrentIncidents { items: items.collect::<AppResult<_>>()? })
    })
}

/// What is wanted, as it is stored.
struct Checked {
    reason: String,
    started_at: NaiveDateTime,
    extension: String,
    reach: u16,
}

impl Checked {
    fn new(wanted: &NewIncident, now: NaiveDateTime) -> AppResult<Self> {
        let reason = nfc(wanted.reason.trim());
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON || reason.contains('\0') {
            return Err(AppError::invalid(
                format!("Hãy ghi nội dung sự cố để mọi người biết, tối đa {LONGEST_REASON} ký tự."),
                format!("Say what happened, in at most {LONGEST_REASON} characters."),
            ));
        }
        let started_at = wanted.started_at.map_or(now, |at| at.naive_utc());
        if started_at > now || started_at < now - LONGEST_AGO {
            return Err(AppError::invalid(
                format!("Sự cố bắt đầu không ở tương lai, và trong vòng {} ngày qua.", LONGEST_AGO.num_days()),
                format!("It began in the last {} days, and not in the future.", LONGEST_AGO.num_days()),
            ));
        }
        if let Extension::Days { days } = wanted.extension
            && !(1..=MOST_DAYS).contains(&days)
        {
            return Err(AppError::invalid(
                format!("Số ngày làm việc được gia hạn từ 1 đến {MOST_DAYS}."),
                format!("Deadlines move by 1 to {MOST_DAYS} working days."),
            ));
        }
        let reach = wanted.reach.unwrap_or(USUAL_REACH);
        if reach > MOST_REACH {
            return Err(AppError::invalid(
                format!("Gia hạn cho báo cáo đến hạn trong tối đa {MOST_REACH} ngày làm việc sau sự cố."),
                format!("Deadlines move up to {MOST_REACH} working days after the end."),
            ));
        }
        let extension =
            serde_json::to_string(&wanted.extension).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Self { reason, started_at, extension, reach })
    }
}

/// Two that last for the same reports would move them twice.
fn refuse_second(tx: &mut Tx<'_>, wanted: &NewIncident) -> AppResult<()> {
    let wanted = wanted.regime.as_ref().map(|of| (of.circular.as_str(), of.code.as_str()));
    let overlaps = |row: &IncidentRow| {
        let of = row.circular.as_deref().zip(row.regime.as_deref());
        // The whole system has every regime's reports in it.
        row.ended_at.is_none() && (of.is_none() || wanted.is_none() || of == wanted)
    };
    if store::incidents::list_unsettled(tx)?.iter().any(overlaps) {
        return Err(AppError::WrongState {
            message: Message::new(
                "Đã có sự cố đang diễn ra với các báo cáo này. Hãy kết thúc sự cố đó trước.",
                "An incident that concerns the same reports goes on. End that one first.",
            ),
            allowed_actions: Vec::new(),
        });
    }
    Ok(())
}

fn ended_already() -> AppError {
    AppError::WrongState {
        message: Message::new("Sự cố này đã kết thúc.", "This incident has ended."),
        allowed_actions: Vec::new(),
    }
}

/// Writes the event that everybody is told of, and has deadlines moved soon.
fn tell(tx: &mut Tx<'_>, kind: &str, caller: &Caller, row: &IncidentRow, now: NaiveDateTime) -> AppResult<()> {
    let body = serde_json::json!({
        "incident": row.id,
        "circular": row.circular,
        "regime": row.regime,
        "reason": row.reason,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
    });
    let event = events::of_caller(kind, caller, now);
    store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
    store::jobs::hasten(tx, Job::ExtendDeadlines.as_str(), now)?;
    Ok(())
}

/// The rule by which an incident moves deadlines.
fn extension(row: &IncidentRow) -> AppResult<Extension> {
    serde_json::from_str(&row.extension).map_err(|error| AppError::Internal(format!("incident {}: {error}", row.id)))
}
