//! Who is signed in.

use contract::sessions::{Me, UserView};
use contract::units::UnitRef;
use domain::access::Right;

use crate::{App, AppResult, Caller};

/// The signed-in person with unit and rights.
///
/// # Errors
/// Those of the database.
pub fn find(app: &App, caller: &Caller) -> AppResult<Me> {
    let unread = app.store.read(|conn| store::notifications::count_unread(conn, caller.user))?;
    let holds = |right: &Right| caller.actor.grants.iter().any(|grant| grant.rights.contains(*right));
    Ok(Me {
        user: UserView { id: caller.user.0, username: caller.username.clone(), full_name: caller.full_name.clone() },
        unit: UnitRef { id: caller.unit.0, name: caller.unit_name.clone() },
        rights: Right::ALL.iter().filter(|right| holds(right)).map(|right| right.as_str().to_owned()).collect(),
        unread_notifications: unread,
        has_email: app.has_mail(),
    })
}
