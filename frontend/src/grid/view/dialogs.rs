//! Questions before something large is done: removing rows with figures or open comments.

use leptos::html;
use leptos::prelude::*;

use super::super::texts::{self, Text};
use super::controller::{Controller, Question};

/// The dialog that asks.
#[component]
pub fn Questions(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let language = controller.model.language_signal();
    Effect::new(move |_| show(dialog, controller.question.get().is_some()));
    let text = move || match controller.question.get() {
        Some(Question::Remove { rows, has_data, comments }) => {
            texts::remove_question(rows.len(), has_data, comments, language.get())
        }
        None => String::new(),
    };
    view! {
        <dialog
            class="grid-dialog"
            node_ref=dialog
            aria-labelledby="grid-question"
            on:close=move |_| {
                controller.question.set(None);
                controller.focus();
            }
        >
            <h2 id="grid-question">{move || Text::RemoveTitle.get(language.get())}</h2>
            <p>{text}</p>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button" on:click=move |_| show(dialog, false)>
                    {move || Text::Cancel.get(language.get())}
                </button>
                <button type="button" class="grid-button is-main" on:click=move |_| answer(controller, dialog)>
                    {move || Text::Remove.get(language.get())}
                </button>
            </div>
        </dialog>
    }
}

fn answer(controller: Controller, dialog: NodeRef<html::Dialog>) {
    let question = controller.question.get_untracked();
    show(dialog, false);
    if let Some(Question::Remove { rows, .. }) = question {
        controller.remove(&rows);
    }
}

/// Opens or closes a dialog.
pub fn show(dialog: NodeRef<html::Dialog>, is_open: bool) {
    let Some(dialog) = dialog.get_untracked() else { return };
    if is_open && !dialog.open() {
        let _ = dialog.show_modal();
    } else if !is_open && dialog.open() {
        dialog.close();
    }
}
