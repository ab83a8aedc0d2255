//! What another unit was handed over of a report: its figures each time that they were sent, not how they came about.

use domain::content::Content;
use domain::workflow::State;
use store::StoreError;
use store::changes::ContentChanges;
use store::contents::RevisionRow;
use store::transitions::TransitionRow;

/// One revision for each sending, with all that changed since the one before. Both oldest first.
///
/// # Errors
/// Those of the revisions.
pub(super) fn over(
    revisions: impl Iterator<Item = Result<RevisionRow, StoreError>>,
    steps: &[TransitionRow],
) -> Result<Vec<RevisionRow>, StoreError> {
    let (mut sent, mut now) = (Content::default(), Content::default());
    let mut handed = Vec::new();
    for revision in revisions {
        let revision = revision?;
        revision.changes.apply(&mut now);
        let Some(step) = steps.iter().find(|step| step.revision == revision.revision && is_handover(step)) else {
            continue;
        };
        let changes = ContentChanges::between(&sent, &now);
        sent.clone_from(&now);
        let (user_id, user_name) = (step.user_id, step.user_name.clone());
        handed.push(RevisionRow { user_id, user_name, unit_name: Some(step.unit_name.clone()), changes, ..revision });
    }
    Ok(handed)
}

/// Whether the receiver had the figures of this revision: they had left the unit by then, and were not back.
pub(in crate::reports) fn had(steps: &[TransitionRow], revision: i64) -> bool {
    let last = steps.iter().rfind(|step| step.revision <= revision);
    last.and_then(|step| State::parse(&step.to_state)).is_some_and(State::is_disclosed)
}

/// Whether the figures left the unit with this step.
fn is_handover(step: &TransitionRow) -> bool {
    let is_disclosed = |state: &str| State::parse(state).is_some_and(State::is_disclosed);
    !is_disclosed(&step.from_state) && is_disclosed(&step.to_state)
}
