//! A step as it was asked for.

use contract::explanations::NewExplanation;
use contract::reports::{NamedCell, TransitionRequest};
use domain::access::Permission;
use domain::workflow::Action;

use super::super::named;
use crate::{AppError, AppResult};

/// Longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

/// A step that was asked for.
pub(super) struct Step {
    pub(super) action: Action,
    pub(super) note: Option<String>,
    /// Explanations of single warnings.
    pub(super) explanations: Vec<NewExplanation>,
    /// Cells that it is about.
    pub(super) cells: Vec<NamedCell>,
}

impl Step {
    /// Reads a request.
    ///
    /// # Errors
    /// `Malformed` for an unknown action, `Invalid` for a note that is too long.
    pub(super) fn read(request: &TransitionRequest) -> AppResult<Self> {
        let known = Action::ALL.iter().filter(|action| !action.is_automatic() && **action != Action::Save);
        let action = known.clone().copied().find(|action| action.as_str() == request.action).ok_or_else(|| {
            let names: Vec<&str> = known.map(|action| action.as_str()).collect();
            let names = names.join(", ");
            AppError::malformed(format!("action là một trong: {names}."), format!("action is one of: {names}."))
        })?;
        if action != Action::Submit && !request.explanations.is_empty() {
            return Err(AppError::malformed(
                "explanations chỉ đi cùng bước submit.",
                "explanations come with submit only.",
            ));
        }
        named::admit(action, &request.cells)?;
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(domain::text::nfc);
        if note.as_ref().is_some_and(|note| note.contains('\0')) {
            return Err(AppError::invalid(
                "Ghi chú có ký tự NUL (U+0000), không lưu được. Hãy bỏ ký tự này.",
                "The note holds a NUL character (U+0000), which cannot be stored. Remove it.",
            ));
        }
        if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
            return Err(AppError::invalid(
                format!("Ghi chú dài tối đa {LONGEST_NOTE} ký tự."),
                format!("A note has at most {LONGEST_NOTE} characters."),
            ));
        }
        Ok(Self { action, note, explanations: request.explanations.clone(), cells: request.cells.clone() })
    }
}

/// Whether a step hands the figures on to the next person.
pub(super) fn passes_on(action: Action) -> bool {
    matches!(action, Action::Submit | Action::Approve)
}

/// Whether a step depends on findings, or may lead to a state whose view tells of them.
pub(super) fn looks_at_figures(action: Action) -> bool {
    !matches!(action, Action::Approve | Action::Sign | Action::Accept | Action::DeclineCorrection | Action::Exempt)
}

/// The permission that a step is an exercise of.
pub(in crate::reports) fn permission(action: Action) -> Permission {
    match action {
        Action::Open | Action::Save | Action::Submit | Action::Recall => Permission::Enter,
        Action::Approve | Action::Reject => Permission::Approve,
        Action::Sign => Permission::ViewReport,
        Action::Send | Action::RefuseToSend | Action::AutoSend => Permission::Send,
        Action::Accept | Action::Return | Action::GrantCorrection | Action::DeclineCorrection | Action::AutoAccept => {
            Permission::Check
        }
        Action::RequestCorrection => Permission::ViewReport,
        Action::Exempt => Permission::Assign,
    }
}
