//! Who may do what.
//!
//! A person holds *grants*: rights on a unit, some of which reach its subtree. [`decide`] answers for one target,
//! [`scope`] for lists; both are pure and agree with each other (tested). Writes demand the [`Allowed`] token, which only
//! this module can make.
//!
//! What may be seen:
//! - A unit's reports, at any time, by anybody with a right on that unit. Figures that have not been sent are the
//!   unit's own.
//! - The receiving unit's people read a report once it is sent (`sent`, `accepted`, `correction_requested`); a returned
//!   report is the reporting unit's again.
//! - The right to view with reach over a subtree reads, likewise, what has been sent inside it.
//! - The receiving unit's people always see that a report exists, its state and its dates (progress); so do, in units
//!   further above, those who consolidate, check, approve or administer there.
//! - Whoever may not even know of a report is told "not found" ([`Denied::visible`] is false).

mod decide;
mod group;
mod presets;
mod rights;
mod scope;

use crate::ids::{UnitId, UserId};
use crate::workflow::State;

pub use decide::{decide, for_system, rights_on};
pub use group::{Group, GroupKind, group, groups};
pub use rights::{Right, Rights};
pub use scope::{UnitScope, scope, scope_of_disclosed, scope_of_received};

/// Rights on a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// The rights.
    pub rights: Rights,
    /// The unit they are held on.
    pub unit: UnitId,
    /// Whether they reach the units below as well.
    pub subtree: bool,
}

impl Grant {
    /// Whether the grant reaches a unit that has these units above it.
    fn reaches(&self, unit: UnitId, ancestors: &[UnitId]) -> bool {
        self.unit == unit || (self.subtree && ancestors.contains(&self.unit))
    }
}

/// A person who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// The unit that the person belongs to.
    pub unit: UnitId,
    /// What the person may do, and where.
    pub grants: Vec<Grant>,
}

/// What is acted on: a report, or (without receiver and state) a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The reporting unit, or the unit itself.
    pub unit: UnitId,
    /// The units above it, nearest first.
    pub ancestors: Vec<UnitId>,
    /// The receiving unit of the report.
    pub receiver: Option<UnitId>,
    /// The units above the receiving unit, nearest first.
    pub receiver_ancestors: Vec<UnitId>,
    /// The state of the report; none for a unit.
    pub state: Option<State>,
}

impl Target {
    /// A unit.
    #[must_use]
    pub fn unit(unit: UnitId, ancestors: Vec<UnitId>) -> Self {
        Self { unit, ancestors, receiver: None, receiver_ancestors: Vec::new(), state: None }
    }

    fn is_disclosed(&self) -> bool {
        self.state.is_some_and(State::is_disclosed)
    }
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// Know of a report: its state and dates.
    Track,
    /// Read a report's figures, history and lineage.
    ViewReport,
    /// Enter figures, submit, recall.
    Enter,
    /// Consolidate children's reports into this one.
    Consolidate,
    /// Approve or reject inside the unit.
    Approve,
    /// Send, or refuse to.
    Send,
    /// Accept, return, decide on corrections: as the receiving unit.
    Check,
    /// Assign reports to the unit, or release it from one: from above.
    Assign,
    /// Manage the unit, its users and settings.
    Administer,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 9] = [
        Self::Track,
        Self::ViewReport,
        Self::Enter,
        Self::Consolidate,
        Self::Approve,
        Self::Send,
        Self::Check,
        Self::Assign,
        Self::Administer,
    ];
}

/// Proof that a permission was decided. Only [`decide`] and [`for_system`] make it.
///
/// ```compile_fail
/// use domain::access::{Allowed, Permission};
/// use domain::ids::UnitId;
///
/// let forged = Allowed { permission: Permission::Send, unit: UnitId(1), user: None };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    permission: Permission,
    unit: UnitId,
    user: Option<UserId>,
}

impl Allowed {
    /// What was allowed.
    #[must_use]
    pub fn permission(&self) -> Permission {
        self.permission
    }

    /// The unit of the target that it was allowed on.
    #[must_use]
    pub fn unit(&self) -> UnitId {
        self.unit
    }

    /// Who was allowed; none for the machine.
    #[must_use]
    pub fn user(&self) -> Option<UserId> {
        self.user
    }
}

/// The permission was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied {
    /// Whether the actor may know that the target exists: 403 if so, else 404.
    pub visible: bool,
}
