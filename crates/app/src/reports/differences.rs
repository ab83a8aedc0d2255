//! What consolidating again would change in a stale report (D5): which units below changed, and each cell old and new.

use std::collections::HashMap;

use contract::WireValue;
use contract::lineage::{CellDifferenceView, ChangedChildView, DifferencesView};
use domain::access::Permission;
use domain::comparison::{ComparedCell, compare};
use domain::consolidation;
use domain::content::Content;
use domain::ids::ReportId;
use domain::language::Language;
use domain::sheet::Sheet;
use store::Conn;
use store::contents::StoredContent;
use store::reports::ChildState;

use super::children::{self, counts, used};
use super::consolidate::Below;
use super::figures::Unopened;
use super::loaded::Loaded;
use crate::{App, AppError, AppResult, Caller, Message};

/// Most cells that are listed; the rest is counted.
const MOST_CELLS: usize = 200;

/// Which units below changed since the report was consolidated, and what consolidating now would change in it.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn differences(app: &App, caller: &Caller, id: i64) -> AppResult<DifferencesView> {
    let (unopened, children, below) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let unopened = Unopened::load(app, conn, &loaded)?;
        let children = changed(conn, &loaded, caller.language)?;
        Ok::<_, AppError>((unopened, children, load_stale(app, conn, &loaded)?))
    })?;
    let mut cells = match &below {
        Some(below) => changed_cells(&unopened.open()?.sheet, &consolidated_now(&unopened, below)?),
        None => Vec::new(),
    };
    let total = i64::try_from(cells.len()).unwrap_or(i64::MAX);
    cells.truncate(MOST_CELLS);
    Ok(DifferencesView { children, cells, total })
}

/// The reports below, where the report is stale: others would give what is there.
pub(super) fn load_stale(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Option<Below>> {
    if loaded.row.consolidates && loaded.row.stale { Below::load(app, conn, loaded).map(Some) } else { Ok(None) }
}

/// The report's figures as consolidating now would make them.
pub(super) fn consolidated_now(unopened: &Unopened, below: &Below) -> AppResult<Sheet> {
    let stored = unopened.stored()?;
    let template = unopened.form().template();
    // Only the children's part: the own figures are put on top where the sheet is opened.
    let again = consolidation::consolidate(template, &Content::default(), &below.inputs());
    let stored = StoredContent { consolidated: Some(again.children), ..stored };
    Ok(unopened.open_with(stored)?.sheet)
}

fn changed(conn: &mut Conn, loaded: &Loaded, language: Language) -> AppResult<Vec<ChangedChildView>> {
    let taken: HashMap<ReportId, i64> = used(conn, loaded.id())?.into_iter().collect();
    let children = children::changed_states(conn, loaded)?.into_iter();
    let shown = children.map(|child| {
        let taken = taken.get(&ReportId(child.id)).copied();
        let (change, label) = change(&child, taken);
        let change_label = label.text(language).to_owned();
        ChangedChildView { child: children::shown(&child, taken, language), change: change.to_owned(), change_label }
    });
    Ok(shown.collect())
}

/// How a child that has changed did so.
fn change(child: &ChildState, taken: Option<i64>) -> (&'static str, Message) {
    match (taken, counts(child)) {
        (None, _) => ("late", Message::new("Tiếp nhận sau khi tổng hợp", "Accepted after the consolidation")),
        (Some(_), false) => (
            "withdrawn",
            Message::new(
                "Đang đính chính hoặc bị trả lại, không còn được tính",
                "Being corrected or returned, counts no longer",
            ),
        ),
        (Some(taken), true) if child.accepted_revision != Some(taken) => {
            ("corrected", Message::new("Đã đính chính và được tiếp nhận lại", "Corrected and accepted anew"))
        }
        _ => (
            "stale",
            Message::new(
                "Chưa tổng hợp lại thay đổi từ cấp dưới của mình",
                "Has not consolidated changes from below itself yet",
            ),
        ),
    }
}

/// The cells that show something else.
fn changed_cells(old: &Sheet, new: &Sheet) -> Vec<CellDifferenceView> {
    let rows = compare(old, new).into_iter();
    rows.flat_map(|row| {
        let changed = row.cells.into_iter().filter(ComparedCell::is_changed);
        changed.map(move |cell| (row.row.clone(), cell))
    })
    .map(|(row, cell)| CellDifferenceView {
        row: row.key.0,
        label: row.label,
        column: cell.column.to_string(),
        old: WireValue::from_value(&cell.old),
        new: WireValue::from_value(&cell.new),
        is_computed: cell.is_computed,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_kind() {
        let child = |state: &str, accepted_revision, stale| ChildState {
            id: 1,
            form_code: String::new(),
            state: state.to_owned(),
            accepted_revision,
            stale,
            unit_id: 2,
            unit_name: String::new(),
        };
        for (child, taken, kind) in [
            (child("accepted", Some(4), false), None, "late"),
            (child("accepted", Some(7), false), Some(4), "corrected"),
            (child("returned", Some(4), false), Some(4), "withdrawn"),
            (child("in_progress", Some(4), false), Some(4), "withdrawn"),
            (child("accepted", Some(4), true), Some(4), "stale"),
        ] {
            assert_eq!(change(&child, taken).0, kind, "{child:?} {taken:?}");
        }
    }
}
