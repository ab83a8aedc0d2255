//! Excel out and in.

use std::collections::{HashMap, HashSet};

use contract::WireValue;
use contract::data::{CellChange, NewRow, SaveRequest};
use contract::history::ChangeView;
use contract::workbook::{ImportLayout, ImportProblem, ImportView};
use domain::access::Permission;
use domain::catalogue::Catalogue;
use domain::content::{ContentRow, RowKey};
use domain::language::Language;
use domain::template::{ColumnType, FormTemplate, RowKind};
use store::Conn;
use store::changes::ContentChanges;
use uuid::Uuid;
use workbook::{CatalogueIndex, Heading, Import, ImportOptions, ImportedRow, WorkbookError};

use super::apply::{Edit, Ground};
use super::figures::Figures;
use super::loaded::Loaded;
use super::origin;
use super::save::{Change, again_when_stale, change, editable, row_catalogue, write_change};
use super::view::period_label;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, Message, wire};

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
    let (loaded, figures, catalogues) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        refuse_off_system(&loaded)?;
        let figures = Figures::open(app, conn, &loaded)?;
        let catalogues = catalogues(conn, loaded.form.template())?;
        Ok::<_, AppError>((loaded, figures, catalogues))
    })?;
    let heading = Heading {
        unit_name: &loaded.unit.name,
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

/// What the form's cells and rows are chosen from.
fn catalogues(conn: &mut Conn, template: &FormTemplate) -> AppResult<Vec<Catalogue>> {
    let mut codes: Vec<&str> = template
        .columns()
        .filter_map(|column| match &column.kind {
            ColumnType::Choice { catalogue } | ColumnType::CatalogueItem { catalogue } => Some(catalogue.as_str()),
            _ => None,
        })
        .collect();
    if let RowKind::Catalogue { catalogue } = &template.row_kind {
        codes.push(catalogue);
    }
    codes.sort_unstable();
    codes.dedup();
    let mut found = Vec::new();
    for code in codes {
        match store::catalogues::find(conn, code) {
            Ok(catalogue) => found.push(catalogue),
            Err(store::StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
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
        let (change, view) = match app.store.read(|conn| match retry.answered(conn)? {
            Some(view) => Ok(Err(view)),
            None => prepare(app, conn, caller, id, base, &read).map(Ok),
        })? {
            Ok(prepared) => prepared,
            Err(view) => return Ok(view),
        };
        if base.is_none() || view.changes.is_empty() {
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
        let catalogues = catalogues(conn, loaded.form.template())?;
        Ok::<_, AppError>((loaded, catalogues))
    })?;
    workbook::read(bytes, &loaded.form, &CatalogueIndex::new(&catalogues), &layout.options()).map_err(refused)
}

fn prepare(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    id: i64,
    base: Option<i64>,
    read: &Import,
) -> AppResult<(Change, ImportView)> {
    let loaded = Loaded::find(app, conn, caller, id)?;
    let (allowed, step) = editable(app, &loaded, caller)?;
    let current = loaded.row.revision;
    if base.is_some_and(|base| base != current) {
        return Err(AppError::Stale { current });
    }
    let stored = store::contents::find(conn, loaded.id())?;
    if stored.consolidated.is_some() {
        return Err(AppError::invalid(
            "Báo cáo đã tổng hợp số liệu cấp dưới: tệp Excel chứa cả số liệu đó nên không nhập lại được. Hãy nhập số liệu riêng của đơn vị trực tiếp vào bảng.",
            "The report holds consolidated figures, and so does its workbook: importing it would count them twice. Enter the unit's own figures in the grid.",
        ));
    }
    let catalogue = row_catalogue(conn, &loaded)?;
    let request = request(loaded.form.template(), &stored.own, read, current);
    let report = origin::Target {
        unit: &loaded.unit.name,
        period: &loaded.row.period,
        period_label: loaded.row.period_label.as_deref(),
    };
    let origin = read.origin.as_ref();
    let mut problems = origin.map(|origin| origin::remarks(origin, &report, caller.language)).unwrap_or_default();
    problems.extend(read.problems.iter().map(|problem| problem_view(problem, caller.language)));
    let ground = Ground {
        template: loaded.form.template(),
        catalogue: catalogue.as_ref(),
        consolidated: stored.consolidated.as_ref(),
    };
    let edit = Edit::check(&ground, &stored.own, &request, || Uuid::new_v4().simple().to_string())?;
    let own = edit.apply(&ground, &stored.own);
    let before = stored.own.clone();
    let change = change(app, conn, loaded, allowed, step, stored, own)?;
    let view = ImportView {
        applied: false,
        revision: current,
        changes: changes(&change, &before),
        problems,
        findings: wire::findings(change.figures.sheet.findings(), caller.language),
        layout: layout_view(read),
    };
    Ok((change, view))
}

/// The workbook's figures as a save request: rows that are new, and every cell that the workbook speaks about.
fn request(template: &FormTemplate, own: &domain::content::Content, read: &Import, base: i64) -> SaveRequest {
    let mut request = SaveRequest { base_revision: base, ..SaveRequest::default() };
    let known: HashSet<&str> = own.rows.iter().map(|row| row.key.as_str()).collect();
    for row in &read.rows {
        let key = key(row);
        if !row.is_prescribed && !known.contains(key.as_str()) {
            request.add_rows.push(NewRow {
                key: (template.row_kind == RowKind::Free).then(|| key.clone()),
                item: row.item.clone(),
                label: row.label.clone(),
                after: None,
            });
        }
        for (column, value) in &row.cells {
            let is_input = template.column(*column).is_some_and(|column| column.is_input());
            if is_input {
                request.changes.push(CellChange {
                    row: key.clone(),
                    column: column.to_string(),
                    value: WireValue::from_value(value),
                });
            }
        }
    }
    request
}

/// A row's key: its code, its catalogue item, or for a free row that was added in the file one that follows from its place,
/// so that preview and import agree.
fn key(row: &ImportedRow) -> String {
    row.key
        .as_ref()
        .map(|key| key.0.clone())
        .or_else(|| row.item.clone())
        .unwrap_or_else(|| format!("x{:05}-{:016x}", row.source_row, fingerprint(row)))
}

/// Tells rows of different files apart that stand in the same place.
fn fingerprint(row: &ImportedRow) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    row.label.hash(&mut hasher);
    format!("{:?}", row.cells).hash(&mut hasher);
    hasher.finish()
}

fn changes(change: &Change, before: &domain::content::Content) -> Vec<ChangeView> {
    let sheet = &change.figures.sheet;
    let label = |key: &RowKey| sheet.row_index(key).map(|ix| sheet.row(ix).label.clone()).unwrap_or_default();
    let view = |kind: &str, row: &RowKey| ChangeView {
        kind: kind.to_owned(),
        row: row.0.clone(),
        label: label(row),
        column: None,
        old: None,
        new: None,
    };
    let ContentChanges { added, cells, .. } = &change.changes;
    let before: HashMap<&RowKey, &ContentRow> = before.rows.iter().map(|row| (&row.key, row)).collect();
    let old = |cell: &store::changes::CellChange| before.get(&cell.row).and_then(|row| row.cells.get(&cell.column));
    let mut views = Vec::new();
    for row in added {
        let is_prescribed = change.loaded.form.template().rows.iter().any(|fixed| fixed.code == row.key.0);
        if !is_prescribed {
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
    for cell in cells {
        views.push(ChangeView {
            column: Some(cell.column.to_string()),
            old: old(cell).and_then(WireValue::from_value),
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
