//! The hierarchy of units. Every signed-in person may look units up: they are public.

use contract::Page;
use contract::units::{UnitRef, UnitView};
use domain::ids::UnitId;
use store::Conn;
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
    Ok(rows.into_iter().map(|row| view(parents.contains(&UnitId(row.id)), row)).collect())
}

fn view(has_children: bool, row: UnitRow) -> UnitView {
    UnitView {
        id: row.id,
        code: row.code,
        name: row.name,
        kind: row.kind,
        parent_id: row.parent_id,
        has_children,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    }
}

/// A unit by id and name.
pub(crate) fn reference(row: &UnitRow) -> UnitRef {
    UnitRef { id: row.id, name: row.name.clone() }
}
