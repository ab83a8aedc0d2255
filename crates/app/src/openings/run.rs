//! The work of an opening: batches of whole units, each in one transaction that also moves the cursor.
//!
//! Whatever ends the process, the next leader goes on behind the last batch that was committed. Two that run the same
//! opening take turns at the row's lock, and each goes on from the cursor that the other left.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::ids::ReportId;
use domain::period::Period;
use domain::regime::Regime;
use store::Tx;
use store::events::NewEvent;
use store::openings::{OpeningRow, Progress};
use store::reports::{Assigned, NewReport};

use super::{governing, today};
use crate::duties::Duties;
use crate::{App, AppError, AppResult, events, reports};

/// Reports in one transaction, about: whole units are taken.
const BATCH: usize = 2_000;

/// Makes the reports of an opening that are still to be made; gives how many it made. `alive` is asked between batches
/// and stops the work, to be gone on with by another one.
pub(crate) fn run(app: &App, id: i64, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<i64> {
    run_in(BATCH, app, id, alive)
}

/// As [`run`], so many reports at a time.
pub(crate) fn run_in(size: usize, app: &App, id: i64, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<i64> {
    let row = app.store.read(|conn| store::openings::find(conn, id))?;
    let plan = match plan(app, &row) {
        Ok(plan) => plan,
        Err(AppError::Unavailable(reason)) => return Err(AppError::Unavailable(reason)),
        Err(error) => {
            give_up(app, id, &error)?;
            return Err(error);
        }
    };
    let mut made = 0;
    while alive()? {
        match app.store.write(|tx| batch(size, app, tx, id, &plan))? {
            Some(more) => made += more,
            None => break,
        }
    }
    Ok(made)
}

struct Plan {
    duties: Duties,
    period: Period,
    /// By unit.
    reports: Vec<NewReport>,
}

fn plan(app: &App, row: &OpeningRow) -> AppResult<Plan> {
    let period = Period::parse(&row.period).map_err(|error| AppError::Internal(error.to_string()))?;
    let (duties, reported) = app.store.read(|conn| {
        let regime = governing(app, conn, &row.circular, &row.regime, &period, today(app))?;
        let duties = Duties::load(conn, regime, today(app))?;
        Ok::<_, AppError>((duties, store::reorganisations::list_reported_before(conn, &row.period)?))
    })?;
    let mut reports = duties.reports(&period, app.clock.now())?;
    // What the units that were merged into one have sent for this period counts by itself, and is not asked for again.
    reports.retain(|report| !reported.contains(&(report.unit_id, report.form_id)));
    Ok(Plan { duties, period, reports })
}

fn give_up(app: &App, id: i64, error: &AppError) -> AppResult<()> {
    let now = app.clock.now();
    app.store.write(|tx| {
        if store::openings::take(tx, id, now)?.is_some() {
            store::openings::finish(tx, id, now, Some(&error.to_string()))?;
        }
        Ok(())
    })
}

/// Makes the next batch; gives how many reports it made, or none when the opening is over.
fn batch(size: usize, app: &App, tx: &mut Tx<'_>, id: i64, plan: &Plan) -> AppResult<Option<i64>> {
    let now = app.clock.now();
    let Some(row) = store::openings::take(tx, id, now)? else { return Ok(None) };
    let from = plan.reports.partition_point(|report| report.unit_id <= row.cursor);
    let rest = plan.reports.get(from..).unwrap_or_default();
    let batch = rest.get(..whole_units(rest, size)).unwrap_or_default();
    let Some(last) = batch.last() else {
        store::openings::finish(tx, id, now, None)?;
        tell_finished(tx, &row, now)?;
        return Ok(None);
    };
    let made = store::reports::assign(tx, batch)?;
    let told = announcements(&row, &plan.duties.regime, &plan.period, batch, &made, now);
    store::events::append_many(tx, &told)?;
    exempt(app, tx, plan, &made)?;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let progress = Progress {
        total: count(plan.reports.len()),
        done: count(from + batch.len()),
        made: row.made + count(made.len()),
        cursor: last.unit_id,
    };
    store::openings::advance(tx, id, progress)?;
    Ok(Some(count(made.len())))
}

/// How many reports belong to the next batch: no unit's are torn apart.
pub(crate) fn whole_units(rest: &[NewReport], size: usize) -> usize {
    match rest.get(size.saturating_sub(1)) {
        Some(last) => rest.partition_point(|report| report.unit_id <= last.unit_id),
        None => rest.len(),
    }
}

/// One event for each unit, not for each report: people are told once of all that they have to do, and twenty thousand
/// units are as many events as a minute can deliver.
pub(crate) fn announcements(
    row: &OpeningRow,
    regime: &Regime,
    period: &Period,
    batch: &[NewReport],
    made: &[Assigned],
    now: NaiveDateTime,
) -> Vec<NewEvent> {
    let mut of_units: BTreeMap<i64, Vec<ReportId>> = BTreeMap::new();
    for report in made {
        of_units.entry(report.unit_id).or_default().push(report.id);
    }
    let due = |unit: i64| {
        let from = batch.partition_point(|report| report.unit_id < unit);
        let of_unit = batch.iter().skip(from).take_while(|report| report.unit_id == unit);
        of_unit.map(|report| report.due_at).min().unwrap_or(now)
    };
    let event = |(unit, reports): (&i64, &Vec<ReportId>)| {
        let event = NewEvent { actor_id: row.user_id, ..events::of_system("report.assigned", now) };
        if let [report] = reports.as_slice() {
            return NewEvent { report_id: Some(report.0), ..event };
        }
        let body = serde_json::json!({
            "circular": row.circular,
            "regime": row.regime,
            "title": regime.title,
            "period": period,
            "reports": reports.iter().map(|report| report.0).collect::<Vec<_>>(),
            "due": due(*unit),
        });
        NewEvent { kind: "period.opened".to_owned(), unit_id: Some(*unit), body: body.to_string(), ..event }
    };
    of_units.iter().map(event).collect()
}

fn tell_finished(tx: &mut Tx<'_>, row: &OpeningRow, now: NaiveDateTime) -> AppResult<()> {
    let body = serde_json::json!({
        "opening": row.id, "circular": row.circular, "regime": row.regime, "period": row.period, "made": row.made,
    });
    let event = NewEvent { body: body.to_string(), ..events::of_system("opening.finished", now) };
    store::events::append(tx, &event)?;
    Ok(())
}

/// Releases the units that need not enter a form, with the reason that was given for it (A12).
fn exempt(app: &App, tx: &mut Tx<'_>, plan: &Plan, made: &[Assigned]) -> AppResult<()> {
    for report in made {
        let form = plan.duties.forms.iter().find(|(id, _)| *id == report.form_id);
        if let Some(reason) = form.and_then(|(_, form)| plan.duties.exemption(report.unit_id, &form.code)) {
            reports::exempt_by_system(app, tx, report.id, reason)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_units_reports_are_torn_apart() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let report = |unit_id| NewReport {
            form_id: 1,
            unit_id,
            receiver_id: None,
            period: "2026".to_owned(),
            period_label: None,
            data_from: day,
            data_to: day,
            opens_on: day,
            closes_on: day,
            due_at: day.and_time(chrono::NaiveTime::MIN),
            consolidates: false,
            at: day.and_time(chrono::NaiveTime::MIN),
        };
        let of = |counts: &[usize]| -> Vec<NewReport> {
            let units = (1..).zip(counts);
            units.flat_map(|(unit, count)| std::iter::repeat_n(report(unit), *count)).collect()
        };
        for (counts, expected) in
            [(&[][..], 0), (&[3, 4], 7), (&[1_999, 1, 5], 2_000), (&[1_999, 7, 5], 2_006), (&[2_500, 1], 2_500)]
        {
            assert_eq!(whole_units(&of(counts), 2_000), expected, "{counts:?}");
        }
    }
}
