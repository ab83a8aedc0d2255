//! Searches that people keep (E1).

use contract::searches::{NewSearch, SearchFilter, SearchView, SearchesView};
use domain::text::nfc;
use store::StoreError;

use crate::idempotency::{IdempotencyKey, Request};
use crate::reports::{ReportQuery, check_query};
use crate::{App, AppError, AppResult, Caller};

/// Longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Most searches that one person keeps.
const MOST: i64 = 100;

/// The caller's searches, by name.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, caller: &Caller) -> AppResult<SearchesView> {
    let rows = app.store.read(|conn| store::searches::list(conn, caller.user))?;
    let items = rows.into_iter().map(|(id, name, filter)| SearchView { id, name, filter });
    Ok(SearchesView { items: items.collect() })
}

/// Keeps a search for the caller.
///
/// # Errors
/// `Malformed` for a filter that no list takes, `Invalid` for a name that is missing, too long or used already, and for
/// more searches than a person may keep.
pub fn create(app: &App, caller: &Caller, new: &NewSearch, key: Option<&IdempotencyKey>) -> AppResult<SearchView> {
    let retry = Request::of(caller, key, new);
    let name = nfc(new.name.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains('\0') {
        return Err(AppError::invalid(
            format!("Hãy đặt tên cho bộ lọc, tối đa {LONGEST_NAME} ký tự."),
            format!("Give the search a name of at most {LONGEST_NAME} characters."),
        ));
    }
    check_query(caller, &query(&new.filter))?;
    let now = app.clock.now();
    app.store.write(|tx| {
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        if store::searches::count(tx, caller.user)? >= MOST {
            return Err(AppError::invalid(
                format!("Bạn đã lưu {MOST} bộ lọc. Hãy xóa bớt bộ lọc không dùng."),
                format!("You keep {MOST} searches already. Delete those that you do not need."),
            ));
        }
        let id = store::searches::create(tx, caller.user, &name, &new.filter, now).map_err(|error| match error {
            StoreError::Unique(_) => AppError::invalid(
                "Bạn đã có bộ lọc mang tên này. Hãy chọn tên khác.",
                "You keep a search of this name already. Choose another name.",
            ),
            other => other.into(),
        })?;
        let view = SearchView { id, name: name.clone(), filter: new.filter.clone() };
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

/// Forgets one of the caller's searches.
///
/// # Errors
/// `NotFound` for a search that is not the caller's.
pub fn delete(app: &App, caller: &Caller, id: i64) -> AppResult<()> {
    Ok(app.store.write(|tx| store::searches::delete(tx, caller.user, id))?)
}

fn query(filter: &SearchFilter) -> ReportQuery {
    ReportQuery {
        task: filter.task.clone(),
        circular: filter.circular.clone(),
        regime: filter.regime.clone(),
        form: filter.form.clone(),
        kind: filter.kind.clone(),
        period: filter.period.clone(),
        unit: filter.unit,
        status: filter.status.clone(),
        q: filter.q.clone(),
        sort: filter.sort.clone(),
        page: 1,
        page_size: 1,
    }
}
