//! The keys of the table, listed on demand (convention 130).

use domain::language::Language;
use leptos::html;
use leptos::prelude::*;

use super::super::key_list::KEYS;
use super::super::texts::Text;
use super::controller::Controller;
use super::dialogs::show;

/// The dialog that lists the keys.
#[component]
pub fn Help(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let helps = controller.looks.helps;
    let language = controller.model.language_signal();
    Effect::new(move |_| show(dialog, helps.get()));
    let rows = move || {
        let is_vi = language.get() == Language::Vi;
        let rows = KEYS.iter().map(|(key, vi, en)| {
            view! { <tr><th scope="row"><kbd>{*key}</kbd></th><td>{if is_vi { *vi } else { *en }}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <dialog
            class="grid-dialog is-keys"
            node_ref=dialog
            aria-labelledby="grid-keys"
            on:close=move |_| {
                helps.set(false);
                controller.focus();
            }
        >
            <h2 id="grid-keys">{move || Text::KeysTitle.get(language.get())}</h2>
            <Show when=move || helps.get()>
                <div class="grid-keys" tabindex="0"><table><tbody>{rows}</tbody></table></div>
            </Show>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button is-main" on:click=move |_| show(dialog, false)>
                    {move || Text::Close.get(language.get())}
                </button>
            </div>
        </dialog>
    }
}
