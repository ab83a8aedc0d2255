//! What is shown about saving.

use leptos::prelude::*;

use super::saving::Saver;
use crate::components::Icon;
use crate::locales::{M, fill, t};

/// What is shown about saving, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingState {
    /// Everything on screen is on the server; the time of the last save of this visit.
    Saved(Option<String>),
    /// Something is about to be saved.
    Pending,
    /// A save is under way.
    Saving,
    /// The server cannot be reached; the changes are kept and sent when it can.
    Offline,
    /// Somebody else changed the same cells.
    Clash,
    /// The server refused, with its reason.
    Refused(String),
}

impl SavingState {
    /// Whether the state is over when nothing is left to be sent; a clash waits for the person.
    pub fn ends_with_nothing_to_send(&self) -> bool {
        !matches!(self, Self::Saved(_) | Self::Clash)
    }
}

impl Default for SavingState {
    fn default() -> Self {
        Self::Saved(None)
    }
}

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
    view! {
        <div class="saving-box">
            <div role="status" aria-live="polite" class="saving-said">{shown}{fault}</div>
            <Show when=move || !saver.clashes.with(Vec::is_empty)>
                <button type="button" class="button button-small button-danger" on:click=move |_| saver.is_asking.set(true)>
                    {t(M::ClashOpen)}
                </button>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_send_ends_every_state_but_an_open_clash() {
        let over = [
            SavingState::Pending,
            SavingState::Saving,
            SavingState::Offline,
            SavingState::Refused("Báo cáo đã đóng".to_owned()),
        ];
        for state in over {
            assert!(state.ends_with_nothing_to_send(), "{state:?} would stay on screen");
        }
        assert!(!SavingState::Clash.ends_with_nothing_to_send(), "the person is being asked");
        assert!(!SavingState::Saved(Some("10:15".to_owned())).ends_with_nothing_to_send(), "it says so already");
    }
}
