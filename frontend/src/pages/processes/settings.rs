//! The fields of a process, for a regime and for a unit, with the picture of what they come to.

use std::collections::HashMap;

use chrono::NaiveTime;
use contract::problem::FaultView;
use contract::processes::{ApproverView, ProcessChoices, ProcessStepView};
use domain::ids::UserId;
use domain::workflow::{MOST_LEVELS, Signing, WorkflowPolicy, steps};
use leptos::prelude::*;

use crate::components::ProcessPicture;
use crate::locales::{M, fill, language, t};
use crate::pages::regimes::Faults;

/// What is being set.
#[derive(Clone, Copy)]
pub struct Edited {
    /// The process as it stands on screen.
    pub policy: Signal<WorkflowPolicy>,
    /// Takes another one.
    pub set: Callback<WorkflowPolicy>,
    /// What was told of it.
    pub faults: RwSignal<Vec<FaultView>>,
    /// What the places of its faults begin with; the ids of its fields too.
    pub part: &'static str,
    /// What may be chosen; everything where nothing limits it.
    pub choices: StoredValue<Option<ProcessChoices>>,
    /// Who can be named; nobody for a regime.
    pub people: StoredValue<Vec<ApproverView>>,
}

impl Edited {
    fn change(self, change: impl FnOnce(&mut WorkflowPolicy)) {
        let mut policy = self.policy.get_untracked();
        change(&mut policy);
        // Whom nobody sees any more must not stay named.
        policy.approvers.truncate(usize::from(policy.levels()));
        while policy.approvers.last().is_some_and(Vec::is_empty) {
            policy.approvers.pop();
        }
        self.set.run(policy);
    }

    fn place(self, field: &str) -> String {
        format!("{}{field}", self.part)
    }

    fn leaves(self, allowed: impl FnOnce(&ProcessChoices) -> bool) -> bool {
        self.choices.with_value(|choices| choices.as_ref().is_none_or(allowed))
    }

    /// The steps of a process with these people.
    pub fn picture(self) -> Signal<Vec<ProcessStepView>> {
        let names: HashMap<i64, String> =
            self.people.with_value(|people| people.iter().map(|one| (one.id, one.name.clone())).collect());
        Signal::derive(move || {
            let name = |user: UserId| names.get(&user.0).cloned();
            let all = self.policy.with(|policy| steps(policy, true));
            all.iter().map(|step| ProcessStepView::of(step, name, language())).collect()
        })
    }
}

/// The fields and the picture.
#[component]
pub fn SettingsFields(edited: Edited) -> impl IntoView {
    view! {
        <div class="regime-pair">
            <LevelsField edited/>
            <SigningField edited/>
        </div>
        <Approvers edited/>
        <div class="process-checks">
            <CheckField edited field="receiver_check" label=M::ReceiverCheck get=|policy| policy.receiver_check
                set=|policy, on| policy.receiver_check = on is_left=edited.leaves(|choices| choices.receiver_check)/>
            <CheckField edited field="one_account" label=M::OneAccount get=|policy| policy.one_account
                set=|policy, on| policy.one_account = on is_left=edited.leaves(|choices| choices.one_account)/>
        </div>
        <div class="regime-pair">
            <HourField edited field="auto_send_at" label=M::AutoSendAt get=|policy| policy.auto_send_at
                set=|policy, hour| policy.auto_send_at = hour is_left=edited.leaves(|choices| choices.auto_send)/>
            <HourField edited field="auto_accept_at" label=M::AutoAcceptAt get=|policy| policy.auto_accept_at
                set=|policy, hour| policy.auto_accept_at = hour is_left=edited.leaves(|choices| choices.auto_accept)/>
        </div>
        <h3 class="process-title">{t(M::ProcessPreview)}</h3>
        <div aria-live="polite"><ProcessPicture steps=edited.picture()/></div>
    }
}

/// A number of levels in words.
pub fn levels_label(levels: u8) -> String {
    match levels {
        0 => t(M::ApprovalNone).to_owned(),
        1 => t(M::ApprovalOne).to_owned(),
        more => fill(M::ApprovalCount, &[&more.to_string()]),
    }
}

#[component]
fn LevelsField(edited: Edited) -> impl IntoView {
    let place = edited.place("approval_levels");
    let id = format!("process-{place}");
    let chosen = Memo::new(move |_| edited.policy.with(WorkflowPolicy::levels));
    let choose = move |event: leptos::ev::Event| {
        let levels = event_target_value(&event).parse().unwrap_or(1);
        edited.change(|policy| policy.approval_levels = levels);
    };
    let option = move |levels: u8| {
        let is_left = edited.leaves(|choices| choices.approval_levels.contains(&levels));
        view! { <option value=levels.to_string() selected=move || chosen.get() == levels disabled=!is_left>{levels_label(levels)}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t(M::ApprovalLevels)}</label>
            <select id=id class="input" aria-describedby=format!("fault-{place}") on:change=choose>
                {(0..=MOST_LEVELS).map(option).collect_view()}
            </select>
            <Faults faults=edited.faults place/>
        </div>
    }
}

