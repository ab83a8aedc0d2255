//! Questions before something large is done: removing rows with figures, pasting many rows.

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
    let title = move || match controller.question.get() {
        Some(Question::Grow(_)) => Text::GrowTitle.get(language.get()),
        _ => Text::RemoveTitle.get(language.get()),
    };
    let text = move || match controller.question.get() {
        Some(Question::Remove(rows)) => texts::remove_question(rows.len(), language.get()),
        Some(Question::Grow(plan)) => texts::grow_question(plan.rows.len(), language.get()),
        None => String::new(),
    };
    let yes = move || match controller.question.get() {
        Some(Question::Remove(_)) => Text::Remove.get(language.get()),
        _ => Text::Continue.get(language.get()),
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
            <h2 id="grid-question">{title}</h2>
            <p>{text}</p>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button" on:click=move |_| show(dialog, false)>
                    {move || Text::Cancel.get(language.get())}
                </button>
                <button type="button" class="grid-button is-main" on:click=move |_| answer(controller, dialog)>
                    {yes}
                </button>
            </div>
        </dialog>
    }
}

fn answer(controller: Controller, dialog: NodeRef<html::Dialog>) {
    let question = controller.question.get_untracked();
    show(dialog, false);
    match question {
        Some(Question::Remove(rows)) => controller.remove(&rows),
        Some(Question::Grow(plan)) => controller.perform(plan),
        None => {}
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
