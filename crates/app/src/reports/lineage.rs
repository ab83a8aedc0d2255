//! Where one cell comes from (D4).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use contract::WireValue;
use contract::lineage::{LineageView, SourceView};
use contract::units::UnitRef;
use domain::access::Permission;
use domain::consolidation::{Lineage, Source};
use domain::content::RowKey;
use domain::ids::{FormId, ReportId, UnitId};
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::ColumnNumber;
use domain::value::Value;
use domain::workflow::State;
use store::Conn;
use store::contents::RawContent;
use store::reports::ReportRow;

use super::children::{self, used};
use super::differences;
use super::figures::{Unopened, whole};
use super::loaded::Loaded;
use super::referred::{Part, Referred, Root};
use crate::{App, AppError, AppResult, Caller};

/// Where a cell comes from: the unit's own figure and each report below with its value.
///
/// # Errors
/// `NotFound` or `Forbidden` for the report, `NotFound` for a cell that it does not have.
pub fn lineage(app: &App, caller: &Caller, id: i64, row: &str, column: u16) -> AppResult<LineageView> {
    let cell = Cell { key: RowKey(row.to_owned()), column: ColumnNumber(column) };
    let (loaded, unopened, children, below) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let unopened = Unopened::load(app, conn, &loaded)?;
        let children = Children::load(app, conn, &loaded, &cell)?;
        let below = differences::load_stale(app, conn, &loaded)?;
        Ok::<_, AppError>((loaded, unopened, children, below))
    })?;
    let sheet = unopened.open()?.sheet;
    let ix = sheet.row_index(&cell.key).ok_or(AppError::NotFound)?;
    let declared = loaded.form.template().column(cell.column).ok_or(AppError::NotFound)?;
    let (sources, late) = match &children {
        None => (Vec::new(), Vec::new()),
        Some(children) if children.is_input => children.entered(&cell)?,
        Some(children) => children.computed(&cell)?,
    };
    let value = sheet.value(ix, cell.column);
    // Without children there is nothing else than what was entered here, in this period and before.
    let own = if children.is_some() { cell.value_in(&unopened.open_own()?, &cell.key) } else { value.clone() };
    let current = match &below {
        Some(below) => cell.value_in(&differences::consolidated_now(&unopened, below)?, &cell.key),
        None => Value::Blank,
    };
    Ok(LineageView {
        is_stale: below.is_some(),
        current: WireValue::from_value(&current),
        late,
        row: cell.key.0.clone(),
        column: cell.column.to_string(),
        value: WireValue::from_value(&value),
        own: WireValue::from_value(&own),
        formula: declared.formula.clone(),
        sources,
    })
}

/// The cell that is asked about.
struct Cell {
    key: RowKey,
    column: ColumnNumber,
}

impl Cell {
    /// The row's key in a child's report: a free row came under its unit's number.
    fn key_in(&self, unit: i64) -> RowKey {
        RowKey(self.key.0.strip_prefix(&format!("{unit}:")).unwrap_or(&self.key.0).to_owned())
    }

    fn value_in(&self, sheet: &Sheet, key: &RowKey) -> Value {
        sheet.row_index(key).map(|ix| sheet.value(ix, self.column)).unwrap_or_default()
    }
}

/// The reports that were consolidated, loaded as far as the cell asks for.
struct Children {
    /// Whether the cell is entered and added up, rather than computed.
    is_input: bool,
    /// What was kept when an input cell was added up.
    kept: Option<String>,
    all: Vec<Child>,
    /// What their formulas refer to, in the same order.
    referred: Referred,
}

struct Child {
    row: ReportRow,
    unit: UnitRef,
    form: Arc<CompiledForm>,
    /// The revision that was consolidated; none for a report that was accepted later.
    used: Option<i64>,
    /// Its content, where the cell is computed.
    content: Option<RawContent>,
    /// What counts by now, where that is another revision.
    newer: Option<RawContent>,
}

impl Child {
    /// What was consolidated does not count any more.
    fn is_stale(&self) -> bool {
        !counts(&self.row) || self.used.is_none() || self.row.accepted_revision != self.used
    }

    fn value(&self, content: Option<&RawContent>, cell: &Cell, references: &References) -> AppResult<Value> {
        let Some(content) = content else { return Ok(Value::Blank) };
        let stored = content.read()?;
        let sheet = Sheet::open(Arc::clone(&self.form), &whole(&self.form, &stored), references.clone());
        Ok(cell.value_in(&sheet, &cell.key_in(self.row.unit_id)))
    }

    fn view(&self, cell: &Cell, value: &Value, references: &References) -> AppResult<SourceView> {
        Ok(SourceView {
            report_id: self.row.id,
            revision: self.used.or(self.row.accepted_revision).unwrap_or_default(),
            unit: self.unit.clone(),
            value: WireValue::from_value(value),
            current: match &self.newer {
                Some(newer) => WireValue::from_value(&self.value(Some(newer), cell, references)?),
                None => None,
            },
            is_stale: self.is_stale(),
            is_counted: counts(&self.row),
        })
    }
}

/// What was consolidated, and what came later.
type Sources = (Vec<SourceView>, Vec<SourceView>);

/// The late reports that have a figure for the cell.
fn said(mut late: Vec<SourceView>) -> Vec<SourceView> {
    late.retain(|source| source.current.is_some());
    late
}

