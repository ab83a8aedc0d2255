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

/// Something that the system did by itself.
pub(crate) fn of_system(kind: &str, now: NaiveDateTime) -> NewEvent {
    NewEvent {
        id: Uuid::new_v4().to_string(),
        kind: kind.to_owned(),
        report_id: None,
        actor_id: None,
        unit_id: None,
        at: now,
        body: "{}".to_owned(),
        request_id: None,
    }
}

/// Who does something to a report.
#[derive(Clone, Copy)]
pub(crate) enum Doer<'a> {
    /// A person.
    Person(&'a Caller),
    /// The machine.
    System,
}

impl Doer<'_> {
    /// The event of something that was done to a report.
    pub fn event(self, kind: &str, report: ReportId, now: NaiveDateTime) -> NewEvent {
        match self {
            Self::Person(caller) => of_report(kind, caller, report, now),
            Self::System => NewEvent { report_id: Some(report.0), ..of_system(kind, now) },
        }
    }
}
