//! Assigning by hand: one form for a period to chosen units (A7), ad hoc reports (A13), and the demonstration's open periods.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use contract::assignments::{AssignmentView, NewAssignment};
use domain::access::{Actor, Allowed, Permission, Target, UnitScope, decide, scope};
use domain::deadline::utc_of_local;
use domain::duty::Reporter;
use domain::ids::{FormId, ReportId, UnitId};
use domain::period::{Frequency, Period};
use domain::template::FormTemplate;
use domain::text::nfc;
use store::reports::NewReport;
use store::units::Decided;
use store::{Conn, Tx};

use crate::clock::local_day;
use crate::duties::Duties;
use crate::events::Doer;
use crate::idempotency::{IdempotencyKey, Request};
use crate::openings::{governing, no_period, refuse_far, switch, today};
use crate::{App, AppError, AppResult, Caller, Message};

/// Most units of one assignment.
const MOST_UNITS: usize = 1_000;

/// Longest name of an ad hoc period, in characters.
const LONGEST_LABEL: usize = 200;

/// Proof that the caller may assign reports to a unit, or release it: from above.
///
/// # Errors
/// `NotFound` for an unknown unit, else `Forbidden`: units are public.
pub(crate) fn allow(conn: &mut Conn, caller: &Caller, unit: UnitId) -> AppResult<Allowed> {
    let line = store::units::list_ancestor_ids(conn, unit)?;
    if line.is_empty() {
        return Err(AppError::NotFound);
    }
    let above = line.into_iter().filter(|above| *above != unit).collect();
    decide(&caller.actor, Permission::Assign, &Target::unit(unit, above)).map_err(|_| {
        AppError::Forbidden(Message::new(
            "Chỉ quản trị của đơn vị cấp trên được giao hoặc miễn báo cáo cho đơn vị này.",
            "Only administrators of a unit above may assign reports to this unit, or release it.",
        ))
    })
}

/// The units that somebody assigns reports to: those below a grant's, and one at the top, which has nobody above.
pub(crate) fn assigned_by(conn: &mut Conn, actor: &Actor) -> AppResult<Decided> {
    // No person's grants are without bounds.
    let UnitScope::Units { subtrees, .. } = scope(actor, Permission::Assign) else { return Ok(Decided::default()) };
    let roots = store::units::list_roots(conn)?.into_iter().map(|root| UnitId(root.id));
    Ok(Decided { own: roots.filter(|root| subtrees.contains(root)).collect(), below: subtrees })
}

/// The newest version of a form.
pub(crate) fn form(app: &App, conn: &mut Conn, circular: &str, code: &str) -> AppResult<(FormId, FormTemplate)> {
    // No code holds a NUL, which PostgreSQL would not even look up.
    let is_text = !circular.contains('\0') && !code.contains('\0');
    let known = if is_text { store::forms::list_ids_by_code(conn, circular, &[code])? } else { Vec::new() };
    let id = known.into_iter().max_by_key(|id| id.0).ok_or_else(|| {
        AppError::invalid(
            format!("Không có biểu mẫu {code} của văn bản {circular}."),
            format!("There is no form {code} of {circular}."),
        )
    })?;
    Ok((id, app.forms.form(conn, id)?.template().clone()))
}

