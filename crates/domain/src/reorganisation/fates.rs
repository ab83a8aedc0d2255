//! What becomes of the reports of units that end.
//!
//! What was sent stays where it is and counts there. What is still owed goes to the successor: as it stands where it alone
//! is left for a form and period, else as figures that the successor's report may take over. Nothing counts twice and
//! nothing that was typed is lost.

use std::collections::BTreeMap;

use crate::workflow::State;

/// A report of a unit that ends, or of the unit that comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerReport<'a> {
    /// The report.
    pub id: i64,
    /// Whose it is.
    pub unit: i64,
    /// Its form.
    pub form: i64,
    /// Its period.
    pub period: &'a str,
    /// Its state.
    pub state: State,
    /// Whether anything was ever entered.
    pub is_touched: bool,
    /// Whether it was accepted once, and is open for a correction if it is open.
    pub was_accepted: bool,
    /// Whether it is sent to the successor itself, as that of a unit which is abolished.
    pub is_received_by_successor: bool,
    /// Whether it adds up what units below sent.
    pub consolidates: bool,
}

/// What becomes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays the former unit's, and is finished under its name if it is not finished yet.
    Stays,
    /// It becomes the successor's.
    Moves,
    /// The successor's own report of this form and period goes on; this one ends, and is a source where it has figures.
    Joins,
    /// It ends, and nobody owes it any more: what it would have added up is added up by the unit above.
    Ends,
}

/// What becomes of each report of the units that end, in the order of the list; `own` are those of the successor.
#[must_use]
pub fn fates(former: &[FormerReport<'_>], own: &[FormerReport<'_>]) -> Vec<Fate> {
    let mut open: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for report in former.iter().filter(|report| goes_on(report)) {
        *open.entry((report.form, report.period)).or_default() += 1;
    }
    let of_successor: BTreeMap<(i64, &str), State> =
        own.iter().map(|report| ((report.form, report.period), report.state)).collect();
    former
        .iter()
        .map(|report| {
            let duty = (report.form, report.period);
            if is_open(report.state) && report.is_received_by_successor {
                return ended_under_its_receiver(report);
            }
            if !goes_on(report) {
                return Fate::Stays;
            }
            match (of_successor.get(&duty), open.get(&duty)) {
                (Some(state), _) if state.is_entry() => Fate::Joins,
                // The successor has done with it, or others have it before them: nothing is added to it unseen, and what is
                // left is finished under the old name.
                (Some(_), _) => Fate::Stays,
                (None, Some(1)) => Fate::Moves,
                (None, _) => Fate::Joins,
            }
        })
        .collect()
}

/// An abolished unit added up for the unit above, which does so itself from now on. Figures of its own are still sent up.
fn ended_under_its_receiver(report: &FormerReport<'_>) -> Fate {
    if report.is_touched || !report.consolidates { Fate::Stays } else { Fate::Ends }
}

/// Whether it is owed by the successor from now on. What was accepted stays under the old name, also while it is corrected
/// (A15): it has a history that was read by others.
fn goes_on(report: &FormerReport<'_>) -> bool {
    is_open(report.state) && !report.is_received_by_successor && !report.was_accepted
}

/// Whether a report was not sent yet, or came back.
fn is_open(state: State) -> bool {
    matches!(state, State::Assigned | State::InProgress | State::Submitted | State::Approved | State::Returned)
}
