//! Where short messages appear; a live region, so they are read out.

use leptos::prelude::*;

use super::Icon;
use crate::locales::{M, t};
use crate::state::{ToastKind, Toasts};

/// The messages on screen.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::current();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.items.get() key=|toast| toast.id let:toast>
                <div class=if toast.kind == ToastKind::Done { "toast toast-done" } else { "toast toast-failed" }>
                    <Icon name=if toast.kind == ToastKind::Done { "check" } else { "error" }/>
                    <p>{toast.text}</p>
                    <button type="button" class="button-icon" aria-label=t(M::Close)
                        on:click=move |_| toasts.dismiss(toast.id)>
                        <Icon name="close"/>
                    </button>
                </div>
            </For>
        </div>
    }
}
