//! Who has which report open, as far as this server knows (docs/decisions/0022).
//!
//! Kept in memory: it is true for seconds only, and nothing depends on it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};
use contract::data::CellView;
use domain::ids::{ReportId, UnitId, UserId};

/// Somebody who has a report open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Present {
    pub who: Visitor,
    pub since: NaiveDateTime,
    pub cell: Option<CellView>,
    seen: NaiveDateTime,
}

/// Who that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub name: String,
    pub unit_id: UnitId,
    pub unit: String,
    /// Whether this is one of the reporting unit's own people.
    pub is_own: bool,
}

impl Visitor {
    /// Whether this person may see which cell another one is in: colleagues at the report, or of one unit. A receiver
    /// does not look over the shoulders of those who were sent for.
    pub fn sees_cell_of(&self, other: &Self) -> bool {
        self.is_own && other.is_own || self.unit_id == other.unit_id
    }
}

/// After this long without a sign, somebody counts as gone: browsers give one every 15 seconds.
const GONE: TimeDelta = TimeDelta::seconds(40);

/// Who has which report open.
#[derive(Debug, Default)]
pub(crate) struct Presences {
    reports: Mutex<HashMap<ReportId, HashMap<UserId, Present>>>,
}

impl Presences {
    /// Notes that somebody is here, and gives the others by name.
    pub fn enter(
        &self,
        report: ReportId,
        user: UserId,
        who: Visitor,
        cell: Option<CellView>,
        now: NaiveDateTime,
    ) -> Vec<Present> {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let people = reports.entry(report).or_default();
        people.retain(|_, person| now - person.seen < GONE);
        let mut others: Vec<Present> =
            people.iter().filter(|(other, _)| **other != user).map(|(_, person)| person.clone()).collect();
        others.sort_by(|one, other| one.who.name.cmp(&other.who.name));
        let since = people.get(&user).map_or(now, |known| known.since);
        people.insert(user, Present { who, since, cell, seen: now });
        others
    }

    /// Somebody closed the report.
    pub fn leave(&self, report: ReportId, user: UserId) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = reports.get_mut(&report) {
            people.remove(&user);
            if people.is_empty() {
                reports.remove(&report);
            }
        }
    }

    /// Forgets reports that nobody has open any more.
    pub fn sweep(&self, now: NaiveDateTime) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.retain(|_, people| people.values().any(|person| now - person.seen < GONE));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(second: i64) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(8, 0, 0)).unwrap();
        day + TimeDelta::seconds(second)
    }

    fn visitor(user: i64, unit: i64, is_own: bool) -> Visitor {
        Visitor { name: format!("Người {user}"), unit_id: UnitId(unit), unit: format!("Đơn vị {unit}"), is_own }
    }

    #[test]
    fn cells_are_seen_by_colleagues() {
        let (own, from_above) = (visitor(1, 1, true), visitor(2, 2, true));
        let (receiver, beside) = (visitor(3, 2, false), visitor(4, 2, false));
        assert!(own.sees_cell_of(&from_above) && from_above.sees_cell_of(&own), "both work on the report");
        assert!(!receiver.sees_cell_of(&own) && !own.sees_cell_of(&receiver));
        assert!(receiver.sees_cell_of(&beside), "of one unit");
    }

    #[test]
    fn people_see_each_other_until_they_leave_or_fall_silent() {
        let presences = Presences::default();
        let report = ReportId(7);
        let enter = |user: i64, second: i64| {
            let others = presences.enter(report, UserId(user), visitor(user, 1, true), None, at(second));
            others.into_iter().map(|person| (person.who.name, person.since)).collect::<Vec<_>>()
        };
        assert_eq!(enter(1, 0), []);
        assert_eq!(enter(2, 5), [("Người 1".to_owned(), at(0))]);
        assert_eq!(enter(1, 15), [("Người 2".to_owned(), at(5))]);
        assert_eq!(enter(3, 20), [("Người 1".to_owned(), at(0)), ("Người 2".to_owned(), at(5))]);
        presences.leave(report, UserId(3));
        assert_eq!(enter(1, 30), [("Người 2".to_owned(), at(5))]);
        assert_eq!(enter(1, 46), [], "the second gave no sign for 40 seconds");
        presences.sweep(at(200));
        assert!(presences.reports.lock().unwrap().is_empty(), "what nobody has open is forgotten");
    }
}
