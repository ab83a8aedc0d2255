//! The decision for lists: which units' reports a list may show.

use super::decide::{OVERSEEING, RECEIVING, WORKING};
use super::{Actor, Grant, Permission, Right, Rights};
use crate::ids::UnitId;

/// Units that a list is filtered by. For [`Permission::Check`] they are the receiving units, else the reporting ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitScope {
    /// Every unit: the machine's own jobs.
    All,
    /// Some units.
    Units {
        /// These units themselves.
        own: Vec<UnitId>,
        /// These units and all below them.
        subtrees: Vec<UnitId>,
    },
    /// No unit.
    None,
}

impl UnitScope {
    /// Whether a unit with these units above it is inside.
    #[must_use]
    pub fn contains(&self, unit: UnitId, ancestors: &[UnitId]) -> bool {
        match self {
            Self::All => true,
            Self::Units { own, subtrees } => {
                own.contains(&unit)
                    || subtrees.contains(&unit)
                    || ancestors.iter().any(|ancestor| subtrees.contains(ancestor))
            }
            Self::None => false,
        }
    }

    fn of(mut own: Vec<UnitId>, mut subtrees: Vec<UnitId>) -> Self {
        for units in [&mut own, &mut subtrees] {
            units.sort_unstable();
            units.dedup();
        }
        own.retain(|unit| !subtrees.contains(unit));
        if own.is_empty() && subtrees.is_empty() { Self::None } else { Self::Units { own, subtrees } }
    }
}

/// The units on which the actor has a permission, whatever the state of their reports.
///
/// A list of reports shows, for
/// - [`Permission::Track`]: reports of units in this scope, and reports whose receiver is in [`scope_of_received`];
/// - [`Permission::ViewReport`]: reports of units in this scope, and *disclosed* reports
///   ([`crate::workflow::State::is_disclosed`]) whose receiver is in [`scope_of_received`] or whose unit is in
///   [`scope_of_disclosed`];
/// - [`Permission::Check`]: reports whose *receiver* is in this scope;
/// - every other permission: reports (or units) in this scope. For [`Permission::Assign`] it includes the units that the
///   grants are held on, whose own reports [`super::decide`] leaves to those above.
#[must_use]
pub fn scope(actor: &Actor, permission: Permission) -> UnitScope {
    match permission {
        Permission::Track => tracked(actor),
        Permission::ViewReport => owned(actor),
        Permission::Enter => reached(actor, Rights::of(&[Right::Enter, Right::Consolidate])),
        Permission::Consolidate => reached(actor, Rights::of(&[Right::Consolidate])),
        Permission::Approve => reached(actor, Rights::of(&[Right::Approve])),
        Permission::Send => reached(actor, Rights::of(&[Right::Send])),
        Permission::Check => reached(actor, Rights::of(&[Right::Check])),
        Permission::Assign => from_grants(actor, |grant| {
            let assigns = grant.subtree && grant.rights.contains(Right::Administer);
            if assigns { Reach::Subtree } else { Reach::Nothing }
        }),
        Permission::Administer => reached(actor, Rights::of(&[Right::Administer])),
    }
}

/// The receiving units whose incoming reports the actor tracks, and reads once they are disclosed.
#[must_use]
pub fn scope_of_received(actor: &Actor) -> UnitScope {
    reached(actor, RECEIVING)
}

/// The reporting units whose disclosed reports the actor reads by the right to view.
#[must_use]
pub fn scope_of_disclosed(actor: &Actor) -> UnitScope {
    reached(actor, Rights::of(&[Right::View]))
}

/// How far a grant carries.
enum Reach {
    Nothing,
    Unit,
    Subtree,
}

fn from_grants(actor: &Actor, reach: impl Fn(&Grant) -> Reach) -> UnitScope {
    let (mut own, mut subtrees) = (Vec::new(), Vec::new());
    for grant in &actor.grants {
        match reach(grant) {
            Reach::Nothing => {}
            Reach::Unit => own.push(grant.unit),
            Reach::Subtree => subtrees.push(grant.unit),
        }
    }
    UnitScope::of(own, subtrees)
}

fn reached(actor: &Actor, any_of: Rights) -> UnitScope {
    from_grants(actor, |grant| match (grant.rights.intersects(any_of), grant.subtree) {
        (false, _) => Reach::Nothing,
        (true, false) => Reach::Unit,
        (true, true) => Reach::Subtree,
    })
}

fn owned(actor: &Actor) -> UnitScope {
    from_grants(actor, |grant| match (grant.rights.is_empty(), grant.subtree && grant.rights.intersects(WORKING)) {
        (true, _) => Reach::Nothing,
        (_, false) => Reach::Unit,
        (_, true) => Reach::Subtree,
    })
}

fn tracked(actor: &Actor) -> UnitScope {
    from_grants(actor, |grant| {
        let reaches_below = grant.subtree && grant.rights.intersects(RECEIVING);
        match (grant.rights.is_empty(), reaches_below || grant.rights.intersects(OVERSEEING)) {
            (true, _) => Reach::Nothing,
            (_, false) => Reach::Unit,
            (_, true) => Reach::Subtree,
        }
    })
}
