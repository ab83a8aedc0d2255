//! The decision about one target.

use super::{Actor, Allowed, Denied, Grant, Permission, Right, Rights, Target};
use crate::ids::UnitId;

/// The rights that make somebody one of a unit's own people when they reach it from above.
/// To view or to administer a subtree is not yet to work in it.
pub(super) const WORKING: Rights = Rights::of(&[Right::Enter, Right::Consolidate, Right::Approve, Right::Send]);
/// The rights on a receiving unit whose holders read what is sent to it.
pub(super) const RECEIVING: Rights = WORKING.union(Rights::of(&[Right::View, Right::Check]));
/// The rights on a unit above whose holders see the progress of the units below, whether or not they reach them.
pub(super) const OVERSEEING: Rights =
    Rights::of(&[Right::Consolidate, Right::Approve, Right::Check, Right::Administer]);

/// Whether the actor may do this to the target.
///
/// # Errors
/// [`Denied`] tells whether the actor may know of the target.
pub fn decide(actor: &Actor, permission: Permission, target: &Target) -> Result<Allowed, Denied> {
    if holds(actor, permission, target) {
        return Ok(Allowed { permission, unit: target.unit, user: Some(actor.user) });
    }
    Err(Denied { visible: tracks(actor, target) })
}

/// The token of the machine, for jobs at the closing hour. Never for a request.
#[must_use]
pub fn for_system(permission: Permission, unit: UnitId) -> Allowed {
    Allowed { permission, unit, user: None }
}

/// The actor's rights on a report, as [`crate::workflow::transition`] takes them: the rights that reach the reporting
/// unit, `check` if they reach the receiving unit, `administer` if they come from above.
#[must_use]
pub fn rights_on(actor: &Actor, target: &Target) -> Rights {
    let mut rights = at_unit(actor, target).intersection(WORKING);
    let held = [
        (Right::View, Permission::ViewReport),
        (Right::Check, Permission::Check),
        (Right::Administer, Permission::Assign),
    ];
    for (right, permission) in held {
        if holds(actor, permission, target) {
            rights = rights.union(Rights::of(&[right]));
        }
    }
    rights
}

fn holds(actor: &Actor, permission: Permission, target: &Target) -> bool {
    match permission {
        Permission::Track => tracks(actor, target),
        Permission::ViewReport => reads(actor, target),
        Permission::Enter => at_unit(actor, target).intersects(Rights::of(&[Right::Enter, Right::Consolidate])),
        Permission::Consolidate => at_unit(actor, target).contains(Right::Consolidate),
        Permission::Approve => at_unit(actor, target).contains(Right::Approve),
        Permission::Send => at_unit(actor, target).contains(Right::Send),
        Permission::Check => at_receiver(actor, target).contains(Right::Check),
        Permission::Assign => assigns(actor, target),
        Permission::Administer => at_unit(actor, target).contains(Right::Administer),
    }
}

/// Reports are assigned, and units released from them, from above: nobody waives the own duty. Only a unit at the top,
/// which has nobody above, is administered by its own people in this too.
fn assigns(actor: &Actor, target: &Target) -> bool {
    let above =
        |grant: &&Grant| grant.subtree && (target.ancestors.contains(&grant.unit) || target.ancestors.is_empty());
    collect(actor.grants.iter().filter(above).filter(|grant| grant.reaches(target.unit, &target.ancestors)))
        .contains(Right::Administer)
}

fn reads(actor: &Actor, target: &Target) -> bool {
    is_own(actor, target)
        || target.is_disclosed()
            && (at_receiver(actor, target).intersects(RECEIVING) || at_unit(actor, target).contains(Right::View))
}

fn tracks(actor: &Actor, target: &Target) -> bool {
    is_own(actor, target)
        || at_receiver(actor, target).intersects(RECEIVING)
        || at_unit(actor, target).contains(Right::View)
        || held_at_any(actor, &target.ancestors).intersects(OVERSEEING)
}

/// Whether the actor is one of the unit's own people: any right held on the unit itself, or a working right reaching it.
fn is_own(actor: &Actor, target: &Target) -> bool {
    !held_at_any(actor, &[target.unit]).is_empty() || at_unit(actor, target).intersects(WORKING)
}

/// The rights that reach the reporting unit.
fn at_unit(actor: &Actor, target: &Target) -> Rights {
    collect(actor.grants.iter().filter(|grant| grant.reaches(target.unit, &target.ancestors)))
}

/// The rights that reach the receiving unit.
fn at_receiver(actor: &Actor, target: &Target) -> Rights {
    let Some(receiver) = target.receiver else { return Rights::NONE };
    collect(actor.grants.iter().filter(|grant| grant.reaches(receiver, &target.receiver_ancestors)))
}

/// The rights held on one of these units itself.
fn held_at_any(actor: &Actor, units: &[UnitId]) -> Rights {
    collect(actor.grants.iter().filter(|grant| units.contains(&grant.unit)))
}

fn collect<'a>(grants: impl Iterator<Item = &'a Grant>) -> Rights {
    grants.fold(Rights::NONE, |rights, grant| rights.union(grant.rights))
}
