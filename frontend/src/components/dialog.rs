//! A modal dialog on `<dialog>`: the browser keeps the focus inside and gives it back, and Escape closes.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
            (true, false) => {
                let _ = dialog.show_modal();
                // The content comes after the frame around it: the browser has found nothing to focus but the way out.
                request_animation_frame(move || focus_first(&dialog));
            }
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

/// Puts the keyboard on the element that asks for it.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    let wanted = dialog.query_selector("[autofocus]").ok().flatten();
    if let Some(wanted) = wanted.and_then(|wanted| wanted.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = wanted.focus();
    }
}
