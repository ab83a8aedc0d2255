//! What is shown about saving.

use leptos::prelude::*;

use super::saving::{Saver, SavingState};
use crate::components::Icon;
use crate::locales::{M, fill, t};

/// Always visible: whether what is on screen is on the server. Screen readers hear changes.
#[component]
pub fn SavingLabel(saver: Saver) -> impl IntoView {
    let shown = move || {
        let (class, icon, text) = match saver.state.get() {
            SavingState::Saved(None) => ("saving saving-ok", "check", t(M::NothingUnsaved).to_owned()),
            SavingState::Saved(Some(clock)) => ("saving saving-ok", "check", fill(M::SavedAt, &[&clock])),
            SavingState::Pending => ("saving", "edit", t(M::Unsaved).to_owned()),
            SavingState::Saving => ("saving", "history", t(M::Saving).to_owned()),
            SavingState::Offline => {
                let count = saver.draft.count.get().to_string();
                ("saving saving-bad", "warning", fill(M::UnsavedOffline, &[&count]))
            }
            SavingState::Clash => ("saving saving-bad", "error", t(M::HasClash).to_owned()),
            SavingState::Refused(reason) => ("saving saving-bad", "error", fill(M::SaveRefused, &[&reason])),
        };
        view! { <span class=class><Icon name=icon/>{text}</span> }
    };
    let fault = move || {
        saver.draft.fault.get().map(|fault| {
            view! { <span class="saving saving-bad"><Icon name="warning"/>{fill(M::DraftFault, &[&fault])}</span> }
        })
    };
    view! { <div role="status" aria-live="polite" class="saving-box">{shown}{fault}</div> }
}
