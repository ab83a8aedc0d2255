//! What has to be known about a report, besides its state, to decide about an action.

use crate::ids::UserId;

/// The facts of one report at one moment, for one actor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The approval level that is waited for, from 1; 0 in every state but `submitted`.
    pub level: u8,
    /// Whether the present content is signed.
    pub signed: bool,
    /// Findings that block submitting.
    pub errors: usize,
    /// Findings that have to be confirmed with a reason when submitting.
    pub unconfirmed_warnings: usize,
    /// Figures of units below changed after they were consolidated here: to be confirmed with a reason by who submits and
    /// by who approves.
    pub stale: bool,
    /// Nothing was entered or taken in from below: to be confirmed with a reason when submitting.
    pub empty: bool,
    /// Figures of units below that are expected are not in it: to be confirmed with a reason when submitting.
    pub incomplete: bool,
    /// Whether the entry window is open now.
    pub is_open: bool,
    /// Whether the report came back to entry after it had been submitted, and so stays open after its window.
    pub reopened: bool,
    /// A state-secret form (A11).
    pub off_system: bool,
    /// A narrative report, which cannot be written here yet.
    pub is_outline: bool,
    /// Whether the action comes with a reason.
    pub has_note: bool,
    /// Whether the actor is one of the [`authors`](super::authors).
    pub actor_is_author: bool,
    /// Who acts; none for the machine.
    pub actor: Option<UserId>,
    /// Whether there is a receiving unit; the Government Office at the top has none.
    pub has_receiver: bool,
    /// A granted correction is limited to named cells: whoever granted it may open more, or everything.
    pub is_limited: bool,
    /// The machine acts, at the closing hour.
    pub by_system: bool,
}
