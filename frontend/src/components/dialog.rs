//! A modal dialog on `<dialog>`: the browser keeps the focus inside and gives it back, and Escape closes.

use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::locales::{M, t};

/// A modal dialog. Its content is made anew whenever it opens.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Wide enough for tables.
    #[prop(optional)]
    wide: bool,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = element.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let label = format!("dialog-{}", crate::api::new_key());
    view! {
        <dialog class="dialog" class:dialog-wide=wide node_ref=element aria-labelledby=label.clone()
            on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <h2 id=label.clone()>{title}</h2>
                <button type="button" class="button-icon" aria-label=t(M::Close) on:click=move |_| open.set(false)>
                    <Icon name="close"/>
                </button>
            </header>
            {move || open.get().then(|| children())}
        </dialog>
    }
}
