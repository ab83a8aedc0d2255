//! How often one unit reports: without looking at all units of the country, which its calendar has no time for.

use chrono::NaiveDate;
use domain::duty::{Reporter, level_of_kind, named_for};
use domain::ids::UnitId;
use domain::period::Frequency;
use domain::regime::{Regime, UnitLevel};
use domain::template::FormTemplate;
use store::Conn;
use store::units::UnitRow;

use super::{exists_on, former, forms_of, reporter};
use crate::AppResult;

/// How often a unit of a level reports by a version, as it stands on a day: as the forms say that it is named for and not
/// exempt from. None where no form of the version is known here, and so nobody can say who owes what.
pub(crate) fn frequencies(
    conn: &mut Conn,
    regime: &Regime,
    (unit, level): (&UnitRow, UnitLevel),
    day: NaiveDate,
) -> AppResult<Option<Vec<Frequency>>> {
    let forms: Vec<FormTemplate> = forms_of(conn, regime)?.into_iter().map(|(_, form)| form).collect();
    if forms.is_empty() {
        return Ok(None);
    }
    let own = with_formers(conn, unit, level)?;
    let others = named(conn, &forms, unit, day)?;
    let exempt = store::exemptions::list_of_unit(conn, &regime.circular, UnitId(unit.id))?;
    let owed: Vec<&FormTemplate> = named_for(&forms, &regime.duties, &own, &others)
        .into_iter()
        .filter(|form| !exempt.contains(&form.code))
        .collect();
    let is_reported = |frequency: &Frequency| owed.iter().any(|form| regime.reports(form, *frequency));
    Ok(Some(regime.frequencies.iter().copied().filter(is_reported).collect()))
}

/// The unit with those that it came after.
fn with_formers(conn: &mut Conn, unit: &UnitRow, level: UnitLevel) -> AppResult<Reporter> {
    let line = store::reorganisations::known_line(conn, UnitId(unit.id))?;
    let formers = line.keys().filter(|id| **id != unit.id);
    let formers = formers.filter_map(|id| former(&line, *id, level)).collect();
    Ok(Reporter { formers, ..reporter(unit.clone(), level) })
}

/// The other units that forms name one by one.
fn named(conn: &mut Conn, forms: &[FormTemplate], unit: &UnitRow, day: NaiveDate) -> AppResult<Vec<Reporter>> {
    let names: Vec<&str> = forms.iter().flat_map(|form| &form.reporters).map(String::as_str).collect();
    let rows = store::units::list_by_names(conn, &names)?.into_iter();
    let others = rows.filter(|row| row.id != unit.id && exists_on(row, day));
    Ok(others.filter_map(|row| level_of_kind(&row.kind).map(|level| reporter(row, level))).collect())
}
