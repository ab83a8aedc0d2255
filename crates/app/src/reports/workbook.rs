//! Excel out and in.

use std::collections::{HashMap, HashSet};

use contract::WireValue;
use contract::data::NewRow;
use contract::history::ChangeView;
use contract::workbook::{ImportLayout, ImportProblem, ImportView};
use domain::access::Permission;
use domain::content::{Content, ContentRow, RowKey};
use domain::language::Language;
use domain::template::{Column, RowKind};
use domain::value::Value;
use store::changes::{CellChange, ContentChanges};
use uuid::Uuid;
use workbook::{CatalogueIndex, Heading, Import, ImportOptions, ImportedRow, WorkbookError};

use self::origin::Here;
use super::apply::{Edit, Wanted};
use super::catalogues;
use super::figures::Unopened;
use super::ground::Ground;
use super::loaded::Loaded;
use super::save::{Change, Loading, again_when_stale, editable, write_change};
use super::view::period_label;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, Message, wire};

mod origin;

/// A workbook to download.
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its name, plain ASCII.
    pub file_name: String,
}

/// Where the table stands in an uploaded workbook; found by itself where not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportLayoutRequest {
    /// Column of the indicator codes, e.g. `B`.
    pub code_column: Option<String>,
    /// First data column, e.g. `E`.
    pub first_data_column: Option<String>,
    /// First data row, from 1.
    pub first_row: Option<u32>,
    /// Last data row.
    pub last_row: Option<u32>,
}

impl ImportLayoutRequest {
    fn options(&self) -> ImportOptions {
        ImportOptions {
            code_column: self.code_column.clone(),
            first_data_column: self.first_data_column.clone(),
            first_row: self.first_row,
            last_row: self.last_row,
        }
    }
}

/// The report as .xlsx; an empty one is the import template (B4).
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn export(app: &App, caller: &Caller, id: i64) -> AppResult<Export> {
    let (loaded, unopened, catalogues) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        refuse_off_system(&loaded)?;
        let unopened = Unopened::load(app, conn, &loaded)?;
        let catalogues = catalogues::of_form(conn, loaded.form.template())?;
        Ok::<_, AppError>((loaded, unopened, catalogues))
    })?;
    let figures = unopened.open()?;
    let heading = Heading {
        unit_name: &loaded.unit.name,
        unit_code: &loaded.unit.code,
        period: &loaded.row.period,
        period_label: &period_label(&loaded.row.period, loaded.row.period_label.as_deref(), caller.language),
        language: caller.language,
        exported_at: app.clock.now(),
        catalogues: &CatalogueIndex::new(&catalogues),
    };
    let bytes = workbook::export(&figures.sheet, &heading).map_err(refused)?;
    let plain = |text: &str| -> String {
        domain::text::fold(text)
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
            .collect()
    };
    let file_name =
        format!("{}_{}_{}.xlsx", plain(&loaded.row.form_code), plain(&loaded.unit.name), plain(&loaded.row.period));
    Ok(Export { bytes, file_name })
}

fn refuse_off_system(loaded: &Loaded) -> AppResult<()> {
    if loaded.form.template().off_system {
        return Err(AppError::Forbidden(Message::new(
            "Biểu mẫu thuộc phạm vi bí mật nhà nước, không tải xuống hoặc nhập trên Hệ thống.",
            "This form is a state secret; it is neither downloaded nor imported here.",
        )));
    }
    Ok(())
}

fn refused(error: WorkbookError) -> AppError {
    if let Some(detail) = error.detail() {
        tracing::info!(code = error.code(), detail, "Workbook refused");
    }
    AppError::Workbook(Message::new(error.message(Language::Vi), error.message(Language::En)))
}

