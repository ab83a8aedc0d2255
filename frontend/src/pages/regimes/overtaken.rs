//! What is asked when somebody else saved the draft meanwhile: nothing that was typed is lost without a word.

use contract::ErrorCode;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::Icon;
use crate::locales::{M, t};

/// The revision that somebody else made of the draft meanwhile, where this is why a step was refused.
pub fn overtaken_by(error: &ApiError) -> Option<i64> {
    match error {
        ApiError::Problem(problem) if problem.code == ErrorCode::StaleRevision.as_str() => problem.current_revision,
        _ => None,
    }
}

/// Lets the person choose between the two drafts.
#[component]
pub fn Overtaken(
    /// The other person's revision, while it is to be chosen.
    revision: RwSignal<Option<i64>>,
    /// Whether a step is being taken.
    busy: RwSignal<bool>,
    /// Saves what is on screen in the place of that revision.
    on_keep: Callback<i64>,
    /// Shows what the other person saved.
    on_take: Callback<()>,
) -> impl IntoView {
    let choice = move |theirs: i64| {
        view! {
            <div class="notice notice-warn">
                <Icon name="warning"/>
                <div>
                    <p>{t(M::DraftOvertaken)}</p>
                    <div class="toolbar regime-steps">
                        <button type="button" class="button" disabled=move || busy.get()
                            on:click=move |_| on_keep.run(theirs)>{t(M::DraftKeepOwn)}</button>
                        <button type="button" class="button button-danger" disabled=move || busy.get()
                            on:click=move |_| on_take.run(())>{t(M::DraftTakeTheirs)}</button>
                    </div>
                </div>
            </div>
        }
    };
    view! { <div role="alert">{move || revision.get().map(choice)}</div> }
}

#[cfg(test)]
mod tests {
    use contract::Problem;
    use domain::language::Language;

    use super::*;

    #[test]
    fn only_another_ones_saving_is_a_choice() {
        let refused = |code: ErrorCode, current: Option<i64>| {
            let problem = Problem { current_revision: current, ..Problem::new(code, Language::Vi, "") };
            overtaken_by(&ApiError::Problem(Box::new(problem)))
        };
        assert_eq!(refused(ErrorCode::StaleRevision, Some(7)), Some(7));
        assert_eq!(refused(ErrorCode::StaleRevision, None), None);
        assert_eq!(refused(ErrorCode::WrongState, Some(7)), None);
        assert_eq!(overtaken_by(&ApiError::Offline), None);
    }
}
