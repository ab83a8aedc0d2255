//! How the reports of a regime move, and what units may set for themselves (C2).

use contract::processes::ProcessStepView;
use domain::language::Language;
use domain::regime::Regime;
use domain::workflow::{MOST_LEVELS, Signing, UnitChoices, steps};
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use super::hours::{HoursPart, hours_lines};
use crate::components::ProcessPicture;
use crate::locales::{M, fill, language, t};
use crate::pages::processes::settings::{Edited, SettingsFields, levels_label};

/// The process of a draft, in fields, and what of it is left to units.
#[component]
pub fn Process(draft: Draft) -> impl IntoView {
    let edited = Edited {
        policy: Signal::derive(move || draft.regime.with(|regime| regime.policy.clone())),
        set: Callback::new(move |policy| draft.regime.update(|regime| regime.policy = policy)),
        faults: draft.faults,
        part: "policy.",
        choices: StoredValue::new(None),
        people: StoredValue::new(Vec::new()),
    };
    view! {
        <fieldset class="regime-part" id="regime-process">
            <legend>{t(M::RegimeProcess)}</legend>
            <p class="hint">{t(M::ProcessFromNowOn)}</p>
            <SettingsFields edited/>
            <Faults faults=draft.faults place="policy.approvers"/>
        </fieldset>
        <HoursPart draft/>
        <fieldset class="regime-part">
            <legend>{t(M::RegimeChoices)}</legend>
            <div class="regime-pair">
                <LevelBound draft id="choice-least" label=M::ChoiceLeast get=|open| open.least_levels set=|open, levels| open.least_levels = levels/>
                <LevelBound draft id="choice-most" label=M::ChoiceMost get=|open| open.most_levels set=|open, levels| open.most_levels = levels/>
            </div>
            <Faults faults=draft.faults place="unit_choices.levels"/>
            <div class="regime-choices process-checks">
                {Signing::ALL.map(|signing| signing_choice(draft, signing))}
            </div>
            <Faults faults=draft.faults place="unit_choices.signing"/>
            <div class="regime-choices process-checks">
                {SWITCHES.map(|switch| switch_choice(draft, switch))}
            </div>
        </fieldset>
    }
}

/// A yes or no about what units may choose.
#[derive(Clone, Copy)]
struct Switch {
    label: M,
    get: fn(&UnitChoices) -> bool,
    set: fn(&mut UnitChoices, bool),
}

const SWITCHES: [Switch; 4] = [
    Switch { label: M::ChoiceOneAccount, get: |open| open.one_account, set: |open, on| open.one_account = on },
    Switch { label: M::ChoiceReceiverCheck, get: |open| open.receiver_check, set: |open, on| open.receiver_check = on },
    Switch { label: M::ChoiceAutoSend, get: |open| open.auto_send, set: |open, on| open.auto_send = on },
    Switch { label: M::ChoiceAutoAccept, get: |open| open.auto_accept, set: |open, on| open.auto_accept = on },
];

#[component]
fn LevelBound(
    draft: Draft,
    id: &'static str,
    label: M,
    get: fn(&UnitChoices) -> u8,
    set: fn(&mut UnitChoices, u8),
) -> impl IntoView {
    let chosen = Memo::new(move |_| draft.regime.with(|regime| get(&regime.unit_choices)));
    let choose = move |event: leptos::ev::Event| {
        let levels = event_target_value(&event).parse().unwrap_or(0);
        draft.regime.update(|regime| set(&mut regime.unit_choices, levels));
    };
    let option = move |levels: u8| {
        view! { <option value=levels.to_string() selected=move || chosen.get() == levels>{levels_label(levels)}</option> }
    };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <select id=id class="input" aria-describedby="fault-unit_choices.levels" on:change=choose>{(0..=MOST_LEVELS).map(option).collect_view()}</select>
        </div>
    }
}

fn signing_choice(draft: Draft, signing: Signing) -> impl IntoView {
    let toggle = move |_| {
        draft.regime.update(|regime| {
            let all = &mut regime.unit_choices.signing;
            match all.iter().position(|one| *one == signing) {
                Some(at) => drop(all.remove(at)),
                None => all.push(signing),
            }
            // One order, so that what is open to everything is written as such.
            all.sort_by_key(|one| Signing::ALL.iter().position(|known| known == one));
        });
    };
    let is_open = move || draft.regime.with(|regime| regime.unit_choices.signing.contains(&signing));
    view! { <label class="choice-line"><input type="checkbox" prop:checked=is_open on:change=toggle/>{signing.label(language())}</label> }
}

fn switch_choice(draft: Draft, switch: Switch) -> impl IntoView {
    let is_on = move || draft.regime.with(|regime| (switch.get)(&regime.unit_choices));
    let toggle = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        draft.regime.update(|regime| (switch.set)(&mut regime.unit_choices, on));
    };
    view! { <label class="choice-line"><input type="checkbox" prop:checked=is_on on:change=toggle/>{t(switch.label)}</label> }
}

/// The same to be read.
pub fn process(regime: &Regime) -> AnyView {
    let language = language();
    let all: Vec<ProcessStepView> =
        steps(&regime.policy, true).iter().map(|step| ProcessStepView::of(step, |_| None, language)).collect();
    view! {
        <h3 class="process-title">{t(M::RegimeProcess)}</h3>
        <ProcessPicture steps=Signal::derive(move || all.clone())/>
        {regime.policy.one_account.then(|| view! { <p class="hint">{t(M::ProcessOneAccount)}</p> })}
        {hours_lines(regime).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        <h3 class="process-title">{t(M::RegimeChoices)}</h3>
        <p>{choices(&regime.unit_choices, language)}</p>
    }
    .into_any()
}

/// What is left to units, in words.
fn choices(open: &UnitChoices, language: Language) -> String {
    let levels = fill(M::ChoiceLevels, &[&open.least_levels.to_string(), &open.most_levels.to_string()]);
    let signing = open.signing.iter().map(|one| one.label(language).to_owned());
    let switches = SWITCHES.iter().filter(|switch| (switch.get)(open)).map(|switch| t(switch.label).to_owned());
    let rest: Vec<String> = signing.chain(switches).collect();
    let rest = if rest.is_empty() { t(M::ChoiceNothing).to_owned() } else { rest.join(" · ") };
    format!("{levels} · {rest}")
}
