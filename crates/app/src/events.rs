//! Events of what people do, for the outbox.

use chrono::NaiveDateTime;
use domain::ids::{ReportId, UnitId, UserId};
use store::events::NewEvent;
use uuid::Uuid;

use crate::Caller;

/// Something that a person did.
pub(crate) fn of_caller(kind: &str, caller: &Caller, now: NaiveDateTime) -> NewEvent {
    of_person(kind, caller.user, caller.unit, now)
}

/// Something that a person did for a unit.
pub(crate) fn of_person(kind: &str, user: UserId, unit: UnitId, now: NaiveDateTime) -> NewEvent {
    NewEvent {
        id: Uuid::new_v4().to_string(),
        kind: kind.to_owned(),
        report_id: None,
        actor_id: Some(user.0),
        unit_id: Some(unit.0),
        at: now,
        body: "{}".to_owned(),
        request_id: None,
    }
}

/// Something that a person did to a report.
pub(crate) fn of_report(kind: &str, caller: &Caller, report: ReportId, now: NaiveDateTime) -> NewEvent {
    NewEvent { report_id: Some(report.0), ..of_caller(kind, caller, now) }
}
