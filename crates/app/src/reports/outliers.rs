//! Figures that stand out from what the unit sent before (requirement E7): pointed out, never in the way.

use contract::WireValue;
use contract::data::CellView;
use contract::outliers::{OutlierView, OutliersView};
use domain::access::Permission;
use domain::ids::{FormId, ReportId, UnitId};
use domain::language::Language;
use domain::outlier::{MOST_PERIODS, Outlier, outliers as standing_out};
use domain::period::Period;
use domain::sheet::Sheet;
use domain::value::Value;
use store::Conn;
use store::contents::RawContent;
use store::reports::ReportRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use super::view::period_label;
use crate::{App, AppError, AppResult, Caller};

/// Most figures that are told.
const MOST_TOLD: usize = 50;

/// The figures that stand out from the same form's former periods: like is compared with like, so that periods are of
/// the same kind, and only what was sent counts.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn outliers(app: &App, caller: &Caller, id: i64) -> AppResult<OutliersView> {
    let (now, former) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let now = Unopened::load(app, conn, &loaded)?;
        let former = former(app, conn, caller, &loaded)?;
        Ok::<_, AppError>((now, former))
    })?;
    if former.is_empty() {
        return Ok(OutliersView::default());
    }
    let sheet = now.open()?.sheet;
    let mut sheets: Vec<Sheet> = Vec::with_capacity(former.len());
    for (_, content) in &former {
        sheets.push(Unopened::open_rows(sheet.form(), content)?);
    }
    let found = standing_out(&sheet, &sheets);
    let label = |row: &ReportRow| period_label(&row.period, row.period_label.as_deref(), caller.language);
    Ok(OutliersView {
        periods: former.iter().map(|(row, _)| label(row)).collect(),
        total: found.len(),
        items: found.into_iter().take(MOST_TOLD).map(|outlier| view(outlier, caller.language)).collect(),
    })
}

/// What the unit sent in the periods before, as far as the caller may read it; newest first.
fn former(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Vec<(ReportRow, RawContent)>> {
    let first = Period::parse(&loaded.row.period).ok().and_then(|period| period.previous());
    let periods = std::iter::successors(first, Period::previous).take(MOST_PERIODS);
    let periods: Vec<String> = periods.map(|period| period.to_string()).collect();
    let (unit, form) = (UnitId(loaded.row.unit_id), FormId(loaded.row.form_id));
    let rows = store::reports::list_of_periods(conn, unit, form, &periods)?;
    let rows = Loaded::of_many(app, conn, caller, rows)?;
    let sent = rows.into_iter().filter(|former| former.state.is_disclosed());
    let readable = sent.filter(|former| former.allow(caller, Permission::ViewReport).is_ok());
    let rows: Vec<ReportRow> = readable.map(|former| former.row).collect();
    let ids: Vec<ReportId> = rows.iter().map(|row| ReportId(row.id)).collect();
    let mut contents = store::contents::list_raw(conn, &ids)?;
    let content = |row: ReportRow| contents.remove(&ReportId(row.id)).map(|content| (row, content));
    Ok(rows.into_iter().filter_map(content).collect())
}

fn view(outlier: Outlier, language: Language) -> OutlierView {
    let wire = |figure| WireValue::from_value(&Value::Number(figure)).unwrap_or(WireValue::NotApplicable);
    let usual = outlier.usual;
    OutlierView {
        message: outlier.message(language),
        cell: CellView { row: outlier.cell.row.0, column: outlier.cell.column.to_string() },
        value: wire(outlier.figure),
        low: wire(usual.low),
        high: wire(usual.high),
        median: wire(usual.median),
        periods: usual.periods,
    }
}
