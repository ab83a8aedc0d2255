//! What was written at the steps of a report, as far as it concerns the state it is in now.

use contract::reports::StepNoteView;
use domain::language::Language;
use domain::workflow::{Action, State};
use store::Conn;
use store::transitions::TransitionRow;

use super::loaded::Loaded;
use crate::{AppResult, Caller};

/// The notes that stand above a report's figures.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// Why the report came back to entry.
    pub returned: Option<StepNoteView>,
    /// What was written at the step that led to the present state.
    pub step: Option<StepNoteView>,
}

impl Notes {
    /// The notes that this reader may know.
    pub fn load(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Self> {
        // Nothing was written about a report that never left entry.
        if loaded.row.submitted_at.is_none() {
            return Ok(Self::default());
        }
        let mut steps = store::transitions::list(conn, loaded.id())?;
        if !loaded.may_read_drafts(caller) {
            steps.retain(|step| !is_internal(step));
        }
        if loaded.state.is_entry() {
            let latest = steps.into_iter().rev().find(came_back);
            return Ok(Self { returned: latest.and_then(|step| view(step, caller.language)), step: None });
        }
        // Only the step that led to the present state speaks of it.
        let step = steps.into_iter().rev().find(|step| step.from_state != step.to_state);
        let step = step.filter(|step| step.to_state == loaded.row.state);
        Ok(Self { returned: None, step: step.and_then(|step| view(step, caller.language)) })
    }
}

fn came_back(step: &TransitionRow) -> bool {
    let back = [Action::Reject, Action::RefuseToSend, Action::Return, Action::GrantCorrection];
    // A correction that is opened further was open before: why, was said then.
    step.from_state != step.to_state && Action::parse(&step.action).is_some_and(|action| back.contains(&action))
}

/// What people of a unit tell each other before the report is sent stays among them. A correction is opened by the receiver.
pub(super) fn is_internal(step: &TransitionRow) -> bool {
    if step.action == Action::GrantCorrection.as_str() {
        return false;
    }
    let states = State::parse(&step.from_state).zip(State::parse(&step.to_state));
    states.is_none_or(|(from, to)| from.steps_inside(to))
}

fn view(step: TransitionRow, language: Language) -> Option<StepNoteView> {
    let action = Action::parse(&step.action)?;
    Some(StepNoteView {
        action_label: action.label(language).to_owned(),
        action: step.action,
        by: step.user_name,
        text: step.note?,
    })
}
