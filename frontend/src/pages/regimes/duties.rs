//! Who owes which forms to whom, as rules that can be added, moved up and taken away.

use domain::duty::{DutyRule, Receiver};
use domain::regime::{Regime, UnitLevel};
use leptos::prelude::*;

use super::duty_text::{
    Named, form_options, kind_options, level_options, receiver_code, receiver_of, toggle, toggle_level,
};
use super::duty_units::{UnitCodes, UnitNames};
use super::fields::{Draft, Faults};
use crate::components::Icon;
use crate::locales::{M, fill, language, t};

/// The rules of a draft.
#[component]
pub fn DutyRules(draft: Draft) -> impl IntoView {
    let names = draft.regime.with_untracked(|regime| UnitNames::of(&regime.duties));
    let count = Memo::new(move |_| draft.regime.with(|regime| regime.duties.len()));
    let add = move |_| draft.regime.update(|regime| regime.duties.push(DutyRule::default()));
    view! {
        <fieldset class="regime-part" id="regime-duties">
            <legend>{t(M::RegimeDuties)}</legend>
            <p class="hint">{t(M::RegimeDutiesHint)}</p>
            {move || (count.get() > 0).then(|| view! { <p class="hint">{t(M::RegimeDutiesWho)}</p> })}
            {move || (0..count.get()).map(|number| row(Rule { draft, number }, names)).collect_view()}
            <Faults faults=draft.faults place="duties"/>
            <button type="button" class="button" on:click=add>{t(M::DutyRuleAdd)}</button>
        </fieldset>
    }
}

/// One rule of a draft, by its place.
#[derive(Clone, Copy)]
struct Rule {
    draft: Draft,
    number: usize,
}

impl Rule {
    fn place(self) -> String {
        format!("duties.{}", self.number)
    }

    fn read<T: Default>(self, read: impl FnOnce(&Regime, &DutyRule) -> T) -> T {
        let rule = |regime: &Regime| regime.duties.get(self.number).map(|rule| read(regime, rule)).unwrap_or_default();
        self.draft.regime.with(rule)
    }

    fn edit(self, change: impl FnOnce(&mut DutyRule)) {
        self.draft.set(&self.place(), |regime| {
            if let Some(rule) = regime.duties.get_mut(self.number) {
                change(rule);
            }
        });
    }

    /// Changes which rules there are; what was told of a number is then true of another rule, and the next saving says it.
    fn reorder(self, change: impl FnOnce(&mut Vec<DutyRule>, usize)) {
        self.draft.regime.update(|regime| change(&mut regime.duties, self.number));
        self.draft.faults.update(|faults| faults.retain(|fault| !fault.place.starts_with("duties")));
    }
}

fn row(rule: Rule, names: UnitNames) -> AnyView {
    let name = (rule.number + 1).to_string();
    let title = fill(M::DutyRule, &[&name]);
    let remove = move |_| {
        rule.reorder(|rules, number| {
            if number < rules.len() {
                rules.remove(number);
            }
        });
    };
    let up = move |_| {
        rule.reorder(|rules, number| {
            if (1..rules.len()).contains(&number) {
                rules.swap(number - 1, number);
            }
        });
    };
    let up = (rule.number > 0).then(|| {
        let label = fill(M::DutyRuleUpOf, &[&name]);
        view! { <button type="button" class="button button-quiet" aria-label=label on:click=up>{t(M::DutyRuleUp)}</button> }
    });
    let (place, heading) = (rule.place(), title.clone());
    view! {
        <div class="regime-duty" role="group" aria-label=title aria-describedby=format!("fault-{}", rule.place())>
            <div class="regime-duty-head">
                <b>{heading}</b>
                {up}
                <button type="button" class="button-icon" aria-label=fill(M::DutyRuleRemove, &[&name]) on:click=remove><Icon name="close"/></button>
            </div>
            {CHOICES.map(|choice| folded(rule, choice))}
            <div class="regime-pair">
                {units(rule, names, M::DutyUnits, "units", |rule| &mut rule.units)}
                {units(rule, names, M::DutyExempt, "exempt", |rule| &mut rule.exempt)}
            </div>
            {receiver(rule, names)}
            <Faults faults=rule.draft.faults place/>
        </div>
    }
    .into_any()
}

/// A list of boxes of a rule.
#[derive(Clone, Copy)]
struct Choice {
    label: M,
    /// What it means that no box is ticked.
    none: M,
    options: fn(&Regime, &DutyRule) -> Vec<Named>,
    has: fn(&DutyRule, &str) -> bool,
    toggle: fn(&mut DutyRule, &str),
}