/// Assigns a form for a period to chosen units. Units that have the report already keep it as it is.
///
/// # Errors
/// `Forbidden` for a unit that is not below the caller's, `Invalid` for dates that are missing or out of order.
pub fn assign(
    app: &App,
    caller: &Caller,
    new: &NewAssignment,
    key: Option<&IdempotencyKey>,
) -> AppResult<AssignmentView> {
    let retry = Request::of(caller, key, new);
    let now = app.clock.now();
    app.store.write(|tx| {
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let units = chosen(tx, caller, new)?;
        let period = Period::parse(&new.period).map_err(|_| no_period(&new.period))?;
        let reports = reports(app, tx, new, &period, &units, now)?;
        let made = store::reports::assign_many(tx, &reports)?;
        announce(tx, Doer::Person(caller), &made, now)?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let view = AssignmentView {
            made: count(made.len()),
            existing: count(reports.len() - made.len()),
            reports: made.into_iter().map(|id| id.0).collect(),
        };
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

fn chosen(conn: &mut Conn, caller: &Caller, new: &NewAssignment) -> AppResult<HashSet<i64>> {
    if new.units.is_empty() || new.units.len() > MOST_UNITS {
        return Err(AppError::invalid(
            format!("Hãy chọn từ 1 đến {MOST_UNITS} đơn vị."),
            format!("Choose 1 to {MOST_UNITS} units."),
        ));
    }
    let units: HashSet<i64> = new.units.iter().copied().collect();
    for unit in &units {
        allow(conn, caller, UnitId(*unit))?;
    }
    Ok(units)
}

fn reports(
    app: &App,
    conn: &mut Conn,
    new: &NewAssignment,
    period: &Period,
    units: &HashSet<i64>,
    now: NaiveDateTime,
) -> AppResult<Vec<NewReport>> {
    let (form, template) = form(app, conn, &new.circular, &new.form)?;
    let regime = governing(app, conn, &new.circular, &template.regime, period, new.data_to.unwrap_or(today(app)))?;
    if period.kind() != Frequency::AdHoc && !template.frequencies.contains(&period.kind()) {
        return Err(AppError::invalid(
            format!("Biểu mẫu {} không có kỳ báo cáo {period}.", template.code),
            format!("The form {} has no period {period}.", template.code),
        ));
    }
    let label = label(new, period)?;
    let duties = Duties::load(conn, regime, today(app))?;
    let place = duties.forms.iter().position(|(id, _)| *id == form.0);
    let owed: HashMap<usize, _> =
        duties.all.iter().filter(|duty| Some(duty.form) == place).map(|duty| (duty.unit, duty)).collect();
    let chosen: Vec<(usize, &Reporter)> =
        duties.units.iter().enumerate().filter(|(_, unit)| units.contains(&unit.id)).collect();
    if chosen.len() < units.len() {
        return Err(AppError::invalid(
            "Có đơn vị không còn hoạt động hoặc không thuộc hệ thống báo cáo.",
            "One of the units has ended, or does not report.",
        ));
    }
    let receiver = |place: usize, unit: &Reporter| match owed.get(&place) {
        Some(duty) => duty.receiver,
        None => duties.receivers.find(unit.id, &template.code).or(unit.parent),
    };
    let receivers: HashSet<i64> = chosen.iter().filter_map(|(place, unit)| receiver(*place, unit)).collect();
    let is_ad_hoc = period.kind() == Frequency::AdHoc;
    let mut reports = Vec::with_capacity(chosen.len());
    for (place, unit) in chosen {
        let sums_duty = !is_ad_hoc && owed.get(&place).is_some_and(|duty| duty.consolidates);
        let dates = dates(new, period, &duties, unit)?;
        refuse_far(app, period, dates.data_from)?;
        reports.push(NewReport {
            form_id: form.0,
            unit_id: unit.id,
            receiver_id: receiver(place, unit),
            period: period.to_string(),
            period_label: label.clone(),
            data_from: dates.data_from,
            data_to: dates.data_to,
            opens_on: dates.opens_on,
            closes_on: dates.closes_on,
            due_at: dates.due_at,
            consolidates: template.is_fillable() && (sums_duty || receivers.contains(&unit.id)),
            at: now,
        });
    }
    Ok(reports)
}

fn label(new: &NewAssignment, period: &Period) -> AppResult<Option<String>> {
    let label = new.period_label.as_deref().map(str::trim).filter(|label| !label.is_empty()).map(nfc);
    match (&label, period.kind()) {
        (None, Frequency::AdHoc) => Err(AppError::invalid(
            "Báo cáo đột xuất cần tên kỳ (period_label).",
            "An ad hoc report needs a name of its period (period_label).",
        )),
        (Some(label), Frequency::AdHoc) if label.chars().count() > LONGEST_LABEL || label.contains('\0') => {
            Err(AppError::invalid(
                format!("Tên kỳ dài tối đa {LONGEST_LABEL} ký tự và không có ký tự điều khiển."),
                format!(
                    "The name of a period has at most {LONGEST_LABEL} characters, none of them a control character."
                ),
            ))
        }
        (Some(_), Frequency::AdHoc) => Ok(label),
        (Some(_), _) => Err(AppError::invalid(
            "Chỉ báo cáo đột xuất mới có tên kỳ riêng.",
            "Only an ad hoc report has a name of its own for its period.",
        )),
        (None, _) => Ok(None),
    }
}

struct Dates {
    data_from: NaiveDate,
    data_to: NaiveDate,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    due_at: NaiveDateTime,
}

/// The dates given by hand, and the regime's where none are.
fn dates(new: &NewAssignment, period: &Period, duties: &Duties, unit: &Reporter) -> AppResult<Dates> {
    let dates = match (new.data_from, new.data_to, new.opens_on, new.closes_on, new.due_on) {
        (Some(data_from), Some(data_to), Some(opens_on), Some(closes_on), Some(due_on)) => {
            Dates { data_from, data_to, opens_on, closes_on, due_at: end_of(due_on)? }
        }
        _ if period.kind() == Frequency::AdHoc => {
            return Err(AppError::invalid(
                "Báo cáo đột xuất cần đủ: số liệu từ ngày, đến ngày, ngày mở, ngày đóng và hạn gửi.",
                "An ad hoc report needs all of data_from, data_to, opens_on, closes_on and due_on.",
            ));
        }
        _ => {
            let known = duties.regime.schedule(period, unit.level, &duties.calendar).map_err(|_| {
                AppError::invalid(
                    "Chế độ báo cáo không quy định thời hạn cho kỳ này. Hãy nhập đủ các ngày.",
                    "The regime has no dates for this period. Give all dates.",
                )
            })?;
            Dates {
                data_from: new.data_from.unwrap_or(known.data_window.from),
                data_to: new.data_to.unwrap_or(known.data_window.to),
                opens_on: new.opens_on.unwrap_or(known.entry_window.from),
                closes_on: new.closes_on.unwrap_or(known.entry_window.to),
                due_at: new.due_on.map_or(Ok(known.due), end_of)?,
            }
        }
    };
    let all = [dates.data_from, dates.data_to, dates.opens_on, dates.closes_on, dates.due_at.date()];
    let is_ordered = dates.data_from <= dates.data_to && dates.opens_on <= dates.closes_on;
    let is_near = all.iter().all(|day| (2000..=2100).contains(&day.year()));
    if !(is_ordered && is_near) {
        return Err(AppError::invalid(
            "Các ngày không hợp lệ: ngày bắt đầu phải trước hoặc bằng ngày kết thúc, trong khoảng năm 2000–2100.",
            "The dates are out of order: a first day comes before the last one, between 2000 and 2100.",
        ));
    }
    // The deadline is a moment: the end of its day.
    let due_day = local_day(dates.due_at - TimeDelta::seconds(1));
    if due_day < dates.opens_on || due_day < dates.data_to {
        return Err(AppError::invalid(
            "Hạn gửi phải từ ngày mở nhập và từ ngày cuối của số liệu trở đi.",
            "A report is not due before it may be entered, nor before the last day of its figures.",
        ));
    }
    if dates.closes_on < due_day {
        return Err(AppError::invalid(
            "Ngày đóng nhập phải từ hạn gửi trở đi.",
            "Entry does not close before the report is due.",
        ));
    }
    Ok(dates)
}

/// The end of a local day, UTC.
fn end_of(day: NaiveDate) -> AppResult<NaiveDateTime> {
    let end = day.succ_opt().and_then(|next| utc_of_local(next.and_time(NaiveTime::MIN)));
    end.ok_or_else(|| AppError::invalid("Hạn gửi không hợp lệ.", "The due day is out of range."))
}

/// Assigns every report of a circular whose period is open on the present day, for these frequencies, and lets later
/// periods of its regimes open by themselves. Those that exist already are left alone, so that doing it twice is harmless.
/// Gives how many were made.
///
/// # Errors
/// When a regime has no dates for a form that it should have.
pub fn open_current_periods(app: &App, tx: &mut Tx<'_>, circular: &str, frequencies: &[Frequency]) -> AppResult<usize> {
    let now = app.clock.now();
    let today = today(app);
    let mut count = 0;
    for row in store::regimes::list(tx)?.into_iter().filter(|row| row.circular == circular) {
        let published = app.forms.published(tx, circular, &row.code)?;
        let Some(regime) = published.iter().find(|version| version.is_valid_on(today)) else { continue };
        let duties = Duties::load(tx, Arc::clone(regime), today)?;
        for frequency in frequencies {
            if !duties.forms.iter().any(|(_, form)| form.frequencies.contains(frequency)) {
                continue;
            }
            let period = duties.regime.cutoff.period_at(*frequency, today).ok_or_else(|| {
                AppError::Internal(format!("regime {circular} {}: no period holds this day", row.code))
            })?;
            let reports = duties.reports(&period, now)?;
            let made = store::reports::assign_many(tx, &reports)?;
            announce(tx, Doer::System, &made, now)?;
            let owed = i64::try_from(reports.len()).unwrap_or(i64::MAX);
            store::openings::keep_done(tx, circular, &row.code, &period.to_string(), owed, now)?;
            count += made.len();
        }
        switch(tx, circular, &row.code, Some(today))?;
    }
    Ok(count)
}

fn announce(tx: &mut Tx<'_>, doer: Doer<'_>, made: &[ReportId], now: NaiveDateTime) -> AppResult<()> {
    let events: Vec<_> = made.iter().map(|report| doer.event("report.assigned", *report, now)).collect();
    store::events::append_many(tx, &events)?;
    Ok(())
}
