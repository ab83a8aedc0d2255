//! Opening periods: those whose time has come are asked for, and those that were asked for are made.

use super::Counts;
use crate::{App, AppError, AppResult, openings};

pub(super) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let asked = openings::open_due(app)?;
    let mut counts = Counts::from([("periods", asked), ("reports", 0)]);
    let mut failure = None;
    for id in app.store.read(|conn| Ok::<_, AppError>(store::openings::list_open(conn)?))? {
        if !alive()? {
            break;
        }
        match openings::run(app, id, alive) {
            Ok(made) => *counts.entry("reports").or_default() += made,
            // The others are opened all the same.
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(counts), Err)
}
