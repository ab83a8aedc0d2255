//! Who else has a report open.

use contract::presence::{PersonView, Presence, PresentView};
use domain::access::Permission;

use super::loaded::Loaded;
use crate::clock::utc;
use crate::presence::Visitor;
use crate::{App, AppError, AppResult, Caller};

/// Longest name of a row or column, in bytes: row keys are no longer.
const LONGEST_KEY: usize = 64;

/// Notes that the caller has the report open or leaves it, and tells who else has it open; in which cell, colleagues only.
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
    let who = Visitor {
        name: caller.full_name.clone(),
        unit_id: caller.unit,
        unit: caller.unit_name.clone(),
        is_own: loaded.may_read_drafts(caller),
    };
    // What no cell is called is not kept in memory, nor shown to others.
    let cell = sign.cell.clone().filter(|cell| cell.row.len() <= LONGEST_KEY && cell.column.len() <= LONGEST_KEY);
    let others = app.presence.enter(loaded.id(), caller.user, who.clone(), cell, app.clock.now());
    let people = others.into_iter().map(|person| PersonView {
        cell: person.cell.filter(|_| who.sees_cell_of(&person.who)),
        name: person.who.name,
        unit: person.who.unit,
        since: utc(person.since),
    });
    Ok(PresentView { people: people.collect(), revision })
}