/// Imports figures from .xlsx: a preview when `base` is absent, else one revision on top of `base`.
///
/// # Errors
/// `Workbook` for a file that cannot be used, else those of saving.
pub fn import(
    app: &App,
    caller: &Caller,
    id: i64,
    bytes: &[u8],
    layout: &ImportLayoutRequest,
    base: Option<i64>,
    key: Option<&IdempotencyKey>,
) -> AppResult<ImportView> {
    let asked = [bytes, format!("{layout:?} {base:?}").as_bytes()].concat();
    let retry = Request::new(caller, key, &asked);
    if let Some(view) = app.store.read(|conn| retry.answered(conn))? {
        return Ok(view);
    }
    let read = read(app, caller, id, bytes, layout)?;
    again_when_stale(|| {
        let loading = match app.store.read(|conn| match retry.answered(conn)? {
            Some(view) => Ok(Err(view)),
            None => Loading::find(app, conn, caller, id, true).map(Ok),
        })? {
            Ok(loading) => loading,
            Err(view) => return Ok(view),
        };
        let (change, view) = prepare(caller, loading, base, &read)?;
        if base.is_none() || change.changes.is_empty() {
            return Ok(ImportView { applied: base.is_some(), ..view });
        }
        app.store.write(|tx| {
            let now = app.clock.now();
            let revision = write_change(tx, caller, &change, "imported", now)?;
            let view = ImportView { applied: true, revision, ..view };
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

/// The sender's own workbook with faulty cells coloured and commented.
///
/// # Errors
/// As [`import`].
pub fn annotate(app: &App, caller: &Caller, id: i64, bytes: &[u8], layout: &ImportLayoutRequest) -> AppResult<Vec<u8>> {
    let read = read(app, caller, id, bytes, layout)?;
    workbook::annotate(bytes, &read.problems, caller.language).map_err(refused)
}

/// Reads the workbook outside of any transaction: it may be large.
fn read(app: &App, caller: &Caller, id: i64, bytes: &[u8], layout: &ImportLayoutRequest) -> AppResult<Import> {
    let (loaded, catalogues) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        refuse_off_system(&loaded)?;
        editable(app, &loaded, caller)?;
        let catalogues = catalogues::of_form(conn, loaded.form.template())?;
        Ok::<_, AppError>((loaded, catalogues))
    })?;
    workbook::read(bytes, &loaded.form, &CatalogueIndex::new(&catalogues), &layout.options()).map_err(refused)
}

fn prepare(caller: &Caller, loading: Loading, base: Option<i64>, read: &Import) -> AppResult<(Change, ImportView)> {
    let current = loading.loaded.row.revision;
    if let Some(base) = base.filter(|base| *base != current) {
        return Err(AppError::not_at(base, current));
    }
    let stored = loading.figures.stored()?;
    if stored.consolidated.is_some() {
        return Err(AppError::invalid(
            "Báo cáo đã tổng hợp số liệu cấp dưới: tệp Excel chứa cả số liệu đó nên không nhập lại được. Hãy nhập số liệu riêng của đơn vị trực tiếp vào bảng.",
            "The report holds consolidated figures, and so does its workbook: importing it would count them twice. Enter the unit's own figures in the grid.",
        ));
    }
    let template = loading.loaded.form.template();
    let ground = Ground::of(template, loading.catalogue.as_ref(), &stored, HashSet::new());
    let edit = Edit::check(&ground, &wanted(&ground, read), || Uuid::new_v4().simple().to_string())?;
    let own = edit.apply(&ground);
    let before = stored.own.clone();
    let here =
        Here { unit: &loading.loaded.unit.name, code: &loading.loaded.unit.code, period: &loading.loaded.row.period };
    let foreign = read.origin.as_ref().and_then(|origin| here.remark_on(origin, caller.language));
    let change = loading.change(stored, own)?;
    let view = ImportView {
        applied: false,
        revision: current,
        changes: changes(&change, &before),
        problems: foreign
            .into_iter()
            .chain(read.problems.iter().map(|problem| problem_view(problem, caller.language)))
            .collect(),
        ignored_computed: i64::try_from(read.ignored_computed).unwrap_or(i64::MAX),
        findings: wire::findings(change.figures.sheet.findings(caller.language)),
        layout: layout_view(read),
    };
    Ok((change, view))
}

/// The workbook's figures as an edit: rows that are new, names that differ, and every cell that the workbook speaks about.
fn wanted(ground: &Ground<'_>, read: &Import) -> Wanted {
    let is_free = ground.template.row_kind == RowKind::Free;
    let named = NamedRows::of(ground, read);
    let mut wanted = Wanted::default();
    for row in &read.rows {
        let key = row.key.clone().or_else(|| named.find(row)).unwrap_or_else(|| new_key(row));
        match ground.own_row(&key) {
            _ if row.is_prescribed => {}
            None => wanted.added.push(NewRow {
                key: is_free.then(|| key.0.clone()),
                item: row.item.clone(),
                label: row.label.clone(),
                after: None,
            }),
            Some(known) if is_free => {
                let column = ground.label_column().filter(|_| row.label.is_some() && row.label != known.label);
                let value = row.label.clone().map(Value::Text).unwrap_or_default();
                wanted.cells.extend(column.map(|column| CellChange { row: key.clone(), column, value }));
            }
            Some(_) => {}
        }
        for (column, value) in &row.cells {
            if ground.column(*column).is_some_and(Column::is_input) {
                wanted.cells.push(CellChange { row: key.clone(), column: *column, value: value.clone() });
            }
        }
    }
    wanted
}

/// Free rows of the report by their names, where a name stands there once and in the file once: a list of one's own making
/// has no keys, and importing it again after a correction must not count its rows twice.
struct NamedRows<'a>(HashMap<&'a str, &'a RowKey>);

impl<'a> NamedRows<'a> {
    fn of(ground: &Ground<'a>, read: &Import) -> Self {
        let mut known: HashMap<&str, Option<&RowKey>> = HashMap::new();
        let with_keys: HashSet<&RowKey> = read.rows.iter().filter_map(|row| row.key.as_ref()).collect();
        for row in ground.own.rows.iter().filter(|row| row.item.is_none() && !with_keys.contains(&row.key)) {
            if let Some(label) = &row.label {
                known.entry(label).and_modify(|key| *key = None).or_insert(Some(&row.key));
            }
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for label in read.rows.iter().filter(|row| row.key.is_none()).filter_map(|row| row.label.as_deref()) {
            *times.entry(label).or_default() += 1;
        }
        let once = known.into_iter().filter(|(label, _)| times.get(label) == Some(&1));
        Self(once.filter_map(|(label, key)| Some((label, key?))).collect())
    }

    fn find(&self, row: &ImportedRow) -> Option<RowKey> {
        self.0.get(row.label.as_deref()?).map(|key| (*key).clone())
    }
}

/// The key of a row that was added in the file: its catalogue item, or for a free row one that follows from its place, so
/// that preview and import agree.
fn new_key(row: &ImportedRow) -> RowKey {
    let item = row.item.clone();
    RowKey(item.unwrap_or_else(|| format!("x{:05}-{:016x}", row.source_row, fingerprint(row))))
}

/// Tells rows of different files apart that stand in the same place.
fn fingerprint(row: &ImportedRow) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    row.label.hash(&mut hasher);
    format!("{:?}", row.cells).hash(&mut hasher);
    hasher.finish()
}

fn changes(change: &Change, before: &Content) -> Vec<ChangeView> {
    let sheet = &change.figures.sheet;
    let label = |key: &RowKey| sheet.row_index(key).map(|ix| sheet.row(ix).label.clone()).unwrap_or_default();
    let view = |kind: &str, row: &RowKey| ChangeView {
        kind: kind.to_owned(),
        row: row.0.clone(),
        label: label(row),
        ..ChangeView::default()
    };
    let known: HashMap<&RowKey, &ContentRow> = before.rows.iter().map(|row| (&row.key, row)).collect();
    let prescribed: HashSet<&str> =
        change.loaded.form.template().rows.iter().map(|fixed| fixed.code.as_str()).collect();
    let ContentChanges { removed, added, renamed, cells, .. } = &change.changes;
    let mut views: Vec<ChangeView> = removed.iter().map(|row| view("row_removed", row)).collect();
    for row in added {
        if !prescribed.contains(row.key.as_str()) {
            views.push(view("row_added", &row.key));
        }
        for (column, value) in &row.cells {
            views.push(ChangeView {
                column: Some(column.to_string()),
                new: WireValue::from_value(value),
                ..view("cell", &row.key)
            });
        }
    }
    for row in renamed {
        let old = known.get(&row.key).and_then(|row| row.label.clone()).map(WireValue::Text);
        views.push(ChangeView { old, new: row.label.clone().map(WireValue::Text), ..view("label", &row.key) });
    }
    for cell in cells {
        let old = known.get(&cell.row).and_then(|row| row.cells.get(&cell.column));
        views.push(ChangeView {
            column: Some(cell.column.to_string()),
            old: old.and_then(WireValue::from_value),
            new: WireValue::from_value(&cell.value),
            ..view("cell", &cell.row)
        });
    }
    views
}

fn problem_view(problem: &workbook::Problem, language: Language) -> ImportProblem {
    ImportProblem {
        cell: problem.cell.to_string(),
        code: problem.code.to_string(),
        severity: wire::severity(problem.severity).to_owned(),
        message: match language {
            Language::Vi => problem.message_vi.clone(),
            Language::En => problem.message_en.clone(),
        },
    }
}

fn layout_view(read: &Import) -> ImportLayout {
    let layout = &read.layout;
    ImportLayout {
        sheet: layout.sheet.clone(),
        code_column: layout.code_column.clone(),
        first_data_column: layout.columns.values().next().cloned(),
        first_row: Some(layout.first_row),
        last_row: Some(layout.last_row),
    }
}
