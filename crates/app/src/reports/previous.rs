//! The figures of the same form and unit one period before, to be taken over (grid.md 79).

use contract::WireValue;
use contract::data::{CellTable, DataRow, PreviousFigures};
use domain::access::Permission;
use domain::ids::UnitId;
use domain::period::Period;
use store::Conn;

use super::data::data;
use super::loaded::Loaded;
use crate::{App, AppResult, Caller};

/// What the unit itself entered one period before; `shown` gives all figures that its report shows instead, computed and
/// consolidated ones too, to compare with. Without such a report there are no rows.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn previous(app: &App, caller: &Caller, id: i64, shown: bool) -> AppResult<PreviousFigures> {
    let found = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        before(conn, &loaded)
    })?;
    let Some((id, period)) = found else { return Ok(PreviousFigures::default()) };
    let data = data(app, caller, id)?;
    let rows: Vec<DataRow> = match data.own {
        _ if shown => data.rows.into_iter().map(|row| with_computed(row, &data.computed)).collect(),
        Some(own) => data.rows.into_iter().filter_map(|row| own_part(row, &own)).collect(),
        None => data.rows,
    };
    let rows = rows.into_iter().filter(|row| (shown || row.role == "data") && !row.cells.is_empty()).collect();
    Ok(PreviousFigures { period: Some(period.to_string()), period_label: Some(period.label(caller.language)), rows })
}

/// The report of the same form and unit one period before, and that period.
///
/// # Errors
/// Those of the database.
pub(super) fn before(conn: &mut Conn, loaded: &Loaded) -> AppResult<Option<(i64, Period)>> {
    let Some(period) = Period::parse(&loaded.row.period).ok().and_then(|period| period.previous()) else {
        return Ok(None);
    };
    let (unit, code) = (UnitId(loaded.row.unit_id), loaded.row.form_code.as_str());
    let rows = store::reports::list_of_units(conn, &[unit], &period.to_string(), &[code])?;
    Ok(rows.into_iter().rfind(|row| row.circular == loaded.row.circular).map(|row| (row.id, period)))
}

/// All figures of a row.
fn with_computed(mut row: DataRow, computed: &CellTable) -> DataRow {
    row.cells
        .extend(computed.get(&row.key).into_iter().flatten().map(|(column, value)| (column.clone(), value.clone())));
    row
}

/// A consolidated figure is not the unit's own to enter again: only its own part is taken.
fn own_part(row: DataRow, own: &CellTable) -> Option<DataRow> {
    let cells: std::collections::BTreeMap<String, WireValue> = own.get(&row.key)?.clone();
    Some(DataRow { cells, is_consolidated: false, ..row })
}
