//! The picture of a process: its steps in their order, with who does them and, for a report, where it stands (C12).
//!
//! A list for screen readers; on screen a chain whose links differ by shape, colour and words.

use contract::processes::ProcessStepView;
use leptos::prelude::*;

use super::Icon;
use crate::locales::{M, fill, t};
use crate::time;

/// All steps with everything that is to be said of them.
#[component]
pub fn ProcessPicture(#[prop(into)] steps: Signal<Vec<ProcessStepView>>) -> impl IntoView {
    view! {
        <ol class="process" aria-label=t(M::Process)>
            {move || steps.get().into_iter().map(step).collect_view()}
        </ol>
    }
}

/// The steps in one line, with words on the one that is waited for.
#[component]
pub fn ProcessLine(#[prop(into)] steps: Signal<Vec<ProcessStepView>>) -> impl IntoView {
    view! {
        <ol class="process-line" aria-label=t(M::Process)>
            {move || steps.get().into_iter().map(link).collect_view()}
        </ol>
    }
}

fn step(step: ProcessStepView) -> impl IntoView {
    let notes = notes(&step);
    let (class, shape, current) = looks(&step);
    let state = state(&step);
    view! {
        <li class=class aria-current=current>
            <span class="step-mark"><Icon name=shape/></span>
            <span class="step-text">
                <b class="step-label">{step.label}</b>
                {state.map(|state| view! { <span class="step-state">{state}</span> })}
                {step.who.map(|who| view! { <span class="step-who" class:step-named=step.is_named>{who}</span> })}
                {step.unit.map(|unit| view! { <span class="step-unit">{unit}</span> })}
                {notes.into_iter().map(|note| view! { <span class="step-note">{note}</span> }).collect_view()}
            </span>
        </li>
    }
}

fn link(step: ProcessStepView) -> impl IntoView {
    let (class, shape, current) = looks(&step);
    let words = if step.since.is_some() { waiting(&step) } else { String::new() };
    let label = if words.is_empty() { step.label.clone() } else { format!("{}: {words}", step.label) };
    // The words of the others are read out, and are in the large picture.
    let state = step.state_label.clone().filter(|_| words.is_empty());
    view! {
        <li class=class aria-current=current>
            <span class="step-mark"><Icon name=shape/></span>
            <span class="step-label">{label}</span>
            {state.map(|state| view! { <span class="sr-only">" – "{state}</span> })}
        </li>
    }
}

/// Who is waited for and since when; the units stand beside the line.
fn waiting(step: &ProcessStepView) -> String {
    let since = step.since.map(|since| fill(M::ProcessSince, &[&time::date_time(since)]));
    [step.who.clone(), since].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn state(step: &ProcessStepView) -> Option<String> {
    let label = step.state_label.clone()?;
    Some(match step.since {
        Some(since) => format!("{label} {}", fill(M::ProcessSince, &[&time::date_time(since)])),
        None => label,
    })
}

fn notes(step: &ProcessStepView) -> Vec<String> {
    let optional = step.is_optional.then(|| t(M::ProcessOptional).to_owned());
    let automatic = step.automatic_at.as_ref().map(|time| fill(M::ProcessAutomatic, &[time]));
    [optional, automatic].into_iter().flatten().collect()
}

/// The class of a step, its sign, and whether it is the present one.
fn looks(step: &ProcessStepView) -> (String, &'static str, Option<&'static str>) {
    let shape = match (step.state.as_deref(), step.kind.as_str()) {
        (Some("done"), _) => "check",
        (Some("current"), _) => "clock",
        (Some("left_out"), _) => "minus",
        (Some(_), _) => "circle",
        (None, "enter") => "edit",
        (None, "approve" | "finish") => "check",
        (None, "sign") => "save",
        (None, "send") => "send",
        (None, _) => "inbox",
    };
    let state = step.state.as_deref().unwrap_or("plain");
    (format!("step step-{state}"), shape, (state == "current").then_some("step"))
}
