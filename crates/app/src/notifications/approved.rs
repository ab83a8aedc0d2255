//! Who approved what comes back: a return says something of their approval, too.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDateTime;
use domain::ids::{ReportId, UserId};
use domain::notice::Happening;
use domain::workflow::Action;
use store::Conn;
use store::events::EventRow;
use store::transitions::StepRow;

use super::Kind;
use crate::AppResult;

/// The steps of the reports that these events say were returned, each report's oldest first: one query for all, none
/// where nothing was returned.
pub(super) fn steps(conn: &mut Conn, events: &[(Kind, i64, &EventRow)]) -> AppResult<HashMap<i64, Vec<StepRow>>> {
    let returned = Happening::Done(Action::Return);
    let ids: BTreeSet<ReportId> = events
        .iter()
        .filter(|(kind, ..)| matches!(kind, Kind::Happened(happening) if *happening == returned))
        .map(|(_, report, _)| ReportId(*report))
        .collect();
    let mut steps: HashMap<i64, Vec<StepRow>> = HashMap::new();
    if ids.is_empty() {
        return Ok(steps);
    }
    for step in store::transitions::list_of(conn, &ids.into_iter().collect::<Vec<_>>())? {
        steps.entry(step.report_id).or_default().push(step);
    }
    Ok(steps)
}

/// Who approved the submission that was returned at this moment. The report may have gone on since.
pub(super) fn approvers(steps: &[StepRow], at: NaiveDateTime) -> BTreeSet<UserId> {
    let was = |step: &StepRow, action: Action| step.action == action.as_str();
    let Some(returned) = steps.iter().rposition(|step| was(step, Action::Return) && step.at <= at) else {
        return BTreeSet::new();
    };
    let before = steps.iter().take(returned);
    let submitted = before.clone().rposition(|step| was(step, Action::Submit)).unwrap_or_default();
    let approving = before.skip(submitted).filter(|step| was(step, Action::Approve));
    approving.filter_map(|step| step.user_id).map(UserId).collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn they_are_those_of_the_submission_that_was_returned() {
        for (steps, returned_at, expected) in [
            (&[("submit", 1), ("approve", 2), ("send", 3), ("return", 4)][..], 3, &[2][..]),
            // Two levels.
            (&[("submit", 1), ("approve", 2), ("approve", 5), ("send", 3), ("return", 4)], 4, &[2, 5]),
            // Somebody else approved it the time before.
            (&[("submit", 1), ("approve", 2), ("reject", 5), ("submit", 1), ("approve", 6), ("return", 4)], 5, &[6]),
            // It went on before anybody was told.
            (&[("submit", 1), ("approve", 2), ("return", 4), ("submit", 1), ("approve", 6), ("return", 4)], 2, &[2]),
            // Approved by the machine or by nobody.
            (&[("submit", 1), ("approve", 0), ("return", 4)], 2, &[]),
            (&[("submit", 1), ("return", 4)], 1, &[]),
            (&[("return", 4)], 0, &[]),
            (&[], 0, &[]),
        ] {
            let at = |place: i64| NaiveDateTime::default() + TimeDelta::minutes(place);
            let step = |(place, (action, user)): (i64, &(&str, i64))| StepRow {
                report_id: 9,
                action: (*action).to_owned(),
                user_id: Some(*user).filter(|user| *user != 0),
                at: at(place),
            };
            let rows: Vec<StepRow> = (0..).zip(steps).map(step).collect();
            let found: Vec<i64> = approvers(&rows, at(returned_at)).into_iter().map(|user| user.0).collect();
            assert_eq!(found, expected, "{steps:?}");
        }
    }
}
