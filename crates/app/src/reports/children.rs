//! The reports below a consolidating report, and those above a report.

use std::collections::HashMap;

use contract::Page;
use contract::lineage::ChildView;
use contract::units::UnitRef;
use domain::access::Permission;
use domain::ids::{FormId, ReportId, UnitId};
use domain::language::Language;
use domain::workflow::State;
use store::Conn;
use store::reports::{ChildReport, ChildState, ReportRow};

use super::loaded::Loaded;
use crate::{App, AppError, AppResult, Caller};

/// The reports of the units below that a consolidation would use, and those that are missing (D6).
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn children(app: &App, caller: &Caller, id: i64) -> AppResult<Page<ChildView>> {
    let (children, used) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let forms = forms_below(conn, &loaded)?;
        let unit = UnitId(loaded.row.unit_id);
        let children = store::reports::list_child_states(conn, unit, &forms, &loaded.row.period)?;
        Ok::<_, AppError>((children, used(conn, loaded.id())?))
    })?;
    let revisions: HashMap<i64, i64> = used.iter().map(|(report, revision)| (report.0, *revision)).collect();
    let items: Vec<ChildView> =
        children.iter().map(|child| shown(child, revisions.get(&child.id).copied(), caller.language)).collect();
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Page { items, total })
}

/// The reports that were consolidated into one, with the revisions that were used.
pub(super) fn used(conn: &mut Conn, report: ReportId) -> AppResult<Vec<(ReportId, i64)>> {
    let sources = store::consolidations::list_sources(conn, report)?;
    Ok(sources.into_iter().map(|source| (ReportId(source.child_report_id), source.child_revision)).collect())
}

/// One child as the API shows it, with the revision that was used.
pub(super) fn view(report: &ChildReport, used: &[(ReportId, i64)], language: Language) -> ChildView {
    let used = used.iter().find(|(used, _)| used.0 == report.report.id).map(|(_, revision)| *revision);
    shown(&report.state(), used, language)
}

/// One child as the API shows it, with the revision that was used.
pub(super) fn shown(child: &ChildState, used: Option<i64>, language: Language) -> ChildView {
    let state = State::parse(&child.state);
    ChildView {
        report_id: child.id,
        form: child.form_code.clone(),
        unit: UnitRef { id: child.unit_id, name: child.unit_name.clone() },
        status: child.state.clone(),
        status_label: state.map_or_else(|| child.state.clone(), |state| state.label(language).to_owned()),
        revision: used,
        accepted_revision: child.accepted_revision.filter(|_| counts(child)),
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

/// The reports below whose figures are others now than those that were consolidated; none for a report that is not stale.
pub(super) fn changed_states(conn: &mut Conn, loaded: &Loaded) -> AppResult<Vec<ChildState>> {
    if !(loaded.row.consolidates && loaded.row.stale) {
        return Ok(Vec::new());
    }
    let forms = forms_below(conn, loaded)?;
    let unit = UnitId(loaded.row.unit_id);
    let children = store::reports::list_child_states(conn, unit, &forms, &loaded.row.period)?;
    let used: HashMap<ReportId, i64> = used(conn, loaded.id())?.into_iter().collect();
    Ok(children.into_iter().filter(|child| has_changed(child, used.get(&ReportId(child.id)).copied())).collect())
}

/// Whether a child's accepted figures count now.
pub(super) fn counts(child: &ChildState) -> bool {
    child.accepted_revision.is_some() && State::parse(&child.state).is_some_and(State::is_consolidated)
}

/// Whether a child's accepted figures are out of date themselves: to be consolidated again there before they are here.
pub(super) fn is_outdated(child: &ChildState) -> bool {
    counts(child) && child.stale
}

/// Whether consolidating again brings nothing yet: each child that changed, of so many, has to do so first.
pub(super) fn waits(changed: usize, outdated: usize) -> bool {
    outdated > 0 && outdated == changed
}

/// Whether a child counts otherwise than it was taken: accepted anew, late, returned, or itself out of date.
pub(super) fn has_changed(child: &ChildState, used: Option<i64>) -> bool {
    let now = child.accepted_revision.filter(|_| counts(child));
    now != used || is_outdated(child)
}

/// The reports of the receiving unit that consolidate this one.
pub(super) fn parents(app: &App, conn: &mut Conn, child: &ReportRow) -> AppResult<Vec<ReportRow>> {
    let Some(above) = child.receiver_id else { return Ok(Vec::new()) };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_has_changed_when_it_counts_otherwise_than_it_was_taken() {
        let child = |state: &str, accepted_revision, stale| ChildState {
            id: 1,
            form_code: String::new(),
            state: state.to_owned(),
            accepted_revision,
            stale,
            unit_id: 2,
            unit_name: String::new(),
        };
        for (child, used, expected) in [
            (child("accepted", Some(4), false), Some(4), false),
            (child("correction_requested", Some(4), false), Some(4), false),
            (child("accepted", Some(7), false), Some(4), true),
            (child("accepted", Some(4), false), None, true),
            (child("returned", Some(4), false), Some(4), true),
            (child("in_progress", Some(4), false), None, false),
            (child("assigned", None, false), None, false),
            (child("accepted", Some(4), true), Some(4), true),
        ] {
            assert_eq!(has_changed(&child, used), expected, "{child:?} {used:?}");
        }
    }
}
