//! Who else has a report open.

use contract::presence::{PersonView, Presence, PresentView};
use domain::access::Permission;

use super::loaded::Loaded;
use crate::clock::utc;
use crate::{App, AppError, AppResult, Caller};

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
    let others = app.presence.enter(loaded.id(), caller.user, who, sign.cell.clone(), app.clock.now());
    let people = others.into_iter().map(|person| PersonView {
        name: person.name,
        unit: person.unit,
        since: utc(person.since),
        cell: person.cell,
    });
    Ok(PresentView { people: people.collect(), revision })
}
