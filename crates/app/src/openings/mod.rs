//! Opening periods of regimes: every duty of every unit becomes a report, in batches that can be watched and resumed.

mod automatic;
mod run;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use contract::Page;
use contract::openings::{NewOpening, OpeningView};
use domain::access::{Permission, decide};
use domain::language::Language;
use domain::period::Period;
use domain::regime::Regime;
use store::openings::OpeningRow;
use store::{Conn, Tx};

use crate::clock::{local_day, utc};
use crate::forms::in_force;
use crate::idempotency::{IdempotencyKey, Request};
use crate::jobs::Job;
use crate::reports::period_label;
use crate::{App, AppError, AppResult, Caller, Message, duties, events};

pub(crate) use automatic::open_due;
pub(crate) use automatic::switch;
pub use automatic::{automatic, set_automatic};
#[cfg(test)]
pub(crate) use run::run_in;
pub(crate) use run::{announcements, run, whole_units};

/// Refuses whoever does not administer the system: the whole hierarchy, from its top.
pub(crate) fn check_administrator(conn: &mut Conn, caller: &Caller) -> AppResult<()> {
    let roots = store::units::list_roots(conn)?;
    let holds = |root: &store::units::UnitRow| {
        let target = domain::access::Target::unit(domain::ids::UnitId(root.id), Vec::new());
        decide(&caller.actor, Permission::Assign, &target).is_ok()
    };
    if roots.iter().any(holds) { Ok(()) } else { Err(AppError::Forbidden(not_administrator())) }
}

fn not_administrator() -> Message {
    Message::new(
        "Chức năng này dành cho quản trị hệ thống. Hãy liên hệ người quản trị.",
        "This is for administrators of the system. Ask one of them.",
    )
}

/// Asks for a period to be opened; the leading server does it in the background.
///
/// # Errors
/// `Forbidden`; `Invalid` for an unknown regime, or a period that the regime does not have.
pub fn open(app: &App, caller: &Caller, new: &NewOpening, key: Option<&IdempotencyKey>) -> AppResult<OpeningView> {
    let retry = Request::of(caller, key, new);
    app.store.write(|tx| {
        check_administrator(tx, caller)?;
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let period = check(app, tx, new)?;
        let id = ask(app, tx, &new.circular, &new.regime, &period, Some(caller))?.0;
        let view = view(app, store::openings::find(tx, id)?, tx, caller)?;
        retry.keep(tx, &view, app.clock.now())?;
        Ok(view)
    })
}

/// The period of a request, if the regime has it.
fn check(app: &App, conn: &mut Conn, new: &NewOpening) -> AppResult<Period> {
    let period = Period::parse(&new.period).map_err(|_| no_period(&new.period))?;
    let regime = governing(app, conn, &new.circular, &new.regime, &period, today(app))?;
    let forms = duties::forms_of(conn, &regime)?;
    if forms.is_empty() {
        return Err(AppError::invalid(
            format!("Chế độ {} chưa có biểu mẫu nào trong hệ thống nên chưa mở kỳ được.", regime.title),
            format!("No form of the regime {} is known here: no period can be opened.", regime.code),
        ));
    }
    let is_reported = forms.iter().any(|(_, form)| regime.reports(form, period.kind()));
    let window = regime.cutoff.data_window(&period).ok().filter(|_| is_reported);
    let Some(window) = window else {
        return Err(AppError::invalid(
            format!("Chế độ {} không có kỳ báo cáo {period}.", regime.title),
            format!("The regime {} has no period {period}.", regime.code),
        ));
    };
    refuse_far(app, &period, window.from)?;
    Ok(period)
}

/// Refuses a period whose figures begin more than a year ahead: versions that are yet to come would govern it.
pub(crate) fn refuse_far(app: &App, period: &Period, data_from: NaiveDate) -> AppResult<()> {
    if data_from <= today(app) + FARTHEST {
        return Ok(());
    }
    Err(AppError::invalid(
        format!("Kỳ {} còn quá xa. Chỉ mở trước được tối đa một năm.", period.label(Language::Vi)),
        format!("{} is too far ahead: periods are opened one year before at most.", period.label(Language::En)),
    ))
}

/// How far ahead the first day of a period's figures may lie when it is opened.
const FARTHEST: TimeDelta = TimeDelta::days(366);

