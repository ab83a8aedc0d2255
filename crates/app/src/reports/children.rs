//! The reports below a consolidating report, and those above a report.

use contract::Page;
use contract::lineage::ChildView;
use contract::units::UnitRef;
use domain::access::Permission;
use domain::ids::{FormId, ReportId, UnitId};
use domain::language::Language;
use domain::workflow::State;
use store::Conn;
use store::reports::{ChildReport, ReportRow};

use super::loaded::Loaded;
use crate::{App, AppResult, Caller};

/// The reports of the units below that a consolidation would use, and those that are missing (D6).
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn children(app: &App, caller: &Caller, id: i64) -> AppResult<Page<ChildView>> {
    app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let used = used(conn, loaded.id())?;
        let forms = forms_below(conn, &loaded)?;
        let items: Vec<ChildView> =
            below(conn, &loaded, &forms)?.iter().map(|child| view(child, &used, caller.language)).collect();
        let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
        Ok(Page { items, total })
    })
}

/// The reports that were consolidated into one, with the revisions that were used.
pub(super) fn used(conn: &mut Conn, report: ReportId) -> AppResult<Vec<(ReportId, i64)>> {
    let sources = store::consolidations::list_sources(conn, report)?;
    Ok(sources.into_iter().map(|source| (ReportId(source.child_report_id), source.child_revision)).collect())
}

/// One child as the API shows it, with the revision that was used.
pub(super) fn view(child: &ChildReport, used: &[(ReportId, i64)], language: Language) -> ChildView {
    let state = State::parse(&child.report.state);
    ChildView {
        report_id: child.report.id,
        form: child.report.form_code.clone(),
        unit: UnitRef { id: child.report.unit_id, name: child.unit_name.clone() },
        status: child.report.state.clone(),
        status_label: state.map_or_else(|| child.report.state.clone(), |state| state.label(language).to_owned()),
        revision: used.iter().find(|(report, _)| report.0 == child.report.id).map(|(_, revision)| *revision),
    }
}

/// The reports of the units directly below, of these forms, in the same period.
pub(super) fn below(conn: &mut Conn, loaded: &Loaded, forms: &[FormId]) -> AppResult<Vec<ChildReport>> {
    Ok(store::reports::children_for_consolidation(conn, UnitId(loaded.row.unit_id), forms, &loaded.row.period)?)
}

/// The forms that this report consolidates: the same one, or those that the form names.
pub(super) fn forms_below(conn: &mut Conn, loaded: &Loaded) -> AppResult<Vec<FormId>> {
    if !loaded.row.consolidates {
        return Ok(Vec::new());
    }
    let template = loaded.form.template();
    let codes: Vec<&str> =
        std::iter::once(template.code.as_str()).chain(template.consolidates.iter().map(String::as_str)).collect();
    Ok(store::forms::list_ids_by_code(conn, &template.circular, &codes)?)
}

/// The reports of the unit above that consolidate this one.
pub(super) fn parents(app: &App, conn: &mut Conn, child: &ReportRow) -> AppResult<Vec<ReportRow>> {
    let Some(above) = store::units::find(conn, UnitId(child.unit_id))?.parent_id else { return Ok(Vec::new()) };
    let code = &child.form_code;
    let mut parents = Vec::new();
    for row in store::reports::list_of_unit(conn, UnitId(above), &child.period)? {
        if !row.consolidates || row.circular != child.circular {
            continue;
        }
        let form = app.forms.form(conn, FormId(row.form_id))?;
        if row.form_code == *code || form.template().consolidates.contains(code) {
            parents.push(row);
        }
    }
    Ok(parents)
}
