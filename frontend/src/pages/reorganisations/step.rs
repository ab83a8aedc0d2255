//! The fields of a draft.

use leptos::prelude::*;

use super::draft::{Draft, KINDS, StepDraft};
use crate::components::{Icon, SelectField, TextField, UnitPicker};
use crate::locales::{M, fill, t};

/// All fields: the act, and its changes.
#[component]
pub fn Fields(draft: Draft) -> impl IntoView {
    view! {
        <section class="panel act-fields" aria-labelledby="act-head">
            <h2 id="act-head">{t(M::ReorganisationAct)}</h2>
            <div class="assign-form">
                <TextField label=t(M::ReorganisationNumber) id="act-number" value=draft.number/>
                <TextField label=t(M::ReorganisationTitle) id="act-title" value=draft.title/>
                <Day label=M::ReorganisationSigned id="act-signed" value=draft.signed/>
                <Day label=M::ReorganisationEffective id="act-effective" value=draft.effective/>
            </div>
            {faults(draft, "number")}{faults(draft, "title")}{faults(draft, "effective_on")}
        </section>
        <section class="panel act-fields" aria-labelledby="act-steps">
            <h2 id="act-steps">{t(M::ReorganisationSteps)}</h2>
            {faults(draft, "steps")}
            <For each=move || draft.steps.get().into_iter().enumerate() key=|(place, step)| (*place, step.key)
                children=move |(place, step)| view! { <StepFields draft place step/> }/>
            <button type="button" class="button" on:click=move |_| draft.add()>{t(M::ReorganisationAddStep)}</button>
        </section>
    }
}

#[component]
fn Day(label: M, id: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <input id=id type="date" class="input" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

#[component]
fn StepFields(draft: Draft, place: usize, step: StepDraft) -> impl IntoView {
    let number = (place + 1).to_string();
    let words = [
        M::ReorganisationMergeNew,
        M::ReorganisationMergeInto,
        M::ReorganisationAbolish,
        M::ReorganisationRename,
        M::ReorganisationMove,
    ];
    let options: Vec<(String, String)> =
        KINDS.iter().zip(words).map(|(code, text)| ((*code).to_owned(), t(text).to_owned())).collect();
    let key = step.key;
    let is =
        move |kinds: &'static [&'static str]| Memo::new(move |_| step.kind.with(|kind| kinds.contains(&kind.as_str())));
    let (is_named, is_into, is_moved) = (is(&["merge_new", "rename"]), is(&["merge_into"]), is(&["move"]));
    let is_single = is(&["rename", "move"]);
    let remove = fill(M::ReorganisationRemoveStep, &[&number]);
    view! {
        <fieldset class="panel" data-step=place.to_string()>
            <legend>{fill(M::ReorganisationStep, &[&number])}</legend>
            <div class="assign-form">
                <SelectField label=t(M::ReorganisationKind) id=format!("step-kind-{key}") value=step.kind
                    options=Signal::stored(options) on_change=Callback::new(move |kind| step.kind.set(kind))/>
                {move || view! {
                    <UnitPicker label=t(M::ReorganisationUnits) id=format!("step-units-{key}") chosen=step.units single=is_single.get()/>
                }}
                <Show when=move || is_named.get()>
                    <TextField label=t(M::ReorganisationNewName) id=format!("step-name-{key}") value=step.name/>
                    <TextField label=t(M::ReorganisationNewCode) id=format!("step-code-{key}") value=step.code
                        placeholder=t(M::ReorganisationCodeHint)/>
                </Show>
                <Show when=move || is_into.get()>
                    <UnitPicker label=t(M::ReorganisationInto) id=format!("step-into-{key}") chosen=step.into single=true/>
                </Show>
                <Show when=move || is_moved.get()>
                    <UnitPicker label=t(M::ReorganisationParent) id=format!("step-parent-{key}") chosen=step.parent single=true/>
                </Show>
                <button type="button" class="button button-quiet" on:click=move |_| draft.remove(key)>
                    <Icon name="close"/>{remove}
                </button>
            </div>
            {faults_below(draft, place)}
        </fieldset>
    }
}

/// What is wrong at a place.
fn faults(draft: Draft, place: &'static str) -> impl IntoView {
    move || told(draft, |of| of == place)
}

/// What is wrong in a change.
fn faults_below(draft: Draft, step: usize) -> impl IntoView {
    let prefix = format!("steps.{step}.");
    move || told(draft, |of| of.starts_with(&prefix))
}

fn told(draft: Draft, is_here: impl Fn(&str) -> bool) -> Vec<AnyView> {
    let here = draft.faults.get().into_iter().filter(|fault| is_here(&fault.place));
    here.map(|fault| view! { <p class="field-error"><Icon name="warning"/>{fault.message}</p> }.into_any()).collect()
}
