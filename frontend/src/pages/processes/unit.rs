//! The process of one unit for one regime: where it comes from, its fields, its picture.

use contract::problem::FaultView;
use contract::processes::{ProcessSettings, UnitProcessView};
use domain::workflow::WorkflowPolicy;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Choice;
use super::settings::{Edited, SettingsFields};
use crate::api;
use crate::components::{ErrorSummary, Icon, ProcessPicture};
use crate::locales::{M, fill, t};
use crate::pages::regimes::faults_in;
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// What is chosen, once both are; `saved` hears of changes.
#[component]
pub fn UnitProcess(choice: Choice, saved: Callback<()>) -> impl IntoView {
    let known = Remote::<UnitProcessView>::new();
    let load = Callback::new(move |()| {
        let unit = choice.unit.with_untracked(|units| units.first().map(|unit| unit.id));
        let (circular, regime) = choice.regime.get_untracked();
        match unit {
            Some(unit) if !circular.is_empty() => {
                known.load(async move { api::read_process(unit, &circular, &regime).await });
            }
            _ => known.clear(),
        }
    });
    Effect::new(move || {
        choice.unit.track();
        choice.regime.track();
        known.clear();
        load.run(());
    });
    let is_chosen = move || choice.unit.with(|units| !units.is_empty());
    view! {
        <div class="process-unit">
            {move || is_chosen().then(|| draw(known, load, move |view| process(view, known, saved)))}
        </div>
    }
}

fn process(view: UnitProcessView, known: Remote<UnitProcessView>, saved: Callback<()>) -> AnyView {
    let origin = origin(&view);
    if !view.can_change {
        let steps = view.steps.clone();
        return view! {
            <p>{origin}</p>
            <ProcessPicture steps=Signal::derive(move || steps.clone())/>
            <p class="hint">{t(M::ProcessReadOnly)}</p>
        }
        .into_any();
    }
    let under_way = (view.under_way > 0).then(|| fill(M::ProcessUnderWay, &[&view.under_way.to_string()]));
    view! {
        <p>{origin}</p>
        <div class="notice"><Icon name="info"/><p>{t(M::ProcessFromNowOn)}" "{under_way}</p></div>
        <Form view known saved/>
    }
    .into_any()
}

fn origin(view: &UnitProcessView) -> String {
    if view.is_own {
        let set = view.changed_by.as_ref().zip(view.changed_at);
        let set = set.map(|(by, at)| fill(M::ProcessChanged, &[by, &time::date_time(at)]));
        return [Some(t(M::ProcessIsOwn).to_owned()), set].into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    match &view.set_by {
        Some(unit) => fill(M::ProcessFromAbove, &[&unit.name]),
        None => t(M::ProcessFromRegime).to_owned(),
    }
}

#[component]
fn Form(view: UnitProcessView, known: Remote<UnitProcessView>, saved: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let policy = RwSignal::new(WorkflowPolicy::from(&view.settings));
    let faults = RwSignal::new(view.faults.clone());
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let edited = Edited {
        policy: policy.into(),
        set: Callback::new(move |wanted| policy.set(wanted)),
        faults,
        part: "",
        choices: StoredValue::new(Some(view.choices.clone())),
        people: StoredValue::new(view.approvers.clone()),
    };
    let (is_own, view) = (view.is_own, StoredValue::new(view));
    let send = move |settings: Option<ProcessSettings>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let of = view.get_value();
            let (answer, done) = match &settings {
                Some(settings) => (api::update_process(&of, settings).await, M::ProcessSaved),
                None => (api::remove_process(&of).await, M::ProcessRemoved),
            };
            busy.try_set(false);
            match answer {
                Ok(now) => {
                    toasts.done(fill(done, &[&now.unit.name]));
                    known.load(async move { Ok(now) });
                    saved.run(());
                }
                Err(told) => {
                    let named: Vec<FaultView> = faults_in(&told).to_vec();
                    faults.try_set(named);
                    error.try_set(Some(told.message()));
                }
            }
        });
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(Some(policy.with_untracked(|policy| ProcessSettings::from(policy))));
    };
    view! {
        <form class="regime-form" on:submit=save>
            <SettingsFields edited/>
            <ErrorSummary error/>
            <div class="toolbar">
                <button type="submit" class="button button-primary" disabled=move || busy.get()>{t(M::ProcessSave)}</button>
                {is_own.then(|| view! {
                    <button type="button" class="button" disabled=move || busy.get() on:click=move |_| send(None)>{t(M::ProcessRemove)}</button>
                })}
            </div>
        </form>
    }
}
