//! Where one cell comes from (D4).

use contract::WireValue;
use contract::lineage::{LineageView, SourceView};
use contract::units::UnitRef;
use domain::access::Permission;
use domain::consolidation::{Lineage, Source};
use domain::content::RowKey;
use domain::ids::{FormId, ReportId, UnitId};
use domain::sheet::{References, Sheet};
use domain::template::ColumnNumber;
use domain::value::Value;
use domain::workflow::State;
use store::Conn;
use store::reports::ReportRow;

use super::children::used;
use super::figures::{Figures, whole};
use super::loaded::Loaded;
use crate::{App, AppError, AppResult, Caller};

/// Where a cell comes from: the unit's own figure and each report below with its value.
///
/// # Errors
/// `NotFound` or `Forbidden` for the report, `NotFound` for a cell that it does not have.
pub fn lineage(app: &App, caller: &Caller, id: i64, row: &str, column: u16) -> AppResult<LineageView> {
    let (key, column) = (RowKey(row.to_owned()), ColumnNumber(column));
    app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let figures = Figures::open(app, conn, &loaded)?;
        let sheet = &figures.sheet;
        let ix = sheet.row_index(&key).ok_or(AppError::NotFound)?;
        let declared = loaded.form.template().column(column).ok_or(AppError::NotFound)?;
        let is_input = sheet.is_input(ix, column);
        let own_sheet = Sheet::open(loaded.form.clone(), &figures.stored.own, References::default());
        let own = own_sheet.row_index(&key).map(|ix| own_sheet.value(ix, column)).unwrap_or_default();
        let sources = match &figures.stored.consolidated {
            None => Vec::new(),
            Some(_) if is_input => entered(app, conn, &loaded, &key, column)?,
            Some(_) => computed(app, conn, &loaded, &key, column)?,
        };
        Ok(LineageView {
            row: key.0.clone(),
            column: column.to_string(),
            value: WireValue::from_value(&sheet.value(ix, column)),
            own: WireValue::from_value(&own),
            formula: declared.formula.clone(),
            sources,
        })
    })
}

/// The sources of a cell that is added up: as kept when it was consolidated.
fn entered(
    app: &App,
    conn: &mut Conn,
    loaded: &Loaded,
    key: &RowKey,
    column: ColumnNumber,
) -> AppResult<Vec<SourceView>> {
    let Some(json) = store::consolidations::find(conn, loaded.id())?.and_then(|made| made.body) else {
        return Ok(Vec::new());
    };
    let lineage: Lineage =
        serde_json::from_str(&json).map_err(|error| AppError::Internal(format!("lineage: {error}")))?;
    let mut views = Vec::new();
    for part in lineage.cell(key, column) {
        if let Source::Child { report, revision, unit, unit_name } = part.source {
            let child_key = child_key(key, *unit);
            let now = Now::find(app, conn, *report, *revision)?;
            views.push(SourceView {
                report_id: report.0,
                revision: *revision,
                unit: UnitRef { id: unit.0, name: unit_name.clone() },
                value: WireValue::from_value(part.value),
                current: now.changed_value(&child_key, column),
                is_stale: now.is_stale,
            });
        }
    }
    Ok(views)
}

/// A free row came under its unit's number.
fn child_key(key: &RowKey, unit: UnitId) -> RowKey {
    RowKey(key.0.strip_prefix(&format!("{unit}:")).unwrap_or(&key.0).to_owned())
}

/// The sources of a computed cell: what the same cell says in each report that was used.
fn computed(
    app: &App,
    conn: &mut Conn,
    loaded: &Loaded,
    key: &RowKey,
    column: ColumnNumber,
) -> AppResult<Vec<SourceView>> {
    let mut views = Vec::new();
    for (report, revision) in used(conn, loaded.id())? {
        let row = store::reports::find(conn, report)?;
        let unit = store::units::find(conn, UnitId(row.unit_id))?;
        let value = value_at(app, conn, &row, revision, &child_key(key, UnitId(row.unit_id)), column)?;
        let now = Now::find(app, conn, report, revision)?;
        if !value.is_blank() || now.is_stale {
            views.push(SourceView {
                report_id: report.0,
                revision,
                unit: UnitRef { id: unit.id, name: unit.name },
                value: WireValue::from_value(&value),
                current: now.changed_value(&child_key(key, UnitId(row.unit_id)), column),
                is_stale: now.is_stale,
            });
        }
    }
    Ok(views)
}

fn value_at(
    app: &App,
    conn: &mut Conn,
    row: &ReportRow,
    revision: i64,
    key: &RowKey,
    column: ColumnNumber,
) -> AppResult<Value> {
    let sheet = sheet_at(app, conn, row, revision)?;
    Ok(sheet.row_index(key).map(|ix| sheet.value(ix, column)).unwrap_or_default())
}

fn sheet_at(app: &App, conn: &mut Conn, row: &ReportRow, revision: i64) -> AppResult<Sheet> {
    let form = app.forms.form(conn, FormId(row.form_id))?;
    let stored = store::contents::at_revision(conn, ReportId(row.id), revision)?;
    let content = whole(&form, &stored);
    Ok(Sheet::open(form, &content, References::default()))
}

/// A child's report today, compared with the revision that was used.
struct Now {
    is_stale: bool,
    sheet: Option<Sheet>,
}

impl Now {
    fn find(app: &App, conn: &mut Conn, report: ReportId, used: i64) -> AppResult<Self> {
        let row = store::reports::find(conn, report)?;
        let counts = State::parse(&row.state).is_some_and(State::is_consolidated);
        if counts && row.accepted_revision == Some(used) {
            return Ok(Self { is_stale: false, sheet: None });
        }
        let sheet = match row.accepted_revision.filter(|_| counts) {
            Some(revision) => Some(sheet_at(app, conn, &row, revision)?),
            None => None,
        };
        Ok(Self { is_stale: true, sheet })
    }

    fn changed_value(&self, key: &RowKey, column: ColumnNumber) -> Option<WireValue> {
        let sheet = self.sheet.as_ref()?;
        WireValue::from_value(&sheet.value(sheet.row_index(key)?, column))
    }
}