fn counts(row: &ReportRow) -> bool {
    State::parse(&row.state).is_some_and(State::is_consolidated)
}

impl Children {
    /// As many queries for thousands of reports as for one; nothing for a report that consolidated nothing.
    fn load(app: &App, conn: &mut Conn, loaded: &Loaded, cell: &Cell) -> AppResult<Option<Self>> {
        let used = used(conn, loaded.id())?;
        let revisions: HashMap<ReportId, i64> = used.iter().copied().collect();
        let changed = children::changed_states(conn, loaded)?;
        let late = changed.iter().map(|child| ReportId(child.id)).filter(|id| !revisions.contains_key(id));
        let ids: Vec<ReportId> = used.iter().map(|(report, _)| *report).chain(late).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let is_input = is_input(&loaded.form, cell);
        let rows = store::reports::list_by_ids(conn, &ids)?;
        let mut names = names(conn, &rows)?;
        let mut contents = if is_input { HashMap::new() } else { store::contents::list_used(conn, loaded.id())? };
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            all.push(Child {
                unit: UnitRef { id: row.unit_id, name: names.remove(&row.unit_id).unwrap_or_default() },
                form: app.forms.form(conn, FormId(row.form_id))?,
                content: contents.remove(&ReportId(row.id)),
                newer: None,
                used: revisions.get(&ReportId(row.id)).copied(),
                row,
            });
        }
        load_newer(conn, &mut all)?;
        let referred = referred(app, conn, &all, cell)?;
        let kept =
            if is_input { store::consolidations::find(conn, loaded.id())?.and_then(|made| made.body) } else { None };
        Ok(Some(Self { is_input, kept, all, referred }))
    }

    /// The sources of a cell that is added up: as kept when it was consolidated.
    fn entered(&self, cell: &Cell) -> AppResult<Sources> {
        let Some(json) = &self.kept else { return Ok(Sources::default()) };
        let lineage: Lineage =
            serde_json::from_str(json).map_err(|error| AppError::Internal(format!("lineage: {error}")))?;
        let references = self.referred.open(Part::Whole)?;
        let by_report: HashMap<i64, (&Child, &References)> =
            self.all.iter().zip(&references).map(|(child, references)| (child.row.id, (child, references))).collect();
        let mut views = Vec::new();
        for part in lineage.cell(&cell.key, cell.column) {
            let Source::Child { report, unit_name, .. } = part.source else { continue };
            if let Some((child, references)) = by_report.get(&report.0) {
                let mut view = child.view(cell, part.value, references)?;
                // The unit as it was called then.
                view.unit.name.clone_from(unit_name);
                views.push(view);
            }
        }
        let late = self.all.iter().zip(&references).filter(|(child, _)| child.used.is_none());
        let late =
            late.map(|(child, references)| child.view(cell, &Value::Blank, references)).collect::<AppResult<_>>()?;
        Ok((views, said(late)))
    }

    /// The sources of a computed cell: what the same cell says in each report that was used.
    fn computed(&self, cell: &Cell) -> AppResult<Sources> {
        let (mut views, mut late) = Sources::default();
        for (child, references) in self.all.iter().zip(self.referred.open(Part::Whole)?) {
            let value = child.value(child.content.as_ref(), cell, &references)?;
            if child.used.is_none() {
                late.push(child.view(cell, &value, &references)?);
            } else if !value.is_blank() || child.is_stale() {
                views.push(child.view(cell, &value, &references)?);
            }
        }
        Ok((views, said(late)))
    }
}

/// Whether figures are entered in the cell. Rows that reporters add are not in the template: none of them is computed
/// but by its column's formula.
fn is_input(form: &Arc<CompiledForm>, cell: &Cell) -> bool {
    let sheet = Sheet::open(Arc::clone(form), &domain::content::Content::default(), References::default());
    match sheet.row_index(&cell.key) {
        Some(ix) => sheet.is_input(ix, cell.column),
        None => form.formula(None, cell.column).is_none(),
    }
}

fn names(conn: &mut Conn, rows: &[ReportRow]) -> AppResult<HashMap<i64, String>> {
    let ids: BTreeSet<UnitId> = rows.iter().map(|row| UnitId(row.unit_id)).collect();
    let ids: Vec<UnitId> = ids.into_iter().collect();
    Ok(store::units::list_by_ids(conn, &ids)?.into_iter().map(|unit| (unit.id, unit.name)).collect())
}

/// The accepted content of the children that were accepted anew since.
fn load_newer(conn: &mut Conn, children: &mut [Child]) -> AppResult<()> {
    let moved = |child: &Child| child.is_stale() && counts(&child.row) && child.row.accepted_revision.is_some();
    let ids: Vec<ReportId> = children.iter().filter(|child| moved(child)).map(|child| ReportId(child.row.id)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut contents = store::contents::list_accepted(conn, &ids)?;
    for child in children {
        child.newer = contents.remove(&ReportId(child.row.id));
    }
    Ok(())
}

/// What the cell depends on in reports that the children's formulas refer to.
fn referred(app: &App, conn: &mut Conn, children: &[Child], cell: &Cell) -> AppResult<Referred> {
    let mut roots = Vec::with_capacity(children.len());
    for child in children {
        let wanted = app.forms.outside(conn, FormId(child.row.form_id))?.wanted_by([cell.column]);
        roots.push(Root { row: &child.row, wanted });
    }
    Referred::load(app, conn, &roots)
}