/// The version of a regime that governs a period, or why none does; an ad hoc one goes by the last day of its figures.
pub(crate) fn governing(
    app: &App,
    conn: &mut Conn,
    circular: &str,
    code: &str,
    period: &Period,
    of_figures: NaiveDate,
) -> AppResult<Arc<Regime>> {
    let known = regime(app, conn, circular, code)?;
    let published = app.forms.published(conn, circular, code)?;
    if published.is_empty() {
        return Err(AppError::invalid(
            format!("Chế độ {} đã ngừng áp dụng nên không mở kỳ, không giao báo cáo mới được nữa.", known.title),
            format!("The regime {code} was retired: no periods are opened and no reports assigned by it."),
        ));
    }
    in_force(&published, period.last_day(of_figures)).cloned().ok_or_else(|| {
        AppError::invalid(
            format!("Chế độ {} không có hiệu lực trong kỳ {}.", known.title, period.label(Language::Vi)),
            format!("No version of the regime {code} holds in {}.", period.label(Language::En)),
        )
    })
}

/// The regime, or what is wrong with its name.
pub(crate) fn regime(app: &App, conn: &mut Conn, circular: &str, code: &str) -> AppResult<Arc<Regime>> {
    // No code holds a NUL, which PostgreSQL would not even look up.
    let is_text = !circular.contains('\0') && !code.contains('\0');
    let found = if is_text { app.forms.regime(conn, circular, code) } else { Err(AppError::NotFound) };
    found.map_err(|error| match error {
        AppError::NotFound => AppError::invalid(
            format!("Không có chế độ báo cáo {code} của văn bản {circular}."),
            format!("There is no regime {code} of {circular}."),
        ),
        other => other,
    })
}

/// What is wrong with a text that is no period.
pub(crate) fn no_period(text: &str) -> AppError {
    AppError::invalid(
        format!("“{text}” không phải mã kỳ báo cáo. Viết: 2026-11-21, 2026-11, 2026-Q4, 2026-H1, 2026-9M hoặc 2026."),
        format!("“{text}” is no period. Write 2026-11-21, 2026-11, 2026-Q4, 2026-H1, 2026-9M or 2026."),
    )
}

/// Asks for an opening, with its event. Gives its id and whether it is a new one.
pub(crate) fn ask(
    app: &App,
    tx: &mut Tx<'_>,
    circular: &str,
    regime: &str,
    period: &Period,
    caller: Option<&Caller>,
) -> AppResult<(i64, bool)> {
    let now = app.clock.now();
    let (id, is_new) =
        store::openings::ask(tx, circular, regime, &period.to_string(), caller.map(|caller| caller.user), now)?;
    if is_new {
        store::jobs::hasten(tx, Job::OpenPeriods.as_str(), now)?;
        let body = serde_json::json!({ "opening": id, "circular": circular, "regime": regime, "period": period });
        let event = match caller {
            Some(caller) => events::of_caller("opening.asked", caller, now),
            None => events::of_system("opening.asked", now),
        };
        store::events::append(tx, &store::events::NewEvent { body: body.to_string(), ..event })?;
    }
    Ok((id, is_new))
}

/// One page of openings, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn list(app: &App, caller: &Caller, page: i64, page_size: i64) -> AppResult<Page<OpeningView>> {
    app.store.read(|conn| {
        check_administrator(conn, caller)?;
        let (rows, total) = store::openings::list(conn, page, page_size)?;
        let items = rows.into_iter().map(|row| view(app, row, conn, caller)).collect::<AppResult<_>>()?;
        Ok(Page { items, total })
    })
}

/// One opening, to watch it.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn find(app: &App, caller: &Caller, id: i64) -> AppResult<OpeningView> {
    app.store.read(|conn| {
        check_administrator(conn, caller)?;
        let row = store::openings::find(conn, id)?;
        view(app, row, conn, caller)
    })
}

fn view(app: &App, row: OpeningRow, conn: &mut Conn, caller: &Caller) -> AppResult<OpeningView> {
    let period = Period::parse(&row.period).ok();
    let last_day = period.as_ref().map_or(today(app), |period| period.last_day(today(app)));
    let regime = app.forms.regime_on(conn, &row.circular, &row.regime, last_day)?;
    let window = period.and_then(|period| regime.cutoff.data_window(&period).ok());
    Ok(OpeningView {
        id: row.id,
        regime_title: regime.title.clone(),
        period_label: period_label(&row.period, None, caller.language),
        data_from: window.map(|window| window.from),
        data_to: window.map(|window| window.to),
        circular: row.circular,
        regime: row.regime,
        period: row.period,
        state: row.state,
        total: row.total,
        done: row.done,
        made: row.made,
        asked_at: utc(row.asked_at),
        started_at: row.started_at.map(utc),
        finished_at: row.finished_at.map(utc),
        problem: row.problem,
        by: row.user_name,
    })
}

/// The day that openings go by.
pub(crate) fn today(app: &App) -> chrono::NaiveDate {
    local_day(app.clock.now())
}
