//! Excel out and in.

use std::collections::HashSet;

use contract::workbook::{ImportLayout, ImportMapping, ImportView};
use domain::access::Permission;
use domain::language::Language;
use domain::sheet::Sheet;
use uuid::Uuid;
use workbook::{CatalogueIndex, Comparison, Heading, Import, ImportOptions, Problem, WorkbookError};

use self::origin::Here;
use self::rows::{Keys, Taken, wanted};
use super::apply::Edit;
use super::catalogues;
use super::figures::Unopened;
use super::ground::Ground;
use super::loaded::Loaded;
use super::save::{Change, Loading, again_when_stale, editable, write_change};
use super::view::period_label;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, Message, wire};

mod mapping;
mod origin;
mod preview;
mod rows;

pub use self::mapping::columns;

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
    fn is_given(&self) -> bool {
        *self != Self::default()
    }

    /// Rows that are given the wrong way round would read as an empty table.
    fn check(&self) -> AppResult<()> {
        match (self.first_row, self.last_row) {
            (Some(first), Some(last)) if last < first => Err(AppError::malformed(
                format!("Hàng cuối ({last}) đứng trước hàng đầu ({first}). Hãy kiểm tra lại hai số này."),
                format!("The last row ({last}) stands before the first one ({first}). Check the two numbers."),
            )),
            _ => Ok(()),
        }
    }

    fn options(&self) -> ImportOptions {
        ImportOptions {
            code_column: self.code_column.clone(),
            first_data_column: self.first_data_column.clone(),
            first_row: self.first_row,
            last_row: self.last_row,
            ..ImportOptions::default()
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
    let file_name =
        format!("{}_{}_{}.xlsx", plain(&loaded.row.form_code), plain(&loaded.unit.name), plain(&loaded.row.period));
    Ok(Export { bytes, file_name })
}

/// A part of a file's name: plain ASCII.
pub(super) fn plain(text: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    domain::text::fold(text).chars().map(plain).collect()
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
    let message = Message::new(error.message(Language::Vi), error.message(Language::En));
    match error {
        WorkbookError::LayoutNotFound => AppError::WorkbookLayout(message),
        _ => AppError::Workbook(message),
    }
}

/// An uploaded workbook and what is wanted of it.
#[derive(Debug, Default)]
pub struct ImportRequest {
    /// The file.
    pub file: Vec<u8>,
    /// Where the table stands in it.
    pub layout: ImportLayoutRequest,
    /// Keys of the rows that are taken; absent for all of the file's.
    pub rows: Option<Vec<String>>,
    /// Which column is which, as somebody matched them; then `layout` is not asked.
    pub mapping: Option<ImportMapping>,
    /// Whether texts in old fonts are taken in Unicode.
    pub to_unicode: bool,
    /// The revision that the preview showed; absent for a preview.
    pub base: Option<i64>,
}

impl ImportRequest {
    /// What a retry must be the same in.
    fn content(&self) -> Vec<u8> {
        let Self { file, layout, rows, mapping, to_unicode, base } = self;
        [file.as_slice(), format!("{layout:?} {rows:?} {mapping:?} {to_unicode} {base:?}").as_bytes()].concat()
    }
}

/// Imports figures: a preview without a base, else one revision on top of it.
///
/// # Errors
/// `Workbook` for a file that cannot be used, `Invalid` for a chosen row that it does not have, else those of saving.
pub fn import(
    app: &App,
    caller: &Caller,
    id: i64,
    request: &ImportRequest,
    key: Option<&IdempotencyKey>,
) -> AppResult<ImportView> {
    let content = request.content();
    let retry = Request::new(caller, key, &content);
    if let Some(view) = app.store.read(|conn| retry.answered(conn))? {
        return Ok(view);
    }
    let (base, read) = (request.base, read(app, caller, id, request)?);
    again_when_stale(|| {
        let loading = match app.store.read(|conn| match retry.answered(conn)? {
            Some(view) => Ok(Err(view)),
            None => Loading::find(app, conn, caller, id, true).map(Ok),
        })? {
            Ok(loading) => loading,
            Err(view) => return Ok(view),
        };
        let Prepared { change, view, .. } = prepare(caller, loading, request, &read)?;
        if base.is_none() || change.changes.is_empty() {
            return Ok(ImportView { applied: base.is_some(), ..view });
        }
        app.store.write(|tx| {
            let now = app.clock.now();
            let revision = write_change(tx, caller, &change, "imported", now)?;
            if let (Some(mapping), Some(used)) = (&request.mapping, &read.layout.mapping) {
                mapping::keep(tx, &change.loaded, mapping, used)?;
            }
            let view = ImportView { applied: true, revision, ..view };
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

/// Cells that are marked in a workbook at most: more nobody mends one by one.
const MOST_REMARKS: usize = 10_000;

/// The sender's own workbook with faulty cells coloured and commented: those that cannot be read, computed ones that differ,
/// and those that break a rule of the form.
///
/// # Errors
/// As [`import`].
pub fn annotate(app: &App, caller: &Caller, id: i64, request: &ImportRequest) -> AppResult<Vec<u8>> {
    let read = read(app, caller, id, request)?;
    let loading = app.store.read(|conn| Loading::find(app, conn, caller, id, true))?;
    let Prepared { comparison, change, .. } = prepare(caller, loading, request, &read)?;
    let differences = comparison.differences.iter().map(|difference| difference.problem(&read.layout.sheet));
    let remarks = read.problems.iter().cloned().chain(differences).chain(broken_rules(&change.figures.sheet, &read));
    let remarks: Vec<Problem> = remarks.take(MOST_REMARKS).collect();
    workbook::annotate(&request.file, &remarks, caller.language).map_err(refused)
}

/// What the form's rules say of the figures as they would be, at the file's own cells.
fn broken_rules<'a>(sheet: &'a Sheet, read: &'a Import) -> impl Iterator<Item = Problem> + 'a {
    sheet.each_finding(Language::Vi).zip(sheet.each_finding(Language::En)).filter_map(|(vi, en)| {
        let address = vi.cells.iter().find_map(|cell| read.address(&cell.row, cell.column))?;
        Some(Problem {
            sheet: read.layout.sheet.clone(),
            cell: address.to_string(),
            code: "finding",
            severity: vi.severity,
            message_vi: vi.message,
            message_en: en.message,
        })
    })
}

/// Reads the workbook outside of any transaction: it may be large.
fn read(app: &App, caller: &Caller, id: i64, request: &ImportRequest) -> AppResult<Import> {
    request.layout.check()?;
    let (loaded, catalogues, remembered) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        refuse_off_system(&loaded)?;
        editable(app, &loaded, caller)?;
        let catalogues = catalogues::of_form(conn, loaded.form.template())?;
        let remembered = mapping::remembered(conn, &loaded)?;
        Ok::<_, AppError>((loaded, catalogues, remembered))
    })?;
    // What is given by hand comes before what was matched once.
    let remembered = remembered.filter(|_| !request.layout.is_given());
    let mapping = mapping::wanted(request.mapping.as_ref())?;
    let to_unicode = request.to_unicode;
    let options = ImportOptions { mapping, remembered, to_unicode, ..request.layout.options() };
    workbook::read(&request.file, &loaded.form, &CatalogueIndex::new(&catalogues), &options).map_err(refused)
}

/// An import that is ready to be written, and what is told about it.
struct Prepared {
    change: Change,
    comparison: Comparison,
    view: ImportView,
}

fn prepare(caller: &Caller, loading: Loading, request: &ImportRequest, read: &Import) -> AppResult<Prepared> {
    let current = loading.loaded.row.revision;
    if let Some(base) = request.base.filter(|base| *base != current) {
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
    let keys = Keys::of(&ground, read);
    let taken = Taken::of(request.rows.as_deref(), &keys)?;
    let edit = Edit::check(&ground, &wanted(&ground, read, &keys, &taken), || Uuid::new_v4().simple().to_string())?;
    let own = edit.apply(&ground);
    let before = stored.own.clone();
    let here =
        Here { unit: &loading.loaded.unit.name, code: &loading.loaded.unit.code, period: &loading.loaded.row.period };
    let foreign = read.origin.as_ref().and_then(|origin| here.remark_on(origin, caller.language));
    let change = loading.change(stored, own)?;
    let sheet = &change.figures.sheet;
    let comparison = read.compare(sheet, |row| row.key.as_ref().or_else(|| keys.get(row.source_row)));
    let problems = read.problems.iter().map(|problem| preview::problem(problem, &keys, caller.language));
    let problems: Vec<_> = foreign.into_iter().chain(problems).collect();
    let mut findings = wire::findings(sheet.findings(caller.language));
    let mut changes = preview::changes(&change, &before);
    let rows = preview::Rows::of(&changes, &problems, &findings);
    let change_count = wire::count(changes.len());
    changes.truncate(preview::MOST_CHANGES);
    findings.truncate(preview::MOST_FINDINGS);
    let view = ImportView {
        applied: false,
        revision: current,
        changes,
        change_count,
        changed_rows: rows.changed,
        faulty_rows: rows.faulty,
        problems,
        ignored_computed: wire::count(read.ignored_computed()),
        computed: preview::computed(&comparison, sheet),
        old_texts: read.old_texts.iter().map(preview::old_text).collect(),
        old_count: wire::count(read.old_count),
        findings,
        layout: ImportLayout {
            remembered: request.mapping.is_none() && read.layout.mapping.is_some(),
            ..preview::layout(read)
        },
    };
    Ok(Prepared { change, comparison, view })
}
