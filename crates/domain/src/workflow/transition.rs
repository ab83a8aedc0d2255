//! The decision.

use super::steps::{Step, next};
use super::{Action, Facts, Refusal, RefusalCode, Signing, State, WorkflowPolicy};
use crate::access::{Right, Rights};

/// What an action does to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The action.
    pub action: Action,
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// The approval level that is waited for after; 0 in every state but `submitted`.
    pub level: u8,
    /// Whether the content counts as signed after. Coming back to entry voids signatures.
    pub signed: bool,
    /// Whether the report came back to entry: see [`Facts::reopened`].
    pub reopened: bool,
}

impl Transition {
    /// Whether something about the report changes besides its content.
    #[must_use]
    pub fn changes_state(&self) -> bool {
        self.from != self.to
    }

    /// Whether the report's figures begin or cease to count in consolidated reports above it, which are stale then (D5).
    #[must_use]
    pub fn changes_consolidation(&self) -> bool {
        self.from.is_consolidated() != self.to.is_consolidated()
    }
}

/// What the action does, or why it cannot be done now.
///
/// Checked in this order: whether the actor may do such a thing at all (403), whether the state allows it (409), whether
/// the facts do. `rights` are the actor's rights on this report, as [`crate::access::rights_on`] finds them.
pub fn transition(
    state: State,
    action: Action,
    rights: Rights,
    policy: &WorkflowPolicy,
    facts: &Facts,
) -> Result<Transition, Refusal> {
    let refuse = |code| Err(Refusal::new(code, action, state));
    if let Some(code) = forbidden(state, action, rights, policy, facts) {
        return refuse(code);
    }
    let Some(step) = next(state, action, policy, facts) else { return refuse(RefusalCode::WrongState) };
    if let Some(code) = blocked(state, action, policy, facts) {
        return refuse(code);
    }
    Ok(done(state, action, step, facts))
}

/// The actions that [`transition`] allows, given a reason where one is needed.
#[must_use]
pub fn allowed_actions(state: State, rights: Rights, policy: &WorkflowPolicy, facts: &Facts) -> Vec<Action> {
    let facts = Facts { has_note: true, ..facts.clone() };
    Action::ALL.into_iter().filter(|action| transition(state, *action, rights, policy, &facts).is_ok()).collect()
}

fn forbidden(
    state: State,
    action: Action,
    rights: Rights,
    policy: &WorkflowPolicy,
    facts: &Facts,
) -> Option<RefusalCode> {
    if action.is_automatic() {
        let hour = if action == Action::AutoSend { policy.auto_send_at } else { policy.auto_accept_at };
        return match (facts.by_system, hour) {
            (false, _) => Some(RefusalCode::AutomaticOnly),
            (true, None) => Some(RefusalCode::AutomationOff),
            (true, Some(_)) => None,
        };
    }
    // The machine exempts units whose figures come through an interconnected system (A12).
    let machine_exempts = action == Action::Exempt && facts.by_system;
    if !machine_exempts && !rights.intersects(needed(state, action)) {
        return Some(RefusalCode::MissingRight);
    }
    is_left_to_others(state, action, policy, facts).then_some(RefusalCode::NotNamed)
}

/// Whether the level that is waited for has people of its own, and the actor is none of them.
fn is_left_to_others(state: State, action: Action, policy: &WorkflowPolicy, facts: &Facts) -> bool {
    let decides = matches!(action, Action::Approve | Action::Reject | Action::Sign) && state == State::Submitted;
    let named = policy.named(facts.level.max(1));
    decides && !named.is_empty() && facts.actor.is_none_or(|actor| !named.contains(&actor))
}

/// Before the approval only the approver signs; the agency's signature comes with sending (handbook §2.4).
fn needed(state: State, action: Action) -> Rights {
    match (state, action) {
        (State::Submitted, Action::Sign) => Rights::of(&[Right::Approve]),
        _ => action.rights(),
    }
}

fn blocked(state: State, action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Option<RefusalCode> {
    let closed = !(facts.is_open || facts.reopened || state == State::Returned);
    let own_report = facts.actor_is_author && !policy.one_account;
    let unsigned = policy.signing == Signing::Required && !facts.signed;
    let checks = [
        (facts.off_system && action != Action::Exempt, RefusalCode::OffSystem),
        (is_entering(action) && facts.is_outline, RefusalCode::Outline),
        (is_entering(action) && closed, RefusalCode::EntryClosed),
        (action == Action::Recall && facts.level > 1, RefusalCode::ApprovalStarted),
        (action == Action::Recall && !facts.actor_is_author, RefusalCode::NotAuthor),
        (action == Action::Approve && own_report, RefusalCode::OwnReport),
        (action == Action::Sign && policy.signing == Signing::Off, RefusalCode::SigningOff),
        (leaves_entry(action) && facts.errors > 0, RefusalCode::ErrorsRemain),
        (warned(action, facts), RefusalCode::WarningsUnconfirmed),
        (is_sending(action) && unsigned, RefusalCode::SignatureMissing),
        (action.needs_reason() && !facts.has_note, RefusalCode::ReasonRequired),
    ];
    checks.into_iter().find_map(|(holds, code)| holds.then_some(code))
}

fn is_entering(action: Action) -> bool {
    matches!(action, Action::Open | Action::Save | Action::Submit)
}

fn is_sending(action: Action) -> bool {
    matches!(action, Action::Send | Action::AutoSend)
}

/// Errors block submitting; nothing with errors is sent either, should a rule have become stricter meanwhile.
fn leaves_entry(action: Action) -> bool {
    action == Action::Submit || is_sending(action)
}

fn warned(action: Action, facts: &Facts) -> bool {
    let doubtful = facts.unconfirmed_warnings > 0 || facts.empty || facts.incomplete;
    let submitting = action == Action::Submit && doubtful;
    let passing_on = matches!(action, Action::Submit | Action::Approve) && facts.stale;
    (submitting || passing_on) && !facts.has_note
}

fn done(from: State, action: Action, step: Step, facts: &Facts) -> Transition {
    let came_back = step.to.is_entry() && !from.is_entry();
    Transition {
        action,
        from,
        to: step.to,
        level: step.level,
        signed: !step.to.is_entry() && (facts.signed || action == Action::Sign),
        reopened: facts.reopened || came_back,
    }
}
