//! Who has which report open, as far as this server knows (docs/decisions/0022).
//!
//! Kept in memory: it is true for seconds only, and nothing depends on it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};
use contract::data::CellView;
use domain::ids::{ReportId, UserId};

/// Somebody who has a report open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Present {
    pub name: String,
    pub unit: String,
    pub since: NaiveDateTime,
    pub cell: Option<CellView>,
    seen: NaiveDateTime,
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
        (name, unit): (&str, &str),
        cell: Option<CellView>,
        now: NaiveDateTime,
    ) -> Vec<Present> {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let people = reports.entry(report).or_default();
        people.retain(|_, person| now - person.seen < GONE);
        let mut others: Vec<Present> =
            people.iter().filter(|(other, _)| **other != user).map(|(_, person)| person.clone()).collect();
        others.sort_by(|one, other| one.name.cmp(&other.name));
        let since = people.get(&user).map_or(now, |known| known.since);
        people.insert(user, Present { name: name.to_owned(), unit: unit.to_owned(), since, cell, seen: now });
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

    #[test]
    fn people_see_each_other_until_they_leave_or_fall_silent() {
        let presences = Presences::default();
        let report = ReportId(7);
        let enter = |user: i64, second: i64| {
            let name = format!("Người {user}");
            let others = presences.enter(report, UserId(user), (&name, "Phường Ba Đình"), None, at(second));
            others.into_iter().map(|person| (person.name, person.since)).collect::<Vec<_>>()
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
