//! A report as it was at a revision, and two revisions cell by cell.

use std::sync::Arc;

use contract::WireValue;
use contract::comparison::{ComparedCellView, ComparedRevision, ComparedRowView, ComparisonView};
use contract::data::ReportData;
use domain::comparison::{ComparedCell, ComparedRow, RowChange, compare};
use domain::ids::FormId;
use store::Conn;
use store::contents::{RevisionRow, StoredContent};
use store::transitions::TransitionRow;

use super::handed;
use crate::clock::utc;
use crate::reports::figures::{Figures, Unopened};
use crate::reports::loaded::{Loaded, Past};
use crate::reports::{data, outside::Outside};
use crate::{App, AppError, AppResult, Caller, wire};

/// The figures of a report as they were at a revision: what was entered and consolidated then, computed with the report's
/// form. Who was sent the report reads what was handed over, at every revision at which it was, also when the report
/// went back since (decision 0052).
///
/// # Errors
/// `NotFound` for a revision that there is not, or that the caller may not know; `Forbidden` as for the present figures.
pub fn revision_data(app: &App, caller: &Caller, id: i64, revision: i64) -> AppResult<ReportData> {
    let (opening, stored) = app.store.read(|conn| {
        let opening = Opening::find(app, conn, caller, id)?;
        let stored = opening.stored(conn, revision)?;
        Ok::<_, AppError>((opening, stored))
    })?;
    let figures = opening.unopened.open_with(stored)?;
    let mut findings = figures.sheet.findings(caller.language);
    if !opening.loaded.may_read_drafts(caller) {
        findings.retain(|finding| !opening.outside.has_rule(&finding.code));
    }
    Ok(ReportData { revision, ..data::show(&opening.loaded, &figures, findings) })
}

/// Which revisions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparisonQuery {
    /// The older state; 0 for the report before anything was entered.
    pub from: i64,
    /// The newer state.
    pub to: i64,
    /// Whether rows without a change are left out.
    pub changed_only: bool,
}

/// Two revisions of a report, cell by cell; computed cells as they follow from each.
///
/// # Errors
/// As [`revision_data`].
pub fn comparison(app: &App, caller: &Caller, id: i64, query: ComparisonQuery) -> AppResult<ComparisonView> {
    let (opening, old, new, named) = app.store.read(|conn| {
        let opening = Opening::find(app, conn, caller, id)?;
        let (old, new) = (opening.stored(conn, query.from)?, opening.stored(conn, query.to)?);
        let named = (opening.named(conn, query.from)?, opening.named(conn, query.to)?);
        Ok::<_, AppError>((opening, old, new, named))
    })?;
    let open = |stored: StoredContent| opening.unopened.open_with(stored);
    let (old, new): (Figures, Figures) = (open(old)?, open(new)?);
    let rows = compare(&old.sheet, &new.sheet);
    let changed_cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_changed()).count();
    let shown = rows.into_iter().filter(|row| !query.changed_only || row.change != RowChange::Same);
    let columns = opening.loaded.form.columns().iter();
    let is_outside = |number| !opening.outside.wanted_by([number]).is_empty();
    Ok(ComparisonView {
        from: named.0,
        to: named.1,
        rows: shown.map(|row| row_view(row, query.changed_only)).collect(),
        changed_cells: wire::count(changed_cells),
        outside_columns: columns
            .filter(|column| is_outside(column.number))
            .map(|column| column.number.to_string())
            .collect(),
    })
}

/// A report that is opened as it was.
struct Opening {
    loaded: Loaded,
    past: Past,
    steps: Vec<TransitionRow>,
    unopened: Unopened,
    outside: Arc<Outside>,
}

impl Opening {
    fn find(app: &App, conn: &mut Conn, caller: &Caller, id: i64) -> AppResult<Self> {
        let loaded = Loaded::find(app, conn, caller, id)?;
        let past = loaded.past(caller)?;
        Ok(Self {
            past,
            steps: store::transitions::list(conn, loaded.id())?,
            unopened: Unopened::load(app, conn, &loaded)?,
            outside: app.forms.outside(conn, FormId(loaded.row.form_id))?,
            loaded,
        })
    }

    /// What was stored at a revision that the caller may know.
    fn stored(&self, conn: &mut Conn, revision: i64) -> AppResult<StoredContent> {
        let is_known = revision == 0 || self.past == Past::Whole || handed::had(&self.steps, revision);
        if !is_known {
            return Err(AppError::NotFound);
        }
        Ok(store::contents::at_revision(conn, self.loaded.id(), revision)?)
    }

    fn named(&self, conn: &mut Conn, revision: i64) -> AppResult<ComparedRevision> {
        let rows = store::contents::list_revisions(conn, self.loaded.id(), revision, revision)?;
        let made: Option<RevisionRow> = rows.into_iter().next();
        let at = made.as_ref().map(|made| utc(made.at));
        Ok(ComparedRevision { revision, at, by: made.and_then(|made| made.user_name) })
    }
}

/// Rows that changed, with the cells that did.
pub(in crate::reports) fn changed_rows(rows: Vec<ComparedRow>) -> Vec<ComparedRowView> {
    rows.into_iter().map(|row| row_view(row, true)).collect()
}

/// A row as the API shows it; of changes only the cells that changed.
fn row_view(row: ComparedRow, changed_only: bool) -> ComparedRowView {
    let ComparedRow { row, former_label, change, cells } = row;
    ComparedRowView {
        key: row.key.0,
        ordinal: row.ordinal,
        label: row.label,
        former_label,
        unit: row.unit,
        role: wire::role(row.role).to_owned(),
        change: change.as_str().to_owned(),
        cells: cells
            .into_iter()
            .filter(|cell| !changed_only || cell.is_changed())
            .map(|cell| (cell.column.to_string(), cell_view(&cell)))
            .collect(),
    }
}

fn cell_view(cell: &ComparedCell) -> ComparedCellView {
    ComparedCellView {
        old: WireValue::from_value(&cell.old),
        new: WireValue::from_value(&cell.new),
        is_computed: cell.is_computed,
    }
}