#[component]
fn SigningField(edited: Edited) -> impl IntoView {
    let place = edited.place("signing");
    let id = format!("process-{place}");
    let chosen = Memo::new(move |_| edited.policy.with(|policy| policy.signing));
    let choose = move |event: leptos::ev::Event| {
        let signing = Signing::parse(&event_target_value(&event)).unwrap_or_default();
        edited.change(|policy| policy.signing = signing);
    };
    let option = move |signing: Signing| {
        let code = signing.as_str();
        let is_left = edited.leaves(|choices| choices.signing.iter().any(|one| one == code));
        view! { <option value=code selected=move || chosen.get() == signing disabled=!is_left>{signing.label(language())}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t(M::SigningLabel)}</label>
            <select id=id class="input" aria-describedby=format!("fault-{place}") on:change=choose>
                {Signing::ALL.map(option)}
            </select>
            <Faults faults=edited.faults place/>
        </div>
    }
}

#[component]
fn CheckField(
    edited: Edited,
    field: &'static str,
    label: M,
    get: fn(&WorkflowPolicy) -> bool,
    set: fn(&mut WorkflowPolicy, bool),
    is_left: bool,
) -> impl IntoView {
    let place = edited.place(field);
    let change = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        edited.change(|policy| set(policy, on));
    };
    view! {
        <div class="field">
            <label class="choice-line">
                <input type="checkbox" disabled=!is_left aria-describedby=format!("fault-{place}")
                    prop:checked=move || edited.policy.with(get) on:change=change/>
                <span>{t(label)}{(!is_left).then(|| view! { <small class="hint">{t(M::NotLeftToUnits)}</small> })}</span>
            </label>
            <Faults faults=edited.faults place/>
        </div>
    }
}

#[component]
fn HourField(
    edited: Edited,
    field: &'static str,
    label: M,
    get: fn(&WorkflowPolicy) -> Option<NaiveTime>,
    set: fn(&mut WorkflowPolicy, Option<NaiveTime>),
    is_left: bool,
) -> impl IntoView {
    let place = edited.place(field);
    let id = format!("process-{place}");
    let value = move || edited.policy.with(get).map(|hour| hour.format("%H:%M").to_string()).unwrap_or_default();
    let change = move |event: leptos::ev::Event| {
        let hour = NaiveTime::parse_from_str(&event_target_value(&event), "%H:%M").ok();
        edited.change(|policy| set(policy, hour));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <input id=id type="time" class="input" disabled=!is_left aria-describedby=format!("fault-{place}")
                prop:value=value on:change=change/>
            {(!is_left).then(|| view! { <small class="hint">{t(M::NotLeftToUnits)}</small> })}
            <Faults faults=edited.faults place/>
        </div>
    }
}

/// Who approves at each level. Only where there is somebody to be named.
#[component]
fn Approvers(edited: Edited) -> impl IntoView {
    let levels = Memo::new(move |_| edited.policy.with(WorkflowPolicy::levels));
    let is_regime = !edited.part.is_empty();
    move || {
        let count = levels.get();
        if is_regime || count == 0 {
            return ().into_any();
        }
        if edited.people.with_value(Vec::is_empty) {
            return view! { <p class="hint">{t(M::ApproversNone)}</p> }.into_any();
        }
        view! {
            <div class="process-approvers">{(1..=count).map(|level| approvers_of(edited, level)).collect_view()}</div>
            <p class="hint">{t(M::ApproversHint)}</p>
        }
        .into_any()
    }
}

fn approvers_of(edited: Edited, level: u8) -> impl IntoView {
    let place = edited.place(&format!("approvers.{level}"));
    let choice = move |person: ApproverView| {
        let user = UserId(person.id);
        let is_named = move || edited.policy.with(|policy| policy.named(level).contains(&user));
        let toggle = move |_| {
            edited.change(|policy| {
                let ix = usize::from(level) - 1;
                policy.approvers.resize(policy.approvers.len().max(ix + 1), Vec::new());
                let Some(people) = policy.approvers.get_mut(ix) else { return };
                match people.iter().position(|one| *one == user) {
                    Some(at) => drop(people.remove(at)),
                    None => people.push(user),
                }
            });
        };
        // Who may not approve any more can only be taken away.
        let is_shown = move || person.may_approve || is_named();
        let without = (!person.may_approve).then(|| view! { <em>" – "{t(M::ApproverWithout)}</em> });
        let (name, position) = (person.name.clone(), person.position.clone());
        let label = view! { <span>{name}{position.map(|position| view! { <small class="hint">{position}</small> })}{without}</span> };
        view! {
            <label class="choice-line" hidden=move || !is_shown()>
                <input type="checkbox" prop:checked=is_named on:change=toggle/>{label}
            </label>
        }
    };
    view! {
        <fieldset class="regime-part" aria-describedby=format!("fault-{place}")>
            <legend>{fill(M::ApproversOf, &[&level.to_string()])}</legend>
            {edited.people.get_value().into_iter().map(choice).collect_view()}
            <Faults faults=edited.faults place=place.clone()/>
        </fieldset>
    }
}
