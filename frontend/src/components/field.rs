//! Labelled fields.

use leptos::prelude::*;

/// A labelled line of text.
#[component]
pub fn TextField(
    /// Its label.
    label: &'static str,
    /// Its id.
    #[prop(into)]
    id: String,
    /// Its text.
    value: RwSignal<String>,
    /// What stands in it as long as it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// Whether the keyboard is here when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id class="input" placeholder=placeholder autofocus=autofocus prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

/// A labelled choice among (value, text) pairs.
#[component]
pub fn SelectField(
    /// Its label.
    label: &'static str,
    /// Its id.
    #[prop(into)]
    id: String,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Called with the new value.
    on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="input" on:change=move |event| on_change.run(event_target_value(&event))>
                {move || {
                    let chosen = value.get();
                    options.get().into_iter().map(|(code, text)| {
                        let selected = code == chosen;
                        view! { <option value=code selected=selected>{text}</option> }
                    }).collect_view()
                }}
            </select>
        </div>
    }
}
