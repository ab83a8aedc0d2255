//! The hierarchy of units. Every signed-in person may look units up: they are public.

use std::collections::HashMap;

use contract::Page;
use contract::units::{SuccessorView, UnitRef, UnitView};
use domain::ids::UnitId;
use store::Conn;
use store::reorganisations::Successor;
use store::units::{UnitFilter, UnitRow};

use crate::{App, AppError, AppResult};

/// One page of units in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, parent: Option<i64>, q: Option<String>, page: i64, page_size: i64) -> AppResult<Page<UnitView>> {
    if let Some(parent) = parent
        && q.is_none()
    {
        let whole = children(app, parent)?;
        let skip = usize::try_from((page - 1) * page_size).unwrap_or(usize::MAX);
        let take = usize::try_from(page_size).unwrap_or_default();
        return Ok(Page { items: whole.items.into_iter().skip(skip).take(take).collect(), total: whole.total });
    }
    let filter = UnitFilter { q, within: parent.map(UnitId), page, page_size, ..UnitFilter::default() };
    app.store.read(|conn| {
        let (rows, total) = store::units::list(conn, &filter)?;
        Ok(Page { items: views(conn, rows)?, total })
    })
}

/// One unit.
///
/// # Errors
/// `NotFound`.
pub fn find(app: &App, id: i64) -> AppResult<UnitView> {
    app.store.read(|conn| {
        let row = store::units::find(conn, UnitId(id))?;
        views(conn, vec![row])?.pop().ok_or(AppError::NotFound)
    })
}

/// The units directly below one, whole, in Vietnamese order.
///
/// # Errors
/// `NotFound`.
pub fn children(app: &App, id: i64) -> AppResult<Page<UnitView>> {
    app.store.read(|conn| {
        let parent = store::units::find(conn, UnitId(id))?;
        let rows = store::units::list_children(conn, UnitId(parent.id))?;
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Ok(Page { items: views(conn, rows)?, total })
    })
}

fn views(conn: &mut Conn, rows: Vec<UnitRow>) -> AppResult<Vec<UnitView>> {
    let ids: Vec<UnitId> = rows.iter().map(|row| UnitId(row.id)).collect();
    let parents = store::units::list_with_children(conn, &ids)?;
    let mut successors: HashMap<i64, SuccessorView> = store::reorganisations::successor_of(conn, &ids)?
        .into_iter()
        .map(|next| (next.unit_id, successor(next)))
        .collect();
    let mut former: HashMap<i64, Vec<UnitRef>> = HashMap::new();
    for (of, id, name) in store::reorganisations::list_predecessors(conn, &ids)? {
        former.entry(of).or_default().push(UnitRef { id, name });
    }
    let view = |row: UnitRow| UnitView {
        has_children: parents.contains(&UnitId(row.id)),
        successor: successors.remove(&row.id),
        predecessors: former.remove(&row.id).unwrap_or_default(),
        id: row.id,
        code: row.code,
        name: row.name,
        kind: row.kind,
        parent_id: row.parent_id,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    };
    Ok(rows.into_iter().map(view).collect())
}

fn successor(next: Successor) -> SuccessorView {
    SuccessorView {
        unit: UnitRef { id: next.successor_id, name: next.successor_name },
        number: next.number,
        since: next.effective_on,
    }
}

/// A unit by id and name.
pub(crate) fn reference(row: &UnitRow) -> UnitRef {
    UnitRef { id: row.id, name: row.name.clone() }
}
