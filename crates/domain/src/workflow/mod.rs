//! How a report moves: states, actions, and the one function that decides.
//!
//! [`transition`] is pure: state, action, the actor's rights *on this report*, the policy and the facts in; the next
//! state or a refusal that says what to do out. [`allowed_actions`] is made from it, so what the API offers and what it
//! accepts cannot disagree. Lateness is computed from the due moment and never a state.
//!
//! Decisions where the sources leave room:
//! - *Reject* and *refuse to send* lead back to entry (`in_progress`), as the handbook says (§2.4, §2.6); only the
//!   *receiving* unit's return makes a report `returned`, and it stays so until it is submitted again.
//! - A report that came back (`Facts::reopened`, or `returned`) can be entered after the entry window has closed:
//!   returned reports have to be adjusted and sent again (Circular, Article 4(2)).
//! - A correction may be asked for after submitting, approving or sending (handbook §2.7). What the receiver has not
//!   accepted goes back to entry at once.
//! - The receiver may still return what it accepted, with a reason: with the receiver check off a sent report counts as
//!   accepted at once, and the receiver must not be left without an answer.
//! - Where people are named for an approval level, only they approve or reject there, and only with the right: naming
//!   gives none. The units below inherit the process without the names.
//! - Automatic sending passes what is submitted or approved, never a draft.

mod action;
mod authors;
mod automatic;
mod choices;
mod facts;
mod outside;
mod policy;
mod process;
mod refusal;
mod rounds;
mod state;
mod steps;
mod transition;

pub use action::Action;
pub use authors::{Deed, DeedKind, authors};
pub use automatic::{AutomaticStep, automatic_action, automatic_step, counts_as_sent_at};
pub use choices::{PolicyFault, UnitChoices, policy_limits};
pub use facts::Facts;
pub use outside::{OutsideChannel, counts_as_received_at};
pub use policy::{MOST_LEVELS, Signing, WorkflowPolicy};
pub use process::{ProcessStep, StepKind, StepState, standing, steps};
pub use refusal::{Refusal, RefusalCode};
pub use rounds::Rounds;
pub use state::State;
pub use transition::{Transition, allowed_actions, transition};
