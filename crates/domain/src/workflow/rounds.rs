//! Rounds of a report (C13): from entry to the step by which it comes back to it.

use super::State;

/// The rounds of a report, told by the revisions that ended one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rounds {
    /// Revisions of the steps that brought the report back, oldest first.
    ends: Vec<i64>,
}

impl Rounds {
    /// The rounds that these steps make, oldest first, each with the revision that it made.
    #[must_use]
    pub fn of(steps: impl IntoIterator<Item = (i64, State, State)>) -> Self {
        let came_back = |(_, from, to): &(i64, State, State)| !from.is_entry() && to.is_entry();
        Self { ends: steps.into_iter().filter(came_back).map(|(revision, ..)| revision).collect() }
    }

    /// The round that a revision belongs to, from 1; the step that brings a report back ends the round before.
    #[must_use]
    pub fn at(&self, revision: i64) -> u32 {
        let ended = self.ends.iter().filter(|end| **end < revision).count();
        u32::try_from(ended).unwrap_or(u32::MAX).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use State::{Accepted, Approved, Assigned, InProgress, Returned, Sent, Submitted};

    #[test]
    fn each_way_back_ends_a_round() {
        let steps = [
            (1, Assigned, InProgress),
            (3, InProgress, Submitted),
            (4, Submitted, InProgress),
            (6, InProgress, Submitted),
            (7, Submitted, Approved),
            (8, Approved, Sent),
            (9, Sent, Returned),
            (11, Returned, Submitted),
            (12, Submitted, Accepted),
        ];
        let rounds = Rounds::of(steps);
        for (revision, round) in [(1, 1), (2, 1), (4, 1), (5, 2), (9, 2), (10, 3), (12, 3), (20, 3)] {
            assert_eq!(rounds.at(revision), round, "{revision}");
        }
        assert_eq!(Rounds::of([]).at(1), 1);
    }
}