const CHOICES: [Choice; 3] = [
    Choice {
        label: M::DutyForms,
        none: M::DutyAllForms,
        options: form_options,
        has: |rule, code| rule.forms.iter().any(|one| one == code),
        toggle: |rule, code| toggle(&mut rule.forms, code),
    },
    Choice {
        label: M::DutyLevels,
        none: M::DutyNoneChosen,
        options: level_options,
        has: |rule, code| rule.levels.iter().any(|level| level.as_str() == code),
        toggle: toggle_level,
    },
    Choice {
        label: M::DutyKinds,
        none: M::DutyNoneChosen,
        options: kind_options,
        has: |rule, code| rule.kinds.iter().any(|one| one == code),
        toggle: |rule, code| toggle(&mut rule.kinds, code),
    },
];

/// A folded list of boxes, with what is ticked in its heading.
fn folded(rule: Rule, choice: Choice) -> AnyView {
    let options = Memo::new(move |_| rule.read(choice.options));
    let summary = move || {
        let ticked = |(code, text): &Named| rule.read(|_, rule| (choice.has)(rule, code)).then(|| text.clone());
        let ticked: Vec<String> = options.with(|all| all.iter().filter_map(ticked).collect());
        let ticked = if ticked.is_empty() { t(choice.none).to_owned() } else { ticked.join(", ") };
        format!("{}: {ticked}", t(choice.label))
    };
    let line = move |(code, text): Named| {
        let (known, code) = (code.clone(), code);
        let is_ticked = move || rule.read(|_, rule| (choice.has)(rule, &known));
        let change = move |_| rule.edit(|rule| (choice.toggle)(rule, &code));
        view! { <label class="choice-line"><input type="checkbox" prop:checked=is_ticked on:change=change/>{text}</label> }
    };
    let boxes = move || {
        let options = options.get();
        if options.is_empty() {
            return view! { <p class="hint">{t(M::DutyNoForms)}</p> }.into_any();
        }
        options.into_iter().map(line).collect_view().into_any()
    };
    view! { <details class="regime-levels"><summary>{summary}</summary><div>{boxes}</div></details> }.into_any()
}

fn units(
    rule: Rule,
    names: UnitNames,
    label: M,
    field: &'static str,
    part: fn(&mut DutyRule) -> &mut Vec<String>,
) -> AnyView {
    let chosen = Signal::derive(move || rule.read(|_, rule| part(&mut rule.clone()).clone()));
    let change = Callback::new(move |codes: Vec<String>| rule.edit(|rule| *part(rule) = codes));
    view! { <UnitCodes label=t(label) id=format!("duty-{field}-{}", rule.number) chosen on_change=change names/> }
        .into_any()
}

/// Who receives: the unit above, the nearest one above of a level, or one unit.
fn receiver(rule: Rule, names: UnitNames) -> AnyView {
    let id = format!("duty-receiver-{}", rule.number);
    let kind = Memo::new(move |_| rule.read(|_, rule| receiver_code(&rule.receiver)));
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        rule.edit(|rule| rule.receiver = receiver_of(&chosen));
    };
    let choices = [("parent", M::DutyToParent), ("level", M::DutyToLevel), ("unit", M::DutyToUnit)];
    let options =
        choices.map(|(code, text)| view! { <option value=code selected=move || kind.get() == code>{t(text)}</option> });
    view! {
        <div class="regime-pair">
            <div class="field">
                <label for=id.clone()>{t(M::DutyReceiver)}</label>
                <select id=id class="input" on:change=choose>{options}</select>
            </div>
            {move || match kind.get() {
                "level" => receiver_level(rule),
                "unit" => receiver_unit(rule, names),
                _ => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

fn receiver_level(rule: Rule) -> AnyView {
    let id = format!("duty-receiver-level-{}", rule.number);
    let chosen = Memo::new(move |_| {
        rule.read(|_, rule| if let Receiver::Level { level } = rule.receiver { Some(level) } else { None })
    });
    let choose = move |event: leptos::ev::Event| {
        let Some(level) = UnitLevel::parse(&event_target_value(&event)) else { return };
        rule.edit(|rule| rule.receiver = Receiver::Level { level });
    };
    let options = UnitLevel::ALL.map(|level| {
        let is_chosen = move || chosen.get() == Some(level);
        view! { <option value=level.as_str() selected=is_chosen>{level.label(language())}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{t(M::DutyReceiverLevel)}</label>
            <select id=id class="input" on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}

fn receiver_unit(rule: Rule, names: UnitNames) -> AnyView {
    let chosen = Signal::derive(move || {
        let code = rule
            .read(|_, rule| if let Receiver::Unit { code } = &rule.receiver { code.clone() } else { String::new() });
        Some(code).filter(|code| !code.is_empty()).into_iter().collect::<Vec<_>>()
    });
    let change = Callback::new(move |codes: Vec<String>| {
        let code = codes.into_iter().next().unwrap_or_default();
        rule.edit(|rule| rule.receiver = Receiver::Unit { code });
    });
    let id = format!("duty-receiver-unit-{}", rule.number);
    view! { <UnitCodes label=t(M::DutyReceiverUnit) id chosen on_change=change names single=true/> }.into_any()
}
