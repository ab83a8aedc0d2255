//! The table of steps: which action leads from which state to which.

use super::{Action, Facts, State, WorkflowPolicy};

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub to: State,
    /// Approval level waited for.
    pub level: u8,
}

fn to(to: State) -> Option<Step> {
    Some(Step { to, level: 0 })
}

fn waiting(level: u8) -> Option<Step> {
    Some(Step { to: State::Submitted, level })
}

/// The step that an action makes from a state; none when the state has no such step.
pub(super) fn next(state: State, action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Option<Step> {
    match state {
        State::Assigned => from_assigned(action),
        State::InProgress => from_entry(State::InProgress, action, policy, facts),
        State::Returned => from_entry(State::Returned, action, policy, facts),
        State::Submitted => from_submitted(action, policy, facts),
        State::Approved => from_approved(action, policy, facts),
        State::Sent => from_sent(action),
        State::Accepted => from_accepted(action, facts),
        State::CorrectionRequested => from_correction_requested(action),
        State::Exempt => None,
    }
}

fn from_assigned(action: Action) -> Option<Step> {
    match action {
        Action::Open | Action::Save => to(State::InProgress),
        Action::Exempt => to(State::Exempt),
        _ => None,
    }
}

/// Entry goes on in its state: a returned report shows that it was returned until it is submitted again.
fn from_entry(state: State, action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Option<Step> {
    match action {
        Action::Save => to(state),
        // A rule may tie other cells to those that were named: without more of them the correction would have no end.
        Action::GrantCorrection if facts.is_limited => to(state),
        Action::Submit if policy.levels() == 0 => to(State::Approved),
        Action::Submit => waiting(1),
        Action::Exempt => to(State::Exempt),
        _ => None,
    }
}

fn from_submitted(action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Option<Step> {
    match action {
        Action::Recall | Action::Reject | Action::RequestCorrection => to(State::InProgress),
        Action::Approve if facts.level.max(1) < policy.levels() => waiting(facts.level.max(1) + 1),
        Action::Approve => to(State::Approved),
        Action::Sign => waiting(facts.level.max(1)),
        Action::AutoSend => sent(policy, facts),
        _ => None,
    }
}

fn from_approved(action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Option<Step> {
    match action {
        Action::Sign => to(State::Approved),
        Action::RefuseToSend | Action::RequestCorrection => to(State::InProgress),
        Action::Send | Action::AutoSend => sent(policy, facts),
        _ => None,
    }
}

/// Without anybody who would answer, a sent report is accepted at once.
fn sent(policy: &WorkflowPolicy, facts: &Facts) -> Option<Step> {
    let answered = policy.receiver_check && facts.has_receiver;
    to(if answered { State::Sent } else { State::Accepted })
}

fn from_sent(action: Action) -> Option<Step> {
    match action {
        Action::Accept | Action::AutoAccept => to(State::Accepted),
        Action::Return => to(State::Returned),
        Action::RequestCorrection => to(State::InProgress),
        _ => None,
    }
}

fn from_accepted(action: Action, facts: &Facts) -> Option<Step> {
    match action {
        Action::RequestCorrection if facts.has_receiver => to(State::CorrectionRequested),
        // At the top nobody could grant the correction.
        Action::RequestCorrection => to(State::InProgress),
        Action::Return => to(State::Returned),
        _ => None,
    }
}

fn from_correction_requested(action: Action) -> Option<Step> {
    match action {
        Action::GrantCorrection => to(State::InProgress),
        Action::DeclineCorrection => to(State::Accepted),
        _ => None,
    }
}
