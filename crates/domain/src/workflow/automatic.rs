//! What the machine does at the closing hour (C10).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Action, State, WorkflowPolicy};
use crate::deadline::local_time;

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
