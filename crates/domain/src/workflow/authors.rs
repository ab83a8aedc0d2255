//! Whose figures a report holds: these people may not approve it.

use std::collections::BTreeSet;

use crate::ids::UserId;

/// Something that somebody did with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// The revision that it made.
    pub revision: i64,
    /// The person; none for the machine.
    pub user: Option<UserId>,
    /// What was done.
    pub kind: DeedKind,
}

/// What counts for who answers for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeedKind {
    /// Figures were typed, imported or consolidated.
    Entered,
    /// The report was submitted.
    Submitted,
    /// The last approval that the process asks for was given.
    Approved,
}

/// Everybody who entered figures or submitted them since the report was last approved.
///
/// A report that comes back keeps its figures. Those that a leader approved have been seen by somebody else; those that
/// were taken back or rejected before have not, so that sending a report round once more makes nobody's own figures
/// somebody else's.
#[must_use]
pub fn authors(deeds: &[Deed]) -> BTreeSet<UserId> {
    let approved = deeds.iter().filter(|deed| deed.kind == DeedKind::Approved).map(|deed| deed.revision).max();
    let since = deeds.iter().filter(|deed| approved.is_none_or(|approved| deed.revision > approved));
    since.filter_map(|deed| deed.user).collect()
}
