//! What the machine does at the closing hour (C10).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Action, State, WorkflowPolicy};
use crate::deadline::{local_time, utc_of_local};

/// The automatic action that is due for a report, if any.
///
/// `closes` is the last local day of the report's entry window; `now` is UTC. From the policy's hour of that day on,
/// submitted and approved reports are sent, and sent ones accepted. Whether it can be done is [`super::transition`]'s
/// decision: with an error or a missing signature it stays where it is.
#[must_use]
pub fn automatic_action(
    state: State,
    policy: &WorkflowPolicy,
    closes: NaiveDate,
    now: NaiveDateTime,
) -> Option<Action> {
    let reached =
        |hour: Option<NaiveTime>| hour.zip(local_time(now)).is_some_and(|(hour, now)| closes.and_time(hour) <= now);
    match state {
        State::Submitted | State::Approved if reached(policy.auto_send_at) => Some(Action::AutoSend),
        State::Sent if reached(policy.auto_accept_at) => Some(Action::AutoAccept),
        _ => None,
    }
}

/// Automatic steps are announced this long before.
const NOTICE: TimeDelta = TimeDelta::hours(2);

/// What the machine has to do about a report's closing hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutomaticStep {
    /// Tell people that it will act at this moment (UTC).
    Announce(Action, NaiveDateTime),
    /// Act; the hour was reached at this moment (UTC).
    Act(Action, NaiveDateTime),
}

/// What the machine has to do now, if anything: it announces two hours ahead, and acts on what was announced.
///
/// A report that reached its state within these two hours needs no notice of its own: the hour was known by then, and
/// who passed it on did so in view of it. One that waited longer and was not announced, since the server was away, is
/// announced first, however late.
#[must_use]
pub fn automatic_step(
    state: State,
    state_since: NaiveDateTime,
    policy: &WorkflowPolicy,
    closes: NaiveDate,
    is_announced: bool,
    now: NaiveDateTime,
) -> Option<AutomaticStep> {
    let (action, hour) = match state {
        State::Submitted | State::Approved => (Action::AutoSend, policy.auto_send_at?),
        State::Sent => (Action::AutoAccept, policy.auto_accept_at?),
        _ => return None,
    };
    let moment = utc_of_local(closes.and_time(hour))?;
    let notice = moment.checked_sub_signed(NOTICE)?;
    if automatic_action(state, policy, closes, now).is_some() {
        let is_known = is_announced || state_since > notice;
        return Some(if is_known {
            AutomaticStep::Act(action, moment)
        } else {
            AutomaticStep::Announce(action, moment)
        });
    }
    (now >= notice && !is_announced).then_some(AutomaticStep::Announce(action, moment))
}

/// The moment that counts against the deadline when the machine sends: an approved report's approval, since nothing was
/// left for the unit to do; else the hour that the process names, not the minute in which the machine got round to it.
/// Whatever became so only after that hour counts from then on.
#[must_use]
pub fn counts_as_sent_at(state: State, state_since: NaiveDateTime, hour: NaiveDateTime) -> NaiveDateTime {
    match state {
        State::Approved => state_since,
        _ => hour.max(state_since),
    }
}
