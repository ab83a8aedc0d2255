//! Who else has a report open.

use contract::presence::{PersonView, Presence, PresentView};
use domain::access::Permission;

use super::loaded::Loaded;
use crate::clock::utc;
use crate::{App, AppError, AppResult, Caller};

/// Longest name of a row or column, in bytes: row keys are no longer.
const LONGEST_KEY: usize = 64;

/// Notes that the caller has the report open or leaves it, and tells who else has it open.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn present(app: &App, caller: &Caller, id: i64, sign: &Presence) -> AppResult<PresentView> {
    let loaded = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        Ok::<_, AppError>(loaded)
    })?;
    let revision = loaded.row.revision;
    if sign.leaves {
        app.presence.leave(loaded.id(), caller.user);
        return Ok(PresentView { people: Vec::new(), revision });
    }
    let who = (caller.full_name.as_str(), caller.unit_name.as_str());
    // What no cell is called is not kept in memory, nor shown to others.
    let cell = sign.cell.clone().filter(|cell| cell.row.len() <= LONGEST_KEY && cell.column.len() <= LONGEST_KEY);
    let others = app.presence.enter(loaded.id(), caller.user, who, cell, app.clock.now());
    let people = others.into_iter().map(|person| PersonView {
        name: person.name,
        unit: person.unit,
        since: utc(person.since),
        cell: person.cell,
    });
    Ok(PresentView { people: people.collect(), revision })
}
