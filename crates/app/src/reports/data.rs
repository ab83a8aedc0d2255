//! Reading a report's figures.

use std::collections::{BTreeMap, HashSet};

use contract::WireValue;
use contract::data::{Cells, DataRow, ReferencesView, ReportData};
use domain::access::Permission;
use domain::content::RowKey;
use domain::finding::Finding;
use domain::ids::FormId;
use domain::sheet::{FindingCounts, References, Sheet};
use store::contents::StoredContent;

use super::figures::{Figures, Unopened};
use super::loaded::Loaded;
use crate::{App, AppError, AppResult, Caller, wire};

/// The figures of a report: entered, computed and consolidated, with findings.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn data(app: &App, caller: &Caller, id: i64) -> AppResult<ReportData> {
    let (loaded, unopened, outside) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let unopened = Unopened::load(app, conn, &loaded)?;
        let outside = app.forms.outside(conn, FormId(loaded.row.form_id))?;
        Ok::<_, AppError>((loaded, unopened, outside))
    })?;
    let figures = unopened.open()?;
    let facts = loaded.facts(caller, app.clock.now(), FindingCounts::default(), false);
    let mut findings = figures.sheet.findings(caller.language);
    // A rule that reads other reports tells their figures when it is broken, and these may be drafts.
    if !loaded.may_read_drafts(caller) {
        findings.retain(|finding| !outside.has_rule(&finding.code));
    }
    let mut data = show(&loaded, &figures, findings);
    // Only who edits computes; other people may not be allowed to read the reports that are referred to.
    if loaded.may_edit(&facts).is_ok() {
        data.references = references(figures.sheet.references());
    } else {
        data.references.choices = choices(figures.sheet.references());
    }
    Ok(data)
}

/// Figures with what was found in them.
pub(super) fn show(loaded: &Loaded, figures: &Figures, findings: Vec<Finding>) -> ReportData {
    let stored = &figures.stored;
    let own: HashSet<&RowKey> = stored.own.rows.iter().map(|row| &row.key).collect();
    let is_foreign = |key: &RowKey| stored.consolidated.is_some() && !own.contains(key);
    ReportData {
        revision: loaded.row.revision,
        rows: rows(&figures.sheet, is_foreign),
        computed: wire::computed(&figures.sheet),
        own: stored.consolidated.is_some().then(|| wire::content_table(&stored.own)),
        consolidated: stored.consolidated.as_ref().map(wire::content_table),
        references: ReferencesView::default(),
        findings: wire::findings(findings),
        carried: carried(stored),
    }
}

fn carried(stored: &StoredContent) -> BTreeMap<String, Vec<String>> {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (row, column) in &stored.carried {
        rows.entry(row.0.clone()).or_default().push(column.to_string());
    }
    rows
}

fn rows(sheet: &Sheet, is_foreign: impl Fn(&RowKey) -> bool) -> Vec<DataRow> {
    let columns = sheet.form().columns();
    (0..sheet.row_count())
        .map(|ix| {
            let row = sheet.row(ix);
            let cells: Cells = columns
                .iter()
                .filter(|column| sheet.is_input(ix, column.number))
                .filter_map(|column| {
                    Some((column.number.to_string(), WireValue::from_value(&sheet.value(ix, column.number))?))
                })
                .collect();
            DataRow {
                key: row.key.0.clone(),
                label: row.label.clone(),
                item: row.item.clone(),
                unit: row.unit.clone(),
                ordinal: row.ordinal.clone(),
                role: wire::role(row.role).to_owned(),
                is_consolidated: row.is_dynamic && is_foreign(&row.key),
                cells,
            }
        })
        .collect()
}

fn references(references: &References) -> ReferencesView {
    ReferencesView {
        previous: references.previous.as_ref().map(wire::table),
        choices: choices(references),
        forms: references.forms.iter().map(|(code, table)| (code.clone(), wire::table(table))).collect(),
    }
}

/// What cells are chosen from; nobody's secret.
fn choices(references: &References) -> BTreeMap<String, BTreeMap<String, String>> {
    references.choices.iter().map(|(catalogue, items)| (catalogue.to_owned(), items.clone())).collect()
}
