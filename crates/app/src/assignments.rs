//! Opening periods: duties become reports, with their dates.

use chrono::NaiveDate;
use domain::deadline::HolidayCalendar;
use domain::ids::ReportId;
use domain::period::{Frequency, Period};
use domain::regime::{Regime, UnitLevel};
use domain::template::FormTemplate;
use store::Tx;
use store::events::NewEvent;
use store::reports::NewReport;
use uuid::Uuid;

use crate::clock::local_day;
use crate::duties::{Duty, Reporter, duties};
use crate::{App, AppError, AppResult};

/// The level of a kind of unit.
#[must_use]
pub fn level(kind: &str) -> Option<UnitLevel> {
    match kind {
        "ward" | "special_zone" => Some(UnitLevel::Commune),
        other => UnitLevel::parse(other),
    }
}

/// Assigns every report of a circular whose period is open on the present day, for these frequencies. Those that exist
/// already are left alone, so that doing it twice is harmless. Gives how many were made.
///
/// # Errors
/// When a regime has no dates for a form that it should have.
pub fn open_current_periods(app: &App, tx: &mut Tx<'_>, circular: &str, frequencies: &[Frequency]) -> AppResult<usize> {
    let now = app.clock.now();
    let today = local_day(now);
    let (ids, forms) = forms_of(tx, circular)?;
    let units = units(tx)?;
    let mut new = Vec::new();
    for duty in duties(&forms, &units) {
        let (Some(form), Some(unit), Some(id)) = (forms.get(duty.form), units.get(duty.unit), ids.get(duty.form))
        else {
            continue;
        };
        let regime = app.forms.regime(tx, circular, &form.regime)?;
        for frequency in frequencies.iter().filter(|frequency| form.frequencies.contains(frequency)) {
            let report = report(&regime, *frequency, today, *id, unit, duty, now)?;
            new.push(report);
        }
    }
    let made = store::reports::assign_many(tx, &new)?;
    announce(tx, &made, now)?;
    Ok(made.len())
}

fn forms_of(tx: &mut Tx<'_>, circular: &str) -> AppResult<(Vec<i64>, Vec<FormTemplate>)> {
    let heads = store::forms::list_all(tx)?;
    let mut ids = Vec::new();
    let mut forms: Vec<FormTemplate> = Vec::new();
    // Newest versions come first; older ones are history.
    for head in heads.into_iter().filter(|head| head.circular == circular) {
        if forms.iter().any(|form| form.code == head.code) {
            continue;
        }
        let row = store::forms::find(tx, domain::ids::FormId(head.id))?;
        let form = serde_json::from_str(&row.body)
            .map_err(|error| AppError::Internal(format!("form {}: {error}", head.code)))?;
        ids.push(head.id);
        forms.push(form);
    }
    Ok((ids, forms))
}

fn units(tx: &mut Tx<'_>) -> AppResult<Vec<Reporter>> {
    let mut all = Vec::new();
    for root in store::units::list_roots(tx)? {
        for row in store::units::list_subtree(tx, domain::ids::UnitId(root.id))? {
            if let Some(level) = level(&row.kind) {
                all.push(Reporter { id: row.id, name: row.name, level, parent: row.parent_id });
            }
        }
    }
    Ok(all)
}

fn report(
    regime: &Regime,
    frequency: Frequency,
    today: NaiveDate,
    form: i64,
    unit: &Reporter,
    duty: Duty,
    now: chrono::NaiveDateTime,
) -> AppResult<NewReport> {
    let fault = |what: &dyn std::fmt::Display| {
        AppError::Internal(format!("regime {} {}: {what}", regime.circular, regime.code))
    };
    let period: Period = regime.cutoff.period_at(frequency, today).ok_or_else(|| fault(&"no period holds this day"))?;
    let schedule = regime.schedule(&period, unit.level, &HolidayCalendar::default()).map_err(|error| fault(&error))?;
    Ok(NewReport {
        form_id: form,
        unit_id: unit.id,
        receiver_id: unit.parent,
        period: period.to_string(),
        period_label: None,
        data_from: schedule.data_window.from,
        data_to: schedule.data_window.to,
        opens_on: schedule.entry_window.from,
        closes_on: schedule.entry_window.to,
        due_at: schedule.due,
        consolidates: duty.consolidates,
        at: now,
    })
}

fn announce(tx: &mut Tx<'_>, made: &[ReportId], now: chrono::NaiveDateTime) -> AppResult<()> {
    let events: Vec<NewEvent> = made
        .iter()
        .map(|report| NewEvent {
            id: Uuid::new_v4().to_string(),
            kind: "report.assigned".to_owned(),
            report_id: Some(report.0),
            actor_id: None,
            unit_id: None,
            at: now,
            body: "{}".to_owned(),
            request_id: None,
        })
        .collect();
    store::events::append_many(tx, &events)?;
    Ok(())
}
