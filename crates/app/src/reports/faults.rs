//! What clients tell of figures that they computed otherwise (grid convention 100).

use contract::data::ComputedFault;
use domain::access::Permission;

use super::loaded::Loaded;
use crate::{App, AppResult, Caller};

/// Cells that are logged.
const MOST_CELLS: usize = 20;
/// Longest row key in the log.
const LONGEST_KEY: usize = 64;

/// Logs that a client and this server disagree about computed figures: one of them is at fault. The figures themselves are
/// not logged.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn computed_fault(app: &App, caller: &Caller, id: i64, fault: &ComputedFault) -> AppResult<()> {
    let loaded = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        Ok::<_, crate::AppError>(loaded)
    })?;
    let cells = fault.cells.iter().take(MOST_CELLS).map(|cell| {
        let row: String = cell.row.chars().take(LONGEST_KEY).filter(|letter| !letter.is_control()).collect();
        let column: String = cell.column.chars().filter(char::is_ascii_digit).take(5).collect();
        format!("{row} ({column})")
    });
    let cells = cells.collect::<Vec<_>>().join(", ");
    // Another report that this one reads may just have changed; only what goes on is a fault.
    tracing::warn!(
        report.id = id,
        form.id = loaded.row.form_id,
        revision = fault.revision,
        count = fault.count,
        cells,
        "A client computed other figures"
    );
    Ok(())
}
