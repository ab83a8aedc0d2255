//! Labelled fields of a regime, each with the faults that were told of it.

use contract::problem::FaultView;
use domain::regime::Regime;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::Icon;

/// The regime that is being edited.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What it says now.
    pub regime: RwSignal<Regime>,
    /// What was told of it when it was saved or published.
    pub faults: RwSignal<Vec<FaultView>>,
}

/// What went wrong, with the fields that are named.
pub fn told(error: &ApiError) -> String {
    let fields: Vec<&str> = faults_in(error).iter().map(|fault| fault.message.as_str()).collect();
    if fields.is_empty() { error.message() } else { fields.join(" ") }
}

/// The fields that an error names.
pub fn faults_in(error: &ApiError) -> &[FaultView] {
    match error {
        ApiError::Problem(problem) => &problem.faults,
        _ => &[],
    }
}

/// What is wrong at a place; read out with the field that names it in `aria-describedby`.
#[component]
pub fn Faults(
    /// What was told.
    faults: RwSignal<Vec<FaultView>>,
    /// The place.
    #[prop(into)]
    place: String,
) -> impl IntoView {
    let id = format!("fault-{place}");
    view! {
        <div id=id class="field-faults">
            {move || faults.get().into_iter().filter(|fault| fault.place == place).map(|fault| {
                let is_error = fault.severity == "error";
                let class = if is_error { "field-fault" } else { "field-fault field-fault-warn" };
                view! { <p class=class><Icon name=if is_error { "error" } else { "warning" }/>{fault.message}</p> }
            }).collect_view()}
        </div>
    }
}

/// A labelled text of one or several lines; taken when the field is left, so that a list can have its line broken.
#[component]
pub fn Words(
    /// The draft.
    draft: Draft,
    /// Place of the field; its id too.
    place: &'static str,
    /// Its label.
    label: &'static str,
    /// Lines shown; one makes a line.
    #[prop(default = 1)]
    rows: u32,
    /// Its text.
    get: fn(&Regime) -> String,
    /// Takes another text.
    set: fn(&mut Regime, String),
) -> impl IntoView {
    let id = format!("regime-{place}");
    let value = move || draft.regime.with(get);
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        draft.regime.update(|regime| set(regime, text));
    };
    let is_wrong = move || draft.faults.with(|all| all.iter().any(|fault| fault.place == place)).to_string();
    let faults = format!("fault-{place}");
    let field = if rows > 1 {
        view! { <textarea id=id.clone() class="input" rows=rows aria-invalid=is_wrong aria-describedby=faults prop:value=value on:change=input></textarea> }.into_any()
    } else {
        view! { <input id=id.clone() class="input" aria-invalid=is_wrong aria-describedby=faults prop:value=value on:change=input/> }.into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {field}
            <Faults faults=draft.faults place/>
        </div>
    }
}

/// A labelled day.
#[component]
pub fn Day(
    /// The draft.
    draft: Draft,
    /// Place of the field; its id too.
    place: &'static str,
    /// Its label.
    label: &'static str,
    /// Its day.
    get: fn(&Regime) -> Option<chrono::NaiveDate>,
    /// Takes another day.
    set: fn(&mut Regime, Option<chrono::NaiveDate>),
) -> impl IntoView {
    let id = format!("regime-{place}");
    let value = move || draft.regime.with(get).map(|day| day.to_string()).unwrap_or_default();
    let input = move |event: leptos::ev::Event| {
        let day = event_target_value(&event).parse().ok();
        draft.regime.update(|regime| set(regime, day));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="date" class="input" aria-describedby=format!("fault-{place}") prop:value=value on:change=input/>
            <Faults faults=draft.faults place/>
        </div>
    }
}
