//! Incidents as the API shows them.

use contract::incidents::{CurrentIncident, IncidentRegime, IncidentView, ReportExtension};
use domain::deadline::due_label;
use domain::ids::ReportId;
use domain::incident::{Announcement, announce};
use domain::language::Language;
use store::Conn;
use store::incidents::IncidentRow;

use super::extension;
use crate::clock::utc;
use crate::{App, AppError, AppResult};

pub(super) fn view(app: &App, conn: &mut Conn, row: IncidentRow) -> AppResult<IncidentView> {
    let (extended, until) = store::incidents::moved(conn, row.id)?;
    Ok(IncidentView {
        regime: regime(app, conn, &row)?,
        extension: extension(&row)?,
        reach: u16::try_from(row.reach).unwrap_or_default(),
        id: row.id,
        reason: row.reason,
        started_at: utc(row.started_at),
        ended_at: row.ended_at.map(utc),
        is_settled: row.settled_at.is_some(),
        extended,
        until: until.map(utc),
        declared_by: row.user_name,
        declared_at: utc(row.declared_at),
    })
}

pub(super) fn current(app: &App, conn: &mut Conn, row: IncidentRow, language: Language) -> AppResult<CurrentIncident> {
    let until = store::incidents::last_deadline(conn, row.id)?;
    let regime = regime(app, conn, &row)?;
    let told = Announcement {
        regime: regime.as_ref().map(|regime| regime.title.as_str()),
        reason: &row.reason,
        started: row.started_at,
        ended: row.ended_at,
    };
    Ok(CurrentIncident {
        id: row.id,
        is_lasting: row.ended_at.is_none(),
        text: announce(&told, language),
        until: until.map(utc),
        until_label: until.map(|until| due_label(until, language)),
    })
}

/// The one regime that is concerned. One that was taken away since is named by its code.
fn regime(app: &App, conn: &mut Conn, row: &IncidentRow) -> AppResult<Option<IncidentRegime>> {
    let Some((circular, code)) = row.circular.clone().zip(row.regime.clone()) else { return Ok(None) };
    let title = match app.forms.regime(conn, &circular, &code) {
        Ok(regime) => regime.title.clone(),
        Err(AppError::NotFound) => code.clone(),
        Err(error) => return Err(error),
    };
    Ok(Some(IncidentRegime { circular, code, title }))
}

/// By which incidents a report's dates moved.
pub(crate) fn of_report(conn: &mut Conn, report: ReportId) -> AppResult<Vec<ReportExtension>> {
    let rows = store::incidents::list_of_report(conn, report)?;
    let view = |(row, reason): (store::incidents::ExtensionRow, String)| ReportExtension {
        incident: row.incident_id,
        reason,
        due_before: utc(row.due_before),
        due_after: utc(row.due_after),
        closes_before: row.closes_before,
        closes_after: row.closes_after,
    };
    Ok(rows.into_iter().map(view).collect())
}
